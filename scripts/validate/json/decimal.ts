import { writtenDigits } from '../../model/written-digits.ts';
import { asWritten, type JsonDocument } from './reader.ts';

/** Numbers of a text as they were written, where JavaScript would print them otherwise; undefined where none was kept. */
export type Numerals = JsonDocument['numerals'] | undefined;

/** Where a number stands: the object that has it as a property. */
export interface NumberPlace {
  readonly holder?: object | undefined;
  readonly key?: string;
}

/** The digits of a number in an instance. */
export function digitsAt({ holder, key = '' }: NumberPlace, value: number, numerals: Numerals): string {
  return holder === undefined || numerals === undefined ? String(value) : asWritten(numerals, holder, key, value);
}

/** The digits of a number in a definition. */
export function definedDigits({ holder, key = '' }: NumberPlace, value: number): string {
  return (holder === undefined ? undefined : writtenDigits(holder, key)) ?? String(value);
}

const known = new WeakMap<object, boolean>();

/** Whether a text has a number that no double has the value of, so that its nearest may be equal to what it is not. */
export function haveMoreThanDoubles(numerals: Numerals): boolean {
  if (numerals === undefined || numerals.size === 0) return false;
  const before = known.get(numerals);
  if (before !== undefined) return before;
  let found = false;
  for (const own of numerals.values())
    for (const written of own.values())
      found ||=
        (written.length > 15 || /[eE]/.test(written)) && compareDecimals(written, String(Number(written))) !== 0;
  known.set(numerals, found);
  return found;
}

/**
 * Compares two decimals by their digits, of any number, without a double between.
 * @param a as JSON writes numbers
 * @returns negative, zero or positive; `1.50` and `15e-1` are equal
 */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [parsed(a), parsed(b)];
  if (left.sign !== right.sign) return left.sign - right.sign;
  // Both begin with a digit that is not 0, so the power of ten decides, and then the digits as text.
  if (left.power !== right.power) return left.power < right.power ? -left.sign : left.sign;
  return left.digits === right.digits ? 0 : left.digits < right.digits ? -left.sign : left.sign;
}

interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** Significant ones, without zeros before and after. */
  readonly digits: string;
  /** Of the first digit. */
  readonly power: number;
}

const zero: Decimal = { sign: 0, digits: '', power: 0 };

function parsed(text: string): Decimal {
  const [, minus, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = whole + fraction;
  const first = all.search(/[1-9]/);
  if (first === -1) return zero;
  let end = all.length;
  while (all.charCodeAt(end - 1) === 0x30) end--;
  return {
    sign: minus === '-' ? -1 : 1,
    digits: all.slice(first, end),
    power: whole.length - first - 1 + Number(exponent),
  };
}
