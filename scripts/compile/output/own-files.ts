import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import { generatedFolder } from './export-files.ts';

/**
 * Finds files in fsh-generated/ that no build has written: writing the folder anew would delete them.
 * @param files what this build would write there
 * @returns one issue, if there are any
 */
export function findOwnFiles(projectFolder: string, files: ReadonlyMap<string, string>): Issue[] {
  const folder = path.join(projectFolder, generatedFolder);
  const listed = listedFiles(folder);
  const own = namesBelow(folder).filter((name) => !files.has(name) && !isGenerated(name, listed));
  const [first] = own;
  if (first === undefined) return [];
  const others = own.length === 1 ? '' : ` (and ${own.length - 1} more)`;
  const message = `${generatedFolder}/${first}${others} was not written by a build, and a build keeps nothing in ${generatedFolder}/ but what it writes. Move away what you want to keep and delete the rest; until then ${generatedFolder}/ is left as it is.`;
  const source = { file: `${generatedFolder}/${first}` };
  return [{ severity: 'error', code: 'conflict', rule: 'generated-folder', message, source }];
}

/** What SUSHI writes there in any version, and what desktops leave everywhere. */
function isGenerated(name: string, listed: ReadonlySet<string> | undefined): boolean {
  const base = path.basename(name);
  if (['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(base)) return true;
  if (name === 'fsh-index.txt' || /^(data|includes)\//.test(name)) return true;
  const [, file] = /^resources\/([^/]+\.json)$/.exec(name) ?? [];
  if (file === undefined) return false;
  return listed === undefined || listed.has(file) || file.startsWith('ImplementationGuide-');
}

/** The files that the last build has written, by its own index; undefined where there is none. */
function listedFiles(folder: string): ReadonlySet<string> | undefined {
  try {
    const index: unknown = JSON.parse(readFileSync(path.join(folder, 'data', 'fsh-index.json'), 'utf8'));
    if (!Array.isArray(index)) return undefined;
    return new Set(index.map((entry: unknown) => (isJsonObject(entry) ? String(entry.outputFile) : '')));
  } catch {
    return undefined;
  }
}

/** None where the folder is a link: it is the link that is replaced, and what it leads to stays. */
function namesBelow(folder: string): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
