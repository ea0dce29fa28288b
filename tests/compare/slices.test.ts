import { expect, test } from 'vitest';
import type { Stated } from '../snapshot/profile.ts';
import { changesOf, told } from './sides.ts';

type Rules = 'open' | 'closed';

function sliced(
  names: readonly string[],
  { min = 0, rules = 'open' }: { readonly min?: number; readonly rules?: Rules } = {},
): Stated[] {
  return [
    {
      id: 'Observation.category',
      path: 'Observation.category',
      slicing: { rules, discriminator: [{ type: 'value', path: 'text' }] },
    },
    ...names.flatMap((name): Stated[] => [
      { id: `Observation.category:${name}`, path: 'Observation.category', sliceName: name, min },
      {
        id: `Observation.category:${name}.text`,
        path: 'Observation.category.text',
        min: 1,
        fixedString: name.toLowerCase(),
      },
    ]),
  ];
}

const rulesOf = (old: readonly Stated[], now: readonly Stated[]) =>
  changesOf(old, now)
    .map(({ rule }) => rule)
    .sort();

test('a slice more, by what is allowed beside the slices and whether it must be there', () => {
  expect(rulesOf(sliced(['one']), sliced(['one', 'two']))).toEqual(['slice-added']);
  expect(rulesOf(sliced(['one', 'two']), sliced(['one']))).toEqual(['slice-removed']);
  expect(rulesOf(sliced(['one'], { rules: 'closed' }), sliced(['one', 'two'], { rules: 'closed' }))).toEqual([
    'closed-slice-added',
  ]);
  expect(rulesOf(sliced(['one', 'two'], { rules: 'closed' }), sliced(['one'], { rules: 'closed' }))).toEqual([
    'closed-slice-removed',
  ]);
});

test('a slice that must be there is told with the minimum that follows from it', () => {
  expect(changesOf([], sliced(['one'], { min: 1 })).map(told)).toContain(
    'required-slice-added Observation.category:one  → 1..*',
  );
});

test('slicing that is closed, and opened', () => {
  expect(rulesOf(sliced(['one']), sliced(['one'], { rules: 'closed' }))).toEqual(['slicing-tightened']);
  expect(rulesOf(sliced(['one'], { rules: 'closed' }), sliced(['one']))).toEqual(['slicing-loosened']);
});

test('a slice under another name is one slice', () => {
  const now = sliced(['One']);
  expect(changesOf(sliced(['one']), now).map(told)).toEqual(['slice-renamed Observation.category:One one → One']);
});
