import { expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

const composition = (more: object) => ({
  resourceType: 'Composition',
  id: 'c',
  text: narrative,
  status: 'final',
  type: { text: 't' },
  subject: { reference: 'Patient/p' },
  date: '2020-01-01',
  author: [{ reference: 'Patient/p' }],
  title: 't',
  section: [{ title: 'a', text: narrative }],
  ...more,
});
const documentOf = (first: object) => ({
  resourceType: 'Bundle',
  type: 'document',
  timestamp: '2020-01-01T00:00:00Z',
  identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0' },
  entry: [
    { fullUrl: 'http://example.org/fhir/Composition/c', resource: first },
    {
      fullUrl: 'http://example.org/fhir/Patient/p',
      resource: { resourceType: 'Patient', id: 'p', text: narrative },
    },
  ],
});
const to = (reference: string) => ({ reference });
const section = (...entry: object[]) => ({ title: 'a', entry });

/** The HL7 validator 6.8.2 has an error at each of these, as it was seen to run: "Can't find '…' in the bundle". */
const missing: readonly (readonly [at: string, more: object])[] = [
  ['section[0].entry[0]', { section: [section(to('Observation/none'))] }],
  ['section[0].entry[0]', { section: [section(to('http://other.example.org/Observation/none'))] }],
  ['section[0].section[0].entry[0]', { section: [{ title: 'a', section: [section(to('Observation/none'))] }] }],
  ['subject', { subject: to('Patient/none') }],
  ['encounter', { encounter: to('Encounter/none') }],
  ['author[0]', { author: [to('Practitioner/none'), to('Patient/p')] }],
  ['attester[0].party', { attester: [{ mode: 'legal', party: to('Practitioner/none') }] }],
  ['custodian', { custodian: to('Organization/none') }],
];
for (const [at, more] of missing)
  test(`a document lacks what its Composition refers to as ${at} (${JSON.stringify(more)})`, () => {
    expect(judge(documentOf(composition(more)))).toEqual([`error bundle-reference Bundle.entry[0].resource.${at}`]);
  });

test('what is in the document, contained, or named by an identifier is not missed', () => {
  const more = {
    contained: [{ resourceType: 'Organization', id: 'o', name: 'a' }],
    custodian: to('#o'),
    attester: [{ mode: 'legal', party: { display: 'me' } }],
    section: [section(to('Patient/p'), to('http://example.org/fhir/Patient/p'))],
  };
  expect(judge(documentOf(composition(more)))).toEqual([]);
});

test('a Composition in a collection may refer to what is elsewhere', () => {
  const first = composition({ section: [section(to('Observation/none'))] });
  const { timestamp: _timestamp, identifier: _identifier, ...rest } = documentOf(first);
  expect(judge({ ...rest, type: 'collection' })).toEqual([]);
});
