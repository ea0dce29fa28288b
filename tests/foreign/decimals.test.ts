import { describe, expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from '../validate/case-definitions.ts';
import { parseCase } from '../validate/case-file.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const packages = await npmPackages();
const whole = 'Observation.value[x]';
const part = 'Observation.value[x].value';

interface Case {
  readonly title: string;
  readonly elements: readonly object[];
  /** What is written in the instance, and the verdict of the HL7 validator, 6.8.2, which is ours as well. */
  readonly found: { readonly [digits: string]: 'valid' | 'invalid' };
  readonly rule: string;
}

const cases: readonly Case[] = [
  {
    title: 'a fixed decimal',
    elements: [
      { path: whole, type: [{ code: 'Quantity' }] },
      { path: part, fixedDecimal: 1.5 },
    ],
    found: { '1.5': 'valid', '1.50': 'invalid', '15e-1': 'invalid', '1.500000000000000000001': 'invalid' },
    rule: 'fixed',
  },
  {
    title: 'a pattern of a decimal',
    elements: [
      { path: whole, type: [{ code: 'Quantity' }] },
      { path: part, patternDecimal: 1.5 },
    ],
    found: { '1.5': 'valid', '1.50': 'invalid', '15e-1': 'invalid', '1.500000000000000000001': 'invalid' },
    rule: 'pattern',
  },
  {
    title: 'a pattern of a Quantity',
    elements: [{ path: whole, type: [{ code: 'Quantity' }], patternQuantity: { value: 1.5, unit: 'm' } }],
    found: { '1.5': 'valid', '1.50': 'invalid', '15e-1': 'invalid', '1.500000000000000000001': 'invalid' },
    rule: 'pattern',
  },
  {
    title: 'a fixed Quantity',
    elements: [
      {
        path: whole,
        type: [{ code: 'Quantity' }],
        fixedQuantity: { value: 1.5, unit: 'm', system: 'http://unitsofmeasure.org', code: 'm' },
      },
    ],
    found: { '1.5': 'valid', '1.50': 'invalid', '15e-1': 'invalid', '1.500000000000000000001': 'invalid' },
    rule: 'fixed',
  },
  {
    title: 'the greatest decimal',
    elements: [
      { path: whole, type: [{ code: 'Quantity' }] },
      { path: part, maxValueDecimal: 0.1 },
    ],
    found: {
      '0.1': 'valid',
      '0.10': 'valid',
      '1e-1': 'valid',
      '0.09999999999999999999999': 'valid',
      '0.1000000000000000000001': 'invalid',
    },
    rule: 'range',
  },
  {
    title: 'the greatest Quantity',
    elements: [
      {
        path: whole,
        type: [{ code: 'Quantity' }],
        maxValueQuantity: { value: 0.1, system: 'http://unitsofmeasure.org', code: 'm' },
      },
    ],
    found: {
      '0.1': 'valid',
      '0.10': 'valid',
      '0.09999999999999999999999': 'valid',
      '0.1000000000000000000001': 'invalid',
    },
    rule: 'range',
  },
  {
    title: 'the least decimal',
    elements: [
      { path: whole, type: [{ code: 'Quantity' }] },
      { path: part, minValueDecimal: 0.1 },
    ],
    found: { '0.1': 'valid', '0.100': 'valid', '0.09999999999999999999999': 'invalid' },
    rule: 'range',
  },
  {
    title: 'a number that the definition itself cannot keep is compared as a double',
    elements: [
      { path: whole, type: [{ code: 'Quantity' }] },
      { path: part, fixedDecimal: 9007199254740992 },
    ],
    found: { '9007199254740992': 'valid', '9007199254740993': 'valid', '9007199254740994': 'invalid' },
    rule: 'fixed',
  },
];

function validatorFor(elements: readonly object[]) {
  const profile = { name: 'measured', type: 'Observation', elements };
  const short = parseCase(JSON.stringify({ rule: 'x', spec: 'x', definitions: [profile], issues: [] }));
  const definitions = caseDefinitions(packages, short);
  return createValidator({ definitions, terminology: createTerminology(definitions), package: guide });
}

const observation = (digits: string) =>
  `{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":${digits},"unit":"m","system":"http://unitsofmeasure.org","code":"m"}}`;

describe('decimals as they are written: https://hl7.org/fhir/R4/datatypes.html#decimal', () => {
  for (const { title, elements, found, rule } of cases)
    for (const [digits, verdict] of Object.entries(found))
      test(`${title}: ${digits} is ${verdict}`, () => {
        const request = { file: 'observation.json', profiles: [canonicalOf('measured')] };
        const { issues } = validatorFor(elements).validate(observation(digits), request);
        const errors = issues.filter(({ severity }) => severity === 'error');
        expect(errors.map((issue) => issue.rule)).toEqual(verdict === 'valid' ? [] : [rule]);
      });

  test('messages give the digits of the instance', () => {
    const elements = [
      { path: whole, type: [{ code: 'Quantity' }] },
      { path: part, fixedDecimal: 1.5 },
    ];
    const request = { file: 'observation.json', profiles: [canonicalOf('measured')] };
    const { issues } = validatorFor(elements).validate(observation('1.50'), request);
    expect(issues.map(({ message }) => message)).toContain('It is 1.50, but this profile fixes it to 1.5.');
  });
});
