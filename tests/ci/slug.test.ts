import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderOfBranch } from '../../.ci/github/slug.ts';

test('a plain name is its own folder', () => {
  for (const name of ['main', '1.2.x', 'pain-scale', 'release_2'])
    expect([name, folderOfBranch(name)]).toEqual([name, name]);
});

test('a name with a slash has one folder, which can be read', () => {
  expect(folderOfBranch('feature/pain')).toMatch(/^feature-pain-[0-9a-f]{12}$/);
});

test('names that look alike have folders of their own', () => {
  const slashed = folderOfBranch('feature/pain');
  const names = [
    'feature/pain',
    'feature-pain',
    'Feature/pain',
    'feature//pain',
    'feature.pain',
    slashed,
    'é',
    'è',
    '/',
  ];
  expect(new Set(names.map(folderOfBranch)).size).toBe(names.length);
});

const branch = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'A', '-', '/', '.', '_', '0') }),
  fc.string({ minLength: 1 }).map((name) => folderOfBranch(name)),
);

test('whatever a branch is called, its folder is one segment of a path, and no other branch has it', () => {
  fc.assert(
    fc.property(branch, branch, (one, other) => {
      expect(folderOfBranch(one)).toMatch(/^[a-z0-9][a-z0-9._-]{0,59}$/);
      expect(folderOfBranch(one)).not.toMatch(/\.\.|\.$/);
      expect(folderOfBranch(one) === folderOfBranch(other)).toBe(one === other);
    }),
    { numRuns: 500 },
  );
});
