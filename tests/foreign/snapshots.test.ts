import { describe, expect, test } from 'vitest';
import type { ElementDefinition } from '../../scripts/model/fhir.ts';
import { exampleUrl, make, profile, type Stated } from '../snapshot/profile.ts';

interface Case {
  readonly title: string;
  readonly type?: string;
  /** Differential of the base; the type itself is the base without one. */
  readonly parent?: readonly Stated[];
  readonly stated: readonly Stated[];
  /** What some elements of the snapshot say. */
  readonly elements?: Readonly<Record<string, Partial<ElementDefinition>>>;
  /** Ids that start like this, in the order of the snapshot. */
  readonly ids?: readonly [start: string, ids: readonly string[]];
  readonly absent?: readonly string[];
  /** `severity rule element` of what is said. */
  readonly ours?: readonly string[];
  /** Whether HL7's generator, 6.8.2, makes a snapshot of it, and if so whether it is as above. */
  readonly hl7: 'equal' | 'refused' | 'other';
  /** Why ours is another. */
  readonly why?: string;
}

const VITALS = 'http://hl7.org/fhir/StructureDefinition/vitalsigns';
const byCode = { discriminator: [{ type: 'pattern' as const, path: 'code' }], rules: 'open' as const };
const byPattern = { discriminator: [{ type: 'pattern' as const, path: '$this' }], rules: 'open' as const };
const byName = { discriminator: [{ type: 'value' as const, path: 'name' }], rules: 'open' as const };
const byType = { discriminator: [{ type: 'type' as const, path: '$this' }], rules: 'open' as const };
const quantity = { type: [{ code: 'Quantity' }] };
const mixed = { type: [{ code: 'Quantity' }, { code: 'string' }] };

const cases: readonly Case[] = [
  {
    title: 'a path that names a type below a slice, beside what is said of all slices, is the element itself',
    stated: [
      { path: 'Observation.component', slicing: byCode },
      { path: 'Observation.component.value[x]', ...mixed, mustSupport: true },
      { path: 'Observation.component', sliceName: 'a', min: 1 },
      { path: 'Observation.component.valueQuantity', ...quantity },
      { path: 'Observation.component.valueQuantity.value', min: 1 },
    ],
    elements: {
      'Observation.component.value[x]': mixed,
      'Observation.component:a.value[x]': { ...quantity, mustSupport: true },
      'Observation.component:a.value[x].value': { min: 1 },
    },
    absent: ['Observation.component:a.value[x]:valueQuantity'],
    ours: ['warning snapshot-slices-min Observation.component'],
    hl7: 'equal',
  },
  {
    title: 'the path may name a type that the types of all slices are more than',
    stated: [
      { path: 'Observation.component', slicing: byCode },
      { path: 'Observation.component.value[x]', ...mixed },
      { path: 'Observation.component', sliceName: 'a' },
      { path: 'Observation.component.valueQuantity', mustSupport: true },
    ],
    elements: { 'Observation.component:a.value[x]': { ...quantity, mustSupport: true } },
    hl7: 'other',
    why: 'it leaves the slice the types of all slices, though the path names one',
  },
  {
    title: 'a sliced element lists the content that it refers to, and its slices refer to it again',
    type: 'Parameters',
    stated: [
      { path: 'Parameters.parameter.part', slicing: byName },
      { path: 'Parameters.parameter.part', sliceName: 'a', max: '1' },
      { path: 'Parameters.parameter.part', sliceName: 'b' },
      { path: 'Parameters.parameter.part.name', fixedString: 'b' },
    ],
    elements: {
      'Parameters.parameter.part': {
        contentReference: 'http://hl7.org/fhir/StructureDefinition/Parameters#Parameters.parameter',
      },
      'Parameters.parameter.part:b.name': { fixedString: 'b' },
    },
    ids: [
      'Parameters.parameter.part',
      [
        'Parameters.parameter.part',
        'Parameters.parameter.part.id',
        'Parameters.parameter.part.extension',
        'Parameters.parameter.part.modifierExtension',
        'Parameters.parameter.part.name',
        'Parameters.parameter.part.value[x]',
        'Parameters.parameter.part.resource',
        'Parameters.parameter.part.part',
        'Parameters.parameter.part:a',
        'Parameters.parameter.part:b',
        'Parameters.parameter.part:b.id',
        'Parameters.parameter.part:b.extension',
        'Parameters.parameter.part:b.modifierExtension',
        'Parameters.parameter.part:b.name',
        'Parameters.parameter.part:b.value[x]',
        'Parameters.parameter.part:b.resource',
        'Parameters.parameter.part:b.part',
      ],
    ],
    hl7: 'equal',
  },
  {
    title: 'a slice that only an id names is the element itself',
    stated: [
      { id: 'Observation.category:a', path: 'Observation.category', min: 1 },
      { id: 'Observation.category:a.text', path: 'Observation.category.text', min: 1 },
    ],
    elements: { 'Observation.category': { min: 1 }, 'Observation.category.text': { min: 1 } },
    absent: ['Observation.category:a'],
    ours: ['warning snapshot-slice-unnamed Observation.category:a'],
    hl7: 'equal',
  },
  {
    title: 'a slice of a slice stands right behind it, wherever the differential has it',
    stated: [
      { path: 'Observation.category', slicing: byPattern },
      { path: 'Observation.category', sliceName: 'a' },
      { path: 'Observation.category', sliceName: 'b' },
      { path: 'Observation.category', sliceName: 'a/1' },
      { path: 'Observation.category', sliceName: 'a/2' },
    ],
    ids: [
      'Observation.category:',
      ['Observation.category:a', 'Observation.category:a/1', 'Observation.category:a/2', 'Observation.category:b'],
    ],
    hl7: 'other',
    why: 'it leaves them in the order of the differential',
  },
  {
    title: 'a slice of an inherited slice stands behind that one too',
    parent: [
      { path: 'Observation.category', slicing: byPattern },
      { path: 'Observation.category', sliceName: 'a' },
      { path: 'Observation.category', sliceName: 'b' },
    ],
    stated: [{ path: 'Observation.category', sliceName: 'a/1', mustSupport: true }],
    ids: ['Observation.category:', ['Observation.category:a', 'Observation.category:a/1', 'Observation.category:b']],
    hl7: 'other',
    why: 'it puts it behind all slices of the base',
  },
  {
    title: 'a slice of a slice with a discriminator of its own',
    stated: [
      { path: 'Observation.category', slicing: byPattern },
      {
        path: 'Observation.category',
        sliceName: 'a',
        slicing: { discriminator: [{ type: 'value', path: 'text' }], rules: 'open' },
      },
      { path: 'Observation.category', sliceName: 'a/1' },
    ],
    ours: ['warning snapshot-reslice-discriminator Observation.category:a'],
    hl7: 'refused',
    why: 'R4 allows it, so that it is a warning here',
  },
  {
    title: 'a slice of a slice with a discriminator of its own, of an element with children',
    stated: [
      { path: 'Observation.component', slicing: byCode },
      {
        path: 'Observation.component',
        sliceName: 'a',
        slicing: { discriminator: [{ type: 'type', path: 'value' }], rules: 'open' },
      },
      { path: 'Observation.component', sliceName: 'a/1' },
    ],
    ours: ['warning snapshot-reslice-discriminator Observation.component:a'],
    hl7: 'other',
    why: 'it drops the slicing of the slice',
  },
  {
    title: 'an extension whose root has itself for a type',
    type: 'Extension',
    stated: [{ path: 'Extension', type: [{ code: 'Extension', profile: [exampleUrl('example')] }] }],
    ours: ['error snapshot-root-constrained Extension'],
    hl7: 'refused',
  },
  {
    title: 'slices of the root',
    type: 'Extension',
    stated: [{ path: 'Extension', slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' } }],
    ours: ['error snapshot-root-constrained Extension'],
    hl7: 'other',
    why: 'it refuses one only if something else is constrained; R4 never allows it (sdf-20)',
  },
  {
    title: 'a mandatory type slice before another',
    stated: [
      { path: 'Observation.value[x]', slicing: byType },
      { path: 'Observation.value[x]', sliceName: 'valueQuantity', ...quantity, min: 1 },
      { path: 'Observation.value[x]', sliceName: 'valueString', type: [{ code: 'string' }] },
    ],
    ours: ['error snapshot-slices-type Observation.value[x]'],
    hl7: 'refused',
  },
  {
    title: 'a mandatory type slice alone',
    stated: [
      { path: 'Observation.value[x]', slicing: byType },
      { path: 'Observation.value[x]', sliceName: 'valueQuantity', ...quantity, min: 1 },
    ],
    elements: { 'Observation.value[x]': { ...quantity, min: 1 } },
    hl7: 'equal',
  },
  {
    title: 'two type slices of one name',
    stated: [
      { path: 'Observation.value[x]', slicing: byType },
      { path: 'Observation.value[x]', sliceName: 'valueQuantity', ...quantity },
      { path: 'Observation.value[x]', sliceName: 'valueQuantity', ...quantity },
    ],
    ours: ['error snapshot-element-duplicate Observation.value[x]'],
    hl7: 'refused',
  },
  {
    title: 'elements in another order than the base',
    stated: [
      { path: 'Observation.component.code', mustSupport: true },
      { path: 'Observation.component.id', max: '0' },
    ],
    ours: ['warning snapshot-order Observation.component.id'],
    elements: { 'Observation.component.id': { max: '0' } },
    hl7: 'refused',
    why: 'it takes the order when it sorts first, as the validator and the publisher do',
  },
  {
    title: 'an element after its slices',
    stated: [
      { path: 'Observation.component', sliceName: 'a' },
      { path: 'Observation.component', slicing: byCode },
    ],
    ours: ['warning snapshot-order Observation.component'],
    hl7: 'refused',
  },
  {
    title: 'slices of an element that cannot repeat',
    stated: [
      { path: 'Observation.method', slicing: { discriminator: [{ type: 'value', path: 'text' }], rules: 'open' } },
      { path: 'Observation.method', sliceName: 'a' },
    ],
    ours: ['warning snapshot-slicing-single Observation.method'],
    hl7: 'refused',
    why: 'R4 allows it, so that it is a warning here',
  },
  {
    title: 'slices of an element that cannot repeat, which says so itself',
    stated: [
      {
        path: 'Observation.method',
        slicing: { discriminator: [{ type: 'value', path: 'text' }], rules: 'open' },
        max: '1',
      },
      { path: 'Observation.method', sliceName: 'a' },
    ],
    hl7: 'equal',
  },
];

for (const { title, type = 'Observation', parent, stated, elements = {}, ids, absent = [], ours = [] } of cases) {
  test(title, () => {
    const parents = parent === undefined ? [] : [profile(parent, { id: 'parent', type })];
    const base = parent === undefined ? {} : { base: exampleUrl('parent') };
    const made = make([...parents, profile(stated, { type, ...base })]);
    expect(made.issues.map(({ severity, rule, expression }) => `${severity} ${rule} ${expression}`)).toEqual(ours);
    for (const [id, facts] of Object.entries(elements)) expect(made.element(id), id).toMatchObject(facts);
    const found = made.elements.map(({ id }) => id ?? '');
    if (ids !== undefined) expect(found.filter((id) => id.startsWith(ids[0]))).toEqual(ids[1]);
    for (const id of absent) expect(found).not.toContain(id);
  });
}

/** HL7's tools correct the binding in R4 itself while they load it; of any other they say the same as ours. */
describe('a required binding that a profile weakens', () => {
  const binding = { strength: 'extensible' as const, valueSet: 'http://example.org/units' };

  test('is an error', () => {
    const { issues } = make([profile([{ path: 'Observation.status', binding }])]);
    expect(issues.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(['error snapshot-binding-weakened']);
  });

  test('is a note where R4 requires the units of the vital signs by mistake, and the profile has its own', () => {
    const made = make([profile([{ path: 'Observation.component.value[x]', binding }], { base: VITALS })]);
    expect(made.issues.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      'information snapshot-binding-weakened',
    ]);
    expect(made.element('Observation.component.value[x]').binding).toMatchObject(binding);
  });
});
