import { expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from '../validate/case-definitions.ts';
import { parseCase } from '../validate/case-file.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { narrative } from './judge.ts';

const slicing = { discriminator: [{ type: 'value', path: 'name' }], rules: 'open' };
const slice = (name: string, min: number, parts: Readonly<Record<string, object>>) => [
  { path: 'Parameters.parameter', id: `Parameters.parameter:${name}`, sliceName: name, min, max: '1' },
  ...Object.entries(parts).map(([part, more]) => ({
    path: `Parameters.parameter.${part}`,
    id: `Parameters.parameter:${name}.${part}`,
    ...more,
  })),
];
const elements = [
  { path: 'Parameters.parameter', slicing },
  ...slice('text', 1, {
    name: { fixedString: 'text' },
    'value[x]': { type: [{ code: 'string' }] },
    resource: { max: '0' },
  }),
  ...slice('patient', 0, {
    name: { fixedString: 'patient' },
    'value[x]': { max: '0' },
    resource: { type: [{ code: 'Patient' }] },
  }),
];
const definitions = [{ name: 'in', type: 'Parameters', elements }];
const loaded = caseDefinitions(
  await npmPackages(),
  parseCase(JSON.stringify({ rule: 'x', spec: 'x', definitions, issues: [] })),
);
const validator = createValidator({ definitions: loaded, terminology: createTerminology(loaded), package: guide });

const patient = { name: 'patient', use: 'in', min: 0, max: '1', type: 'Patient' };
function judged(...parameter: readonly object[]): string[] {
  const operation = {
    resourceType: 'OperationDefinition',
    id: 'x',
    text: narrative,
    url: 'https://guide.test/OperationDefinition/x',
    name: 'Abc',
    status: 'active',
    date: '2020',
    publisher: 'me',
    description: 'd',
    kind: 'operation',
    code: 'x',
    system: true,
    type: false,
    instance: false,
    inputProfile: canonicalOf('in'),
    parameter,
  };
  const { issues } = validator.validate(JSON.stringify(operation), { file: 'case.json' });
  return issues.map(({ severity, rule, expression }) => `${severity} ${rule} ${expression}`);
}

const text = (min: number, max: string, type: string) => ({ name: 'text', use: 'in', min, max, type });
const at = (severity: string, index = 0) => [`${severity} operation-profile OperationDefinition.parameter[${index}]`];

/** The profile has `text` 1..1 as a string, and `patient` 0..1. `hl7` is its validator's verdict, 6.8.2, as it was run. */
const cases: readonly [what: string, parameters: readonly object[], ours: readonly string[], hl7: string][] = [
  ['the same', [text(1, '1', 'string'), patient], [], 'nothing'],
  ['less in the profile', [text(0, '1', 'string'), patient], at('warning'), 'error; by R4 it may add constraints'],
  ['less of many', [text(1, '*', 'string'), patient], at('warning'), 'error; by R4 it may add constraints'],
  ['more than the profile allows', [text(2, '3', 'string'), patient], at('error'), 'error'],
  ['none, and the profile wants one', [text(0, '0', 'string'), patient], at('error'), 'error'],
  ['another type', [text(1, '1', 'integer'), patient], at('error'), 'error'],
  ['a resource for a value', [text(1, '1', 'Observation'), patient], at('error'), 'error'],
  ['any type', [text(1, '1', 'Any'), patient], [], 'error; by R4 it may add constraints'],
  [
    'a parameter of the profile alone',
    [text(1, '1', 'string')],
    ['warning operation-profile OperationDefinition.inputProfile'],
    'warning',
  ],
  [
    'a parameter of the operation alone',
    [text(1, '1', 'string'), patient, { ...patient, name: 'more' }],
    at('warning', 2),
    'warning',
  ],
  [
    'a parameter that comes out is none of those that go in',
    [text(1, '1', 'string'), patient, { ...patient, name: 'more', use: 'out' }],
    [],
    'nothing',
  ],
];
for (const [what, parameters, ours, hl7] of cases)
  test(`${what}; HL7: ${hl7}`, () => expect(judged(...parameters)).toEqual(ours));
