import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { FileFault, faultOf } from './file-fault.ts';

/** How long a pipe may have nobody at its other end: `producer > pipe & ig validate pipe` starts both at once. */
const PATIENCE_MS = 3_000;
const INTERVAL_MS = 25;

/** Whether it is a pipe that can be opened by its name: a named one, or /dev/fd/63 as `<(…)` gives it. */
export function isPipe(path: string): boolean {
  try {
    return statSync(path).isFIFO();
  } catch {
    return false;
  }
}

/**
 * What comes out of a pipe, as it comes. Waiting for it stops nothing else, so that signals are heard.
 * @throws FileFault when nobody writes to it
 */
export async function* readPipe(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const { descriptor, first } = await openPipe(path);
  if (first.length > 0) yield first;
  const socket = new Socket({ fd: descriptor, readable: true, writable: false });
  if (signal !== undefined) addAbortSignal(signal, socket);
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    signal?.throwIfAborted();
    throw faultOf(path, error);
  } finally {
    socket.destroy();
  }
}

/** An open pipe, and what was in it already; opening it in the usual way would wait, deaf, for somebody to write. */
async function openPipe(path: string): Promise<{ descriptor: number; first: Buffer }> {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw faultOf(path, error);
  }
  const room = Buffer.alloc(64 * 1024);
  for (let waited = 0; waited < PATIENCE_MS; waited += INTERVAL_MS) {
    try {
      const count = readSync(descriptor, room);
      if (count > 0) return { descriptor, first: room.subarray(0, count) };
    } catch (error) {
      // Nothing is there yet, and somebody has it open to write.
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN')
        return { descriptor, first: Buffer.alloc(0) };
      closeSync(descriptor);
      throw faultOf(path, error);
    }
    await wait(INTERVAL_MS);
  }
  closeSync(descriptor);
  throw new FileFault(path, 'it is a pipe, and nobody writes to it');
}
