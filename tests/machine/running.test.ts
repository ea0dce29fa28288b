import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isRunning } from '../../scripts/machine/running.ts';

test('a process runs until it has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const pid = child.pid ?? Number.NaN;
  expect(isRunning(pid)).toBe(true);
  child.stdin.end();
  await once(child, 'exit');
  expect(isRunning(pid)).toBe(false);
});

test('a process of somebody else, and what cannot be asked, count as running', () => {
  expect(isRunning(1)).toBe(true);
  expect(isRunning(Number.NaN)).toBe(true);
});
