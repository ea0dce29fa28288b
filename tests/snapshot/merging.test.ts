import { describe, expect, test } from 'vitest';
import { exampleUrl, make, profile } from './profile.ts';

const OBSERVATION = 'http://hl7.org/fhir/StructureDefinition/Observation';

describe('a differential element laid over the inherited one', () => {
  test('goes on from an inherited text when its own starts with three dots', () => {
    const inherited = make([profile([])]).element('Observation.code').definition;
    const made = make([profile([{ path: 'Observation.code', definition: '... Always LOINC.', comment: 'new' }])]);
    expect(made.element('Observation.code').definition).toBe(`${inherited}\r\n Always LOINC.`);
    expect(made.element('Observation.code').comment).toBe('new');
  });

  test('adds constraints, and inherited ones say where they come from', () => {
    const rule = { key: 'ex-1', severity: 'error' as const, human: 'has text', expression: 'text.exists()' };
    const parent = profile([{ path: 'Observation.code', constraint: [rule] }], { id: 'parent' });
    const child = profile([{ path: 'Observation.code', constraint: [{ ...rule, key: 'ex-2' }] }], {
      base: exampleUrl('parent'),
    });
    const { constraint = [] } = make([parent, child]).element('Observation.code');
    expect(constraint.map(({ key, source }) => [key, source])).toEqual([
      ['ele-1', 'http://hl7.org/fhir/StructureDefinition/Element'],
      ['ex-1', exampleUrl('parent')],
      ['ex-2', undefined],
    ]);
  });

  test('adds aliases, conditions, examples and mappings that are not there yet', () => {
    const mapping = [{ identity: 'v2', map: 'PV1' }];
    const made = make([
      profile([
        {
          path: 'Observation.encounter',
          alias: ['Context', 'Visit'],
          condition: ['ex-1'],
          example: [{ label: 'a', valueString: 'x' }],
          mapping,
        },
      ]),
    ]);
    const encounter = made.element('Observation.encounter');
    expect(encounter.alias).toEqual(['Context', 'Visit']);
    expect(encounter.condition).toEqual(['ex-1']);
    expect(encounter.example).toHaveLength(1);
    expect(encounter.mapping?.filter(({ map }) => map === 'PV1')).toEqual(mapping);
  });

  test('replaces the binding, whose description spoke of the old value set', () => {
    const made = make([
      profile([{ path: 'Observation.code', binding: { strength: 'required', valueSet: 'http://example.org/codes' } }]),
    ]);
    expect(made.element('Observation.code').binding).toEqual({
      strength: 'required',
      valueSet: 'http://example.org/codes',
    });
  });

  test('loses a binding when no type is left that has codes', () => {
    const base = 'http://hl7.org/fhir/StructureDefinition/vitalsigns';
    const path = 'Observation.component.value[x]';
    expect(make([profile([{ path, short: 'any' }], { base })]).element(path).binding).toBeDefined();
    expect(make([profile([{ path, type: [{ code: 'boolean' }] }], { base })]).element(path).binding).toBeUndefined();
  });

  test('replaces a fixed value of another type', () => {
    const parent = profile([{ path: 'Observation.value[x]', minValueInteger: 1 }], { id: 'parent' });
    const child = profile([{ path: 'Observation.value[x]', minValueDate: '2020-01-01' }], {
      base: exampleUrl('parent'),
    });
    const value = make([parent, child]).element('Observation.value[x]');
    expect(value).toMatchObject({ minValueDate: '2020-01-01' });
    expect(value.minValueInteger).toBeUndefined();
  });

  test('cannot change what only the base may decide', () => {
    const made = make([profile([{ path: 'Observation.code', isModifier: true, isSummary: false }])]);
    expect(made.element('Observation.code')).toMatchObject({ isModifier: false, isSummary: true });
  });

  test('does not inherit what the base says of its own maturity', () => {
    const made = make([profile([])]);
    expect(JSON.stringify(made.elements)).not.toContain('structuredefinition-standards-status');
  });

  test('keeps what it is derived from at the root', () => {
    const parent = profile([{ path: 'Observation.note', max: '1' }], { id: 'parent' });
    const child = profile([{ path: 'Observation.note', max: '0' }], { base: exampleUrl('parent') });
    expect(make([parent, child]).element('Observation.note')).toMatchObject({
      max: '0',
      base: { path: 'Observation.note', min: 0, max: '*' },
    });
  });
});

test('the snapshot says which version of the base it was made from, and knows the base’s mappings', () => {
  const [made] = make([profile([])]).snapshots;
  expect(made?.snapshot?.extension).toEqual([
    { url: 'http://hl7.org/fhir/tools/StructureDefinition/snapshot-base-version', valueString: '4.0.1' },
  ]);
  expect(made?.mapping?.map(({ identity }) => identity)).toContain('v2');
  expect(made?.baseDefinition).toBe(OBSERVATION);
});
