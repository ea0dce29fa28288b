import { describe, expect, test } from 'vitest';
import { judge, narrative as text } from './judge.ts';

interface Case {
  readonly title: string;
  readonly resource: object;
  /** Our errors, as `rule element`. */
  readonly ours: readonly string[];
  /** Verdict of the HL7 validator, 6.8.2, which is ours as well. */
  readonly hl7: 'valid' | 'invalid';
}

const server = 'http://acme.com/fhir/';
const uuid = 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0';
const absent = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};
const timestamp = '2020-01-01T00:00:00Z';
const patient = { fullUrl: `${server}Patient/p`, resource: { resourceType: 'Patient', id: 'p', text } };

const message = (reference: string, ...others: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'message',
  timestamp,
  entry: [
    {
      fullUrl: `${server}MessageHeader/m`,
      resource: {
        resourceType: 'MessageHeader',
        id: 'm',
        text,
        eventUri: 'http://acme.com/e',
        source: { endpoint: 'http://acme.com/x' },
        focus: [{ reference }],
      },
    },
    ...others,
  ],
});

const document = (parts: object) => ({
  resourceType: 'Bundle',
  type: 'document',
  identifier: { system: 'http://acme.com/i', value: '1' },
  timestamp,
  entry: [
    {
      fullUrl: `${server}Composition/c`,
      resource: {
        resourceType: 'Composition',
        id: 'c',
        text,
        status: 'final',
        type: { text: 'x' },
        date: '2020-01-01',
        author: [{ display: 'x' }],
        title: 'x',
        ...parts,
      },
    },
  ],
});

const extension = (expression: string) => ({
  resourceType: 'StructureDefinition',
  url: 'http://acme.com/StructureDefinition/x',
  name: 'X',
  status: 'draft',
  text,
  kind: 'complex-type',
  abstract: false,
  context: [{ type: 'element', expression }],
  type: 'Extension',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
  derivation: 'constraint',
  differential: {
    element: [
      { id: 'Extension', path: 'Extension', max: '1' },
      { id: 'Extension.extension', path: 'Extension.extension', max: '0' },
      { id: 'Extension.url', path: 'Extension.url', fixedUri: 'http://acme.com/StructureDefinition/x' },
      { id: 'Extension.value[x]', path: 'Extension.value[x]', type: [{ code: 'string' }] },
    ],
  },
});

const codeSystem = (parts: object) => ({
  resourceType: 'CodeSystem',
  url: 'http://acme.com/CodeSystem/c',
  name: 'X',
  status: 'draft',
  text,
  caseSensitive: true,
  content: 'complete',
  concept: [{ code: 'a', display: 'a' }],
  ...parts,
});

const birthDate = (parts: object) => ({
  resourceType: 'StructureDefinition',
  url: 'http://acme.com/StructureDefinition/y',
  name: 'Y',
  status: 'draft',
  text,
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: {
    element: [
      { id: 'Patient', path: 'Patient' },
      { id: 'Patient.birthDate', path: 'Patient.birthDate', ...parts },
    ],
  },
});

const section = (parts: object) => ({ section: [{ title: 'x', text, ...parts }] });
const FIRST = 'bundle-reference Bundle.entry[0].resource.';
const valueSets = 'http://hl7.org/fhir/ValueSet/';
const valid = (title: string, resource: object): Case => ({ title, resource, ours: [], hl7: 'valid' });
const invalid = (title: string, resource: object, ...ours: readonly string[]): Case => ({
  title,
  resource,
  ours,
  hl7: 'invalid',
});

const topics: Readonly<Record<string, readonly Case[]>> = {
  'what the first entry refers to is in the Bundle': [
    invalid('an absolute focus that is not there', message(`${server}Patient/p`), `${FIRST}focus[0]`),
    invalid('a relative one', message('Patient/p'), `${FIRST}focus[0]`),
    invalid('a UUID', message(uuid), `${FIRST}focus[0]`),
    invalid('an address of no server', message('http://other.com/x'), `${FIRST}focus[0]`),
    invalid('a relative definition', message('ValueSet/v'), `${FIRST}focus[0]`),
    valid('a definition on a server', message(`${server}ValueSet/v`)),
    valid('a focus that is there', message(`${server}Patient/p`, patient)),
    valid('the same, relative', message('Patient/p', patient)),
    invalid('the subject of a document', document({ subject: { reference: 'Patient/p' } }), `${FIRST}subject`),
    invalid('its author', document({ author: [{ reference: 'Practitioner/p' }] }), `${FIRST}author[0]`),
    invalid('its custodian', document({ custodian: { reference: 'Organization/p' } }), `${FIRST}custodian`),
    invalid('its encounter', document({ encounter: { reference: 'Encounter/p' } }), `${FIRST}encounter`),
    invalid(
      'who attests it',
      document({ attester: [{ mode: 'legal', party: { reference: 'Patient/p' } }] }),
      `${FIRST}attester[0].party`,
    ),
    invalid(
      'the event it is about',
      document({ event: [{ detail: [{ reference: 'Patient/p' }] }] }),
      `${FIRST}event[0].detail[0]`,
    ),
    invalid(
      'an entry of a section',
      document(section({ entry: [{ reference: `${server}Patient/p` }] })),
      `${FIRST}section[0].entry[0]`,
    ),
    invalid(
      'an entry of a section in a section',
      document({ section: [{ title: 'x', ...section({ entry: [{ reference: 'Patient/p' }] }) }] }),
      `${FIRST}section[0].section[0].entry[0]`,
    ),
    valid('the document that it replaces', {
      ...document({ relatesTo: [{ code: 'appends', targetReference: { reference: 'Composition/p' } }] }),
    }),
  ],
  'the id of a resource has a value': [
    invalid('extensions alone', { resourceType: 'Patient', _id: absent, text }, 'primitive-format Patient.id'),
    valid('an id with extensions', { resourceType: 'Patient', id: 'a', _id: absent, text }),
  ],
  'every definition has an absolute url': [
    invalid(
      'a Questionnaire',
      { resourceType: 'Questionnaire', url: 'relative/x', status: 'draft', text },
      'definition-url Questionnaire.url',
    ),
    invalid(
      'an ActivityDefinition',
      { resourceType: 'ActivityDefinition', url: 'relative/x', status: 'draft', text },
      'definition-url ActivityDefinition.url',
    ),
  ],
  'an extension can be used on elements that exist': [
    ...['Nothing', 'Nothing.here', 'Patient.nothing', 'Observation.valueQuantity'].map((path) =>
      invalid(path, extension(path), 'definition-context StructureDefinition.context[0]'),
    ),
    invalid(
      'below a choice',
      extension('Observation.value.ofType(Quantity)'),
      'definition-context StructureDefinition.context[0]',
    ),
    invalid(
      'a profile without an element',
      extension('http://hl7.org/fhir/StructureDefinition/bp'),
      'definition-context StructureDefinition.context[0]',
    ),
    ...[
      'Patient.name',
      'CanonicalResource.url',
      'MetadataResource',
      'BackboneElement',
      'SimpleQuantity',
      'Observation.value',
      'Observation.component.value[x]',
      'Observation.component.code.coding',
      'Questionnaire.item.item.text',
      'ValueSet.compose.exclude.concept.code',
      'http://hl7.org/fhir/StructureDefinition/Patient#Patient.name',
    ].map((path) => valid(path, extension(path))),
  ],
  'an extension has the url of its definition': [
    // Both as in mutants of R4's own extensions: the element taken away, and another url.
    invalid(
      'no url',
      { ...extension('Patient'), differential: { element: [{ id: 'Extension', path: 'Extension' }] } },
      'definition-extension-url StructureDefinition',
    ),
    invalid(
      'another url',
      { ...extension('Patient'), url: 'http://acme.com/StructureDefinition/other' },
      'definition-extension-url StructureDefinition',
    ),
  ],
  'what R4 uses itself is no wrong context': [
    valid(
      'a regular expression on the type',
      birthDate({
        type: [
          {
            code: 'date',
            extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/regex', valueString: 'x' }],
          },
        ],
      }),
    ),
  ],
  'code systems': [
    invalid(
      'a value set of another system',
      codeSystem({ valueSet: `${valueSets}administrative-gender` }),
      'code-system-content CodeSystem',
    ),
    invalid(
      'a value set of some codes',
      codeSystem({
        url: 'http://loinc.org',
        content: 'fragment',
        valueSet: `${valueSets}observation-vitalsignresult`,
      }),
      'code-system-content CodeSystem',
    ),
    valid('a value set that is not loaded', codeSystem({ valueSet: 'http://acme.com/ValueSet/none' })),
    ...['http://hl7.org/fhir/x#y', 'http://hl7.org/fhir/concept-properties#x'].map((uri) =>
      invalid(
        `a property ${uri}`,
        codeSystem({ property: [{ code: 'x', uri, type: 'string' }] }),
        'code-system-property CodeSystem.property[0]',
      ),
    ),
    valid(
      'a property that FHIR defines',
      codeSystem({
        property: [{ code: 'parent', uri: 'http://hl7.org/fhir/concept-properties#parent', type: 'code' }],
      }),
    ),
  ],
  'a required code has a value': [
    invalid(
      'in an extension',
      {
        resourceType: 'OperationDefinition',
        url: 'http://acme.com/o',
        text,
        name: 'X',
        status: 'draft',
        kind: 'query',
        code: 'x',
        system: true,
        type: false,
        instance: false,
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status',
            _valueCode: absent,
          },
        ],
      },
      'binding-required OperationDefinition.extension[0].value',
    ),
  ],
};

for (const [topic, cases] of Object.entries(topics))
  describe(topic, () => {
    for (const { title, resource, ours, hl7 } of cases)
      test(title, () => {
        const errors = judge(resource).filter((each) => each.startsWith('error '));
        expect(errors.map((each) => each.slice('error '.length))).toEqual(ours);
        expect(errors.length > 0 ? 'invalid' : 'valid').toBe(hl7);
      });
  });
