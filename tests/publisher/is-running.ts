import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Whether a process is there and has not ended: one that has ended stays until its parent has looked at it. */
export function isRunning(pid: number): boolean {
  expect(pid).toBeGreaterThan(0);
  try {
    process.kill(pid, 0);
    return existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
