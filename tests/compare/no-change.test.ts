import { expect, test } from 'vitest';
import { compareVersions } from '../../scripts/compare/compare.ts';
import { profile, type Stated } from '../snapshot/profile.ts';
import { changesBetween, changesOf, side, told } from './sides.ts';

// What differs in two packages and is no change, or one that is told elsewhere. Each was met in published packages.

const at = (id: string, rest: Omit<Stated, 'path'>): Stated => ({ id, path: id.replace(/:\w+/g, ''), ...rest });
const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';

test('a code system under another canonical is one change, not one more in each list and pattern', () => {
  const version = (name: string) => {
    const system = `http://example.org/CodeSystem/${name}`;
    const concept = ['arm', 'leg', 'head'].map((code) => ({ code, display: code }));
    const list = { compose: { include: [{ system, concept: concept.slice(0, 2).map(({ code }) => ({ code })) }] } };
    const url = 'http://example.org/ValueSet/sites';
    return [
      { resourceType: 'CodeSystem', id: name, name, url: system, status: 'active', content: 'complete', concept },
      { resourceType: 'ValueSet', url, status: 'active', ...list },
      profile([
        at('Observation.bodySite', { binding: { strength: 'required', valueSet: url } }),
        at('Observation.method', { patternCodeableConcept: { coding: [{ system, code: 'arm' }] } }),
      ]).resource,
    ];
  };
  expect(changesBetween(version('body-sites'), version('guide-body-sites')).map(({ rule }) => rule)).toEqual([
    'artefact-renamed',
    'id-changed',
    'metadata-changed',
    'value-set-rewritten',
  ]);
});

test('one primitive type, written as FHIR writes it and as FHIRPath does', () => {
  const url = (type: NonNullable<Stated['type']>) => [at('Extension.url', { type })];
  const named = { url: 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type', valueUrl: 'uri' };
  const ofFhirPath = [{ code: 'http://hl7.org/fhirpath/System.String', extension: [named] }];
  expect(changesOf(url([{ code: 'uri' }]), url(ofFhirPath), 'Extension').map(told)).toEqual([]);
});

test('the profile that FHIR itself gives a type holds where a profile leaves it out', () => {
  const quantity = (profiles: object) => [
    at('MedicationDispense.quantity', { type: [{ code: 'Quantity', ...profiles }] }),
  ];
  const simple = { profile: ['http://hl7.org/fhir/StructureDefinition/SimpleQuantity'] };
  expect(changesOf(quantity({}), quantity(simple), 'MedicationDispense').map(told)).toEqual([]);
});

test('a value set on what can have no code, such as a note, was never checked', () => {
  const binding = { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/days-of-week' } as const;
  const old = side([profile([at('Observation.note', { binding })]).resource]);
  const now = side([profile([]).resource], '1.1.0');
  // Our snapshots have no such binding; those of other tools do.
  const snapshot = (old.resources[0] as { snapshot?: { element: { id: string; binding?: object }[] } }).snapshot;
  const note = snapshot?.element.find(({ id }) => id === 'Observation.note');
  if (note === undefined) throw new Error('Observation has no note.');
  note.binding = binding;
  expect(compareVersions(old, now).changes.map(told)).toEqual([]);
});

test('where one code is all that is allowed, a value set around it says nothing more', () => {
  const valueSet = 'http://hl7.org/fhir/ValueSet/ucum-bodylength';
  const centimetres = (bindings: object) => [
    at('Observation.value[x]', { type: [{ code: 'Quantity' }], patternQuantity: { system: ucum, code: 'cm' } }),
    at('Observation.value[x].code', { min: 1, ...bindings }),
  ];
  const bound = centimetres({ binding: { strength: 'required', valueSet } });
  expect(changesOf(centimetres({}), bound).map(told)).toEqual([]);
});

test('what a pattern asked for is nothing new in the slice that has it', () => {
  const coding = { system: loinc, code: '8287-5' };
  const slicing = {
    rules: 'open' as const,
    discriminator: ['code', 'system'].map((path) => ({ type: 'value' as const, path })),
  };
  const sliced = (slice: object) => [
    at('Observation.code.coding', { slicing }),
    at('Observation.code.coding:head', { sliceName: 'head', min: 1, max: '1', ...slice }),
  ];
  const old = [
    at('Observation.code', { patternCodeableConcept: { coding: [coding] } }),
    ...sliced({}),
    at('Observation.code.coding:head.system', { min: 1, patternUri: loinc }),
    at('Observation.code.coding:head.code', { min: 1 }),
  ];
  const changes = changesOf(old, sliced({ patternCoding: coding }));
  // Other codes of LOINC matched the slice, which had room for one: now they are free.
  expect(changes.map(({ rule, element, class: impact }) => [rule, element, impact])).toEqual([
    ['discriminator-changed', 'Observation.code.coding:head', { producer: 'compatible', consumer: 'may-break' }],
  ]);
});

test('extensions that no slice foresaw may be there or not: less room for them may break, and no more', () => {
  const changes = changesOf([], [at('Observation.note.extension', { max: '0' })]);
  expect(changes.map(({ rule, class: impact }) => [rule, impact])).toEqual([
    ['element-prohibited', { producer: 'may-break', consumer: 'compatible' }],
  ]);
});

test('a package that has one artefact in two files has it once', () => {
  const twice = [1, 2].map((number) => ({
    resourceType: 'ImplementationGuide',
    id: `guide-${number}`,
    url: 'http://example.org/ImplementationGuide/guide',
    name: 'Guide',
    status: 'active',
  }));
  expect(changesBetween(twice, twice).map(told)).toEqual([]);
});
