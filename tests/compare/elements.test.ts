import { describe, expect, test } from 'vitest';
import { profile, type Stated } from '../snapshot/profile.ts';
import { changesBetween, changesOf, told } from './sides.ts';

const at = (path: string, rest: Omit<Stated, 'path'> = {}): Stated => ({ id: path, path, ...rest });
const UCUM = 'http://unitsofmeasure.org';

/** What the newer differential says, the older one saying nothing, and what is told of it: the other way round too. */
const edits: readonly (readonly [name: string, stated: readonly Stated[], forth: string, back: string])[] = [
  [
    'a higher minimum',
    [at('Observation.subject', { min: 1 })],
    'min-raised Observation.subject 0..1 → 1..1',
    'min-lowered Observation.subject 1..1 → 0..1',
  ],
  [
    'a lower maximum',
    [at('Observation.category', { max: '1' })],
    'max-lowered Observation.category 0..* → 0..1',
    'max-raised Observation.category 0..1 → 0..*',
  ],
  [
    'an element that is not allowed',
    [at('Observation.note', { max: '0' })],
    'element-prohibited Observation.note 0..* → 0..0',
    'element-allowed Observation.note 0..0 → 0..*',
  ],
  [
    'fewer types',
    [at('Observation.effective[x]', { type: [{ code: 'dateTime' }, { code: 'Period' }] })],
    'type-removed Observation.effective[x] dateTime | Period | Timing | instant → dateTime | Period',
    'type-added Observation.effective[x] dateTime | Period → dateTime | Period | Timing | instant',
  ],
  [
    'fewer targets',
    [
      at('Observation.subject', {
        type: [
          {
            code: 'Reference',
            targetProfile: [
              'http://hl7.org/fhir/StructureDefinition/Patient',
              'http://hl7.org/fhir/StructureDefinition/Group',
              'http://hl7.org/fhir/StructureDefinition/Device',
            ],
          },
        ],
      }),
    ],
    'target-removed Observation.subject http://hl7.org/fhir/StructureDefinition/Location → ',
    'target-added Observation.subject  → http://hl7.org/fhir/StructureDefinition/Location',
  ],
  [
    'a pattern',
    [at('Observation.code', { patternCodeableConcept: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] } })],
    'pattern-added Observation.code  → {"coding":[{"code":"8480-6","system":"http://loinc.org"}]}',
    'pattern-removed Observation.code {"coding":[{"code":"8480-6","system":"http://loinc.org"}]} → ',
  ],
  [
    'a fixed value',
    [at('Observation.status', { fixedCode: 'final' })],
    'fixed-value-added Observation.status  → "final"',
    'fixed-value-removed Observation.status "final" → ',
  ],
  [
    'a required binding',
    [at('Observation.method', { binding: { strength: 'required', valueSet: 'http://example.org/ValueSet/methods' } })],
    'binding-required-added Observation.method example http://hl7.org/fhir/ValueSet/observation-methods → required http://example.org/ValueSet/methods',
    'binding-required-removed Observation.method required http://example.org/ValueSet/methods → example http://hl7.org/fhir/ValueSet/observation-methods',
  ],
  [
    'an invariant',
    [
      at('Observation', {
        constraint: [{ key: 'x-1', severity: 'error', human: 'No note.', expression: 'note.empty()' }],
      }),
    ],
    'constraint-added Observation  → x-1: note.empty()',
    'constraint-removed Observation x-1: note.empty() → ',
  ],
  [
    'an element that must be supported',
    [at('Observation.method', { mustSupport: true })],
    'must-support-added Observation.method  → ',
    'must-support-removed Observation.method  → ',
  ],
  [
    'a rule below what the snapshot of the other version has',
    [at('Observation.method.coding.system', { min: 1 })],
    'min-raised Observation.method.coding.system 0..1 → 1..1',
    'min-lowered Observation.method.coding.system 1..1 → 0..1',
  ],
  [
    'a greatest length',
    [at('Observation.method.text', { maxLength: 10 })],
    'range-narrowed Observation.method.text any length → at most 10 characters',
    'range-widened Observation.method.text at most 10 characters → any length',
  ],
];

describe('each edit is told once, and the other way round when it is taken back', () => {
  for (const [name, stated, forth, back] of edits) {
    test(name, () => {
      expect(changesOf([], stated).map(told)).toEqual([forth]);
      expect(changesOf(stated, []).map(told)).toEqual([back]);
      expect(changesOf(stated, stated)).toEqual([]);
    });
  }
});

describe('one thing said in two ways is no change', () => {
  const quantity = { type: [{ code: 'Quantity' }] };
  const pattern = { patternQuantity: { system: UCUM, code: 'cm' } };

  test('a choice restricted to a type, and a slice of that type that must be there', () => {
    const only = [at('Observation.value[x]', { ...quantity, min: 1, ...pattern })];
    const sliced: Stated[] = [
      at('Observation.value[x]', { slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'closed' } }),
      {
        id: 'Observation.value[x]:valueQuantity',
        path: 'Observation.value[x]',
        sliceName: 'valueQuantity',
        min: 1,
        ...quantity,
        ...pattern,
      },
    ];
    expect(changesOf(only, sliced).map(told)).toEqual([]);
    expect(changesOf(sliced, only).map(told)).toEqual([]);
  });

  test('a pattern on a value, and on each of its parts', () => {
    const whole = [at('Observation.value[x]', { ...quantity, ...pattern })];
    const parts = [
      at('Observation.value[x]', quantity),
      at('Observation.value[x].system', { min: 1, patternUri: UCUM }),
      at('Observation.value[x].code', { min: 1, fixedCode: 'cm' }),
    ];
    expect(changesOf(whole, parts).map(told)).toEqual([]);
    expect(changesOf(parts, whole).map(told)).toEqual([]);
  });

  test('an expression with other blanks', () => {
    const rule = (expression: string) => [
      at('Observation', { constraint: [{ key: 'x-1', severity: 'error', human: 'H.', expression }] }),
    ];
    expect(changesOf(rule("note.where( text = 'a  b' ).empty()"), rule("note.where(text='a  b').empty()"))).toEqual([]);
    expect(
      changesOf(rule("note.where(text='a  b').empty()"), rule("note.where(text='a b').empty()")).map(
        ({ rule: name }) => name,
      ),
    ).toEqual(['constraint-changed']);
  });

  test('version, date and narrative', () => {
    const { resource } = profile([]);
    const other = {
      ...resource,
      version: '2.0.0',
      date: '2026-01-01',
      text: { status: 'generated', div: '<div/>' },
      publisher: 'P',
    };
    expect(changesBetween([resource], [other])).toEqual([]);
  });
});

test('what a parent changes is told at the parent, with the children named', () => {
  const parent = (stated: readonly Stated[]) => profile(stated, { id: 'parent' }).resource;
  const child = (id: string, stated: readonly Stated[] = []) =>
    profile(stated, { id, base: 'http://example.org/StructureDefinition/parent' }).resource;
  const subject = [at('Observation.subject', { min: 1 })];
  const changes = changesBetween(
    [parent([]), child('a'), child('b'), child('own', subject)],
    [parent(subject), child('a'), child('b'), child('own', subject)],
  );
  expect(changes.map(({ rule, artefact, inheritedBy }) => ({ rule, artefact, inheritedBy }))).toEqual([
    {
      rule: 'min-raised',
      artefact: 'http://example.org/StructureDefinition/parent',
      inheritedBy: ['http://example.org/StructureDefinition/a', 'http://example.org/StructureDefinition/b'],
    },
  ]);
});

test('a profile under another canonical is told once, with what changes in it', () => {
  const old = profile([at('Observation.subject', { min: 1 }), at('Observation.note', { max: '0' })], {
    id: 'heart-rate',
  }).resource;
  const now = profile([at('Observation.note', { max: '0' })], { id: 'heart-rate-profile' }).resource;
  expect(
    changesBetween([old], [now])
      .map(({ rule }) => rule)
      .sort(),
  ).toEqual(['artefact-renamed', 'id-changed', 'metadata-changed', 'min-lowered']);
});

test('a required element inside of something optional concerns only who sends that', () => {
  const [change] = changesOf([], [at('Observation.method.coding.system', { min: 1 })]);
  expect(change?.reason).toContain('concerns only instances that have Observation.method');
});

test('an invariant at another element is told once, and by whether it says the same from there', () => {
  const rule = (path: string, expression: string) =>
    at(path, { constraint: [{ key: 'x-1', severity: 'error' as const, human: 'H.', expression }] });
  const moved = (expression: string) =>
    changesOf([rule('Observation', expression)], [rule('Observation.note', 'text.exists()')]).map(
      ({ rule: name, class: { producer } }) => `${name} ${producer}`,
    );
  expect(moved('note.all(text.exists())')).toEqual(['constraint-moved editorial']);
  expect(moved('note.text.exists()')).toEqual(['constraint-moved may-break']);
});
