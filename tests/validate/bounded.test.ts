import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from './npm-packages.ts';

const definitions = createDefinitions(await npmPackages());
const validator = createValidator({ definitions, terminology: createTerminology(definitions), allowExampleUrls: true });
const errorsOf = (resource: unknown) => {
  const { issues } = validator.validate(JSON.stringify(resource), { file: 'x.json' });
  return issues.filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ rule }) => rule);
};
const SECONDS = 5_000; // far above what is needed, far below what a quadratic check would take

test('two hundred levels of items are checked to the bottom', () => {
  let item: object = { linkId: 'last', type: 'nonsense' };
  for (let i = 0; i < 200; i++) item = { linkId: String(i), type: 'group', item: [item] };
  expect(errorsOf({ resourceType: 'Questionnaire', status: 'draft', item: [item] })).toEqual(['binding-required']);
});

test('a text of megabytes is one finding with a short message', { timeout: SECONDS }, () => {
  const text = JSON.stringify({ resourceType: 'Patient', name: [{ family: 'a'.repeat(3_000_000) }] });
  const { issues } = validator.validate(text, { file: 'x.json' });
  const [error] = issues.filter(({ severity }) => severity === 'error');
  expect(error?.rule).toBe('primitive-format');
  expect(error?.message.length).toBeLessThan(300);
});

test('a property name of megabytes without its value is a short message', () => {
  const { issues } = validator.validate(`{"${'a'.repeat(1_000_000)}"}`, { file: 'x.json' });
  expect(issues.map(({ rule }) => rule)).toEqual(['json-syntax']);
  expect(issues[0]?.message.length).toBeLessThan(300);
});

test('contained resources that refer to each other in a circle are checked', () => {
  const patient = (id: string, other: string) => ({
    resourceType: 'Patient',
    id,
    link: [{ type: 'seealso', other: { reference: `#${other}` } }],
  });
  expect(errorsOf({ resourceType: 'Patient', contained: [patient('a', 'b'), patient('b', 'a')] })).toEqual([]);
});

test('ten thousand entries that refer to each other take seconds', { timeout: SECONDS }, () => {
  const base = 'http://example.org/fhir/Patient/';
  const link = (i: number) => [{ type: 'seealso', other: { reference: `Patient/${(i + 1) % 10_000}` } }];
  const entry = Array.from({ length: 10_000 }, (_, i) => ({
    fullUrl: base + i,
    resource: { resourceType: 'Patient', id: String(i), link: link(i) },
  }));
  expect(errorsOf({ resourceType: 'Bundle', type: 'collection', entry })).toEqual([]);
});

test('properties named like members of objects are unknown properties', () => {
  expect(errorsOf({ resourceType: 'Patient', constructor: 1, toString: 'x', hasOwnProperty: [] })).toEqual([
    'unknown-property',
    'unknown-property',
    'unknown-property',
  ]);
});

test('what is no resource at all is an error', () => {
  for (const value of [null, [], 'x', 5, true]) expect(errorsOf(value)).toEqual(['json-type']);
});
