import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * Opens a file of the cache to read it. A pipe or a device in its place is refused: without the flag, opening a pipe
 * waits for whoever writes into it.
 * @throws where there is no such file, or something else
 */
export function openRegularFile(file: string): number {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new Error(`${file} is not a file`);
}

/** All bytes of a file, under the same condition. */
export function readRegularFile(file: string): Buffer {
  const descriptor = openRegularFile(file);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
