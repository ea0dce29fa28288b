import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { faultAndRemedy, isDiskError } from '../model/disk-fault.ts';
import { EnvironmentError } from '../model/issue.ts';
import { removeAbandoned, stagedName } from '../pipeline/abandoned.ts';

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
    if ((present !== undefined && !present.isFile()) || isOfSystem(file)) {
      await writeFile(file, content);
      return;
    }
    await mkdir(folder, { recursive: true });
    removeAbandoned(folder, basename(file));
    await writeFile(staged, content);
    await rename(staged, file);
  } catch (cause) {
    await rm(staged, { force: true }).catch(() => {}); // why the file was not written is what matters
    if (!isDiskError(cause)) throw cause;
    throw new EnvironmentError(`Cannot write ${file}: ${faultAndRemedy(cause)}`, { cause });
  }
}

function isOfSystem(file: string): boolean {
  return /^\/(dev|proc)\//.test(resolve(file));
}
