import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '../model/issue.ts';
import { type PackageEntry, type PackageManifest, type PackageRef, packageKey } from '../model/package.ts';
import { asCacheError, isCode } from './disk-fault.ts';
import { BLOB_FILE, INDEX_FILE, parseIndex, STORE_FORMAT, type StoreIndex } from './store-index.ts';
import { type StoreContent, writeEntry } from './store-write.ts';

/** A package as the store has it. */
export interface StoredPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
  readonly index: StoreIndex;
  read(entry: PackageEntry): unknown;
}

/** One package under the key of all that its content was made from. */
export interface StoreKey extends PackageRef {
  readonly key: string;
}

/**
 * The user's package cache: `<id>#<version>-<key>/` with package.json, index.json and all resources in one file,
 * one line each. An entry is written beside its place and renamed when whole, so a killed run leaves nothing half, and
 * two runs may install the same package at once: the key covers all input, so either result will do.
 */
export interface Store {
  readonly folder: string;
  entryFolder(of: StoreKey): string;
  /** The entry, `corrupt` when something is there that is not whole, undefined when nothing is. */
  open(of: StoreKey): StoredPackage | 'corrupt' | undefined;
  /** Writes the entry, in place of a corrupt one if need be, and opens it. */
  write(of: StoreKey, content: StoreContent, signal: AbortSignal): Promise<StoredPackage>;
}

/** Joins what a package's content was made from into one short key; the order of the parts counts. */
export function storeKey(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([STORE_FORMAT, ...parts]))
    .digest('hex')
    .slice(0, 20);
}

export function createStore(folder: string): Store {
  const entryFolder = (of: StoreKey) => join(folder, `${packageKey(of)}-${of.key}`);
  const open = (of: StoreKey) => openEntry(entryFolder(of));
  return {
    folder,
    entryFolder,
    open,
    async write(of, content, signal) {
      const temporary = temporaryFolder(folder);
      try {
        mkdirSync(temporary, { recursive: true });
        sweep(folder);
        await writeEntry(temporary, content, signal);
        place(temporary, entryFolder(of));
      } catch (error) {
        throw asCacheError(error, folder);
      } finally {
        if (existsSync(temporary)) rmSync(temporary, { recursive: true, force: true });
      }
      const written = open(of);
      if (written === undefined || written === 'corrupt') {
        throw new EnvironmentError(
          `${entryFolder(of)} cannot be read back after writing it. Is the disk full or failing?`,
        );
      }
      return written;
    },
  };
}

const TEMPORARY = '.installing-';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** A name for what is made in the cache, beside its place; what a killed run leaves under such a name goes by and by. */
export function temporaryFolder(folder: string): string {
  return join(folder, `${TEMPORARY}${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** Opens an entry by its folder, after a quick check that it is whole. */
export function openEntry(folder: string): StoredPackage | 'corrupt' | undefined {
  let indexText: string;
  let manifest: PackageManifest;
  let blobSize: number;
  try {
    indexText = readFileSync(join(folder, INDEX_FILE), 'utf8');
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
    blobSize = statSync(join(folder, BLOB_FILE)).size;
  } catch {
    return existsSync(folder) ? 'corrupt' : undefined;
  }
  const index = parseIndex(indexText);
  if (index === undefined || index.blob.size !== blobSize) return 'corrupt';
  return { folder, manifest, index, read: createReader(join(folder, BLOB_FILE)) };
}

/** Reads single resources. The file stays open from the first read on: an entry replaced meanwhile does no harm. */
function createReader(file: string): (entry: PackageEntry) => unknown {
  let descriptor: number | undefined;
  return ({ offset, length, filename }) => {
    try {
      descriptor ??= openSync(file, 'r');
      const bytes = Buffer.allocUnsafe(length);
      const count = readSync(descriptor, bytes, 0, length, offset);
      return JSON.parse(bytes.toString('utf8', 0, count));
    } catch (cause) {
      throw new EnvironmentError(
        `${filename} cannot be read from ${file}. Delete that folder: the next run makes it anew.`,
        {
          cause,
        },
      );
    }
  };
}

/** Puts a whole entry in its place. Where another run was first, its entry stays if it is sound. */
function place(temporary: string, target: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(temporary, target);
      return;
    } catch (error) {
      const occupied = isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST') || isCode(error, 'ENOTDIR');
      if (!occupied || attempt === 3) throw error;
    }
    const present = openEntry(target);
    if (present !== undefined && present !== 'corrupt') return;
    setAside(target);
  }
}

/** Renames first: at no moment is there a half-deleted entry at the place itself. */
function setAside(target: string): void {
  const aside = temporaryFolder(dirname(target));
  try {
    renameSync(target, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** Removes what killed runs left behind. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - changed > ABANDONED_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}
