import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageManifest } from '../../model/package.ts';
import { isResourceFileName, type PackageContent } from './source.ts';

/** The folder that has package.json: the one given (npm), or `package/` in it (an unpacked FHIR package). */
export function packageRoot(folder: string): string | undefined {
  return [join(folder, 'package'), folder].find((candidate) => existsSync(join(candidate, 'package.json')));
}

/** The content of an unpacked package; files are read while they are handed out. */
export function folderContent(
  root: string,
  manifest: PackageManifest,
  belongs: (name: string) => boolean = () => true,
): PackageContent {
  return {
    manifest,
    *files() {
      const names = readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isFile() && isResourceFileName(entry.name) && belongs(entry.name))
        .map(({ name }) => name)
        .sort();
      for (const name of names) yield { name, text: readFileSync(join(root, name), 'utf8') };
    },
  };
}
