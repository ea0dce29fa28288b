import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { InstalledPackage } from '../../model/package.ts';
import { briefIndex } from '../../model/package-index.ts';
import { fhirCacheName } from '../../model/package-path.ts';
import { jsonOf } from '../../model/written-digits.ts';
import { asFolderError, isCode } from './disk-fault.ts';

/** Further files of a package, by their names in its folder `package/`. */
type MoreFiles = (installed: InstalledPackage) => Iterable<readonly [name: string, content: string | Uint8Array]>;

/**
 * Writes packages as a FHIR package cache has them, `<id>#<version>/package/*.json`, for tools that read one.
 * A package that is there already is left as it is. Aborting leaves whole packages only.
 * @see https://confluence.hl7.org/display/FHIR/FHIR+Package+Cache
 */
export async function materialise(
  packages: readonly InstalledPackage[],
  folder: string,
  signal: AbortSignal,
  more: MoreFiles = () => [],
): Promise<void> {
  for (const installed of packages) {
    const target = join(folder, fhirCacheName(installed));
    if (await exists(target)) continue;
    const temporary = join(folder, `.${randomBytes(6).toString('hex')}`);
    try {
      const content = join(temporary, 'package');
      await writePackage(installed, content, signal);
      for (const [name, bytes] of more(installed)) {
        await mkdir(dirname(join(content, name)), { recursive: true });
        await writeFile(join(content, name), bytes);
      }
      await mkdir(dirname(target), { recursive: true }); // of a scope
      await rename(temporary, target);
    } catch (error) {
      if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) continue; // another run was first
      throw asFolderError(error, folder, 'Choose another folder, or make room there.');
    } finally {
      if (await exists(temporary)) await rm(temporary, { recursive: true, force: true });
    }
  }
}

async function writePackage(installed: InstalledPackage, folder: string, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const entry of installed.entries) {
    signal.throwIfAborted();
    await writeFile(join(folder, entry.filename), jsonOf(installed.read(entry)));
  }
  await writeFile(join(folder, '.index.json'), JSON.stringify(briefIndex(installed.entries)));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(installed.manifest, undefined, 2)}\n`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
