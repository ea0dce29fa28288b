import { rmSync, type Stats, statSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { kindFault } from '../../files/file-fault.ts';
import { writePipe } from '../../files/write-pipe.ts';
import { faultAndRemedy, isDiskError } from '../../model/disk-fault.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { removeAbandoned, stagedName } from '../../pipeline/publishing/abandoned.ts';
import { atSignalledEnd } from '../../process/signals.ts';

/**
 * Writes a file so that it is there whole or not at all: beside its place first, then renamed.
 * What is no file (`/dev/stdout`, also where it leads to a file; a pipe) is written to as it is: a rename would put a
 * file in its place.
 * @param content may still be in the making; what goes wrong there is thrown as it is
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const folder = dirname(file);
  const staged = join(folder, stagedName(basename(file)));
  try {
    const present = await stat(file).catch(() => undefined);
    if (present?.isFIFO() === true) return await writePipe(file, content);
    if ((present !== undefined && !present.isFile()) || isOfSystem(file)) {
      await writeFile(file, content);
      return;
    }
    await mkdir(folder, { recursive: true });
    removeAbandoned(folder, basename(file));
    const forget = atSignalledEnd(() => rmSync(staged, { force: true }));
    await writeFile(staged, content);
    await rename(staged, file);
    forget();
  } catch (cause) {
    await rm(staged, { force: true }).catch(() => {}); // why the file was not written is what matters
    if (!isDiskError(cause)) throw cause;
    throw new EnvironmentError(`Cannot write ${file}: ${faultAndRemedy(cause)}`, { cause });
  }
}

function isOfSystem(file: string): boolean {
  return /^\/(dev|proc)\//.test(resolve(file));
}

/**
 * Holds a place for output against what lies there, before the work whose result goes there.
 * @throws EnvironmentError for a folder or a socket
 */
export function writablePlace(file: string): string {
  const present = presentAt(file);
  if (present?.isDirectory() === true) throw new EnvironmentError(`Cannot write ${file}: it is a folder. Name a file.`);
  if (present?.isSocket() === true) throw new EnvironmentError(`Cannot write ${file}: it is a socket. Name a file.`);
  return file;
}

/** The same for what is read again afterwards. @throws EnvironmentError for anything but a regular file */
export function regularPlace(file: string): string {
  const present = presentAt(file);
  const fault = present === undefined ? undefined : kindFault(present);
  if (fault !== undefined) throw new EnvironmentError(`Cannot write ${file}: ${fault}. Name a file.`);
  return file;
}

/** What cannot be looked at is told when it is written. */
function presentAt(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}
