import { expect, test } from 'vitest';
import { faultText, limitOf, withoutLimits } from '../../scripts/model/fault.ts';
import { shortened } from '../../scripts/model/shortened.ts';

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
  expect(faultText(thrown(endless))).toBe('it nests too deeply, or leads back to itself');
  expect(faultText(thrown(() => 'x'.repeat(1 << 28).repeat(8)))).toBe('it is longer than can be held as one text');
  expect(faultText(thrown(() => new ArrayBuffer(Number.MAX_SAFE_INTEGER)))).toBe(
    'it is larger than can be held in memory',
  );
  expect(withoutLimits('Error: Maximum call stack size exceeded.')).toBe(
    'Error: it nests too deeply, or leads back to itself.',
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
