import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { FileFault, kindFault } from '../../../files/file-fault.ts';
import { EnvironmentError } from '../../../model/issue.ts';
import { isCode } from '../../../packages/disk/disk-fault.ts';

const BATCH = 1_000;

/**
 * A second folder with all that a web site has, its repository too: each file is the same file under a second name where
 * the disk can do so, so that the copy takes no room. None of them may be written to; {@link putFile} replaces one.
 */
export async function copyWeb(from: string, to: string, signal: AbortSignal): Promise<void> {
  const open = [''];
  let count = 0;
  while (open.length > 0) {
    const inside = open.pop() ?? '';
    const target = join(to, inside);
    mkdirSync(target, { recursive: true });
    chmodSync(target, lstatSync(join(from, inside)).mode | 0o700); // or nothing could be put into it
    for (const entry of readdirSync(join(from, inside), { withFileTypes: true })) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) open.push(path);
      else doubleFile(join(from, path), join(to, path));
      if (++count % BATCH !== 0) continue;
      await setImmediate();
      signal.throwIfAborted();
    }
  }
}

function doubleFile(from: string, to: string): void {
  const stats = lstatSync(from);
  if (stats.isSymbolicLink()) {
    symlinkSync(readlinkSync(from), to);
    return;
  }
  const fault = kindFault(stats);
  if (fault !== undefined) throw new FileFault(from, fault);
  try {
    linkSync(from, to);
  } catch (error) {
    // A disk without such names, too many of them, or a file of somebody else.
    if (!['EPERM', 'EACCES', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP'].some((code) => isCode(error, code))) throw error;
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
}

/** Puts a file into a copy in the place of whatever has its name there; the other name of that file keeps its content. */
export function putFile(file: string, content: string | Uint8Array): void {
  makeRoom(file);
  writeFileSync(file, content, { flag: 'wx' });
}

/** The same with a file's content. */
export function putCopy(from: string, file: string): void {
  makeRoom(file);
  copyFileSync(from, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
}

/** Takes a file out of a copy. */
export function takeOut(file: string): void {
  requireOwn(dirname(file));
  rmSync(file, { force: true });
}

function makeRoom(file: string): void {
  const folder = dirname(file);
  requireOwn(folder);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
}

/** A link in a web site could lead anywhere on this machine. @param folder below one that is named by its real path */
function requireOwn(folder: string): void {
  let present = folder;
  while (lstatSync(present, { throwIfNoEntry: false }) === undefined) present = dirname(present);
  if (realpathSync(present) === present) return;
  throw new EnvironmentError(
    `Nothing is written to ${folder}: a link in the web site leads elsewhere there. Put a folder in its place.`,
  );
}
