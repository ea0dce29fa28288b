import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runProcess } from '../../scripts/java/run-process.ts';
import { killGroups, tellOfGroups } from '../../scripts/machine/process-groups.ts';

test('a program and what it has started are ended at once, also when they do not listen', async () => {
  const told: [number, boolean][] = [];
  tellOfGroups((group, isRunning) => told.push([group, isRunning]));
  const lines: string[] = [];
  const { signal } = new AbortController();
  const script = 'trap "" TERM INT; (trap "" TERM INT; sleep 600) & echo ready; wait';
  const running = runProcess('sh', ['-c', script], { signal, onLine: (line) => lines.push(line) });
  while (lines.length === 0) await setTimeout(10);
  killGroups();
  expect(await running, 'it comes to its end when nobody has its output open any more').toBe(128 + 9);
  const [group] = told[0] ?? [];
  expect(told).toEqual([
    [group, true],
    [group, false],
  ]);
});
