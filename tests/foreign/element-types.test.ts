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
const typed = (path: string, ...codes: readonly string[]) => {
  const [type = ''] = path.split('.');
  return definition({
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    differential: {
      element: [
        { id: type, path: type },
        { id: path, path, type: codes.map((code) => ({ code })) },
      ],
    },
  });
};
const code = (at = 0) => [`error definition-type StructureDefinition.differential.element[1].type[${at}].code`];
const refused = (type: string) => `error ERROR_GENERATING_SNAPSHOT: invalid constrained type ${type}`;

const isError = (line: string) => line.startsWith('error');

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
  ['fewer types of a choice', typed('Observation.value[x]', 'Quantity', 'string'), [], 'nothing'],
  ['a type that the choice lacks', typed('Observation.value[x]', 'Address'), code(), refused('Address')],
  ['an Age for a Quantity', typed('Observation.value[x]', 'Age'), code(), refused('Age')],
  [
    'a SimpleQuantity, which is a profile',
    typed('Observation.value[x]', 'SimpleQuantity'),
    code(),
    refused('SimpleQuantity'),
  ],
  ['a positiveInt for an integer', typed('Observation.value[x]', 'positiveInt'), code(), refused('positiveInt')],
  ['a Quantity for an Age', typed('Condition.onset[x]', 'Quantity'), code(), refused('Quantity')],
  ['a canonical for a Reference', typed('Observation.subject', 'canonical'), code(), refused('canonical')],
  ['a url for a uri', typed('ValueSet.url', 'url'), code(), refused('url')],
  ['a type in another case', typed('Patient.gender', 'Code'), code(), refused('Code')],
  ['a type that is none', typed('Observation.value[x]', 'string', 'Foo'), code(1), refused('Foo')],
  [
    'a URL for a type',
    typed('Observation.value[x]', 'http://example.org/Foo'),
    code(),
    refused('http://example.org/Foo'),
  ],
  [
    'a type by its URL, which is for logical models',
    typed('Patient.birthDate', 'http://hl7.org/fhir/StructureDefinition/date'),
    code(),
    refused('http://hl7.org/fhir/StructureDefinition/date'),
  ],
  [
    "FHIRPath's string in a choice",
    typed('Observation.value[x]', 'http://hl7.org/fhirpath/System.String'),
    code(),
    refused('http://hl7.org/fhirpath/System.String'),
  ],
  ['a part', typed('Patient.contact', 'BackboneElement'), [], 'nothing'],
  ['a type for a part', typed('Patient.contact', 'Address'), code(), refused('Address')],
  ['a resource to contain', typed('Patient.contained', 'Observation'), [], 'nothing'],
  [
    'no derivation',
    definition({ derivation: undefined, differential: { element: [{ id: 'Patient', path: 'Patient' }] } }),
    ['error definition-type StructureDefinition'],
    'error SD_MUST_HAVE_DERIVATION',
  ],
];
for (const [what, resource, ours, hl7] of cases)
  test(`${what}; HL7: ${hl7}`, () => expect(judge(resource).filter(isError)).toEqual(ours));

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
