import { expect, test } from 'vitest';
import { findDuplicateDefinitions } from '../../scripts/packages/duplicates.ts';
import { tinyPackage, valueSet } from './tiny-package.ts';

const SITE = 'http://example.org/ValueSet/site';
const packageWith = (key: string, version: string, more: Readonly<Record<string, unknown>>) =>
  tinyPackage(key, [valueSet(SITE, version, more)]);

test('one canonical and version with two contents is an error that names both files', () => {
  const [issue, ...more] = findDuplicateDefinitions([
    packageWith('example.a#1.0.0', '1.0.0', { status: 'active' }),
    packageWith('example.b#2.0.0', '1.0.0', { status: 'retired' }),
  ]);
  expect(more).toEqual([]);
  expect(issue?.severity).toBe('error');
  expect(issue?.message).toBe(
    `${SITE}|1.0.0 is defined by example.a#1.0.0 (ValueSet-site.json) and otherwise by example.b#2.0.0 (ValueSet-site.json), so no reference can tell them apart. Depend on one of the two packages only, or correct the version of one definition.`,
  );
});

test('two versions, and equal copies, do no harm', () => {
  expect(
    findDuplicateDefinitions([
      packageWith('example.a#1.0.0', '1.0.0', { text: { status: 'generated' } }),
      packageWith('example.b#2.0.0', '1.0.0', { text: { status: 'empty' }, meta: { lastUpdated: '2025' } }),
      packageWith('example.c#2.0.0', '1.0.1', { status: 'active' }),
    ]),
  ).toEqual([]);
});
