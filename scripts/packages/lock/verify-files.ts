import { closeSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { isWholePartCache } from '../disk/part-cache.ts';
import { openRegularFile } from '../disk/regular-file.ts';
import { readSealed } from '../disk/spare-file.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { readTarball } from '../source/tarball.ts';

interface Kept {
  readonly folder: string;
  /** Of the files that this version of the program reads; the others are being written, or were by an earlier one. */
  readonly names: RegExp;
  readonly isWhole: (file: string) => boolean;
}

const isSealed = (file: string) => readSealed(file) !== undefined;

/** The files of the package cache that only save time; each says itself what it must hold. */
const kept: readonly Kept[] = [
  { folder: 'compiled', names: /^[0-9a-f]{32}$/, isWhole: isWholePartCache },
  { folder: 'guides', names: /^[0-9a-f]{32}\.json$/, isWhole: isSealed },
  { folder: 'compilations', names: /^[0-9a-f]{32}\.json$/, isWhole: isSealed },
  { folder: 'digests', names: /^[0-9a-f]{32}$/, isWhole: isSealed },
];

/**
 * Reads the files of the package cache beside its entries from end to end. Changes nothing.
 * @param packages those that are locked, whose downloads must have that content
 * @returns one issue for each that is damaged
 */
export async function verifyFiles(
  cache: string,
  packages: readonly PinnedPackage[],
  signal: AbortSignal,
): Promise<Issue[]> {
  const damaged = kept.flatMap(({ folder, names, isWhole }) =>
    namesIn(join(cache, folder))
      .filter((name) => names.test(name) && !isWhole(join(cache, folder, name)))
      .map((name) => join(cache, folder, name)),
  );
  const downloads = join(cache, 'downloads');
  for (const name of namesIn(downloads).filter((each) => each.endsWith('.tgz'))) {
    signal.throwIfAborted();
    const file = join(downloads, name);
    const locked = packages.find((each) => each.source === 'registry' && name.startsWith(`${packageKey(each)}-`));
    const integrity = await integrityOf(file, signal);
    if (integrity === undefined || integrity !== (locked?.integrity ?? integrity)) damaged.push(file);
  }
  return damaged.map(damagedFile);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

async function integrityOf(file: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    closeSync(openRegularFile(file));
    return (await readTarball(file, file, signal)).value?.integrity;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function damagedFile(file: string): Issue {
  const message = `The package cache's file ${file} is damaged. Delete it: it is made anew when it is needed.`;
  return { severity: 'error', code: 'conflict', rule: 'package-cache', message };
}
