import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { faultOf, kindFault } from './file-fault.ts';

/** A folder of more than this is hardly the one that was meant: reading its names alone takes seconds. */
const MOST_ENTRIES = 100_000;

interface FoundFile {
  /** Relative to the folder, with forward slashes. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** It is reached by a link. */
  readonly isLink: boolean;
  /** Of the file itself, where it is reached by a link. */
  readonly stats: Pick<Stats, 'ino' | 'mtimeMs' | 'ctimeMs'>;
}

/** Something in a folder that is no file to read; of the folder itself the name is empty. */
interface FolderFault {
  readonly name: string;
  /** What is wrong, behind "cannot be read: ". */
  readonly reason: string;
}

export interface Listing {
  readonly files: readonly FoundFile[];
  readonly faults: readonly FolderFault[];
}

export interface ListOptions {
  /** Of files: whether they are asked for. By default all are. */
  readonly wants?: (name: string) => boolean;
  /** Of folders: whether to look into them. By default into all. */
  readonly enters?: (name: string) => boolean;
}

/**
 * Lists the files below a folder, by the order of their names in it. Links are followed, each folder is entered once:
 * by its own name, or by the first link to it. A folder that is not there has no files.
 * @returns also what is wanted and no file, cannot be looked at, or leads back; hidden links to nothing are an editor's
 *   locks, and passed over
 */
export function listFolder(folder: string, { wants = always, enters = always }: ListOptions = {}): Listing {
  const files: FoundFile[] = [];
  const faults: FolderFault[] = [];
  const entered = new Set<string>();
  let count = 0;
  const fault = (name: string, reason: string) => faults.push({ name, reason });

  const visit = (prefix: string, real: string) => {
    if (entered.has(real)) return;
    entered.add(real);
    let entries: Dirent[];
    try {
      entries = readdirSync(real, { withFileTypes: true });
    } catch (error) {
      fault(prefix, faultOf(real, error).reason);
      return;
    }
    for (const entry of entries) {
      if (++count > MOST_ENTRIES) {
        if (count === MOST_ENTRIES + 1) fault(prefix, `there are more than ${MOST_ENTRIES} files`);
        return;
      }
      look(entry, prefix === '' ? entry.name : `${prefix}/${entry.name}`, real);
    }
  };

  const look = (entry: Dirent, name: string, parent: string) => {
    const path = join(parent, entry.name);
    const isLink = entry.isSymbolicLink();
    if (entry.isDirectory()) {
      if (enters(name)) visit(name, path);
      return;
    }
    if (!isLink && !wants(name)) return;
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) {
        if (!enters(name)) return;
        const real = realpathSync.native(path);
        if (contains(real, parent)) fault(name, 'it is a link back to a folder that it lies in');
        else visit(name, real);
        return;
      }
      if (!wants(name)) return;
      const reason = kindFault(stats);
      if (reason === undefined) files.push({ name, size: stats.size, isLink, stats });
      else fault(name, reason);
    } catch (error) {
      const isLock = isLink && entry.name.startsWith('.');
      const mayBeFolder = !/\.\w+$/.test(entry.name) && enters(name);
      if (!isLock && (wants(name) || mayBeFolder)) fault(name, faultOf(path, error).reason);
    }
  };

  try {
    visit('', realpathSync.native(folder));
  } catch (error) {
    const { isAbsent, reason } = faultOf(folder, error);
    if (!isAbsent) fault('', reason);
  }
  return { files, faults };
}

function contains(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function always(): boolean {
  return true;
}
