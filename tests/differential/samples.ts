import type { Property } from '../../scripts/validate/type-rules.ts';
import type { Random } from '../fuzz/random.ts';

const samples: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [1, 0, -3],
  positiveInt: [1, 7],
  unsignedInt: [0, 5],
  decimal: [1.5, 0, -2],
  string: ['texte', 'a b'],
  markdown: ['du *texte*'],
  code: ['final', 'active', 'fr', 'text/plain'],
  id: ['x1'],
  uri: ['urn:oid:2.16.840', 'http://hl7.org/fhir/x', 'http://example.org/x'],
  url: ['http://example.org/y'],
  canonical: ['http://hl7.org/fhir/StructureDefinition/Patient', 'http://example.org/p|1.0'],
  oid: ['urn:oid:1.2.3'],
  uuid: ['urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7'],
  date: ['2020-01-02', '2020'],
  dateTime: ['2020-01-02T03:04:05Z', '2020-01', '2020-01-02T03:04:05+02:00'],
  instant: ['2020-01-02T03:04:05Z'],
  time: ['03:04:05'],
  base64Binary: ['AAAA'],
  Quantity: [
    { value: 1, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    { value: 2, unit: 'pièces' },
    { value: 2, code: 'kg' },
  ],
  SimpleQuantity: [{ value: 1 }, { value: 1, comparator: '<' }],
  Age: [
    { value: 3, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' },
    { value: 3, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  ],
  Duration: [{ value: 3, unit: 'h', system: 'http://unitsofmeasure.org', code: 'h' }, { value: 3 }],
  Count: [
    { value: 3, system: 'http://unitsofmeasure.org', code: '1' },
    { value: 3.5, system: 'http://unitsofmeasure.org', code: '1' },
  ],
  Distance: [{ value: 3, system: 'http://unitsofmeasure.org', code: 'm' }],
  Money: [
    { value: 3, currency: 'EUR' },
    { value: 3, currency: 'EURO' },
  ],
  Range: [
    { low: { value: 1 }, high: { value: 2 } },
    { low: { value: 3 }, high: { value: 2 } },
  ],
  Ratio: [{ numerator: { value: 1 }, denominator: { value: 2 } }, { numerator: { value: 1 } }],
  Period: [
    { start: '2020-01-01', end: '2020-02-01' },
    { start: '2020-03-01', end: '2020-02-01' },
  ],
  CodeableConcept: [
    { text: 'x' },
    { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    { coding: [{ system: 'http://example.org/cs', code: 'x' }] },
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }] },
  ],
  Coding: [
    { system: 'http://loinc.org', code: '29463-7' },
    { system: 'http://example.org/cs', code: 'x' },
    { code: 'x' },
    { display: 'x' },
  ],
  Identifier: [{ value: '1' }, { system: 'urn:oid:1.2.3', value: '1' }, { system: 'urn:ietf:rfc:3986', value: 'abc' }],
  Reference: [{ reference: 'Patient/1' }, { display: 'x' }, { reference: '#y' }, { identifier: { value: '1' } }],
  HumanName: [{ family: 'Dupont', given: ['Anne'] }, { use: 'officiel' }],
  Address: [{ city: 'Lyon', country: 'FR' }, { use: 'x' }],
  ContactPoint: [{ system: 'phone', value: '1' }, { value: '1' }],
  Attachment: [
    { contentType: 'text/plain', url: 'http://example.org/z' },
    { data: 'AAAA' },
    { url: 'http://example.org/z', size: 4 },
  ],
  Annotation: [{ text: 'x' }, { time: '2020-01-01' }],
  Timing: [
    { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
    { repeat: { duration: 1 } },
    { repeat: { periodUnit: 'd' } },
  ],
  SampledData: [
    { origin: { value: 0 }, period: 1, dimensions: 1, data: '1 2 3' },
    { period: 1, dimensions: 1 },
  ],
  Signature: [
    {
      type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
      when: '2020-01-02T03:04:05Z',
      who: { display: 'x' },
    },
  ],
  Narrative: [{ status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' }],
  Meta: [{ versionId: '1', tag: [{ system: 'http://example.org/t', code: 't' }] }, { lastUpdated: '2020-01-01' }],
  Extension: [
    { url: 'http://example.org/ext', valueString: 'x' },
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
  ],
  ContactDetail: [{ name: 'x' }],
  Dosage: [{ text: 'x' }, { asNeededBoolean: true }],
  UsageContext: [{ code: { code: 'x' }, valueCodeableConcept: { text: 'y' } }],
  RelatedArtifact: [{ type: 'citation', display: 'x' }],
};

/** A value of the property's type, now and then a wrong one; undefined for backbone elements and rare types. */
export function sampleOf({ type }: Property, random: Random): unknown {
  const known = samples[type];
  return known === undefined ? undefined : structuredClone(random.pick(known));
}
