import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { pinnedPackages } from '../../scripts/pipeline/publishing/pinned-packages.ts';
import { packageRef, tinyPackage, valueSet } from '../packages/tiny-package.ts';

const METHOD = 'http://example.org/ValueSet/method';
const ALL = 'http://example.org/ValueSet/all';
const REASON = 'http://example.org/StructureDefinition/reason';
const VITAL = 'http://example.org/StructureDefinition/vital';

function vitals(version: string): FhirResource[] {
  const element = [
    { id: 'Observation.method', path: 'Observation.method', binding: { strength: 'required', valueSet: METHOD } },
    {
      id: 'Observation.extension:reason',
      path: 'Observation.extension',
      type: [{ code: 'Extension', profile: [REASON] }],
      constraint: [{ key: 'v-1', severity: 'error' as const, human: 'x', source: VITAL }],
    },
    { id: 'Observation.code', path: 'Observation.code', patternUri: METHOD },
  ];
  const structure = { resourceType: 'StructureDefinition', kind: 'resource', derivation: 'constraint', version };
  return [
    { ...structure, id: 'vital', url: VITAL, differential: { element }, snapshot: { element } },
    { ...structure, id: 'reason', url: REASON },
    { ...structure, id: 'child', url: 'http://example.org/StructureDefinition/child', baseDefinition: VITAL },
    valueSet(METHOD, version),
    valueSet(ALL, version, { compose: { include: [{ valueSet: [METHOD] }, { system: 'http://example.org/codes' }] } }),
  ];
}

const core = tinyPackage('hl7.fhir.r4.core#4.0.1', []);
const older = tinyPackage('example.vitals#3.0.1', vitals('3.0.1'));
const newer = tinyPackage('example.vitals#3.2.0', vitals('3.2.0'));
const above = tinyPackage(
  'example.above#1.0.0',
  [
    valueSet('http://example.org/ValueSet/above', '1.0.0', {
      compose: { include: [{ valueSet: [METHOD] }] },
    }),
  ],
  { 'example.vitals': '3.0.1' },
);

function pinned(packages: Parameters<typeof pinnedPackages>[0]) {
  const guide = packageRef('example.guide#0.1.0');
  const dependencies = packages.map(({ id, version }) => ({ id, version }));
  const all = pinnedPackages(packages, createDefinitions(packages, { package: guide, dependencies, resources: [] }));
  return all.map((each) => ({
    ...each,
    resource: (id: string): unknown => {
      const entry = each.entries.find((one) => one.id === id);
      return entry === undefined ? undefined : each.read(entry);
    },
  }));
}

describe('packages for a program that takes the newest version of everything', () => {
  test('each reference names the version that its own package means', () => {
    const [, first, second, third] = pinned([core, older, newer, above]);
    for (const [each, version] of [
      [first, '3.0.1'],
      [second, '3.2.0'],
    ] as const) {
      const element = [
        { binding: { valueSet: `${METHOD}|${version}` } },
        { type: [{ profile: [`${REASON}|${version}`] }], constraint: [{ source: `${VITAL}|${version}` }] },
        { patternUri: METHOD },
      ];
      expect(each?.resource('vital')).toMatchObject({ snapshot: { element }, differential: { element } });
      expect(each?.resource('child')).toMatchObject({ baseDefinition: `${VITAL}|${version}` });
      expect(each?.resource('all')).toMatchObject({
        compose: { include: [{ valueSet: [`${METHOD}|${version}`] }, {}] },
      });
    }
    expect(third?.resource('above')).toMatchObject({ compose: { include: [{ valueSet: [`${METHOD}|3.0.1`] }] } });
  });

  test('a pinned package has another digest than what it was made of, the same each time', () => {
    const [, first] = pinned([core, older, newer]);
    const [, again] = pinned([core, older, newer]);
    expect(first?.integrity).not.toBe(older.integrity);
    expect(first?.integrity).toBe(again?.integrity);
  });

  test('where no package is loaded twice, each is as it came', () => {
    const packages = [core, older, above];
    const guide = { package: packageRef('example.guide#0.1.0'), dependencies: [], resources: [] };
    expect(pinnedPackages(packages, createDefinitions(packages, guide))).toBe(packages);
  });

  test('FHIR’s own packages are as they came', () => {
    const [first] = pinned([core, older, newer]);
    expect(first?.integrity).toBe(core.integrity);
  });
});
