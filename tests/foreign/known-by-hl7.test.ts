import { describe, expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const definitions = createDefinitions(await npmPackages());
const validator = createValidator({ definitions, terminology: createTerminology(definitions) });

const core = 'http://hl7.org/fhir/StructureDefinition/';
const name = { url: `${core}instance-name`, valueString: 'x' };
const description = { url: `${core}instance-description`, valueMarkdown: 'x' };
const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' };

interface Case {
  readonly title: string;
  readonly patient: object;
  /** `severity rule expression` */
  readonly ours: readonly string[];
  /** Verdict of the HL7 validator, 6.8.2, which is ours as well. */
  readonly hl7: 'valid' | 'invalid';
}

const extensions: readonly Case[] = [
  {
    title: 'name and description on meta',
    patient: { meta: { extension: [name, description] } },
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'a name of another type',
    patient: { meta: { extension: [{ url: name.url, valueInteger: 1 }] } },
    ours: ['error extension-unknown Patient.meta.extension[0]'],
    hl7: 'invalid',
  },
  {
    title: 'a description as a string',
    patient: { meta: { extension: [{ url: description.url, valueString: 'x' }] } },
    ours: ['error extension-unknown Patient.meta.extension[0]'],
    hl7: 'invalid',
  },
  {
    title: 'a name on the resource itself',
    patient: { extension: [name] },
    ours: ['error extension-unknown Patient.extension[0]'],
    hl7: 'invalid',
  },
  {
    title: 'a name below meta',
    patient: {
      meta: {
        tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST', extension: [name] }],
      },
    },
    ours: ['error extension-unknown Patient.meta.tag[0].extension[0]'],
    hl7: 'invalid',
  },
  {
    title: 'a name that HL7 does not know',
    patient: { meta: { extension: [{ url: `${core}instance-title`, valueString: 'x' }] } },
    ours: ['error extension-unknown Patient.meta.extension[0]'],
    hl7: 'invalid',
  },
];

const claimed = (release: string, id: string) => ({
  meta: { profile: [`http://hl7.org/fhir/${release}/StructureDefinition/${id}`] },
});

const profiles: readonly Case[] = [
  { title: "R4's own definition with its release", patient: claimed('4.0', 'Patient'), ours: [], hl7: 'valid' },
  {
    title: 'that of another type',
    patient: claimed('4.0', 'Observation'),
    ours: ['error profile-type Patient'],
    hl7: 'invalid',
  },
  {
    title: 'a profile of R4 on another type',
    patient: claimed('4.0', 'vitalsigns'),
    ours: ['error profile-type Patient'],
    hl7: 'invalid',
  },
  {
    title: 'a definition that R4 does not have',
    patient: claimed('4.0', 'Nothing'),
    ours: ['error profile-unknown Patient.meta.profile[0]'],
    hl7: 'invalid',
  },
  {
    title: 'a definition of another release',
    patient: claimed('3.0', 'Patient'),
    ours: ['information not-checked Patient.meta.profile[0]'],
    hl7: 'valid',
  },
  {
    title: 'what is no release',
    patient: claimed('4.0.1', 'Patient'),
    ours: ['warning profile-unknown Patient.meta.profile[0]'],
    hl7: 'valid',
  },
];

function check({ patient, ours, hl7 }: Case): void {
  const resource = { resourceType: 'Patient', text, ...patient };
  const { issues, valid } = validator.validate(JSON.stringify(resource), { file: 'patient.json' });
  expect(issues.map(({ severity, rule, expression }) => `${severity} ${rule} ${expression}`)).toEqual(ours);
  expect(valid ? 'valid' : 'invalid').toBe(hl7);
}

describe('extensions that HL7 knows without a package', () => {
  for (const known of extensions) test(known.title, () => check(known));
});

describe("R4's own definitions, named with a release", () => {
  for (const known of profiles) test(known.title, () => check(known));

  test('a profile named with its release is applied', () => {
    const resource = {
      resourceType: 'Observation',
      text,
      status: 'final',
      code: { text: 'x' },
      ...claimed('4.0', 'vitalsigns'),
    };
    const { issues } = validator.validate(JSON.stringify(resource), { file: 'observation.json' });
    expect(issues.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toContain('cardinality');
  });
});
