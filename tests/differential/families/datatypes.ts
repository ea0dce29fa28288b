import { isJsonObject } from '../../../scripts/model/fhir.ts';
import { atObject, type Families, type Json, type Mutation, removeAt } from '../subject.ts';

/** Assigns one of the changes to an object of a type; `undefined` takes a part away. */
const ofType = (types: readonly string[], ...changes: readonly Json[]): Mutation =>
  atObject(
    ({ rules }) => types.includes(rules.type),
    (object, _, random) => {
      Object.assign(object, structuredClone(random.pick(changes)));
      for (const [key, value] of Object.entries(object))
        if (value === undefined || value === REMOVE) delete object[key];
      return true;
    },
  );

/** Survives a structured clone, as `undefined` does not survive being looked for. */
const REMOVE = '@@remove@@';
const ucum = 'http://unitsofmeasure.org';
const quantities = ['Quantity', 'Age', 'Duration', 'Distance', 'Count', 'SimpleQuantity', 'MoneyQuantity'];

/** Invariants of the data types, kept and broken. */
export const dataTypeFamilies: Families = {
  'invariant-period': ofType(
    ['Period'],
    { start: '2021-01-02', end: '2020-01-02' },
    { start: '2020', end: '2020-05' },
    { start: '2020-05', end: '2020' },
    { start: '2020-01-01T10:00:00Z', end: '2020-01-01T11:00:00+02:00' },
    { start: '2020-01-01T10:00:00Z', end: '2020-01-01' },
    { start: REMOVE },
    { start: '2020-01-01', end: '2020-01-01' },
    { start: '2020-01-01T10:00:00+02:00', end: '2020-01-01T10:00:00Z' },
  ),
  'invariant-quantity': ofType(
    quantities,
    { system: REMOVE },
    { code: REMOVE },
    { unit: REMOVE },
    { value: REMOVE },
    { system: ucum, code: 'zz' },
    { system: ucum, code: '[degF]' },
    { system: ucum, code: 'kg{x}', unit: 'kg' },
    { comparator: '<' },
    { comparator: '~' },
    { value: '1' },
    { system: 'http://example.org/u', code: 'x' },
    { system: ucum, code: '{beats}/min' },
    { system: ucum, code: 'KG' },
    { unit: '' },
    { value: -1 },
    { system: ucum, code: '' },
    { code: 'min', system: ucum },
    { code: 'a', system: ucum },
    { code: 'km', system: ucum },
    { code: '1', system: ucum },
    { value: 1.5, code: '1', system: ucum },
    { system: 'urn:iso:std:iso:4217', code: 'EUR' },
  ),
  'invariant-range': ofType(
    ['Range'],
    { low: { value: 5 }, high: { value: 1 } },
    {
      low: { value: 5, unit: 'kg', system: ucum, code: 'kg' },
      high: { value: 1, unit: 'kg', system: ucum, code: 'kg' },
    },
    { low: { value: 1, unit: 'kg' }, high: { value: 2, unit: 'g' } },
    { low: REMOVE },
    { low: { value: 1, comparator: '<' } },
    { low: { value: 5, unit: 'g', system: ucum, code: 'g' }, high: { value: 1, unit: 'kg', system: ucum, code: 'kg' } },
    { low: { unit: 'kg' } },
    {
      low: { value: 5, unit: 'kg', system: ucum, code: 'kg' },
      high: { value: 5, unit: 'kg', system: ucum, code: 'kg' },
    },
  ),
  'invariant-ratio': ofType(
    ['Ratio'],
    { numerator: REMOVE },
    { denominator: REMOVE },
    { numerator: REMOVE, denominator: REMOVE, id: 'r' },
    { denominator: { value: 0 } },
    { numerator: REMOVE, denominator: REMOVE, extension: [{ url: 'http://example.org/x', valueString: 'x' }] },
  ),
  'invariant-attachment': ofType(
    ['Attachment'],
    { data: 'YWJj', contentType: REMOVE },
    { data: 'YWJj', contentType: 'text/plain', size: 3 },
    { url: 'relative.pdf' },
    { size: -1 },
    { hash: 'YWJj' },
    { url: 'http://example.org/a b' },
    { data: 'x' },
    { contentType: 'text/plain', data: 'YWJj', size: 4 },
    { language: 'xx' },
    { creation: '2020' },
  ),
  'invariant-contactpoint': ofType(
    ['ContactPoint'],
    { system: REMOVE, value: 'x' },
    { system: 'email', value: 'no email' },
    { system: 'phone', value: '' },
    { rank: 0 },
    { system: 'wrong' },
    { use: 'wrong' },
    { value: REMOVE },
    { system: 'url', value: 'not a url' },
    { period: { start: '2021', end: '2020' } },
    { system: 'email', value: 'a@b.fr' },
  ),
  'invariant-humanname': ofType(
    ['HumanName'],
    { use: 'wrong' },
    { family: ['a'] },
    { given: 'a' },
    { given: [''] },
    { given: [] },
    { period: { start: '2021', end: '2020' } },
    { family: '' },
    { text: ' ' },
    { family: REMOVE, given: REMOVE, text: REMOVE, use: 'usual' },
  ),
  'invariant-address': ofType(
    ['Address'],
    { use: 'wrong' },
    { type: 'wrong' },
    { line: 'x' },
    { line: [''] },
    { country: ' ' },
    { period: { start: '2021', end: '2020' } },
  ),
  'invariant-identifier': ofType(
    ['Identifier'],
    { use: REMOVE, system: REMOVE, value: REMOVE, type: REMOVE },
    { value: REMOVE },
    { system: REMOVE },
  ),
  'invariant-timing': ofType(
    ['Timing.repeat'],
    { duration: 1, durationUnit: REMOVE },
    { period: 1, periodUnit: REMOVE },
    { duration: -1, durationUnit: 'h' },
    { period: -1, periodUnit: 'd' },
    { periodMax: 2, period: REMOVE },
    { durationMax: 2, duration: REMOVE },
    { countMax: 2, count: REMOVE },
    { offset: 5, when: REMOVE },
    { offset: 5, when: ['C'] },
    { timeOfDay: ['10:00:00'], when: ['MORN'] },
    { frequency: 0 },
    { dayOfWeek: ['monday'] },
    { when: ['ZZ'] },
    { periodUnit: 'x' },
    { timeOfDay: ['10:00'] },
    { dayOfWeek: 'mon' },
    { periodUnit: 'd', period: REMOVE },
    { boundsPeriod: { start: '2021', end: '2020' } },
  ),
  'invariant-sampleddata': ofType(
    ['SampledData'],
    { origin: REMOVE },
    { period: 0 },
    { dimensions: 0 },
    { data: 'abc' },
    { data: '1 2 E U L' },
    { data: '' },
    { lowerLimit: 'x' },
    { origin: { comparator: '<', value: 1 } },
  ),
  'invariant-annotation': ofType(
    ['Annotation'],
    { text: REMOVE },
    { authorString: 'x', authorReference: { display: 'y' } },
    { time: '2020-13' },
    { authorReference: { reference: 'Observation/1' } },
    { text: '' },
  ),
  'invariant-meta': ofType(
    ['Meta'],
    { profile: ['http://example.org/unknown'] },
    { profile: ['http://hl7.org/fhir/StructureDefinition/Patient'] },
    { profile: ['http://hl7.org/fhir/StructureDefinition/vitalsigns'] },
    { profile: ['relative'] },
    { profile: [''] },
    { profile: 'http://x' },
    { profile: ['http://hl7.org/fhir/StructureDefinition/bp|4.0.1'] },
    { profile: ['http://hl7.org/fhir/StructureDefinition/bp|9.9'] },
    { versionId: 'a b' },
    { lastUpdated: '2020-01-01' },
    { source: 'a b' },
    { source: '#x' },
    { profile: ['http://hl7.org/fhir/ValueSet/observation-status'] },
    { profile: ['http://hl7.org/fhir/StructureDefinition/DomainResource'] },
    { profile: ['http://hl7.org/fhir/StructureDefinition/lipidprofile'] },
    {
      profile: [
        'http://hl7.org/fhir/StructureDefinition/bodyweight',
        'http://hl7.org/fhir/StructureDefinition/bodyheight',
      ],
    },
  ),
  'invariant-dosage': ofType(
    ['Dosage'],
    { asNeededBoolean: true, asNeededCodeableConcept: { text: 'x' } },
    { sequence: 1.5 },
    { timing: {} },
    { doseAndRate: [{ doseQuantity: { value: 1, comparator: '<' } }] },
    { maxDosePerPeriod: { numerator: { value: 1 } } },
    { maxDosePerLifetime: { value: 1, comparator: '<' } },
  ),
  'invariant-signature': ofType(
    ['Signature'],
    { type: REMOVE },
    { when: REMOVE },
    { who: REMOVE },
    { when: '2020' },
    { who: { reference: 'Observation/1' } },
    { data: '!' },
  ),
  'invariant-money': ofType(
    ['Money'],
    { currency: 'EURO' },
    { currency: 'eur' },
    { value: '1' },
    { currency: REMOVE },
    { currency: 'EUR' },
  ),
  'invariant-related': ofType(
    [
      'RelatedArtifact',
      'UsageContext',
      'ContactDetail',
      'TriggerDefinition',
      'DataRequirement',
      'Expression',
      'ParameterDefinition',
      'Contributor',
    ],
    { type: 'wrong' },
    { type: REMOVE },
    { code: REMOVE },
    { language: 'wrong' },
    { expression: REMOVE, reference: REMOVE },
    { name: '' },
    { telecom: [{ value: 'x' }] },
    { value: REMOVE },
    { condition: { language: 'text/fhirpath' } },
    { data: [] },
    { use: 'wrong' },
  ),
  'empty-backbone': atObject(
    ({ rules }) => rules.type.includes('.'),
    (object, { rules }, random) => {
      const required = new Set(rules.required.flatMap(({ variants }) => variants.map(({ key }) => key)));
      for (const key of Object.keys(object)) if (!required.has(key) || random.chance(0.2)) delete object[key];
      return true;
    },
  ),
  'several-removed': (subject, random) => {
    const places = subject.values.filter(({ property }) => !property.element.required && property.key !== 'id');
    if (places.length < 4) return undefined;
    const chosen = new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(places)));
    for (const place of chosen)
      if (Array.isArray(place.holder) ? place.holder.length > 0 : isJsonObject(place.holder)) removeAt(place);
    return [...chosen].map(({ path }) => path).join(' ');
  },
};
