import { isJsonObject } from '../../../scripts/model/fhir.ts';
import type { Random } from '../../fuzz/random.ts';
import type { Families, Json, Mutation, Subject } from '../subject.ts';

const ucum = 'http://unitsofmeasure.org';
const loinc = 'http://loinc.org';
const codes = [
  '85353-1',
  '9279-1',
  '8867-4',
  '2708-6',
  '59408-5',
  '8310-5',
  '8302-2',
  '8306-3',
  '8287-5',
  '9843-4',
  '29463-7',
  '3141-9',
  '39156-5',
  '85354-9',
  '8480-6',
  '8462-4',
  '8478-0',
  '15074-8',
  '41950-7',
  '72514-3',
  '8280-0',
  '00000-0',
  '55284-4',
];
const vital: Json = {
  system: 'http://terminology.hl7.org/CodeSystem/observation-category',
  code: 'vital-signs',
  display: 'Vital Signs',
};

/** Changes the Observations in the subject: the root, or one in a Bundle. */
const observation =
  (change: (it: Json, random: Random) => unknown): Mutation =>
  ({ objects }: Subject, random) => {
    const places = objects.filter(({ rules }) => rules.type === 'Observation');
    if (places.length === 0) return undefined;
    const place = random.pick(places);
    return change(place.object, random) === false ? undefined : place.path;
  };

const assign = (...changes: readonly Json[]) =>
  observation((it, random) => {
    Object.assign(it, structuredClone(random.pick(changes)));
    for (const key of Object.keys(it)) if (it[key] === null) delete it[key];
    return true;
  });

const quantity = (...changes: readonly Json[]) =>
  observation((it, random) => {
    const components = Array.isArray(it.component) ? (it.component.filter(isJsonObject) as Json[]) : [];
    const held = random.pick([it, ...components]).valueQuantity;
    if (!isJsonObject(held)) return false;
    Object.assign(held, structuredClone(random.pick(changes)));
    for (const key of Object.keys(held)) if (held[key] === null) delete (held as Json)[key];
    return true;
  });

const component = (change: (it: Json, random: Random, all: Json[]) => unknown) =>
  observation((it, random) => {
    const all = Array.isArray(it.component) ? (it.component.filter(isJsonObject) as Json[]) : [];
    return all.length === 0 ? false : change(random.pick(all), random, it.component as Json[]);
  });

/** Observations, above all the vital signs, whose profiles apply by code. */
export const observationFamilies: Families = {
  'vs-category': assign(
    { category: null },
    { category: [{ text: 'vital signs' }] },
    { category: [{ coding: [{ ...vital, code: 'laboratory' }] }] },
    { category: [{ coding: [{ ...vital, system: 'http://hl7.org/fhir/observation-category' }] }] },
    { category: [{ coding: [vital] }, { coding: [vital] }] },
    { category: [{ coding: [{ ...vital, code: 'exam' }] }, { coding: [vital] }] },
    { category: [{ coding: [{ ...vital, code: 'Vital-Signs' }] }] },
    { category: [{ coding: [{ ...vital, display: 'Wrong' }] }] },
    { category: [{ coding: [vital, { system: 'http://example.org', code: 'x' }], text: 'x' }] },
    { category: [{ coding: [{ code: 'vital-signs' }] }] },
    { category: [{ coding: [{ system: vital.system }] }] },
  ),
  'vs-code': observation((it, random) => {
    it.code = random.pick<() => Json>([
      () => ({ text: 'words' }),
      () => ({ coding: [{ system: loinc, code: random.pick(codes) }] }),
      () => ({ coding: [{ system: 'http://loinc.org/', code: random.pick(codes) }] }),
      () => ({ coding: [{ code: random.pick(codes) }] }),
      () => ({
        coding: [
          { system: 'http://example.org/x', code: 'x' },
          { system: loinc, code: random.pick(codes) },
        ],
      }),
      () => ({
        coding: [
          { system: loinc, code: random.pick(codes) },
          { system: loinc, code: random.pick(codes) },
        ],
      }),
      () => ({ coding: [{ system: loinc, code: random.pick(codes), display: 'Wrong display' }] }),
      () => ({
        coding: [
          {
            system: 'http://snomed.info/sct',
            code: random.pick(['271649006', '27113001', '50373000', '386725007', '364075005', '86290005']),
          },
        ],
      }),
    ])();
    return true;
  }),
  'vs-value': assign(
    { valueQuantity: null },
    { valueQuantity: null, valueString: 'x' },
    { valueQuantity: null, valueInteger: 72 },
    { valueQuantity: null, valueCodeableConcept: { text: 'x' } },
    {
      valueQuantity: null,
      dataAbsentReason: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }],
      },
    },
    { valueQuantity: null, dataAbsentReason: { text: 'no' } },
    { dataAbsentReason: { text: 'both' } },
    {
      dataAbsentReason: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'zz' }],
      },
    },
    { valueQuantity: { value: 1 } },
    { valueQuantity: {} },
    { valueQuantity: { value: 70, unit: 'kg', system: ucum, code: 'kg' } },
    { valueQuantity: { value: 70, unit: 'beats/min', system: ucum, code: '/min' } },
    { valueQuantity: { value: 37, unit: 'C', system: ucum, code: 'Cel' } },
    { valueQuantity: { value: 97, unit: 'F', system: ucum, code: '[degF]' } },
    { valueQuantity: { value: 180, unit: 'cm', system: ucum, code: 'cm' } },
    { valueQuantity: { value: 70, unit: 'in', system: ucum, code: '[in_i]' } },
  ),
  'vs-quantity': quantity(
    { code: null },
    { unit: null },
    { value: null },
    { system: null },
    { value: '72' },
    { system: 'http://example.org/units' },
    { code: 'not-ucum' },
    { code: 'lb' },
    { code: 'mm[Hg]' },
    { code: 'kg' },
    { code: 'KG' },
    { code: 'g' },
    { code: '[lb_av]' },
    { code: '/min' },
    { code: '{beats}/min' },
    { code: '%' },
    { code: 'kg/m2' },
    { comparator: '<' },
    { comparator: 'zz' },
    { unit: '' },
    { unit: 'other words' },
    { value: 72.12345678901234 },
    { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
  ),
  'vs-effective': assign(
    { effectiveDateTime: null, effectivePeriod: null },
    { effectiveDateTime: '2020', effectivePeriod: null },
    { effectiveDateTime: '2020-01', effectivePeriod: null },
    { effectiveDateTime: '2020-01-01', effectivePeriod: null },
    { effectiveDateTime: null, effectivePeriod: { start: '2020-01-01', end: '2020-01-02' } },
    { effectiveDateTime: null, effectivePeriod: { start: '2020' } },
    { effectiveDateTime: null, effectivePeriod: { end: '2020-01-01T00:00:00Z' } },
    { effectiveDateTime: null, effectiveInstant: '2020-01-01T00:00:00Z' },
    { effectiveDateTime: null, effectiveTiming: { event: ['2020-01-01'] } },
    {
      effectiveDateTime: null,
      _effectiveDateTime: {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
      },
    },
  ),
  'obs-parts': assign(
    { status: null },
    { status: 'done' },
    { subject: null },
    { subject: { reference: 'Device/1' } },
    { subject: { display: 'x' } },
    { subject: { reference: 'Patient/1', type: 'Group' } },
    { referenceRange: [{ text: 'x' }] },
    { referenceRange: [{}] },
    { referenceRange: [{ low: { value: 3 }, high: { value: 1 } }] },
    { referenceRange: [{ type: { text: 'x' } }] },
    { referenceRange: [{ age: { low: { value: 3, unit: 'kg', system: ucum, code: 'kg' } } }] },
    {
      interpretation: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'ZZ' }] },
      ],
    },
    {
      interpretation: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
              code: 'H',
              display: 'Wrong',
            },
          ],
        },
      ],
    },
    { interpretation: [{ coding: [{ system: 'http://hl7.org/fhir/v2/0078', code: 'H' }] }] },
    { hasMember: [{ reference: 'Observation/1' }] },
    { hasMember: [{ reference: 'Patient/1' }] },
    { derivedFrom: [{ reference: 'Observation/1' }], valueQuantity: null },
    { bodySite: { coding: [{ system: 'http://snomed.info/sct', code: '368209003' }] } },
    { method: { text: 'x' } },
    { issued: '2020-01-01' },
    { note: [{ time: '2020' }] },
    { component: [{ code: { text: 'x' } }] },
    { component: [{}] },
    { component: [{ code: { text: 'x' }, valueString: 'a', dataAbsentReason: { text: 'b' } }] },
    { device: { reference: 'Patient/1' } },
    { encounter: { reference: 'Patient/1' } },
    { performer: [{ reference: 'Device/1' }] },
    { focus: [{ reference: '#' }] },
    { identifier: [{ system: 'x' }] },
  ),
  'obs-7': observation((it) => {
    if (!isJsonObject(it.code) || !isJsonObject(it.valueQuantity)) return false;
    it.component = [{ code: structuredClone(it.code), valueString: 'x' }];
    return true;
  }),
  'component-removed': component((one, _, all) => {
    all.splice(all.indexOf(one), 1);
    return true;
  }),
  'component-doubled': component((one, _, all) => {
    all.push(structuredClone(one));
    return true;
  }),
  'component-code': component((one, random) => {
    one.code = random.pick<Json>([
      { text: 'x' },
      { coding: [{ system: loinc, code: random.pick(codes) }] },
      { coding: [{ code: '8480-6' }] },
      {},
    ]);
    return true;
  }),
  'component-value': component((one, random) => {
    const { valueQuantity } = one;
    delete one.valueQuantity;
    Object.assign(
      one,
      random.pick<Json>([
        {},
        { valueString: 'x' },
        { dataAbsentReason: { text: 'x' } },
        { valueInteger: 3 },
        { valueQuantity, dataAbsentReason: { text: 'x' } },
      ]),
    );
    return true;
  }),
  'claim-vital-sign': ({ resource }, random) => {
    if (resource.resourceType !== 'Observation') return undefined;
    const name = random.pick([
      'vitalsigns',
      'bp',
      'bodyweight',
      'bodyheight',
      'bmi',
      'heartrate',
      'resprate',
      'oxygensat',
      'bodytemp',
      'headcircum',
      'vitalspanel',
      'lipidprofile',
      'cholesterol',
      'devicemetricobservation',
      'groupdefinition',
    ]);
    const meta = (isJsonObject(resource.meta) ? resource.meta : {}) as Json;
    resource.meta = { ...meta, profile: [`http://hl7.org/fhir/StructureDefinition/${name}`] };
    return 'Observation.meta';
  },
  'claim-removed': ({ resource }) =>
    isJsonObject(resource.meta) && delete (resource.meta as Json).profile ? 'meta' : undefined,
};
