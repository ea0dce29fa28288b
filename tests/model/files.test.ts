import { dirname, join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leadsInside } from '../../scripts/model/inside.ts';
import { resourceFileName } from '../../scripts/model/resource-file.ts';
import { hostileText } from '../packages/hostile-text.ts';

const FOLDER = resolve('/some/where');

test('the file of a resource has its type and id for a name', () => {
  expect(resourceFileName({ resourceType: 'Patient', id: 'a-1.b' })).toBe('Patient-a-1.b.json');
  expect(resourceFileName({ resourceType: 'Patient', id: 'a_1' })).toBe('Patient-a_1.json'); // no id, and no harm
  expect(resourceFileName({ resourceType: 'Patient', id: '..' })).toBe('Patient-...json'); // one name like any
});

test.each([
  [{ resourceType: 'Patient', id: '../../package' }],
  [{ resourceType: 'Patient', id: 'a/b' }],
  [{ resourceType: 'Patient', id: 'a\\b' }],
  [{ resourceType: 'Patient', id: 'a\0' }],
  [{ resourceType: 'Patient', id: '' }],
  [{ resourceType: 'Patient', id: 'a'.repeat(243) }],
  [{ resourceType: 'Patient', id: 7 }],
  [{ resourceType: 'Patient' }],
  [{ resourceType: '../Patient', id: 'a' }],
  [{ resourceType: '', id: 'a' }],
  [{ id: 'a' }],
])('%j gives a file no name', (resource) => expect(resourceFileName(resource)).toBeUndefined());

test('the file of any resource lies directly in its folder, and no file system finds its name too long', () => {
  let named = 0;
  fc.assert(
    fc.property(fc.oneof(fc.constant('Patient'), hostileText), hostileText, (resourceType, id) => {
      const name = resourceFileName({ resourceType, id });
      if (name === undefined) return;
      named++;
      expect(dirname(join(FOLDER, name))).toBe(FOLDER);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }),
    { numRuns: 2_000 },
  );
  expect(named).toBeGreaterThan(20);
});

test('a path that leads inside stays inside', () => {
  for (const path of ['a', 'a/b.json', 'a/..b', 'a..']) expect(leadsInside(path)).toBe(true);
  for (const path of ['', '.', '..', '/a', 'a/../b', 'a/../../b', 'a//b', '..\\a', 'a\0', 'a/'])
    expect(leadsInside(path)).toBe(false);
  fc.assert(
    fc.property(hostileText, (path) => {
      if (leadsInside(path)) expect(resolve(FOLDER, path).startsWith(`${FOLDER}${sep}`)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
