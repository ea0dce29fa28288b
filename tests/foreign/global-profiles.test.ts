import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { completeSnapshots } from '../../scripts/pipeline/guide/snapshots.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { narrative } from './judge.ts';

/*
 * The HL7 validator holds each resource against the global profiles of the guides that it was given by -ig, as its source
 * has it (InstanceValidator.start); with a guide as a folder of resources it was not run.
 */
const owner = { id: 'test.globals', version: '1.0.0' };
const url = 'https://test.example/StructureDefinition/named';
const named = {
  resourceType: 'StructureDefinition',
  id: 'named',
  url,
  version: '1.0.0',
  name: 'Named',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient.name', path: 'Patient.name', min: 1 }] },
};
const guideWith = (global: unknown) => ({
  resourceType: 'ImplementationGuide',
  id: 'g',
  url: 'https://test.example/g',
  global,
});

async function judgeIn(global: unknown, resource: object): Promise<string[]> {
  const packages = await npmPackages();
  const plain = [named, guideWith(global)];
  const draft = createDefinitions(packages, { package: owner, dependencies: [], resources: plain });
  const resources = completeSnapshots(plain, owner, draft).value;
  const definitions = createDefinitions(packages, { package: owner, dependencies: [], resources });
  const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: owner });
  const { issues } = validator.validate(JSON.stringify(resource), { file: 'case.json' });
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, expression, profile }) => `${rule} ${expression} ${profile?.split('|')[0]}`);
}

const patient = { resourceType: 'Patient', text: narrative };
const asked = [{ type: 'Patient', profile: url }];

test('a resource is held against the profile that its guide asks of all of its type', async () => {
  expect(await judgeIn(asked, patient)).toEqual([`cardinality Patient ${url}`]);
  expect(await judgeIn(asked, { ...patient, name: [{ text: 'x' }] })).toEqual([]);
});

test('so is one in a Bundle', async () => {
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0', resource: patient }],
  };
  expect(await judgeIn(asked, bundle)).toEqual([`cardinality Bundle.entry[0].resource ${url}`]);
});

test('one of another type is not, nor is anything by a global of no form or of no profile that is loaded', async () => {
  expect(await judgeIn(asked, { resourceType: 'Basic', text: narrative, code: { text: 'x' } })).toEqual([]);
  for (const odd of [
    undefined,
    'x',
    [null],
    [{ type: 'Patient' }],
    [{ type: 'Patient', profile: 'https://test.example/none' }],
  ])
    expect(await judgeIn(odd, patient)).toEqual([]);
});
