import { expect, test } from 'vitest';
import { parseWritten } from '../../scripts/model/written-digits.ts';
import { compareDecimals, definedDigits } from '../../scripts/validate/json/decimal.ts';

/** In ascending order; the texts of one row are equal. */
const rows: readonly (readonly string[])[] = [
  ['-1e3', '-1000', '-1000.00'],
  ['-1.5000000000000000000001'],
  ['-1.5', '-15e-1'],
  ['-0.00001'],
  ['0', '-0', '0.000', '0e5', '-0.0e-3'],
  ['1e-400'],
  ['0.09999999999999999999999'],
  ['0.1', '0.10', '1e-1', '1E-1', '0.01e1', '100e-3'],
  ['0.1000000000000000000001'],
  ['9007199254740992', '9007199254740992.0'],
  ['9007199254740993', '9.007199254740993e15'],
  ['1e400', '10e+399'],
];

test('decimals compare by their digits', () => {
  for (const [i, row] of rows.entries())
    for (const [j, other] of rows.entries())
      for (const a of row)
        for (const b of other) expect(Math.sign(compareDecimals(a, b)), `${a} and ${b}`).toBe(Math.sign(i - j));
});

test('a long decimal is compared in the time of reading it', () => {
  const long = `0.${'0'.repeat(100_000)}1`;
  expect(compareDecimals(long, `${long}0`)).toBe(0);
  expect(compareDecimals(`1${'0'.repeat(100_000)}`, '1e100000')).toBe(0);
});

test('a number of a definition has the digits that it was written with', () => {
  const element = parseWritten('{ "fixedDecimal": 1.50, "minValueDecimal": 1.5 }') as { [key: string]: number };
  expect(definedDigits({ holder: element, key: 'fixedDecimal' }, 1.5)).toBe('1.50');
  expect(definedDigits({ holder: element, key: 'minValueDecimal' }, 1.5)).toBe('1.5');
  expect(definedDigits({}, 9007199254740992)).toBe('9007199254740992');
});
