import { expect, test } from 'vitest';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { completeSnapshots } from '../../scripts/pipeline/guide/snapshots.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from './npm-packages.ts';

const packages = await npmPackages();
const owner = { id: 'test.guide', version: '1.0.0' };
const url = 'https://guide.test/StructureDefinition/p';

/** What is found on a Patient with two names: the profile, for all that is wrong with it, still has its other rules. */
function rulesUnder(changes: object): string[] {
  const element = [
    { id: 'Patient', path: 'Patient' },
    { id: 'Patient.name', path: 'Patient.name', min: 0, max: '1' },
  ];
  const profile = { resourceType: 'StructureDefinition', url, type: 'Patient', derivation: 'constraint' };
  const resources = [{ ...profile, snapshot: { element }, ...changes }] as unknown as FhirResource[];
  const definitions = createDefinitions(packages, { package: owner, dependencies: [], resources });
  const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: owner });
  const text = JSON.stringify({ resourceType: 'Patient', name: [{ family: 'a' }, { family: 'b' }] });
  const { issues } = validator.validate(text, { file: 'x.json', profiles: [url] });
  return issues.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

test('a profile with parts of a wrong shape keeps its other rules', () => {
  expect(rulesUnder({})).toEqual(['cardinality']);
  expect(rulesUnder({ mapping: 5, name: 5, differential: 'x' })).toEqual(['cardinality']); // no rule is lost
  expect(rulesUnder({ extension: 'x', context: [null] })).toEqual(['profile-unusable', 'cardinality']);
  const element = [
    { id: 'Patient', path: 'Patient', constraint: [null, { key: 5 }], type: 'x' },
    { path: 7 },
    null,
    { id: 'Patient.name', path: 'Patient.name', max: '1', slicing: { discriminator: [{ type: 'value' }, 3] } },
  ];
  expect(rulesUnder({ snapshot: { element } })).toEqual(['profile-unusable', 'cardinality']);
});

test('a profile without a snapshot of the right shape is an error, and adds no rule', () => {
  for (const snapshot of ['x', null, [], { element: {} }, { element: [1] }])
    expect(rulesUnder({ snapshot })).toEqual(['profile-unusable']);
});

test('texts of a wrong shape in a differential do not stop the snapshot', () => {
  const element = [
    { id: 'Patient.name', path: 'Patient.name', definition: 5, _comment: 'x', requirements: {}, max: '1' },
    { id: 'Patient.birthDate', path: 'Patient.birthDate', short: ['x'], label: false, min: 1 },
  ];
  const profile = { resourceType: 'StructureDefinition', url, name: 'P', type: 'Patient', kind: 'resource' };
  const from = { derivation: 'constraint', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient' };
  const stated = { ...profile, ...from, abstract: false, differential: { element } } as unknown as FhirResource;
  const definitions = createDefinitions(packages, { package: owner, dependencies: [], resources: [stated] });
  const [made] = completeSnapshots([stated], owner, definitions).value as unknown as StructureDefinition[];
  const at = (wanted: string) => made?.snapshot?.element.find(({ path }) => path === wanted);
  expect([at('Patient.name')?.max, at('Patient.birthDate')?.min]).toEqual(['1', 1]);
});
