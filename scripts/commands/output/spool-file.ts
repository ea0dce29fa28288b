import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from '../../model/issue.ts';
import type { Spool } from '../../report/formats/spool.ts';

/** So much stays in memory: most reports never need a file. */
const IN_MEMORY = 16 << 20;
const BLOCK_BYTES = 256 << 10;

/**
 * Puts text aside, in memory as long as it is little, then in a file of the system's temporary folder. The file has no
 * name from the moment it is there, so that nothing of it is left whatever ends the program.
 */
export class SpoolFile implements Spool {
  readonly #inMemory: number;
  /** What is not in the file, in order. */
  #blocks: Buffer[] = [];
  #filed = 0;
  #block: Buffer = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;
  #size = 0;
  #handle: number | undefined;

  /** @param inMemory bytes that are held before there is a file */
  constructor(inMemory = IN_MEMORY) {
    this.#inMemory = inMemory;
  }

  get size(): number {
    return this.#size;
  }

  write(text: string): void {
    const most = text.length * 3; // a character of UTF-16 takes no more in UTF-8
    if (most > BLOCK_BYTES - this.#used) this.#endBlock();
    if (most > BLOCK_BYTES) this.#keep(Buffer.from(text));
    else {
      const bytes = this.#block.write(text, this.#used);
      this.#used += bytes;
      this.#size += bytes;
    }
  }

  *read(from: number, to: number): Generator<Buffer> {
    this.#endBlock();
    for (let at = from; at < Math.min(to, this.#filed); ) {
      const bytes = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, Math.min(to, this.#filed) - at));
      const read = this.#file((handle) => readSync(handle, bytes, 0, bytes.length, at));
      if (read === 0) throw new Error('A temporary file of ours has become shorter.');
      yield bytes.subarray(0, read);
      at += read;
    }
    let start = this.#filed;
    for (const block of this.#blocks) {
      const end = start + block.length;
      if (end > from && start < to) yield block.subarray(Math.max(0, from - start), Math.min(block.length, to - start));
      start = end;
    }
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
    this.#blocks = [];
  }

  #endBlock(): void {
    if (this.#used === 0) return;
    const block = this.#block.subarray(0, this.#used);
    this.#size -= this.#used;
    this.#used = 0;
    if (!this.#keep(block)) this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
  }

  /** @returns whether it is in the file, so that its memory can be used again */
  #keep(block: Buffer): boolean {
    this.#blocks.push(block);
    this.#size += block.length;
    if (this.#size <= this.#inMemory) return false;
    for (const each of this.#blocks.splice(0)) {
      for (let at = 0; at < each.length; )
        at += this.#file((handle) => writeSync(handle, each, at, each.length - at, this.#filed + at));
      this.#filed += each.length;
    }
    return true;
  }

  /** @throws EnvironmentError in place of what the file system says */
  #file<T>(work: (handle: number) => T): T {
    try {
      this.#handle ??= namelessFile();
      return work(this.#handle);
    } catch (cause) {
      throw new EnvironmentError(
        `The report is long, and ${tmpdir()} has no room to put it aside. Free some, name another folder with TMPDIR, or take --format ndjson, which needs none.`,
        { cause },
      );
    }
  }
}

function namelessFile(): number {
  const file = join(tmpdir(), `.ig-report-${randomBytes(8).toString('hex')}`);
  const handle = openSync(file, 'wx+', 0o600);
  unlinkSync(file);
  return handle;
}
