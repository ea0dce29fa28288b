import { describe, expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

const url = 'https://test.example/StructureDefinition/Model';
const stated = (name: string, more: object = {}) => ({
  id: `Model.${name}`,
  path: `Model.${name}`,
  definition: 'x',
  short: 'x',
  min: 0,
  max: '1',
  type: [{ code: 'string' }],
  ...more,
});
const inherited = (name: string, more: object = {}) => ({
  base: { path: `Model.${name}`, min: 0, max: '1' },
  isModifier: false,
  ...stated(name, more),
});
const root = { id: 'Model', path: 'Model', definition: 'x', short: 'x', min: 0, max: '*' };
const model = (snapshot: readonly object[], differential: readonly object[]) => ({
  resourceType: 'StructureDefinition',
  id: 'Model',
  text: narrative,
  url,
  version: '1.0.0',
  name: 'Model',
  status: 'active',
  experimental: true,
  description: 'x',
  fhirVersion: '4.0.1',
  kind: 'logical',
  abstract: false,
  type: url,
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Element',
  derivation: 'specialization',
  snapshot: { element: [{ ...root, base: { path: 'Model', min: 0, max: '*' }, isModifier: false }, ...snapshot] },
  differential: { element: [root, ...differential] },
});
const told = (resource: object) => judge(resource).filter((each) => !each.includes('best-practice'));

/** The HL7 validator, 6.8.2, tells each of these of the snapshot and of the differential. */
describe('what is wrong with an element in both views is told at the differential', () => {
  test('its name', () => {
    const definition = model([inherited('ok'), inherited('a_b')], [stated('a_b')]);
    expect(told(definition)).toEqual(['warning invariant StructureDefinition.differential.element[1]']);
  });

  test('a part of it that has another number in the snapshot', () => {
    const bad = { key: 'bad key', severity: 'error', human: 'x', expression: 'true' };
    const good = { key: 'ele-1', severity: 'error', human: 'x', expression: 'true' };
    const definition = model([inherited('a', { constraint: [good, bad] })], [stated('a', { constraint: [bad] })]);
    const [only, ...others] = told(definition);
    expect(others).toEqual([]);
    expect(only).toMatch(/StructureDefinition\.differential\.element\[1\]\.constraint\[0\]/);
  });

  test('in a Bundle', () => {
    const resource = model([inherited('a_b')], [stated('a_b')]);
    const bundle = { resourceType: 'Bundle', id: 'b', type: 'collection', entry: [{ fullUrl: url, resource }] };
    const views = told(bundle).filter((each) => each.includes('invariant'));
    expect(views).toEqual(['warning invariant Bundle.entry[0].resource.differential.element[1]']);
  });

  test('what only the snapshot has stays', () => {
    const definition = model([inherited('a_b'), inherited('c_d')], [stated('a_b')]);
    expect(told(definition)).toEqual([
      'warning invariant StructureDefinition.snapshot.element[2]',
      'warning invariant StructureDefinition.differential.element[1]',
    ]);
  });

  test('a snapshot that is no list, and elements of no shape', () => {
    const broken = { ...model([], [stated('a_b')]), snapshot: { element: [null, 'x', { id: 1 }] } };
    expect(told(broken)).toContain('warning invariant StructureDefinition.differential.element[1]');
  });
});

describe('types that are named by a URL', () => {
  const typed = (code: string) => told(model([inherited('a', { type: [{ code }] })], [stated('a')]));

  /** HL7: nothing. */
  test('a type of FHIRPath', () => expect(typed('http://hl7.org/fhirpath/System.String')).toEqual([]));
  test('a logical model', () => expect(typed(url)).toEqual([]));

  test('a type that FHIRPath does not have', () => {
    // HL7: error StructureDefinition.snapshot.element[1].type[0].code: No definition could be found for URL value
    expect(typed('http://hl7.org/fhirpath/System.Nonsense')).toEqual([
      'warning binding-extensible StructureDefinition.snapshot.element[1].type[0].code',
    ]);
  });
});
