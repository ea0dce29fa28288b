import { join } from 'node:path';
import type { Outcome } from '../../model/issue.ts';
import { type ArchiveFile, exportBundle } from '../../packages/bundle/export.ts';
import type { ArchiveSet } from '../../packages/bundle/fit.ts';
import { importBundle } from '../../packages/bundle/import.ts';
import type { BundleManifest } from '../../packages/bundle/layout.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { createStore } from '../../packages/store/store.ts';
import { type ArchivePart, archiveSets, obtainArchives } from './archives.ts';
import { requireLock } from './locking.ts';
import type { PackageOptions } from './package-options.ts';
import { allSources, localSources } from './packages.ts';

type BundleOptions = Pick<PackageOptions, 'signal' | 'offline' | 'onStep'>;

/**
 * Writes the locked packages of a project and the archives of the Java programs into one file.
 * What is not on this machine yet is downloaded first, unless that is forbidden.
 */
export async function exportKit(
  folder: string,
  file: string,
  without: readonly ArchivePart[],
  { signal, offline = false, onStep }: BundleOptions,
): Promise<Outcome<BundleManifest | undefined>> {
  const { value: lock, issues } = requireLock(folder);
  if (lock === undefined) return { value: undefined, issues };
  const sets = archiveSets().filter(({ part }) => !without.includes(part));
  for (const { part } of sets) await obtainArchives(part, { signal, offline, ...(onStep && { onStep }) });
  return exportBundle(file, {
    packages: lock.packages,
    archives: sets.flatMap(filesOf),
    sources: offline ? localSources(folder, true) : allSources(folder),
    signal,
    ...(onStep && { onStep }),
  });
}

/** Takes such a file into the package cache, as far as it is what the project and this program want. */
export async function importKit(
  folder: string,
  file: string,
  { signal, onStep }: BundleOptions,
): Promise<Outcome<BundleManifest | undefined>> {
  const { value: lock, issues } = requireLock(folder);
  if (lock === undefined) return { value: undefined, issues };
  return importBundle(file, {
    packages: lock.packages,
    sets: archiveSets(),
    store: createStore(cacheFolder(process.env), { checksAll: true }),
    signal,
    ...(onStep && { onStep }),
  });
}

function filesOf({ part, folder, archives }: ArchiveSet): ArchiveFile[] {
  return archives.map((archive) => ({ part, ...archive, path: join(folder, archive.name) }));
}
