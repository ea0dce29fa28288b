import { expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

const common = {
  id: 'x',
  text: narrative,
  name: 'Abc',
  status: 'active',
  date: '2020',
  publisher: 'me',
  description: 'd',
};
const base = 'http://example.org/fhir';
const core = 'http://hl7.org/fhir';
const guide = (more: object) => ({
  resourceType: 'ImplementationGuide',
  ...common,
  url: `${base}/ImplementationGuide/x`,
  packageId: 'a.b',
  license: 'CC0-1.0',
  fhirVersion: ['4.0.1'],
  ...more,
});
const operation = (more: object) => ({
  resourceType: 'OperationDefinition',
  ...common,
  url: `${base}/OperationDefinition/x`,
  kind: 'operation',
  code: 'x',
  system: true,
  type: false,
  instance: false,
  parameter: [{ name: 'p', use: 'in', min: 0, max: '1', type: 'string' }],
  ...more,
});
const criteria = { language: 'text/cql', expression: 'a' };
const measure = (more: object) => ({ resourceType: 'Measure', ...common, url: `${base}/Measure/x`, ...more });
const code = { text: 'a' };
const global = (type: string, profile: string) => guide({ global: [{ type, profile }] });
const dependsOn = (more: object) => guide({ dependsOn: [{ packageId: 'x.y', ...more }] });

/** `hl7` is what the HL7 validator 6.8.2 says, as it was seen to run, without its advice on packages. */
interface Case {
  readonly what: string;
  readonly resource: object;
  readonly ours: readonly string[];
  readonly hl7: string;
  readonly why?: string;
}
const why = 'R4: the profile is that which all resources of the type must conform to.';

const cases: readonly Case[] = [
  {
    what: 'a global profile of its type',
    resource: global('Observation', `${core}/StructureDefinition/vitalsigns`),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'a global profile of another type',
    resource: global('Patient', `${core}/StructureDefinition/vitalsigns`),
    ours: ['error guide-content ImplementationGuide.global[0].profile'],
    hl7: 'nothing',
    why,
  },
  {
    what: 'a value set as a global profile',
    resource: global('Patient', `${core}/ValueSet/administrative-gender`),
    ours: ['error guide-content ImplementationGuide.global[0].profile'],
    hl7: 'nothing',
    why,
  },
  {
    what: 'a global profile that nobody has',
    resource: global('Patient', `${base}/StructureDefinition/none`),
    ours: ['warning guide-content ImplementationGuide.global[0].profile'],
    hl7: 'nothing',
    why,
  },
  {
    what: 'a dependency on what is no url of a guide',
    resource: dependsOn({ uri: `${base}/x`, version: '1.0.0' }),
    ours: ['error guide-content ImplementationGuide.dependsOn[0]'],
    hl7: 'error ImplementationGuide.dependsOn[0]: The URL should refer directly to the ImplementationGuide resource',
  },
  {
    what: 'a dependency with the version in its url alone',
    resource: dependsOn({ uri: `${base}/ImplementationGuide/x|1.0.0` }),
    ours: ['error guide-content ImplementationGuide.dependsOn[0]'],
    hl7: "error ImplementationGuide.dependsOn[0]: The canonical URL specifies the version '1.0.0', while the dependency does not",
  },
  {
    what: 'a dependency with both versions',
    resource: dependsOn({ uri: `${base}/ImplementationGuide/x|1.0.0`, version: '1.0.0' }),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'an input profile that nobody has',
    resource: operation({ inputProfile: `${base}/StructureDefinition/none` }),
    ours: ['error operation-profile OperationDefinition.inputProfile'],
    hl7: "error OperationDefinition.inputProfile: The 'in' profile can not be resolved",
  },
  {
    what: 'an input profile of another type',
    resource: operation({ inputProfile: `${core}/StructureDefinition/Patient` }),
    ours: ['error operation-profile OperationDefinition.inputProfile'],
    hl7: "error OperationDefinition.inputProfile: is not a profile on the 'Parameters' resource",
  },
  {
    what: 'an output profile that nobody has',
    resource: operation({ outputProfile: `${base}/StructureDefinition/none` }),
    ours: ['error operation-profile OperationDefinition.outputProfile'],
    hl7: "error OperationDefinition.outputProfile: The 'out' profile can not be resolved",
  },
  {
    what: 'Parameters as the input profile',
    resource: operation({ inputProfile: `${core}/StructureDefinition/Parameters` }),
    ours: [],
    hl7: 'a warning that the profile does not have the parameter p',
  },
  {
    what: 'a Measure without group',
    resource: measure({}),
    ours: ['warning measure-content Measure'],
    hl7: 'warning Measure: A measure should contain at least one group',
  },
  {
    what: 'several groups and populations without codes',
    resource: measure({ group: [{ population: [{ criteria }, { criteria }] }, { code }] }),
    ours: [
      'warning measure-content Measure.group[0]',
      'warning measure-content Measure.group[0].population[0]',
      'warning measure-content Measure.group[0].population[1]',
      'warning measure-content Measure.group[1]',
    ],
    hl7: 'warnings at the same four elements',
  },
];
for (const { what, resource, ours } of cases) test(what, () => expect(judge(resource)).toEqual(ours));
