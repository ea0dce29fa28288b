import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvironmentError } from '../model/issue.ts';

/** Writes a file so that it is there whole or not at all: beside its place first, then renamed. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const staged = `${file}.${process.pid}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(staged, content);
    await rename(staged, file);
  } catch (cause) {
    await rm(staged, { force: true });
    throw new EnvironmentError(`Cannot write ${file}. Check that its folder may be written and the disk is not full.`, {
      cause,
    });
  }
}
