import { setImmediate } from 'node:timers/promises';
import { unheard } from '../process/signals.ts';
import type { Piece } from '../report/writer.ts';

const BATCH = 64 << 10;

/** Puts small pieces together: each write costs as much as some kilobytes. */
export function* inBatches(pieces: Iterable<Piece>): Generator<Piece> {
  let batch: Piece[] = [];
  let length = 0;
  for (const piece of pieces) {
    batch.push(piece);
    length += piece.length;
    if (length < BATCH) continue;
    yield together(batch);
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield together(batch);
}

/** The same of pieces that are still in the making, where nobody waits for the first. */
export async function* inBatchesAsMade(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  let batch: Piece[] = [];
  let length = 0;
  for await (const piece of pieces) {
    batch.push(piece);
    length += piece.length;
    if (length < BATCH) continue;
    yield together(batch);
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield together(batch);
}

function together(batch: readonly Piece[]): Piece {
  const [first = '', ...others] = batch;
  return others.length === 0 ? first : Buffer.concat(batch.map((piece) => Buffer.from(piece)));
}

/**
 * Writes to standard output no faster than it is read, so that what waits for a slow reader is no more than a batch.
 * Where the reader has gone (`ig validate … | head`) the rest is not made.
 */
export async function print(pieces: Iterable<Piece>): Promise<void> {
  for (const batch of inBatches(pieces)) {
    if (!(await printed(batch))) return;
    await setImmediate(); // Ctrl-C is heard between two batches
  }
}

/**
 * Writes to standard output. Where that is a pipe, this waits for its reader; a signal ends the process meanwhile.
 * @returns whether the reader has taken it
 */
export function printed(bytes: Piece): Promise<boolean> {
  if (process.stdout.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    unheard(() => process.stdout.write(bytes, (error) => resolve(error === null || error === undefined)));
  });
}
