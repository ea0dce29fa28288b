import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Watch } from '../../scripts/network/patience.ts';
import { RequestFailure } from '../../scripts/network/request-failure.ts';

const MINUTE = 60;
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * Watches an answer for so many seconds.
 * @param bytesIn what comes in a second; undefined where nothing does
 * @returns when it was ended, in seconds, and why; undefined when it was not
 */
function endOf(seconds: number, bytesIn: (second: number) => number | undefined) {
  const watch = new Watch({ signal: never, silenceMs: 30_000, attempts: 1 }, never);
  try {
    for (let second = 1; second <= seconds; second++) {
      vi.advanceTimersByTime(1000);
      if (watch.signal.aborted) return { second, reason: watch.failure(new Error('aborted')) };
      const bytes = bytesIn(second);
      if (bytes !== undefined) watch.heard(bytes);
    }
    return undefined;
  } catch (reason) {
    return { reason };
  } finally {
    watch.close();
  }
}

describe('an answer is waited for', () => {
  test('when 200 MB come at 10 kB a second', () => {
    expect(endOf(20_000, () => 10_000)).toBeUndefined();
  });

  test('when the line is away for half a minute now and then, and slow in between', () => {
    expect(endOf(20_000, (second) => (second % 60 < 28 ? undefined : 4_000))).toBeUndefined();
  });

  test('when a small one comes in bits, and is whole within the window', () => {
    expect(endOf(2 * MINUTE - 1, () => 1)).toBeUndefined();
  });
});

describe('an answer is given up', () => {
  test('after half a minute of silence', () => {
    const end = endOf(10 * MINUTE, (second) => (second < 100 ? 5_000 : undefined));
    expect(end).toMatchObject({ second: 129, reason: { message: 'it said nothing for 30 s', mayPass: true } });
    expect(end?.reason).toBeInstanceOf(RequestFailure);
  });

  test('after two minutes of a byte a second, and not tried again', () => {
    expect(endOf(10 * MINUTE, () => 1)?.reason).toMatchObject({
      message: 'it sends less than 1 KiB a second',
      mayPass: false,
      isDown: true,
    });
  });

  test('when it begins well and trickles then', () => {
    expect(endOf(60 * MINUTE, (second) => (second < 300 ? 1e6 : 100))?.reason).toMatchObject({
      message: 'it sends less than 1 KiB a second',
    });
  });
});
