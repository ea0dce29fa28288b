import { expect, test } from 'vitest';
import { untilAborted } from '../../scripts/commands/payload/until-aborted.ts';

test('what comes is handed out, until the signal ends what waits for more', async () => {
  const stop = new AbortController();
  const waiting = (async function* () {
    yield 1;
    yield 2;
    await new Promise(() => {});
  })();
  const taken: number[] = [];
  for await (const item of untilAborted(waiting, stop.signal)) {
    taken.push(item);
    if (item === 2) setTimeout(() => stop.abort(), 5);
  }
  expect(taken).toEqual([1, 2]);
});

test('an end and a failure come through, and whoever stops taking ends the source', async () => {
  const { signal } = new AbortController();
  let isEnded = false;
  const source = async function* (fails: boolean) {
    try {
      yield 1;
      if (fails) throw new Error('broken');
      yield 2;
    } finally {
      isEnded = true;
    }
  };
  const all: number[] = [];
  for await (const item of untilAborted(source(false), signal)) all.push(item);
  expect(all).toEqual([1, 2]);
  const failing = untilAborted(source(true), signal);
  await failing.next();
  await expect(failing.next()).rejects.toThrow('broken');
  isEnded = false;
  for await (const _ of untilAborted(source(false), signal)) break;
  expect(isEnded).toBe(true);
});
