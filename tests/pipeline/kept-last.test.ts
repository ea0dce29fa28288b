import { expect, test } from 'vitest';
import { keptLast } from '../../scripts/pipeline/guide/kept-last.ts';

test('what was given for the same texts is given again, and worked out anew for others', () => {
  let worked = 0;
  const lengths = keptLast((...texts) => ({ worked: ++worked, lengths: texts.map((text) => text.length) }));
  const first = lengths('ab', 'c');
  expect(lengths('ab', 'c')).toBe(first);
  expect(lengths('ab')).toEqual({ worked: 2, lengths: [2] });
  expect(lengths('ab', 'd')).toEqual({ worked: 3, lengths: [2, 1] });
  expect(lengths('ab', 'c')).toEqual({ ...first, worked: 4 });
});

test('what fails is tried again', () => {
  let isBroken = true;
  const text = keptLast((given) => {
    if (isBroken) throw new Error('broken');
    return given;
  });
  expect(() => text('a')).toThrow('broken');
  isBroken = false;
  expect(text('a')).toBe('a');
});
