import { closeSync, constants, createReadStream, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { FileFault, faultOf, kindFault, TOO_LONG } from './file-fault.ts';
import { LONGEST_TEXT, mebibytes } from './size.ts';

/** A pipe that nobody writes to would be waited for, were the file to become one between two looks at it. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** What is read at once of a file whose length is not known: those of /proc say 0. */
const CHUNK = 64 * 1024;

/**
 * Reads a regular file whole. Links are followed.
 * @throws FileFault for a pipe, socket, device or folder, for more than `most` bytes, and for what the system says
 */
export function readBytes(file: string, most: number = LONGEST_TEXT): Buffer {
  let descriptor: number | undefined;
  try {
    refuseOther(file, statSync(file)); // opening is an act too: a device may do something
    descriptor = openSync(file, FLAGS);
    const stats = fstatSync(descriptor);
    refuseOther(file, stats, most);
    const chunks = new Chunks(file, stats.size, most);
    while (true) {
      const room = chunks.room();
      const count = readSync(descriptor, room, 0, room.length, null);
      if (count === 0) return chunks.taken();
      chunks.took(count);
    }
  } catch (error) {
    throw faultOf(file, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The same as text in UTF-8; what is not becomes U+FFFD. */
export function readText(file: string, most?: number): string {
  return readBytes(file, most).toString('utf8');
}

/** The text of a file that need not be there. */
export function readTextIfThere(file: string, most?: number): string | undefined {
  try {
    return readText(file, most);
  } catch (error) {
    if (error instanceof FileFault && error.isAbsent) return undefined;
    throw error;
  }
}

/** {@link readBytes} without stopping whoever waits for something else. */
export async function readBytesSoon(file: string, most: number = LONGEST_TEXT): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    refuseOther(file, statSync(file));
    handle = await open(file, FLAGS);
    const stats = await handle.stat();
    refuseOther(file, stats, most);
    const chunks = new Chunks(file, stats.size, most);
    while (true) {
      const room = chunks.room();
      const { bytesRead } = await handle.read(room, 0, room.length, null);
      if (bytesRead === 0) return chunks.taken();
      chunks.took(bytesRead);
    }
  } catch (error) {
    throw faultOf(file, error);
  } finally {
    await handle?.close();
  }
}

/** A regular file piece by piece. @throws FileFault */
export async function* streamOf(file: string): AsyncGenerator<Buffer> {
  try {
    refuseOther(file, statSync(file));
    for await (const chunk of createReadStream(file, { flags: FLAGS as unknown as string })) yield chunk;
  } catch (error) {
    throw faultOf(file, error);
  }
}

function refuseOther(file: string, stats: Stats, most = Number.POSITIVE_INFINITY): void {
  const fault = kindFault(stats);
  if (fault !== undefined) throw new FileFault(file, fault);
  if (stats.size > most) throw tooLong(file, stats.size, most);
}

function tooLong(file: string, size: number | undefined, most: number): FileFault {
  const found = size === undefined ? 'it has more than' : `it has ${mebibytes(size)}, more than`;
  return new FileFault(file, `${found} the ${mebibytes(most)} that are read`, TOO_LONG);
}

/** What was read so far. One buffer where the file's length is what it says, more where it grows or does not tell. */
class Chunks {
  readonly #file: string;
  readonly #most: number;
  readonly #full: Buffer[] = [];
  #length = 0;
  #last: Buffer;
  #used = 0;

  constructor(file: string, size: number, most: number) {
    this.#file = file;
    this.#most = most;
    this.#last = Buffer.allocUnsafeSlow(size + 1); // one more, so that the end is met without another buffer
  }

  room(): Buffer {
    if (this.#used < this.#last.length) return this.#last.subarray(this.#used);
    this.#full.push(this.#last);
    this.#last = Buffer.allocUnsafeSlow(CHUNK);
    this.#used = 0;
    return this.#last;
  }

  took(count: number): void {
    this.#used += count;
    this.#length += count;
    if (this.#length > this.#most) throw tooLong(this.#file, undefined, this.#most);
  }

  taken(): Buffer {
    const last = this.#last.subarray(0, this.#used);
    return this.#full.length === 0 ? last : Buffer.concat([...this.#full, last]);
  }
}
