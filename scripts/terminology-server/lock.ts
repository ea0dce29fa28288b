import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from '../machine/running.ts';

const PAUSE_MS = 20;
/** Longer than anybody needs to write a file: the lock was left behind on another machine. */
const PATIENCE_MS = 15_000;

/** Runs the work while no other process does work under the same name. A lock that a killed run has left is broken. */
export async function withLock(file: string, work: () => void): Promise<void> {
  const lock = `${file}.lock`;
  const start = performance.now();
  while (!take(lock)) {
    if (!isHeld(lock) || performance.now() - start > PATIENCE_MS) breakLock(lock);
    else await delay(PAUSE_MS);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    const descriptor = openSync(lock, 'wx');
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process that has taken it still runs; one that was taken this moment has no number in it yet. */
function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8') || Number.NaN);
    return Number.isNaN(pid) || isRunning(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** By renaming, so that of several who break it at once most fail; at worst an answer is asked for once more. */
function breakLock(lock: string): void {
  const broken = `${lock}.${process.pid}`;
  try {
    renameSync(lock, broken);
    rmSync(broken, { force: true });
  } catch {
    // somebody else was quicker
  }
}
