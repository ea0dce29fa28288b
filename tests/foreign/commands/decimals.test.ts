import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../../scripts/model/fhir.ts';
import { parseWritten } from '../../../scripts/model/written-digits.ts';
import { createTerminology } from '../../../scripts/terminology/terminology.ts';
import { compileInvariant, evaluateInvariant } from '../../../scripts/validate/invariant/invariant.ts';
import { readJson } from '../../../scripts/validate/json/reader.ts';
import { createValidator } from '../../../scripts/validate/validator.ts';
import { ig, reportOf, temporaryFolder } from '../../cli/run-ig.ts';
import { archiveOf } from '../../hostile/package-archive.ts';
import { canonicalOf, caseDefinitions, guide } from '../../validate/case-definitions.ts';
import { parseCase } from '../../validate/case-file.ts';
import { npmPackages } from '../../validate/npm-packages.ts';

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
    title: 'a fixed decimal of two digits after the point',
    elements: asWritten(`[
      { "path": "${whole}", "type": [{ "code": "Quantity" }] },
      { "path": "${part}", "fixedDecimal": 1.50 }
    ]`),
    found: { '1.50': 'valid', '1.5': 'invalid', '1.500': 'invalid', '15e-1': 'invalid' },
    rule: 'fixed',
  },
  {
    title: 'a fixed decimal with an exponent',
    elements: asWritten(`[
      { "path": "${whole}", "type": [{ "code": "Quantity" }] },
      { "path": "${part}", "fixedDecimal": 1.5e0 }
    ]`),
    found: { '1.5e0': 'valid', '1.5': 'invalid' },
    rule: 'fixed',
  },
  {
    title: 'a fixed decimal of more digits than a double has',
    elements: asWritten(`[
      { "path": "${whole}", "type": [{ "code": "Quantity" }] },
      { "path": "${part}", "fixedDecimal": 9007199254740993 }
    ]`),
    found: { '9007199254740993': 'valid', '9007199254740992': 'invalid' },
    rule: 'fixed',
  },
  {
    title: 'a fixed decimal of as many digits as a double has',
    elements: [
      { path: whole, type: [{ code: 'Quantity' }] },
      { path: part, fixedDecimal: 9007199254740992 },
    ],
    found: { '9007199254740992': 'valid', '9007199254740993': 'invalid', '9007199254740994': 'invalid' },
    rule: 'fixed',
  },
  {
    title: 'a pattern of two digits after the point',
    elements: asWritten(`[
      { "path": "${whole}", "type": [{ "code": "Quantity" }] },
      { "path": "${part}", "patternDecimal": 1.50 }
    ]`),
    found: { '1.50': 'valid', '1.5': 'invalid' },
    rule: 'pattern',
  },
  {
    title: 'a fixed Quantity of two digits after the point',
    elements: asWritten(`[{
      "path": "${whole}",
      "type": [{ "code": "Quantity" }],
      "fixedQuantity": { "value": 1.50, "unit": "m", "system": "http://unitsofmeasure.org", "code": "m" }
    }]`),
    found: { '1.50': 'valid', '1.5': 'invalid' },
    rule: 'fixed',
  },
  {
    title: 'a pattern of a Quantity of two digits after the point',
    elements: asWritten(
      `[{ "path": "${whole}", "type": [{ "code": "Quantity" }], "patternQuantity": { "value": 1.50 } }]`,
    ),
    found: { '1.50': 'valid', '1.5': 'invalid' },
    rule: 'pattern',
  },
  {
    title: 'the greatest decimal, of more digits than a double has',
    elements: asWritten(`[
      { "path": "${whole}", "type": [{ "code": "Quantity" }] },
      { "path": "${part}", "maxValueDecimal": 0.1000000000000000000001 }
    ]`),
    found: { '0.1': 'valid', '0.1000000000000000000001': 'valid', '0.1000000000000000000002': 'invalid' },
    rule: 'range',
  },
];

/** The elements of a profile with the digits that a definition on disk has. */
function asWritten(text: string): readonly object[] {
  return parseWritten(text) as readonly object[];
}

function validatorFor(elements: readonly object[]) {
  const profile = { name: 'measured', type: 'Observation', elements };
  const short = parseCase(JSON.stringify({ rule: 'x', spec: 'x', definitions: [profile], issues: [] }));
  const written = short.definitions.map((each) => ({ ...each, elements: elements as typeof each.elements }));
  const definitions = caseDefinitions(packages, { ...short, definitions: written });
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

interface Comparison {
  readonly expression: string;
  /** The value of the Observation, and of its component. */
  readonly numbers?: readonly [string, string];
  readonly holds: boolean;
  /** The verdict of the HL7 validator, 6.8.2, where it is another, and why ours is right. */
  readonly hl7?: { readonly holds: boolean; readonly because: string };
}

const asDoubles = 'it compares by < and > as doubles, by = as decimals; the specification knows one order of decimals';
const asTexts = 'it compares two elements as texts; 0.10 and 0.1 are equal by https://hl7.org/fhirpath/N1/#equals';
const long = ['9007199254740993', '9007199254740992'] as const;
const above = ['1.0000000000000000000001', '1'] as const;
const comparisons: readonly Comparison[] = [
  { expression: '0.000000001 != 0.0', holds: true },
  { expression: '12345678901234567890123 != 12345678901234567890124', holds: true },
  { expression: '0.12345678901234567890123 != 0.12345678901234567890124', holds: true },
  { expression: '9007199254740993 != 9007199254740992', holds: true },
  { expression: '1/3*3 != 1', holds: true },
  { expression: '0.1 + 0.2 = 0.3', holds: true },
  { expression: '0.1 * 3 = 0.3', holds: true },
  { expression: '1.0 ~ 1.00', holds: true },
  { expression: '1.0 = 1.00', holds: true },
  { expression: "1000 'mg' = 1 'g'", holds: true },
  {
    expression: '0.1.power(2) = 0.01',
    holds: true,
    hl7: { holds: false, because: 'it computes with doubles: 0.010000000000000002' },
  },
  {
    expression: '0.1.toQuantity() = 0.1',
    holds: true,
    hl7: { holds: false, because: 'a decimal is a quantity of unit 1: https://hl7.org/fhirpath/N1/#toquantity' },
  },
  { expression: 'value.value = 9007199254740993', numbers: long, holds: true },
  { expression: 'value.value = 9007199254740992', numbers: long, holds: false },
  { expression: 'value.value * 2 = 18014398509481986', numbers: long, holds: true },
  { expression: 'value.value + 1 = 9007199254740994', numbers: long, holds: true },
  { expression: 'value.value mod 10 = 3', numbers: long, holds: true },
  { expression: 'value.value.round(0) = value.value', numbers: long, holds: true },
  { expression: "value.value.toString() = '9007199254740993'", numbers: long, holds: true },
  { expression: 'value.value ~ component.value.first().value', numbers: long, holds: false },
  { expression: "'9007199254740993'.toDecimal() = 9007199254740993", holds: true },
  { expression: "'9007199254740993'.toDecimal() = 9007199254740992", holds: false },
  { expression: 'value.value = %resource.value.value', numbers: long, holds: true },
  { expression: 'value.value = component.value.first().value', numbers: long, holds: false },
  { expression: 'value = component.value.first()', numbers: long, holds: false },
  { expression: '(value.value | component.value.first().value).isDistinct()', numbers: long, holds: true },
  { expression: '(value.value | component.value.first().value).count() = 1', numbers: long, holds: false },
  {
    expression: 'value <= component.value.first()',
    numbers: long,
    holds: false,
    hl7: { holds: true, because: asDoubles },
  },
  {
    expression: 'value.value <= component.value.first().value',
    numbers: long,
    holds: false,
    hl7: { holds: true, because: asDoubles },
  },
  { expression: 'value.value > 1', numbers: above, holds: true, hl7: { holds: false, because: asDoubles } },
  { expression: "value <= 1 'm'", numbers: above, holds: false, hl7: { holds: true, because: asDoubles } },
  { expression: "value = 1 'm'", numbers: above, holds: false },
  { expression: 'value.value < 1.0000000000000000000001', numbers: above, holds: false },
  { expression: 'value.value = 0', numbers: ['0.000000001', '0.0'], holds: false },
  { expression: 'value = component.value.first()', numbers: ['0.000000001', '0.0'], holds: false },
  { expression: "value = 100 'cm'", numbers: ['1.00', '1'], holds: true },
  { expression: "value <= 100 'cm'", numbers: ['1.00', '1'], holds: true },
  { expression: "value = 1 'm'", numbers: ['1.00', '1'], holds: true },
  { expression: 'value.value = 1.5', numbers: ['1.50', '1.5'], holds: true },
  { expression: 'value.value ~ 1.5', numbers: ['1.50', '1.5'], holds: true },
  { expression: "value.value.toString() = '1.50'", numbers: ['1.50', '1.5'], holds: true },
  { expression: 'value.value.round(1) = 1.3', numbers: ['1.25', '1.250'], holds: true },
  {
    expression: 'value.value = component.value.first().value',
    numbers: ['0.10', '0.1'],
    holds: true,
    hl7: { holds: false, because: asTexts },
  },
  {
    expression: '(value.value | component.value.first().value).count() = 1',
    numbers: ['1.50', '1.5'],
    holds: true,
    hl7: { holds: false, because: asTexts },
  },
  {
    expression: 'value.value = 0.1',
    numbers: ['1e-1', '0.1'],
    holds: true,
    hl7: { holds: false, because: 'JSON may write a number with an exponent' },
  },
];

describe('decimals in FHIRPath, as they are written: https://hl7.org/fhirpath/N1/#equals', () => {
  for (const { expression, numbers, holds } of comparisons)
    test(`${expression}${numbers === undefined ? '' : ` with ${numbers.join(' and ')}`} is ${holds}`, () => {
      const [first, second] = numbers ?? ['1.5', '1.5'];
      const component = observation(second).replace('"resourceType":"Observation","status":"final",', '');
      const text = observation(first).replace(/}$/, `,"component":[${component}]}`);
      const { value, numerals } = readJson(text);
      const resource = value as FhirResource;
      const compiled = compileInvariant({ key: 'x', severity: 'error', human: 'x', expression }, 'Observation');
      const environment = { resource, rootResource: resource, numerals, resolve: () => undefined };
      const verdict = evaluateInvariant(compiled, { value: resource, type: 'Observation' }, environment);
      expect(verdict).toBe(`${holds}`);
    });

  const one = '1.0000000000000000000001';
  for (const [path, expression] of [
    [part, '$this = 1'], // on the number itself
    [whole, 'value = 1'], // beyond the short cut for simple expressions
    [whole, 'value.exists() and value <= 1'], // within it
  ] as const)
    test(`${expression} on ${path}`, () => {
      const constraint = [{ key: 'x-1', severity: 'error', human: 'It is 1', expression }];
      const elements = [
        { path: whole, type: [{ code: 'Quantity' }] },
        { path: part, min: 1 },
      ].map((each) => (each.path === path ? { ...each, constraint } : each));
      const request = { file: 'observation.json', profiles: [canonicalOf('measured')] };
      const validator = validatorFor(elements);
      const errorsOf = (digits: string) =>
        validator
          .validate(observation(digits), request)
          .issues.filter(({ severity }) => severity === 'error')
          .map(({ message }) => message);
      expect(errorsOf('1.0')).toEqual([]);
      expect(errorsOf(one)).toEqual(['x-1: It is 1']);
    });
});

/** hl7 (6.8.2): as here, with the digits of the definition in its messages. */
describe('the digits of definitions are kept on the way from the package to the verdict', () => {
  const definition = {
    resourceType: 'StructureDefinition',
    url: 'https://test.example/StructureDefinition/measured',
    version: '1.0.0',
    name: 'Measured',
    status: 'active',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    type: 'Observation',
    derivation: 'constraint',
  };
  const measured = JSON.stringify({
    ...definition,
    id: 'measured',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
    differential: {
      element: [
        { id: 'Observation.value[x]', path: 'Observation.value[x]', type: [{ code: 'Quantity' }] },
        { id: part, path: part, fixedDecimal: 1.5 },
      ],
    },
  }).replace('1.5}', '1.50}');
  const heir = JSON.stringify({
    ...definition,
    id: 'heir',
    url: 'https://test.example/StructureDefinition/heir',
    name: 'Heir',
    baseDefinition: definition.url,
    differential: { element: [{ id: part, path: part, short: 'still 1.50' }] },
  });
  const folder = temporaryFolder({
    'measured.tgz': archiveOf({
      'package.json': JSON.stringify({ name: 'test.measured', version: '1.0.0', fhirVersions: ['4.0.1'] }),
      'StructureDefinition-measured.json': measured,
      'StructureDefinition-heir.json': heir,
    }),
    'right.json': observation('1.50'),
    'wrong.json': observation('1.5'),
  });
  const places: readonly (readonly [string, string])[] = [
    ['a profile', definition.url],
    ['a profile of it', 'https://test.example/StructureDefinition/heir'],
    ['a profile, out of the cache', definition.url],
    ['a profile of it, out of the cache', 'https://test.example/StructureDefinition/heir'],
  ];
  for (const [title, profile] of places)
    test(title, async () => {
      const options = [
        '--fhir-only',
        '--offline',
        '--package',
        'measured.tgz',
        '--profile',
        profile,
        '--format',
        'json',
      ];
      const run = await ig(['validate', ...options, 'right.json', 'wrong.json'], { cwd: folder });
      const errors = reportOf(run).results.flatMap(({ file, issues }) =>
        issues.filter(({ severity }) => severity === 'error').map(({ message }) => `${file}: ${message}`),
      );
      expect(errors).toEqual(['wrong.json: It is 1.5, but this profile fixes it to 1.50.']);
    });
});
