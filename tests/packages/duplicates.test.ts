import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { findDuplicateDefinitions } from '../../scripts/packages/definitions/duplicates.ts';
import { tinyPackage, valueSet } from './tiny-package.ts';

const SITE = 'http://example.org/ValueSet/site';
const packageWith = (key: string, version: string, more: Readonly<Record<string, unknown>>) =>
  tinyPackage(key, [valueSet(SITE, version, more)]);

test('one canonical and version with two contents in two packages is a warning that names both files', () => {
  const [issue, ...more] = findDuplicateDefinitions([
    packageWith('example.a#1.0.0', '1.0.0', { status: 'active' }),
    packageWith('example.b#2.0.0', '1.0.0', { status: 'retired' }),
  ]);
  expect(more).toEqual([]);
  expect(issue?.severity).toBe('warning');
  expect(issue?.message).toBe(
    `${SITE}|1.0.0 is defined by example.a#1.0.0 (ValueSet-site.json) and otherwise by example.b#2.0.0 (ValueSet-site.json). Each package uses its own, and others that of their nearest dependency; where that does not decide, example.b#2.0.0 is used. Depend on one of the two packages only to be certain.`,
  );
});

test('what is said to be used is what a reference from elsewhere means', () => {
  const packages = [
    packageWith('example.a#1.0.0', '1.0.0', { status: 'active' }),
    packageWith('example.b#2.0.0', '1.0.0', { status: 'retired' }),
  ];
  expect(createDefinitions(packages).resolve(SITE)?.package.id).toBe('example.b');
  const one = tinyPackage('example.c#1.0.0', [
    valueSet(SITE, '1.0.0', { status: 'active' }),
    { ...valueSet(SITE, '1.0.0', { status: 'retired' }), id: 'another' },
  ]);
  expect(findDuplicateDefinitions([one])[0]?.message).toContain('ValueSet-site.json is used');
  expect(createDefinitions([one]).resolve(SITE)?.resource.status).toBe('active');
});

test('two in one package are a note, whatever they are: nobody but its publisher could correct them', () => {
  const guide = {
    resourceType: 'ImplementationGuide',
    url: 'http://example.org/ImplementationGuide/a',
    version: '1.0.0',
  };
  const issues = findDuplicateDefinitions([
    tinyPackage('example.a#1.0.0', [
      { ...guide, id: 'a', fhirVersion: ['4.0.1'] },
      { ...guide, id: 'r4', fhirVersion: ['4.0.0'] },
    ]),
  ]);
  expect(issues).toEqual([
    {
      severity: 'information',
      code: 'informational',
      rule: 'duplicate-canonical',
      message:
        'example.a#1.0.0 defines http://example.org/ImplementationGuide/a|1.0.0 twice: ImplementationGuide-a.json is used, ImplementationGuide-r4.json is not.',
    },
  ]);
});

test('two versions of one package, or its copies for two FHIR releases, are told once and as a note', () => {
  const sets = (status: string) => [1, 2, 3].map((at) => valueSet(`${SITE}${at}`, '1.0.0', { status }));
  for (const [a, b] of [
    ['example.a#1.0.0', 'example.a#1.1.0'],
    ['hl7.terminology#5.0.0', 'hl7.terminology.r4#5.0.0'],
  ] as const) {
    const issues = findDuplicateDefinitions([tinyPackage(a, sets('active')), tinyPackage(b, sets('retired'))]);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.severity).toBe('information');
    expect(issues[0]?.message).toContain('So are 2 more of their definitions.');
  }
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
