import { expect, test } from 'vitest';
import { withinTime } from '../../scripts/process/within-time.ts';

test('what is done in time is done, and what it throws comes through', () => {
  let done = 0;
  expect(withinTime(() => done++, 10_000)).toBe(true);
  expect(done).toBe(1);
  expect(() =>
    withinTime(() => {
      throw new RangeError('of its own');
    }, 10_000),
  ).toThrow('of its own');
  expect(withinTime(() => done++, 10_000)).toBe(true);
});

test('a time is no number of whole milliseconds where a machine is busy', () => {
  let done = 0;
  expect(withinTime(() => done++, 10_000.4)).toBe(true);
  expect(withinTime(() => done++, 10_000)).toBe(true);
  expect(done).toBe(2);
  expect(withinTime(() => forEver(), 0.5)).toBe(false);
});

function forEver(): void {
  while (true);
}

test('what takes for ever is broken off, whatever it does', () => {
  const forEver: readonly (() => void)[] = [
    () => {
      while (true);
    },
    () => {
      while (true) {
        try {
          while (true);
        } catch {
          // it is no error that could be caught
        }
      }
    },
    () => {
      /^(a+)+$/.test(`${'a'.repeat(60)}b`);
    },
    () => {
      [3, 2, 1].sort(() => {
        while (true);
      });
    },
  ];
  for (const work of forEver) expect(withinTime(work, 50)).toBe(false);
});

test('one inside another ends at its own time', () => {
  let inner = true;
  let after = false;
  const outer = withinTime(() => {
    inner = withinTime(() => {
      while (true);
    }, 50);
    after = true;
  }, 60_000);
  expect([outer, inner, after]).toEqual([true, false, true]);
});
