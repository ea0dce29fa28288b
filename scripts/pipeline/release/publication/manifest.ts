import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { FileFault, kindFault } from '../../../files/file-fault.ts';

/** What a file has: enough to tell whether it is still the same. */
export interface FileMark {
  readonly bytes: number;
  /** As hexadecimal digits; of a link, of the path that it leads to. */
  readonly sha256: string;
}

/** Files by their paths in a folder, with forward slashes. */
export type Manifest = ReadonlyMap<string, FileMark>;

/** More than any web site of guides has. */
const MOST_FILES = 4_000_000;
const CHUNK = Buffer.allocUnsafe(1 << 20);
/** How many files are read before a signal is looked at. */
const BATCH = 200;

/**
 * Reads every file of a folder, without what belongs to a repository there. Links are not followed.
 * @throws FileFault for what is neither file, folder nor link
 */
export async function manifestOf(folder: string, signal?: AbortSignal): Promise<Manifest> {
  const manifest = new Map<string, FileMark>();
  for (const path of pathsIn(folder)) {
    manifest.set(path, markOf(join(folder, path)));
    if (manifest.size % BATCH !== 0) continue;
    await setImmediate();
    signal?.throwIfAborted();
  }
  return manifest;
}

/** The paths of all files and links in a folder, sorted within each folder. */
export function* pathsIn(folder: string, prefix = ''): Generator<string> {
  const open = [prefix];
  let count = 0;
  while (open.length > 0) {
    const inside = open.pop() ?? '';
    const entries = readdirSync(join(folder, inside), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (path === '.git') continue;
      if (++count > MOST_FILES) throw new FileFault(folder, `it has more than ${MOST_FILES} files`);
      if (entry.isDirectory()) open.push(path);
      else yield path;
    }
  }
}

export function markOf(file: string): FileMark {
  const stats = lstatSync(file);
  const hash = createHash('sha256');
  if (stats.isSymbolicLink()) return { bytes: 0, sha256: hash.update(`link ${readlinkSync(file)}`).digest('hex') };
  const fault = kindFault(stats);
  if (fault !== undefined) throw new FileFault(file, fault);
  const descriptor = openSync(file, 'r');
  let bytes = 0;
  try {
    while (true) {
      const count = readSync(descriptor, CHUNK);
      if (count === 0) break;
      bytes += count;
      hash.update(CHUNK.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** What differs between two manifests of one folder. */
export interface ManifestDifference {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export function differenceOf(before: Manifest, after: Manifest): ManifestDifference {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [path, { sha256 }] of after) {
    const earlier = before.get(path);
    if (earlier === undefined) added.push(path);
    else if (earlier.sha256 !== sha256) changed.push(path);
  }
  const removed = [...before.keys()].filter((path) => !after.has(path));
  return { added: added.toSorted(), changed: changed.toSorted(), removed: removed.toSorted() };
}
