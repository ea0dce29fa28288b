import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a pipe may have no reader: `ig … --output pipe & consumer < pipe` starts both at once. */
const PATIENCE_MS = 5_000;
const INTERVAL_MS = 25;

/**
 * Writes to a named pipe as fast as somebody reads it.
 * @throws the system's error: ENXIO when nobody does within some seconds, EPIPE when they stop
 */
export async function writePipe(
  file: string,
  content: string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const descriptor = await openPipe(file);
  const isWhole = typeof content === 'string' || content instanceof Uint8Array;
  const socket = new Socket({ fd: descriptor, readable: false, writable: true });
  await pipeline(isWhole ? Readable.from([content]) : Readable.from(content), socket);
}

/** Opening it in the usual way would wait, deaf, for somebody to read. */
async function openPipe(file: string): Promise<number> {
  for (let waited = 0; ; waited += INTERVAL_MS) {
    try {
      return openSync(file, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      const isAlone = error instanceof Error && 'code' in error && error.code === 'ENXIO';
      if (!isAlone || waited >= PATIENCE_MS) throw error;
    }
    await wait(INTERVAL_MS);
  }
}
