import { closeSync, existsSync, fstatSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EnvironmentError } from '../../model/issue.ts';
import { type PackageEntry, type PackageManifest, packageKey } from '../../model/package.ts';
import { parseKept } from '../../model/written-digits.ts';
import { openRegularFile, readRegularFile } from '../disk/regular-file.ts';
import { digestOf } from '../disk/spare-file.ts';
import { BLOB_FILE, INDEX_FILE, parseIndex, type StoreIndex } from './index-of-folder.ts';

/** A package as the store has it. */
export interface StoredPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
  readonly index: StoreIndex;
  /** @throws EnvironmentError when the resource is not as it was written, and cannot be made anew */
  read(entry: PackageEntry): unknown;
}

/**
 * Makes a damaged entry anew while the caller waits: a resource is read in the middle of other work, where nothing can
 * be awaited.
 * @returns why it cannot be made, as one or more sentences with the remedy; undefined once it is sound
 */
export type Repair = (folder: string) => string | undefined;

interface OpenOptions {
  readonly repair?: Repair | undefined;
  /** Whether every resource is held against its digest now, not each when it is read. */
  readonly checksAll?: boolean | undefined;
  /** Where the entry lies until it is put into its place. */
  readonly at?: string;
}

/** Opens an entry by its folder, `corrupt` when something is there that is not whole, or not what was written. */
export function openEntry(
  folder: string,
  { repair, checksAll = false, at }: OpenOptions = {},
): StoredPackage | 'corrupt' | undefined {
  const files = openFiles(at ?? folder, basename(folder));
  if (files === undefined) return existsSync(at ?? folder) ? 'corrupt' : undefined;
  const { index, blob } = files;
  if (checksAll && !isSound(files)) {
    closeSync(blob);
    return 'corrupt';
  }
  return { folder, manifest: index.manifest, index, read: createReader(folder, files, repair) };
}

/** Whether an entry is there in which every byte is as it was written. */
export function isSoundEntry(folder: string): boolean {
  const files = openFiles(folder, basename(folder));
  if (files === undefined) return false;
  const answer = isSound(files);
  closeSync(files.blob);
  return answer;
}

interface EntryFiles {
  readonly index: StoreIndex;
  /** Open from here on: an entry that is replaced meanwhile does no harm. */
  readonly blob: number;
}

function openFiles(folder: string, name: string): EntryFiles | undefined {
  try {
    const index = parseIndex(readRegularFile(join(folder, INDEX_FILE)), name);
    if (index === undefined) return undefined;
    const blob = openRegularFile(join(folder, BLOB_FILE));
    if (fstatSync(blob).size === index.blob.size) return { index, blob };
    closeSync(blob);
    return undefined;
  } catch {
    return undefined;
  }
}

function isSound({ index, blob }: EntryFiles): boolean {
  const bytes = index.entries.reduce((sum, { length }) => sum + length + 1, 0); // each line ends in a line feed
  return bytes === index.blob.size && index.entries.every((entry) => readAt(blob, entry) !== undefined);
}

/** The bytes of a resource; undefined where they are not those that were written. */
function readAt(blob: number, { offset, length, digest }: PackageEntry): Buffer | undefined {
  try {
    const bytes = Buffer.allocUnsafe(length);
    return readSync(blob, bytes, 0, length, offset) === length && digestOf(bytes) === digest ? bytes : undefined;
  } catch {
    return undefined; // a disk that fails
  }
}

function createReader(folder: string, files: EntryFiles, repair: Repair | undefined): StoredPackage['read'] {
  let { blob } = files;
  let anew: ReadonlyMap<string, PackageEntry> | undefined;
  let failure: string | undefined;
  const read = (entry: PackageEntry) => readAt(blob, anew?.get(entry.filename) ?? entry);
  const reopen = () => {
    const now = openWhenPlaced(folder);
    if (now === undefined) return;
    closeSync(blob);
    blob = now.blob;
    anew = new Map(now.index.entries.map((entry) => [entry.filename, entry]));
  };
  const readAnew = (entry: PackageEntry) => {
    reopen(); // another run, or another thread, may have made it anew
    const bytes = read(entry);
    if (bytes !== undefined || failure !== undefined) return bytes;
    failure = repair === undefined ? `Delete ${folder}: the next run makes it anew.` : repair(folder);
    reopen();
    return read(entry);
  };
  return (entry) => {
    const bytes = read(entry) ?? readAnew(entry);
    if (bytes !== undefined) return parseKept(bytes.toString('utf8'));
    const { name, version } = files.index.manifest;
    const owner = packageKey({ id: name, version });
    failure ??= `Delete ${folder}, or set IG_CACHE to a folder on another disk.`; // it was made anew, and is damaged again
    throw new EnvironmentError(`${entry.filename} of ${owner} is damaged in the package cache. ${failure}`);
  };
}

const ATTEMPTS = 5;
const PAUSE_MS = 40;

/** For a moment there is no entry at the place, when another run replaces a damaged one. */
function openWhenPlaced(folder: string): EntryFiles | undefined {
  for (let attempt = 1; ; attempt++) {
    const files = openFiles(folder, basename(folder));
    if (files !== undefined || attempt === ATTEMPTS) return files;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}
