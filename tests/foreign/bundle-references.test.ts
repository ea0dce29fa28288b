import { describe, expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const definitions = createDefinitions(await npmPackages());
const validator = createValidator({
  definitions,
  terminology: createTerminology(definitions),
  allowExampleUrls: true,
});

const PATIENT = '61ebe359-bfdc-4613-8bf2-c5e300945f0a';
const OTHER = '88f151c0-a954-468a-88bd-5ae15c08e059';
const THIRD = '0a8f7b9e-0f5d-4bb6-8b3a-1f4d3e1a2b3c';
const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' };
const identifier = { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${THIRD}` };

type Entry = { readonly fullUrl: string; readonly resource: object; readonly request?: object };

const patient = (fullUrl: string, id?: string): Entry => ({
  fullUrl,
  resource: { resourceType: 'Patient', ...(id === undefined ? {} : { id }), text },
});
const observation = (fullUrl: string, id: string, reference: string): Entry => ({
  fullUrl,
  resource: {
    resourceType: 'Observation',
    id,
    text,
    status: 'final',
    code: { text: 'x' },
    subject: { reference },
    performer: [{ display: 'x' }],
    effectiveDateTime: '2020-01-01',
  },
});
const composition = (reference: string, entry?: string): Entry => ({
  fullUrl: `urn:uuid:${OTHER}`,
  resource: {
    resourceType: 'Composition',
    id: OTHER,
    text,
    status: 'final',
    type: { text: 'x' },
    date: '2020-01-01',
    title: 'x',
    author: [{ display: 'x' }],
    subject: { reference },
    ...(entry === undefined ? {} : { section: [{ title: 's', text, entry: [{ reference: entry }] }] }),
  },
});
const header = (reference: string): Entry => ({
  fullUrl: `urn:uuid:${OTHER}`,
  resource: {
    resourceType: 'MessageHeader',
    id: OTHER,
    text,
    eventUri: 'http://example.org/event',
    source: { endpoint: 'http://example.org/source' },
    focus: [{ reference }],
  },
});

interface Case {
  readonly title: string;
  readonly type: string;
  readonly entry: readonly Entry[];
  /** `severity rule expression` of what is said of references and links. */
  readonly ours: readonly string[];
  /** Verdict of the HL7 validator, 6.8.2. */
  readonly hl7: 'valid' | 'invalid';
}

const SUBJECT = 'Bundle.entry[1].resource.subject';
const uuid = (id: string) => `urn:uuid:${id}`;

const cases: readonly Case[] = [
  {
    title: 'an absolute reference to a urn:uuid resolves',
    type: 'document',
    entry: [composition(uuid(PATIENT)), patient(uuid(PATIENT), 'p')],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'the uuid after a type does not resolve from the Composition',
    type: 'document',
    entry: [composition(`Patient/${PATIENT}`), patient(uuid(PATIENT), PATIENT)],
    ours: ['error bundle-reference Bundle.entry[0].resource.subject', 'error bundle-orphan Bundle.entry[1]'],
    hl7: 'invalid',
  },
  {
    title: 'type and id do not resolve from the Composition',
    type: 'document',
    entry: [composition('Patient/p'), patient(uuid(PATIENT), 'p')],
    ours: ['error bundle-reference Bundle.entry[0].resource.subject', 'error bundle-orphan Bundle.entry[1]'],
    hl7: 'invalid',
  },
  {
    title: 'a section entry does not resolve, and its own reference still joins it to the document',
    type: 'document',
    entry: [
      composition(uuid(PATIENT), `Observation/${THIRD}`),
      patient(uuid(PATIENT), PATIENT),
      observation(uuid(THIRD), THIRD, uuid(PATIENT)),
    ],
    ours: [
      'error bundle-reference Bundle.entry[0].resource.section[0].entry[0]',
      'warning bundle-orphan Bundle.entry[2]',
    ],
    hl7: 'invalid',
  },
  {
    title: 'a reference of a later entry is told at the document',
    type: 'document',
    entry: [
      composition(uuid(PATIENT), uuid(THIRD)),
      patient(uuid(PATIENT), PATIENT),
      observation(uuid(THIRD), THIRD, `Patient/${PATIENT}`),
    ],
    ours: ['error bundle-reference Bundle'],
    hl7: 'invalid',
  },
  {
    title: 'the focus of a message does not resolve',
    type: 'message',
    entry: [header(`Patient/${PATIENT}`), patient(uuid(PATIENT), PATIENT)],
    ours: ['error bundle-reference Bundle.entry[0].resource.focus[0]', 'warning bundle-orphan Bundle.entry[1]'],
    hl7: 'invalid',
  },
  {
    title: 'the uuid after a type, in a collection: a warning, for the target may be on a server',
    type: 'collection',
    entry: [patient(uuid(PATIENT), PATIENT), observation(uuid(OTHER), OTHER, `Patient/${PATIENT}`)],
    ours: [`warning bundle-reference ${SUBJECT}`],
    hl7: 'valid',
  },
  {
    title: 'type and id of another entry in a transaction: the resource may have them on the server',
    type: 'transaction',
    entry: [
      { ...patient(uuid(PATIENT), PATIENT), request: { method: 'PUT', url: `Patient/${PATIENT}` } },
      {
        ...observation(uuid(OTHER), OTHER, `Patient/${PATIENT}`),
        request: { method: 'PUT', url: `Observation/${OTHER}` },
      },
    ],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'the uuid after a type whose target has no id',
    type: 'collection',
    entry: [patient(uuid(PATIENT)), observation(uuid(OTHER), OTHER, `Patient/${PATIENT}`)],
    ours: [`warning bundle-reference ${SUBJECT}`],
    hl7: 'valid',
  },
  {
    title: 'type and id below a urn:uuid',
    type: 'collection',
    entry: [patient(uuid(PATIENT), 'p'), observation(uuid(OTHER), 'o', 'Patient/p')],
    ours: [`warning bundle-reference ${SUBJECT}`],
    hl7: 'valid',
  },
  {
    title: 'a version does not help',
    type: 'collection',
    entry: [patient(uuid(PATIENT), PATIENT), observation(uuid(OTHER), OTHER, `Patient/${PATIENT}/_history/1`)],
    ours: [`warning bundle-reference ${SUBJECT}`],
    hl7: 'valid',
  },
  {
    title: 'the same below urn:oid',
    type: 'collection',
    entry: [patient('urn:oid:1.2.3.4', 'p'), observation('urn:oid:1.2.3.5', 'o', 'Patient/1.2.3.4')],
    ours: [`warning bundle-reference ${SUBJECT}`],
    hl7: 'valid',
  },
  {
    title: 'the uuid of a resource of another type',
    type: 'collection',
    entry: [patient(uuid(PATIENT), PATIENT), observation(uuid(OTHER), OTHER, `Device/${PATIENT}`)],
    ours: [`error reference-target ${SUBJECT}`],
    hl7: 'invalid',
  },
  {
    title: 'a relative reference to what is not in the Bundle may be on a server',
    type: 'collection',
    entry: [patient(uuid(PATIENT), 'q'), observation(uuid(OTHER), 'o', 'Patient/p')],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'relative fullUrls that agree: their own error, and no advice to make them agree',
    type: 'collection',
    entry: [patient('Patient/p', 'p'), observation('Observation/o', 'o', 'Patient/p')],
    ours: ['error bundle-full-url Bundle.entry[0]', 'error bundle-full-url Bundle.entry[1]'],
    hl7: 'invalid',
  },
  {
    title: 'a relative fullUrl below an address',
    type: 'collection',
    entry: [patient('Patient/q', 'p'), observation('http://example.org/Observation/o', 'o', 'Patient/p')],
    ours: [`warning bundle-reference ${SUBJECT}`, 'error bundle-full-url Bundle.entry[0]'],
    hl7: 'invalid',
  },
];

describe('references in a Bundle: https://hl7.org/fhir/R4/bundle.html#references', () => {
  for (const { title, type, entry, ours, hl7 } of cases)
    test(title, () => {
      const whole = type === 'collection' ? {} : { timestamp: '2020-01-01T00:00:00Z', identifier };
      const bundle = { resourceType: 'Bundle', type, ...whole, entry };
      const { issues, valid } = validator.validate(JSON.stringify(bundle), { file: 'bundle.json' });
      const told = issues.filter(({ rule }) => /^(?:bundle|reference)-/.test(rule));
      expect(told.map(({ severity, rule, expression }) => `${severity} ${rule} ${expression}`).sort()).toEqual(
        [...ours].sort(),
      );
      expect(valid ? 'valid' : 'invalid', JSON.stringify(issues, null, 1)).toBe(hl7);
    });

  test('the target that is evidently meant is still held against what the element allows', () => {
    const entry = [patient(uuid(PATIENT), PATIENT), observation(uuid(OTHER), OTHER, uuid(PATIENT))];
    const wrong = { ...entry[1], resource: { ...entry[1]?.resource, encounter: { reference: `Patient/${PATIENT}` } } };
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [entry[0], wrong] };
    const { issues } = validator.validate(JSON.stringify(bundle), { file: 'bundle.json' });
    expect(issues.map(({ rule, expression }) => `${rule} ${expression}`)).toContain(
      'reference-target Bundle.entry[1].resource.encounter',
    );
  });

  test('the message says how to refer to the entry', () => {
    const entry = [patient(uuid(PATIENT), 'p'), observation(uuid(OTHER), 'o', 'Patient/p')];
    const bundle = { resourceType: 'Bundle', type: 'collection', entry };
    const { issues } = validator.validate(JSON.stringify(bundle), { file: 'bundle.json' });
    expect(issues.find(({ rule }) => rule === 'bundle-reference')?.message).toContain(
      `Bundle.entry[0] is evidently meant; refer to it as "urn:uuid:${PATIENT}".`,
    );
  });
});
