import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { packageKey } from '../../model/package.ts';
import { digestOfListing } from '../digest.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { contentAt } from '../source/npm-source.ts';
import type { PackageContent } from '../source/source.ts';
import { type FileSink, LIMITS, Refusal, reasonOf, unpack } from '../source/unpack.ts';

/**
 * Unpacks a package of a bundle into a folder, as far as it may hold resources, and holds its content against the lock.
 * @throws {Refusal} when it is not the content that is locked
 */
export async function unpackBundled(
  packed: AsyncIterable<Buffer>,
  folder: string,
  locked: PinnedPackage,
): Promise<PackageContent> {
  mkdirSync(folder);
  const hashes = new Map<string, string>();
  await unpack(packed, LIMITS, hashes, (name) => intoFile(join(folder, name))).catch((error: unknown) => {
    if (error instanceof Error && 'syscall' in error) throw error; // a disk that is full, and the like
    throw new Refusal(`its ${packageKey(locked)} is not right: ${reasonOf(error)}`);
  });
  if (digestOfListing(hashes) !== locked.integrity)
    throw new Refusal(`the content of its ${packageKey(locked)} is not the one that is locked`);
  const content = contentAt(folder, locked.id);
  if (content === undefined) throw new Refusal(`its ${packageKey(locked)} has a package.json of another package`);
  return content;
}

/** Written at once: at no moment is more than a piece of a file in memory. */
function intoFile(path: string): FileSink {
  const descriptor = openSync(path, 'w');
  return {
    write(chunk) {
      for (let written = 0; written < chunk.length; ) written += writeSync(descriptor, chunk, written);
    },
    end: () => closeSync(descriptor),
  };
}
