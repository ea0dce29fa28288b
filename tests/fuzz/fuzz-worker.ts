/** Runs inputs one after another in a thread that its parent can end; says before each which it is. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { npmPackages } from '../validate/npm-packages.ts';
import { type Kind, subjectOf } from './subject.ts';

export interface FuzzTask {
  readonly kind: Kind;
  readonly seed: string;
  readonly first: number;
  /** When to stop: after this number, or at this time. */
  readonly last: number;
  readonly until: number;
  /** Slot 0 holds the number that is running. */
  readonly running: SharedArrayBuffer;
}

export type FuzzReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'crash' | 'slow'; readonly number: number; readonly detail: string }
  | { readonly kind: 'memory'; readonly number: number; readonly megabytes: number }
  | { readonly kind: 'end'; readonly number: number };

const SLOW_MS = 2_000;
const BETWEEN_MEMORY_MARKS = 1_000;

const { kind, seed, first, last, until, running } = workerData as FuzzTask;
const current = new Int32Array(running);
setFlagsFromString('--expose_gc');
const collectGarbage: unknown = runInNewContext('gc');

const subject = subjectOf(kind, await npmPackages());
say({ kind: 'ready' });
let number = first;
for (; number <= last && Date.now() < until; number++) {
  Atomics.store(current, 0, number);
  try {
    let took = await timed(() => subject.run(seed, number));
    // The machine may have been busy elsewhere, or a base definition compiled for the first time.
    if (took > SLOW_MS) took = Math.min(took, await timed(() => subject.run(seed, number)));
    if (took > SLOW_MS) say({ kind: 'slow', number, detail: `${(took / 1_000).toFixed(1)} s` });
  } catch (error) {
    say({ kind: 'crash', number, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  if (number % BETWEEN_MEMORY_MARKS === 0) {
    if (typeof collectGarbage === 'function') collectGarbage();
    say({ kind: 'memory', number, megabytes: process.memoryUsage().heapUsed / 1e6 });
  }
}
say({ kind: 'end', number: number - 1 });

function say(report: FuzzReport): void {
  parentPort?.postMessage(report);
}

async function timed(work: () => void | Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
