import { describe, expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from '../validate/case-definitions.ts';
import { parseCase } from '../validate/case-file.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const packages = await npmPackages();
const path = 'Observation.performer';
const core = (type: string) => `http://hl7.org/fhir/StructureDefinition/${type}`;
const [men, women, active] = ['men', 'women', 'active'].map(canonicalOf) as [string, string, string];
const referred = [
  { name: 'men', type: 'Practitioner', elements: [{ path: 'Practitioner.gender', min: 1, fixedCode: 'male' }] },
  { name: 'women', type: 'Practitioner', elements: [{ path: 'Practitioner.gender', min: 1, fixedCode: 'female' }] },
  { name: 'active', type: 'Organization', elements: [{ path: 'Organization.active', min: 1, fixedBoolean: true }] },
];

type Targets = Readonly<Record<string, readonly string[]>>;

/** The errors of an Observation whose performer is this, in a closed slicing by what the performers are. */
function errors(type: string, by: string, slices: Targets, performer: object): string[] {
  const slicing = { discriminator: [{ type, path: by }], rules: 'closed' };
  const elements = Object.entries(slices).map(([sliceName, targetProfile]) => ({
    id: `${path}:${sliceName}`,
    path,
    sliceName,
    min: 0,
    type: [{ code: 'Reference', targetProfile }],
  }));
  const profile = { name: 'sliced', type: 'Observation', elements: [{ path, slicing }, ...elements] };
  const text = JSON.stringify({ rule: 'x', spec: 'x', definitions: [...referred, profile], issues: [] });
  const definitions = caseDefinitions(packages, parseCase(text));
  const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: guide });
  const observation = {
    resourceType: 'Observation',
    contained: [{ id: 'p', ...performer }],
    status: 'final',
    code: { text: 'x' },
    performer: [{ reference: '#p' }],
  };
  const request = { file: 'observation.json', profiles: [canonicalOf('sliced')] };
  const { issues } = validator.validate(JSON.stringify(observation), request);
  return issues.filter(({ severity }) => severity === 'error').map(({ rule, expression }) => `${rule} ${expression}`);
}

const man = { resourceType: 'Practitioner', gender: 'male' };
const woman = { resourceType: 'Practitioner', gender: 'female' };
const nobody = { resourceType: 'Practitioner' };
const firm = { resourceType: 'Organization', name: 'x', active: true };
const patient = { resourceType: 'Patient', gender: 'male' };
const at = `${path}[0]`;

describe('slices that are told apart by what a reference leads to', () => {
  /** HL7, 6.8.2: Invalid use of resolve() in discriminator - 2 possible target type profiles (can only be one). */
  const byType: Targets = { staff: [core('Practitioner'), core('Organization')], patient: [core('Patient')] };
  test('by type, one of several types', () => {
    for (const performer of [man, firm, patient])
      expect(errors('type', 'resolve()', byType, performer)).toContain(`slicing-undecidable ${at}`);
  });
  test('by a value of one of several profiles', () => {
    const slices = { staff: [men, women], patient: [core('Patient')] };
    for (const performer of [man, nobody, firm, patient])
      expect(errors('value', 'resolve().gender', slices, performer)).toContain(`slicing-undecidable ${at}`);
  });

  /** HL7: valid or invalid, as ours. */
  test('by type, each of one type', () => {
    const slices = { staff: [core('Practitioner')], patient: [core('Patient')] };
    expect(errors('type', 'resolve()', slices, man)).toEqual([]);
    expect(errors('type', 'resolve()', slices, firm)).toEqual([`slicing-closed ${at}`]);
  });
  test('by profile, one of several', () => {
    const slices = { some: [men, active], others: [women] };
    for (const performer of [man, woman, firm]) expect(errors('profile', 'resolve()', slices, performer)).toEqual([]);
    for (const performer of [nobody, { ...firm, active: false }, patient])
      expect(errors('profile', 'resolve()', slices, performer)).toEqual([`slicing-closed ${at}`]);
  });
  test('by a value that a profile fixes', () => {
    const slices = { men: [men], women: [women] };
    for (const performer of [man, woman]) expect(errors('value', 'resolve().gender', slices, performer)).toEqual([]);
    for (const performer of [nobody, firm])
      expect(errors('value', 'resolve().gender', slices, performer)).toEqual([`slicing-closed ${at}`]);
    expect(errors('value', 'resolve().gender', slices, patient)).toEqual([`reference-target ${at}`]);
  });
});
