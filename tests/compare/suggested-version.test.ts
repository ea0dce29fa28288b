import { expect, test } from 'vitest';
import { isAtLeastVersion, suggestedVersion } from '../../scripts/compare/result/suggested-version.ts';

test('the next version after a release, and after what was on the way to one', () => {
  const next = (['major', 'minor', 'patch', 'none'] as const).map((step) => [
    suggestedVersion('1.2.3', step),
    suggestedVersion('1.2.3-comment', step),
  ]);
  expect(next).toEqual([['2.0.0', '1.2.3'], ['1.3.0', '1.2.3'], ['1.2.4', '1.2.3'], ['1.2.3', '1.2.3-comment']]); // biome-ignore format: one line
  expect(isAtLeastVersion('1.2.3', '1.2.3')).toBe(true);
  expect(isAtLeastVersion('1.2.3-comment.2', '1.2.3')).toBe(true);
});
