import { expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

const common = { text: narrative, name: 'Abc', status: 'active', date: '2020', publisher: 'me', description: 'd' };
const base = 'http://example.org/fhir';
const parameter = (more: object) => ({
  resourceType: 'SearchParameter',
  id: 'sp',
  url: `${base}/SearchParameter/sp`,
  ...common,
  code: 'x',
  type: 'string',
  ...more,
});
const profile = (...elements: readonly object[]) => ({
  resourceType: 'StructureDefinition',
  id: 'sd',
  url: `${base}/StructureDefinition/sd`,
  ...common,
  kind: 'resource',
  abstract: false,
  type: 'Observation',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
  derivation: 'constraint',
  fhirVersion: '4.0.1',
  differential: { element: elements },
});
const root = { id: 'Observation', path: 'Observation' };
const element = (path: string, more: object = {}) => ({ id: path, path, ...more });
const wrongExpression = ['error search-parameter SearchParameter.expression'];
const origin = 'http://hl7.org/fhir/SearchParameter/Organization-name';

/** `hl7` is what the HL7 validator 6.8.2 says without a terminology server, as it was seen to run. */
interface Case {
  readonly what: string;
  readonly resource: object;
  readonly ours: readonly string[];
  readonly hl7: string;
}

const cases: readonly Case[] = [
  {
    what: 'an expression on another type than the base',
    resource: parameter({ base: ['Patient'], expression: 'Organization.name' }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'Organization' is not valid for any of the possible types: Patient",
  },
  {
    what: 'an expression of which one part is on another type',
    resource: parameter({ base: ['Patient'], expression: 'Patient.name | Organization.name' }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'Organization' is not valid for any of the possible types: Patient",
  },
  {
    what: 'an expression in brackets on another type',
    resource: parameter({ base: ['Patient'], expression: '(Observation.value as Quantity)' }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'Observation' is not valid for any of the possible types: Patient",
  },
  {
    what: 'an expression on one type, for a parameter of every resource',
    resource: parameter({ base: ['Resource'], expression: 'Patient.name' }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'Patient' is not valid for any of the possible types: Resource",
  },
  {
    what: 'an expression on a type that there is not',
    resource: parameter({ base: ['Patient', 'Person'], expression: 'Patient.name | Nothing.name' }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'Nothing' is not valid for any of the possible types: Patient, Person",
  },
  {
    what: 'an expression on a data type',
    resource: parameter({ base: ['Patient'], expression: 'HumanName.family' }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'HumanName' is not valid for any of the possible types: Patient",
  },
  {
    what: 'an element that there is not, without a type',
    resource: parameter({ base: ['Patient'], expression: 'nothing.name' }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'nothing' is not valid for any of the possible types: Patient",
  },
  {
    what: 'a name in a function that leads nowhere',
    resource: parameter({ base: ['Patient'], expression: "Patient.name.where(Nothing.x = '1')" }),
    ours: wrongExpression,
    hl7: "error SearchParameter.expression: The name 'Nothing' is not valid for any of the possible types: HumanName",
  },
  {
    what: 'an expression on what every resource has',
    resource: parameter({ base: ['Patient'], expression: 'DomainResource.text' }),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'an expression without a type',
    resource: parameter({ base: ['Patient'], expression: 'name' }),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'a base that the parameter derived from does not have',
    resource: parameter({ base: ['Patient'], expression: 'Patient.name', derivedFrom: origin }),
    ours: ['error search-parameter SearchParameter'],
    hl7: 'error SearchParameter: The resource type Patient is not listed as a base in the SearchParameter this is derived from; and a warning that the expressions differ',
  },
  {
    what: 'the base of the parameter derived from',
    resource: parameter({ base: ['Organization'], expression: 'Organization.name', derivedFrom: origin }),
    ours: [],
    hl7: 'a warning that the expressions differ',
  },
  {
    what: 'a type of a choice that there is not',
    resource: profile(root, element('Observation.valueBla')),
    ours: ['error definition-path StructureDefinition.differential.element[1]'],
    hl7: "error StructureDefinition: Error generating Snapshot: The path must be 'Observation.value[x]' not 'Observation.valueBla'",
  },
  {
    what: 'an element that a data type does not have',
    resource: profile(root, element('Observation.subject.nam', { min: 1 })),
    ours: ['error definition-path StructureDefinition.differential.element[1]'],
    hl7: "error StructureDefinition: 1 element in the differential (id: Observation.subject.nam) that don't have a matching element in the snapshot",
  },
  {
    what: 'a type of a choice that there is',
    resource: profile(root, element('Observation.valueQuantity', { min: 1 })),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'what only some types of a choice have',
    resource: profile(
      root,
      element('Observation.value[x].coding', { min: 1 }),
      element('Observation.component.value[x]'),
    ),
    ours: [],
    hl7: 'not run',
  },
];
for (const { what, resource, ours } of cases) test(what, () => expect(judge(resource)).toEqual(ours));

/** HL7: "Canonical URLs must be absolute URLs if they are not fragment references", an error at `url` of each. */
const minimal: { readonly [type: string]: object } = {
  OperationDefinition: { kind: 'operation', code: 'x', system: true, type: false, instance: false },
  Questionnaire: {},
  Measure: { group: [{ population: [{ criteria: { language: 'text/cql', expression: 'a' } }] }] },
  PlanDefinition: {},
  ActivityDefinition: {},
  GraphDefinition: { start: 'Patient' },
  CompartmentDefinition: { code: 'Patient', search: true },
  ImplementationGuide: { packageId: 'a.b', license: 'CC0-1.0', fhirVersion: ['4.0.1'] },
  MessageDefinition: { eventUri: 'http://example.org/e' },
  TestScript: {},
};
for (const [type, more] of Object.entries(minimal))
  test(`a relative url of a ${type}`, () => {
    const resource = { resourceType: type, id: 'rel', ...common, ...more };
    expect(judge({ ...resource, url: `${type}/rel` })).toEqual([`error definition-url ${type}.url`]);
    expect(judge({ ...resource, url: `${base}/${type}/rel` })).toEqual([]);
  });

test('the url of a Device, which says where it is reached, may be anything', () => {
  expect(judge({ resourceType: 'Device', id: 'd', text: narrative, url: 'device/1' })).toEqual([]);
});
