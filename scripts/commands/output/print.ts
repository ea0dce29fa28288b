import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { unheard } from '../../process/signals.ts';
import type { Piece } from '../../report/formats/writer.ts';

const BATCH = 64 << 10;

/** Small pieces that go out together: each write costs as much as some kilobytes. */
class Batch {
  #pieces: Piece[] = [];
  #length = 0;

  /** @returns all of them, once they are enough for a write */
  add(piece: Piece): Piece | undefined {
    this.#pieces.push(piece);
    this.#length += piece.length;
    return this.#length < BATCH ? undefined : this.take();
  }

  /** @returns what is there; undefined of nothing */
  take(): Piece | undefined {
    const [first, ...others] = this.#pieces;
    const whole = others.length === 0 ? first : joined(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    return whole;
  }
}

function joined(pieces: readonly Piece[]): Piece {
  return pieces.every((piece) => typeof piece === 'string')
    ? pieces.join('')
    : Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}

/** Puts small pieces together. */
export function* inBatches(pieces: Iterable<Piece>): Generator<Piece> {
  const batch = new Batch();
  for (const piece of pieces) {
    const full = batch.add(piece);
    if (full !== undefined) yield full;
  }
  const rest = batch.take();
  if (rest !== undefined) yield rest;
}

/** The same of pieces that are still in the making, where nobody waits for the first. */
export async function* inBatchesAsMade(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  const batch = new Batch();
  for await (const piece of pieces) {
    const full = batch.add(piece);
    if (full !== undefined) yield full;
  }
  const rest = batch.take();
  if (rest !== undefined) yield rest;
}

/**
 * Writes to standard output what is still in the making, at the latest when the event loop turns. Where the reader has
 * gone all is made and none is written.
 */
export async function printAsMade(pieces: AsyncIterable<Piece>): Promise<void> {
  const batch = new Batch();
  let turn: NodeJS.Immediate | undefined;
  let written: Promise<unknown> | undefined;
  const write = (bytes: Piece | undefined) => {
    clearImmediate(turn);
    turn = undefined;
    if (bytes !== undefined) written = printed(bytes);
  };
  for await (const piece of pieces) {
    if (written !== undefined) {
      await written; // no faster than it is read
      written = undefined;
    }
    const full = batch.add(piece);
    if (full === undefined) turn ??= setImmediate(() => write(batch.take()));
    else write(full);
  }
  write(batch.take());
  await written;
}

/**
 * Writes to standard output no faster than it is read, so that what waits for a slow reader is no more than a batch.
 * Where the reader has gone (`ig validate … | head`) the rest is not made.
 */
export async function print(pieces: Iterable<Piece>): Promise<void> {
  for (const batch of inBatches(pieces)) {
    if (!(await printed(batch))) return;
    await turnOfTheLoop(); // Ctrl-C is heard between two batches
  }
}

/**
 * Writes to standard output. Where that is a pipe, this waits for its reader; a signal ends the process meanwhile.
 * @returns whether the reader has taken it
 */
function printed(bytes: Piece): Promise<boolean> {
  if (process.stdout.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    unheard(() => process.stdout.write(bytes, (error) => resolve(error === null || error === undefined)));
  });
}
