import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { findAmbiguousReferences, pinIfAmbiguous } from '../../scripts/packages/definitions/ambiguity.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { packageRef, tinyPackage, valueSet } from './tiny-package.ts';

const PARENT = 'http://example.org/StructureDefinition/vital';
const METHOD = 'http://example.org/ValueSet/method';
const SHARED = 'http://example.org/ValueSet/shared';

const profile = (url: string, version: string): FhirResource => ({
  resourceType: 'StructureDefinition',
  id: 'vital',
  url,
  version,
  kind: 'resource',
  derivation: 'constraint',
});
const packages = [
  tinyPackage('hl7.fhir.r4.core#4.0.1', [valueSet(SHARED, '4.0.1')]),
  tinyPackage('hl7.terminology.r4#7.0.1', [valueSet(SHARED, '3.0.0')]),
  tinyPackage('example.vitals#3.0.1', [profile(PARENT, '3.0.1'), valueSet(METHOD, '3.0.1')]),
  tinyPackage('example.vitals#3.2.0', [profile(PARENT, '3.2.0'), valueSet(METHOD, '3.2.0')]),
];
const guide = packageRef('example.guide#0.1.0');
const dependencies = [packageRef('example.vitals#3.0.1'), packageRef('example.vitals#3.2.0')];

function found(resource: FhirResource) {
  const definitions = createDefinitions(packages, { package: guide, dependencies, resources: [resource] });
  return findAmbiguousReferences([resource], definitions, guide).map(({ issue }) => issue);
}

const child = (more: Readonly<Record<string, unknown>>): FhirResource => ({
  resourceType: 'StructureDefinition',
  id: 'child',
  url: 'http://example.org/StructureDefinition/child',
  version: '0.1.0',
  ...more,
});

describe('a reference that two versions of one package could answer is a warning', () => {
  test('says which answers, which could too, and how to write it', () => {
    const [issue, ...more] = found(child({ baseDefinition: PARENT }));
    expect(more).toEqual([]);
    expect(issue).toEqual({
      severity: 'warning',
      code: 'multiple-matches',
      rule: 'ambiguous-canonical',
      message: `"${PARENT}" has no version: example.vitals#3.2.0 answers it, and example.vitals#3.0.1 could too. Write "|3.2.0" behind it, or the version that is meant.`,
      expression: 'StructureDefinition.baseDefinition',
    });
  });

  for (const [where, more, expression] of [
    [
      'a target profile',
      {
        differential: {
          element: [
            { id: 'Observation.device' },
            { id: 'Observation.x', type: [{ code: 'Reference', targetProfile: [PARENT] }] },
          ],
        },
      },
      'StructureDefinition.differential.element[1].type[0].targetProfile[0]',
    ],
    [
      'a binding',
      { differential: { element: [{ binding: { strength: 'required', valueSet: METHOD } }] } },
      'StructureDefinition.differential.element[0].binding.valueSet',
    ],
  ] as const) {
    test(`in ${where}`, () => {
      expect(found(child(more)).map((issue) => issue.expression)).toEqual([expression]);
    });
  }
});

describe('no warning', () => {
  for (const [why, more] of [
    ['with a version', { baseDefinition: `${PARENT}|3.0.1` }],
    [
      'where one package answers, and core has an old copy',
      { differential: { element: [{ binding: { valueSet: SHARED } }] } },
    ],
    ['for what nothing loaded answers', { baseDefinition: 'http://example.org/unknown' }],
    ['for what a snapshot inherits', { snapshot: { element: [{ binding: { valueSet: METHOD } }] } }],
    ['for the resource’s own url', { url: PARENT }],
    ['for the url of an extension, which takes no version', { extension: [{ url: PARENT, valueCode: 'x' }] }],
  ] as const) {
    test(why, () => {
      expect(found(child(more))).toEqual([]);
    });
  }
});

test('a value set that draws on a code system in two loaded versions is told, unless it names the version', () => {
  const system = 'http://example.org/CodeSystem/codes';
  const codes = (version: string): FhirResource => ({ resourceType: 'CodeSystem', id: 'codes', url: system, version });
  const both = [
    tinyPackage('example.vitals#3.0.1', [codes('3.0.1')]),
    tinyPackage('example.vitals#3.2.0', [codes('3.2.0')]),
  ];
  const drawing = valueSet('http://example.org/ValueSet/drawing', '0.1.0', {
    compose: { include: [{ system }, { system, version: '3.0.1' }] },
  });
  const observation: FhirResource = { resourceType: 'Observation', code: { coding: [{ system, code: 'a' }] } };
  const definitions = createDefinitions(both, { package: guide, dependencies, resources: [drawing] });
  const told = findAmbiguousReferences([drawing, observation], definitions, guide);
  expect(told.map(({ issue }) => issue.expression)).toEqual(['ValueSet.compose.include[0].system']);
});

test('an inherited reference is pinned to what it meant where it was written, and only where that is in doubt', () => {
  const definitions = createDefinitions(packages, { package: guide, dependencies, resources: [] });
  const from = packageRef('example.vitals#3.0.1');
  expect(pinIfAmbiguous(METHOD, from, definitions)).toBe(`${METHOD}|3.0.1`);
  expect(pinIfAmbiguous(METHOD, guide, definitions)).toBe(`${METHOD}|3.2.0`);
  expect(pinIfAmbiguous(`${METHOD}|3.2.0`, from, definitions)).toBe(`${METHOD}|3.2.0`);
  expect(pinIfAmbiguous(SHARED, from, definitions)).toBe(SHARED);
  expect(pinIfAmbiguous(`${PARENT}#Observation.x`, from, definitions)).toBe(`${PARENT}|3.0.1#Observation.x`);
  expect(pinIfAmbiguous('http://example.org/unknown', from, definitions)).toBe('http://example.org/unknown');
  expect(pinIfAmbiguous('#contained', from, definitions)).toBe('#contained');
});
