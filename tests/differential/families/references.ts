import { isJsonObject } from '../../../scripts/model/fhir.ts';
import { atObject, type Families, type Json, type ObjectPlace } from '../subject.ts';

const isReference = ({ rules }: ObjectPlace) => rules.type === 'Reference';

const texts = [
  'Patient/1',
  'Foo/1',
  'patient/1',
  'Patient',
  'Patient/',
  'Patient/a b',
  'Patient/1/_history/1',
  'Patient/1/_history/',
  'Observation/x',
  'Device/x',
  'Medication/x',
  'Practitioner/x',
  'http://example.org/fhir/Patient/1',
  'http://example.org/fhir/Foo/1',
  'http://example.org/anything',
  'https://foreign.test/fhir/Observation/1',
  'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  'urn:uuid:not-a-uuid',
  'urn:oid:1.2.3',
  'urn:oid:1.02',
  '#',
  '#nowhere',
  '#Patient/1',
  'Patient?identifier=x|1',
  '',
  ' Patient/1',
  '/Patient/1',
  '../Patient/1',
  'Patient/1#frag',
  `Patient/${'x'.repeat(70)}`,
  'mailto:x@y',
  'StructureDefinition/x',
];

/** References by URL, by identifier, by fragment. */
export const referenceFamilies: Families = {
  'bad-reference-target': atObject(isReference, (object, _, random) => {
    object.reference = random.pick(texts);
    return true;
  }),
  'reference-type-element': atObject(isReference, (object, _, random) => {
    object.type = random.pick([
      'Patient',
      'Observation',
      'Foo',
      'http://hl7.org/fhir/StructureDefinition/Patient',
      'Medication',
      '',
      'Practitioner',
    ]);
    return true;
  }),
  'reference-identifier-only': atObject(isReference, (object, _, random) => {
    delete object.reference;
    object.identifier = random.pick([
      { system: 'http://example.org/ids', value: '1' },
      { value: '1' },
      { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3' },
      { system: 'urn:ietf:rfc:3986', value: '1.2.3' },
      { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:x' },
      {},
    ]);
    return true;
  }),
  'reference-display-only': atObject(isReference, (object) => {
    for (const key of Object.keys(object)) delete object[key];
    object.display = 'words';
    return true;
  }),
  'dangling-contained-reference': atObject(isReference, (object) => {
    object.reference = '#dangling';
    return true;
  }),
  'reference-to-contained': ({ resource, objects }, random) => {
    const places = objects.filter(isReference);
    if (places.length === 0) return undefined;
    const place = random.pick(places);
    const target = random.pick<Json>([
      { resourceType: 'Patient', id: 'inside', gender: 'female' },
      { resourceType: 'Practitioner', id: 'inside', active: true },
      { resourceType: 'Organization', id: 'inside', name: 'x' },
      { resourceType: 'Device', id: 'inside', status: 'active' },
      { resourceType: 'Binary', id: 'inside', contentType: 'text/plain', data: 'YWJj' },
      { resourceType: 'Observation', id: 'inside', status: 'final', code: { text: 'x' } },
      { resourceType: 'Medication', id: 'inside', code: { text: 'x' } },
      { resourceType: 'Observation', id: 'inside' },
      { resourceType: 'Patient', id: '#inside' },
    ]);
    const contained = resource.contained;
    if (resource.resourceType === 'Bundle') return undefined;
    resource.contained = [...(Array.isArray(contained) ? contained : []), target];
    place.object.reference = '#inside';
    return place.path;
  },
  identifier: atObject(
    ({ rules }) => rules.type === 'Identifier',
    (object, _, random) => {
      Object.assign(
        object,
        random.pick<Json>([
          { system: 'urn:ietf:rfc:3986', value: 'no uri' },
          { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:NOT' },
          { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.03' },
          { system: 'urn:ietf:rfc:3986', value: 'http://example.org' },
          { system: 'relative' },
          { system: '2.16.840.1.113883' },
          { system: 'urn:oid:2.16.840.1.113883' },
          { system: 'oid:1.2' },
          { use: 'bad-use' },
          { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'ZZZ' }] } },
          { type: { coding: [{ system: 'http://hl7.org/fhir/v2/0203', code: 'MR' }] } },
          { period: { start: '2021-01-01', end: '2020-01-01' } },
          { assigner: { reference: 'Patient/1' } },
          { system: 'http://hl7.org/fhir/sid/us-ssn', value: 'x' },
          { system: 'http://hl7.org/fhir/nothing-here' },
          { value: '' },
        ]),
      );
      return true;
    },
  ),
  'contained-without-id': containing({ resourceType: 'Patient', gender: 'female' }),
  'contained-orphan': containing({ resourceType: 'Patient', id: 'orphan' }),
  'contained-bad-content': containing({ resourceType: 'Patient', id: 'bad', gender: 'x' }),
  'contained-dom-2': containing({
    resourceType: 'Patient',
    id: 'outer',
    contained: [{ resourceType: 'Patient', id: 'inner' }],
  }),
  'contained-dom-4': containing({ resourceType: 'Patient', id: 'm', meta: { versionId: '1' } }),
  'contained-dom-4b': containing({ resourceType: 'Patient', id: 'm', meta: { lastUpdated: '2020-01-01T00:00:00Z' } }),
  'contained-dom-5': containing({
    resourceType: 'Patient',
    id: 's',
    meta: { security: [{ system: 'http://example.org/s', code: 'x' }] },
  }),
  'contained-text': containing({
    resourceType: 'Patient',
    id: 't',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  }),
  'contained-unknown-type': containing({ resourceType: 'Foo', id: 'f' }),
  'contained-bundle': containing({ resourceType: 'Bundle', id: 'b', type: 'collection' }),
  'contained-refers-back': containing({
    resourceType: 'Observation',
    id: 'back',
    status: 'final',
    code: { text: 'x' },
    focus: [{ reference: '#' }],
  }),
  'contained-twice': ({ resource }, random) => {
    const { contained } = resource;
    if (!Array.isArray(contained) || contained.length === 0) return undefined;
    contained.push(structuredClone(random.pick(contained)));
    return `${resource.resourceType}.contained`;
  },
  'contained-removed': ({ resource }) => {
    if (!Array.isArray(resource.contained)) return undefined;
    delete resource.contained;
    return `${resource.resourceType}`;
  },
  'contained-renamed': ({ resource }, random) => {
    const { contained } = resource;
    if (!Array.isArray(contained) || contained.length === 0) return undefined;
    const one = random.pick(contained.filter(isJsonObject)) as Json;
    one.id = random.pick(['renamed', '#x', 'with space', '']);
    return `${resource.resourceType}.contained`;
  },
};

/** Adds a contained resource, with a reference to it or without. */
function containing(inside: Json) {
  return (
    { resource, objects }: { readonly resource: Json; readonly objects: readonly ObjectPlace[] },
    random: { chance(p: number): boolean; pick<T>(of: readonly T[]): T },
  ) => {
    if (
      resource.resourceType === 'Bundle' ||
      resource.resourceType === 'Binary' ||
      resource.resourceType === 'Parameters'
    )
      return undefined;
    const held = resource.contained;
    resource.contained = [...(Array.isArray(held) ? held : []), structuredClone(inside)];
    const references = objects.filter(isReference);
    if (references.length > 0 && random.chance(0.6)) random.pick(references).object.reference = `#${inside.id ?? 'x'}`;
    return `${resource.resourceType}.contained`;
  };
}
