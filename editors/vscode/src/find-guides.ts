import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** More guides than anyone edits at once: each has a language server of its own. */
const MOST = 4;

/** The folder itself if it is a guide, or else the guides right below it; absolute. */
export function guidesIn(folder: string): string[] {
  if (isGuide(folder)) return [folder];
  return subfoldersOf(folder)
    .map((name) => join(folder, name))
    .filter(isGuide)
    .slice(0, MOST);
}

function subfoldersOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch {
    return []; // a folder that is gone has none
  }
}

function isGuide(folder: string): boolean {
  return ['sushi-config.yaml', 'sushi-config.yml'].some(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true,
  );
}
