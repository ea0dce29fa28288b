import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { queryResource } from '../../scripts/validate/invariant/expression.ts';
import { compileInvariant, evaluateInvariant } from '../../scripts/validate/invariant/invariant.ts';
import { haveMoreThanDoubles } from '../../scripts/validate/json/decimal.ts';
import { readJson } from '../../scripts/validate/json/reader.ts';

/** Evaluates on a Basic with extensions that have these decimals and amounts. */
function evaluate(expression: string, ...digits: readonly string[]) {
  const extension = digits.flatMap((each) => [
    `{"url":"http://test/decimal","valueDecimal":${each}}`,
    `{"url":"http://test/amount","valueQuantity":{"value":${each}}}`,
  ]);
  const { value, numerals } = readJson(`{"resourceType":"Basic","extension":[${extension.join()}]}`);
  const resource = value as FhirResource;
  const compiled = compileInvariant({ key: 'x', severity: 'error', human: 'x', expression }, 'Basic');
  const environment = { resource, rootResource: resource, numerals, resolve: () => undefined };
  return evaluateInvariant(compiled, { value: resource, type: 'Basic' }, environment);
}

const above = '1.0000000000000000000001';
const decimals = "extension.where(url = 'http://test/decimal').value";
const amounts = "extension.where(url = 'http://test/amount').value";

describe('the digits of an instance reach an expression', () => {
  for (const [expression, digits, holds] of [
    [`${decimals} = ${above}`, [above], true],
    [`${decimals} = 1`, [above], false],
    ['extension.value.ofType(decimal) = 1', [above], false],
    ['descendants().ofType(decimal).where($this = 1).empty()', [above], true],
    ['extension.value.value = 1', [above], false],
    [`${decimals}.distinct().count() = 2`, [above, '1', '1.0'], true],
    [`${decimals}.sum() = 2.0000000000000000000001`, [above, '1'], true],
    [`${decimals}.where($this > 1).count() = 1`, [above, '1'], true],
    [`'${above}'.toDecimal() = ${above} and '${above}'.toDecimal() > 1`, [], true],
    [`'${above}'.toQuantity() = 1`, [], false],
    [`'${above}'.toQuantity() > 1 and '-${above} \\'kg\\''.toQuantity() < -1 'kg'`, [], true],
    [`'${above} \\'kg\\''.toQuantity() = ${above} 'kg' and '${above} days'.toQuantity() > 1 day`, [], true],
    ["'1.5 \\'kg\\''.toQuantity('g') = 1500 'g' and '1.5 \\'kg\\''.toQuantity('m').empty()", [], true],
    ["'x'.toQuantity().empty() and {}.toQuantity().empty() and true.toQuantity() = 1", [], true],
    [`${decimals}.toQuantity() > 1`, [above], true],
    ["'x'.toDecimal().empty() and true.toDecimal() = 1 and '+1.50'.toDecimal() = 1.5", [], true],
    [`${decimals}.all($this is decimal)`, ['1.0', '1.50'], true],
    // More than six objects are compared as texts.
    [`${amounts}.isDistinct()`, [above, '1', '2', '3', '4', '5', '6', '7'], true],
    [`${amounts}.distinct().count() = 7`, ['1.0', '1', '2', '3', '4', '5', '6', '7'], true],
    [`${amounts}.distinct().count() = 7`, [above, `${above}0`, '2', '3', '4', '5', '6', '7'], true],
    [`${amounts}.distinct().count() = 7`, ['0.1', '1e-1', '2', '3', '4', '5', '6', '7'], true],
    [`${amounts}.distinct().count() = 7`, ['12345678.125', '12345678.1250', '2', '3', '4', '5', '6', '7'], true],
  ] as const)
    test(`${expression} with ${digits.join(', ')}`, () => expect(evaluate(expression, ...digits)).toBe(`${holds}`));

  test('and only those of the text that is looked at', () => {
    expect(evaluate(`${decimals} = 1`, above)).toBe('false');
    expect(evaluate(`${decimals} = 1`, '1')).toBe('true');
    expect(evaluate(`${decimals} = 1`, '1.0')).toBe('true');
  });
});

describe('numbers without a sensible end cost nothing', () => {
  const digits = '1'.padEnd(5_000, '0');
  test('in an instance they are what a double is of them', () => {
    expect(evaluate(`${decimals}.exists()`, digits)).toBe('true');
    expect(evaluate(`${decimals} = 0`, '1e-99999')).toBe('true');
    expect(evaluate(`${decimals} > 5`, '1e300')).toBe('true');
  });
  test('in an expression they are not evaluated', () =>
    expect(evaluate(`${digits} > 1`)).toEqual({
      error: 'The expression was stopped: it has a number of more than 1000 digits.',
    }));
  test('in a text they are what a double is of them', () =>
    expect(evaluate(`'${digits}'.toDecimal() * 2 > 1`)).toBe('true'));
  test('a power beyond a thousand digits is divided at once', () =>
    expect(evaluate('10.power(900000000) div 3 > 0 or true')).toBe('true'));
});

describe('numbers that no double has the value of', () => {
  for (const [written, holds] of [
    ['1.0', false],
    ['15e-1', false],
    ['0.1000000000000000', false],
    ['9007199254740992.0', false],
    ['9007199254740993', true],
    [above, true],
    ['1e-400', true],
  ] as const)
    test(`${written}: ${holds}`, () => expect(haveMoreThanDoubles(readJson(`[${written}]`).numerals)).toBe(holds));
});

test('whoever queries a resource gets numbers as JSON has them', () => {
  const resource = { resourceType: 'Observation', valueQuantity: { value: 1.5 } };
  expect(queryResource('value.value', resource, {})).toEqual([1.5]);
  expect(queryResource('value.value * 2', resource, {})).toEqual([3]);
});
