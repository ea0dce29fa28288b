import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type InstalledPackage, packageKey } from '../model/package.ts';
import { asFolderError, isCode } from './disk-fault.ts';

/**
 * Writes packages as a FHIR package cache has them, `<id>#<version>/package/*.json`, for tools that read one.
 * A package that is there already is left as it is. Aborting leaves whole packages only.
 * @see https://confluence.hl7.org/display/FHIR/FHIR+Package+Cache
 */
export async function materialise(
  packages: readonly InstalledPackage[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  for (const installed of packages) {
    const target = join(folder, packageKey(installed));
    if (await exists(target)) continue;
    const temporary = join(folder, `.${randomBytes(6).toString('hex')}`);
    try {
      await writePackage(installed, join(temporary, 'package'), signal);
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
    await writeFile(join(folder, entry.filename), JSON.stringify(installed.read(entry)));
  }
  const files = installed.entries.map(({ filename, resourceType, id, url, version, kind, type }) => ({
    filename,
    resourceType,
    id,
    url,
    version,
    kind,
    type,
  }));
  await writeFile(join(folder, '.index.json'), JSON.stringify({ 'index-version': 1, files }));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(installed.manifest, undefined, 2)}\n`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
