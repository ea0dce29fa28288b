import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EnvironmentError } from '../../model/issue.ts';
import type { PackageRef } from '../../model/package.ts';
import { cacheName } from '../../model/package-path.ts';
import { asCacheError, isCode } from '../disk/disk-fault.ts';
import { isSoundEntry, openEntry, type Repair, type StoredPackage } from './entry.ts';
import { STORE_FORMAT } from './index-of-folder.ts';
import { type StoreContent, writeEntry } from './write.ts';

/** One package under the key of all that its content was made from. */
export interface StoreKey extends PackageRef {
  readonly key: string;
}

/**
 * The user's package cache: `<id>#<version>-<key>/` with an index and all resources in one file, one line each. An entry
 * is written beside its place and renamed when whole, so a killed run leaves nothing half, and two runs may install the
 * same package at once: the key covers all input, so either result will do. What is read is held against digests.
 */
export interface Store {
  readonly folder: string;
  entryFolder(of: StoreKey): string;
  /** The entry, `corrupt` when something is there that is not whole, undefined when nothing is. */
  open(of: StoreKey): StoredPackage | 'corrupt' | undefined;
  /** Writes the entry, in place of a corrupt one if need be, and opens it. */
  write(of: StoreKey, content: StoreContent, signal: AbortSignal): Promise<StoredPackage>;
}

export interface StoreOptions {
  /** For what is found damaged when a single resource is read. */
  readonly repair?: Repair;
  /** Whether an entry is read from end to end before it is taken for whole. */
  readonly checksAll?: boolean;
}

/** Joins what a package's content was made from into one short key; the order of the parts counts. */
export function storeKey(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([STORE_FORMAT, ...parts]))
    .digest('hex')
    .slice(0, 20);
}

export function createStore(folder: string, options: StoreOptions = {}): Store {
  const entryFolder = (of: StoreKey) => join(folder, cacheName(of, of.key));
  return {
    folder,
    entryFolder,
    open: (of) => openEntry(entryFolder(of), options),
    async write(of, content, signal) {
      const temporary = temporaryFolder(folder);
      const target = entryFolder(of);
      try {
        mkdirSync(temporary, { recursive: true });
        sweep(folder);
        await writeEntry(temporary, basename(target), content, signal);
        // Opened before anybody else can see it: two runs that replace a damaged entry may move each other's away.
        const written = openEntry(target, { ...options, at: temporary });
        if (written === undefined || written === 'corrupt')
          throw new EnvironmentError(`${target} cannot be read back after writing it. Is the disk full or failing?`);
        place(temporary, target);
        return written;
      } catch (error) {
        throw asCacheError(error, folder);
      } finally {
        if (existsSync(temporary)) rmSync(temporary, { recursive: true, force: true });
      }
    },
  };
}

const TEMPORARY = '.installing-';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** A name for what is made in the cache, beside its place; what a killed run leaves under such a name goes by and by. */
export function temporaryFolder(folder: string): string {
  return join(folder, `${TEMPORARY}${process.pid}-${randomBytes(6).toString('hex')}`);
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
    if (isSoundEntry(target)) return;
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
  remove(aside);
}

/** Removes what killed runs left behind. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - changed > ABANDONED_AFTER_MS) remove(path);
  }
}

/** What may not be removed, such as a folder that may not be read, is in nobody's way under its name. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {}
}
