import { expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

const definition = (more: object) => ({
  resourceType: 'StructureDefinition',
  id: 'sd',
  text: narrative,
  url: 'http://example.org/fhir/StructureDefinition/sd',
  name: 'Abc',
  status: 'active',
  date: '2020',
  publisher: 'me',
  description: 'd',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  fhirVersion: '4.0.1',
  ...more,
});
const profile = (...elements: readonly { path: string; id?: string }[]) =>
  definition({
    differential: { element: [{ path: 'Patient' }, ...elements].map((each) => ({ id: each.path, ...each })) },
  });
const last = (kind: 'fixed' | 'pattern', at = 1) => [
  `error definition-type StructureDefinition.differential.element[${at}].${kind}`,
];
const url = 'http://hl7.org/fhir/StructureDefinition/patient-religion';
const sliced = (value: object) =>
  profile(
    {
      path: 'Patient.extension',
      ...{ slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' } },
    },
    { path: 'Patient.extension', id: 'Patient.extension:b', ...{ sliceName: 'b' } },
    { path: 'Patient.extension.url', id: 'Patient.extension:b.url', ...value },
  );
const one = (path: string, value: object) => profile({ path, ...value });

/** `hl7` is what the HL7 validator 6.8.2 says, as it was seen to run. */
const cases: readonly [what: string, resource: object, ours: readonly string[], hl7: string][] = [
  ['a pattern', one('Patient.maritalStatus', { patternCodeableConcept: { text: 'x' } }), [], 'nothing'],
  [
    'a pattern of another type',
    one('Patient.maritalStatus', { patternCoding: { system: 'http://loinc.org', code: '8867-4' } }),
    last('pattern'),
    "error: The pattern value has type 'Coding' which is not valid (valid type: CodeableConcept)",
  ],
  [
    'a pattern of a backbone element',
    one('Patient.contact', { patternCodeableConcept: { text: 'x' } }),
    last('pattern'),
    "error: The pattern value has type 'CodeableConcept' which is not valid (valid type: BackboneElement)",
  ],
  [
    'a string for a code',
    one('Patient.gender', { fixedString: 'male' }),
    last('fixed'),
    "error: The fixed value has type 'string' which is not valid (valid type: code)",
  ],
  [
    'a code for a string',
    profile({ path: 'Patient.name' }, { path: 'Patient.name.family', ...{ fixedCode: 'x' } }),
    last('fixed', 2),
    "error: The fixed value has type 'code' which is not valid (valid type: string)",
  ],
  [
    'none of the types of a choice',
    one('Patient.deceased[x]', { fixedString: 'true' }),
    last('fixed'),
    "error: The fixed value has type 'string' which is not valid (valid types: dateTime, boolean)",
  ],
  ['one of the types of a choice', one('Patient.deceased[x]', { fixedBoolean: true }), [], 'nothing'],
  [
    'the type of a choice that is left',
    one('Patient.deceased[x]', { type: [{ code: 'boolean' }], fixedBoolean: true }),
    [],
    'nothing',
  ],
  ['the type that the path names', one('Patient.deceasedBoolean', { fixedBoolean: true }), [], 'nothing'],
  [
    'another type than the path names',
    one('Patient.deceasedBoolean', { fixedString: 'x' }),
    last('fixed'),
    "error: The fixed value has type 'string' which is not valid (valid type: boolean)",
  ],
  ['an id', one('Patient.id', { fixedId: 'x' }), [], 'nothing'],
  ['the url of an extension', sliced({ fixedUri: url }), [], 'nothing'],
  [
    'the url of an extension as a string',
    sliced({ fixedString: url }),
    last('fixed', 3),
    "error: The fixed value has type 'string' which is not valid (valid type: uri)",
  ],
];
for (const [what, resource, ours, hl7] of cases)
  test(`${what}; HL7: ${hl7}`, () => expect(judge(resource)).toEqual(ours));

test('an element of a snapshot without a type', () => {
  const base = { path: 'Patient', min: 0, max: '*' };
  const element = [
    { id: 'Patient', path: 'Patient', min: 0, max: '*', base, definition: 'd' },
    {
      id: 'Patient.active',
      path: 'Patient.active',
      min: 0,
      max: '1',
      base: { path: 'Patient.active', min: 0, max: '1' },
      definition: 'd',
    },
  ];
  const typed = element.map((each, i) => (i === 0 ? each : { ...each, type: [{ code: 'boolean' }] }));
  const differential = { element: [{ id: 'Patient', path: 'Patient' }] };
  // HL7: error SD_NO_TYPES_OR_CONTENTREF at the element
  expect(judge(definition({ differential, snapshot: { element } }))).toEqual([
    'error definition-type StructureDefinition.snapshot.element[1]',
  ]);
  expect(judge(definition({ differential, snapshot: { element: typed } }))).toEqual([]);
});
