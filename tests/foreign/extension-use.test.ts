import { describe, expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from '../validate/case-definitions.ts';
import { parseCase } from '../validate/case-file.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { judge, narrative } from './judge.ts';

const packages = await npmPackages();
const core = 'http://hl7.org/fhir/StructureDefinition/';

/** What is said of a Patient with an extension of this definition. */
function used(more: object): string[] {
  const elements = [
    { path: 'Extension.extension', max: '0' },
    { path: 'Extension.url', fixedUri: canonicalOf('used') },
    { path: 'Extension.value[x]', type: [{ code: 'string' }] },
  ];
  const definition = { name: 'used', type: 'Extension', elements };
  const parsed = parseCase(JSON.stringify({ rule: 'x', spec: 'x', definitions: [definition], issues: [] }));
  const [short] = parsed.definitions;
  if (short === undefined) throw new Error('no definition');
  const definitions = caseDefinitions(packages, { ...parsed, definitions: [{ ...short, ...more }] });
  const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: guide });
  const extension = [{ url: canonicalOf('used'), valueString: 'x' }];
  const patient = { resourceType: 'Patient', id: 'x', text: narrative, extension };
  const { issues } = validator.validate(JSON.stringify(patient), { file: 'case.json' });
  return issues.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

const limited = (bounds: Readonly<Record<string, string>>) => ({
  extension: [
    {
      url: `${core}version-specific-use`,
      extension: Object.entries(bounds).map(([url, valueCode]) => ({ url, valueCode })),
    },
  ],
});
const patient = { type: 'element', expression: 'Patient' };
const refused = [expect.stringMatching(/^error extension-context: /)];

describe('a context that is limited to FHIR releases: Extension_EXTP_Context_Wrong_VER', () => {
  const cases: readonly [title: string, contexts: readonly object[], hl7: 'valid' | 'invalid', why?: string][] = [
    ['from R5', [{ ...patient, ...limited({ startFhirVersion: '5.0' }) }], 'invalid'],
    ['from R4', [{ ...patient, ...limited({ startFhirVersion: '4.0' }) }], 'valid'],
    [
      'from R4 as it is corrected',
      [{ ...patient, ...limited({ startFhirVersion: '4.0.1' }) }],
      'invalid',
      'It is this very release.',
    ],
    ['up to R3', [{ ...patient, ...limited({ endFhirVersion: '3.0' }) }], 'invalid'],
    ['up to R4', [{ ...patient, ...limited({ endFhirVersion: '4.0' }) }], 'valid'],
    ['up to R4B', [{ ...patient, ...limited({ endFhirVersion: '4.3' }) }], 'valid'],
    [
      'from R5, or elsewhere',
      [
        { ...patient, ...limited({ startFhirVersion: '5.0' }) },
        { type: 'element', expression: 'Observation' },
      ],
      'invalid',
    ],
    [
      'from R5, or on all',
      [
        { ...patient, ...limited({ startFhirVersion: '5.0' }) },
        { type: 'element', expression: 'DomainResource' },
      ],
      'valid',
    ],
    [
      'an expression up to R3',
      [{ type: 'fhirpath', expression: 'Patient', ...limited({ endFhirVersion: '3.0' }) }],
      'invalid',
    ],
  ];
  for (const [title, context, hl7, why] of cases)
    test(title, () => {
      const isRefused = (hl7 === 'invalid') === (why === undefined) && hl7 === 'invalid';
      expect(used({ context })).toEqual(isRefused ? refused : []);
    });

  test('says what is allowed in R4', () => {
    const context = [{ ...patient, ...limited({ startFhirVersion: '5.0' }) }];
    expect(used({ context })[0]).toMatch(/may not be used on Patient; allowed on: nothing in R4\.$/);
  });
});

/** HL7, 6.8.2: nothing of any of these. A note, since a sender can do without them. */
describe('an extension that should not be used any more', () => {
  const standards = (valueCode: string) => ({
    extension: [{ url: `${core}structuredefinition-standards-status`, valueCode }],
  });
  test('deprecated', () =>
    expect(used(standards('deprecated'))).toEqual([
      expect.stringMatching(/^information extension-status: .* is deprecated; /),
    ]));
  test('withdrawn', () =>
    expect(used(standards('withdrawn'))).toEqual([
      expect.stringMatching(/^information extension-status: .* is withdrawn; /),
    ]));
  test('retired', () =>
    expect(used({ status: 'retired' })).toEqual([
      expect.stringMatching(/^information extension-status: .* is retired; /),
    ]));
  test('trial use', () => expect(used(standards('trial-use'))).toEqual([]));
  test('draft', () => expect(used({ status: 'draft' })).toEqual([]));
  test('says what the definition says', () => {
    const extension = [
      {
        url: `${core}structuredefinition-standards-status`,
        valueCode: 'deprecated',
        _valueCode: {
          extension: [{ url: `${core}structuredefinition-standards-status-reason`, valueMarkdown: 'Use another' }],
        },
      },
    ];
    expect(used({ extension })).toEqual([expect.stringMatching(/is deprecated; its definition says: "Use another"$/)]);
  });
});

describe('an extension that stands for an element of another release', () => {
  const crossing = (release: string) =>
    judge({
      resourceType: 'Patient',
      id: 'x',
      text: narrative,
      extension: [{ url: `http://hl7.org/fhir/${release}/StructureDefinition/extension-Patient.x`, valueString: 'x' }],
    });
  /** HL7: error Extension.url is not valid (invalid Version '7.0'); without its packages for them, of every release. */
  for (const release of ['7.0', '2.0', '9.9', '12.0', '4.0'])
    test(release, () => expect(crossing(release)).toEqual(['error extension-unknown Patient.extension[0]']));
  for (const release of ['1.0', '3.0', '4.3', '5.0', '6.0']) test(release, () => expect(crossing(release)).toEqual([]));

  test('in the place of a code that is required it is no code', () => {
    // HL7: error Patient.gender: No code provided, and a code is required from the value set
    const url = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.gender';
    const _gender = { extension: [{ url, valueCode: 'x' }] };
    expect(judge({ resourceType: 'Patient', id: 'x', text: narrative, _gender })).toEqual([
      'error binding-required Patient.gender',
    ]);
  });
});

/** The extension `language` may stand on a string, among others; HL7's verdicts, 6.8.2. */
describe('a context that is a primitive type', () => {
  const extension = [{ url: `${core}language`, valueCode: 'fr' }];
  const patient = (parts: object) => judge({ resourceType: 'Patient', id: 'x', text: narrative, ...parts });
  test('a string', () => expect(patient({ name: [{ family: 'x', _family: { extension } }] })).toEqual([]));
  test('a code, which is a string', () => expect(patient({ gender: 'male', _gender: { extension } })).toEqual([]));
  test('a date', () =>
    // HL7: error Patient.birthDate
    expect(patient({ birthDate: '2000-01-01', _birthDate: { extension } })).toEqual([
      'error extension-context Patient.birthDate',
    ]));
  test('a uri, which is no string', () =>
    // HL7: error Patient.implicitRules
    expect(patient({ implicitRules: 'http://example.org/x', _implicitRules: { extension } })).toContainEqual(
      'error extension-context Patient.implicitRules',
    ));
});

/** The search parameters of US Core have it there. HL7: error SearchParameter.multipleOr, Extension_EXTP_Context_Wrong_VER. */
test('an expectation outside of a CapabilityStatement', () => {
  const parameter = {
    resourceType: 'SearchParameter',
    id: 'x',
    text: narrative,
    url: 'http://example.org/fhir/SearchParameter/x',
    name: 'Abc',
    status: 'active',
    date: '2020',
    publisher: 'me',
    description: 'd',
    code: 'x',
    base: ['Patient'],
    type: 'string',
    expression: 'Patient.name',
    multipleOr: true,
    _multipleOr: { extension: [{ url: `${core}capabilitystatement-expectation`, valueCode: 'MAY' }] },
  };
  expect(judge(parameter)).toEqual(['error extension-context SearchParameter.multipleOr']);
});
