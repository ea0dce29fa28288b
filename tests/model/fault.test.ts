import { getEventListeners, setMaxListeners } from 'node:events';
import { expect, test } from 'vitest';
import { faultText, limitOf, withoutLimits } from '../../scripts/model/fault.ts';
import { shortened } from '../../scripts/model/shortened.ts';
import { RequestFailure, retried, withWatch } from '../../scripts/packages/registry-request.ts';

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
const endless = (): number => 1 + endless();

test('the limits of V8 are told as what they are', () => {
  expect(faultText(thrown(endless))).toBe('it nests deeper than can be followed');
  expect(faultText(thrown(() => 'x'.repeat(1 << 28).repeat(8)))).toBe('it is longer than can be held as one text');
  expect(faultText(thrown(() => new ArrayBuffer(Number.MAX_SAFE_INTEGER)))).toBe(
    'it is larger than can be held in memory',
  );
  expect(withoutLimits('Error: Maximum call stack size exceeded.')).toBe(
    'Error: it nests deeper than can be followed.',
  );
});

test('any other error speaks for itself', () => {
  expect(faultText(new Error('no such file'))).toBe('no such file');
  expect(faultText('a text')).toBe('a text');
  expect(limitOf(thrown(() => (1).toFixed(101)))).toBeUndefined();
});

test('of a text that is too long the middle is left out', () => {
  expect(shortened('abcdef', 6)).toBe('abcdef');
  expect(shortened('abcdefg', 5)).toBe('ab…fg');
});

test('work under way lets go of the signal that it listened to', async () => {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const options = { signal, silenceMs: 1_000, attempts: 2 };
  const failing = () =>
    retried(options, () =>
      withWatch(options, async () => {
        throw new RequestFailure('later', { mayPass: true, pauseMs: 20 });
      }),
    ).catch(() => {});
  const all = Array.from({ length: 30 }, failing);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(getEventListeners(signal, 'abort').length).toBeGreaterThan(10);
  await Promise.all(all);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
