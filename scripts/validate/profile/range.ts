import type { Terminology } from '../../model/definition/terminology.ts';
import { type ElementDefinition, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { compareDecimals, definedDigits, digitsAt, type Numerals } from '../json/decimal.ts';
import type { Node } from '../scope/node.ts';
import type { ItemCheck } from '../scope/scope.ts';
import { type TypedValue, typedValue } from '../value/equality.ts';

const UCUM = 'http://unitsofmeasure.org';

/**
 * Quantities of unlike UCUM units are compared after conversion.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.minValue_x_
 */
export function rangeCheck(
  element: ElementDefinition,
  stated: string,
  { inUnit }: Pick<Terminology, 'inUnit'>,
): ItemCheck | undefined {
  const least = limitOf(typedValue(element, 'minValue'));
  const most = limitOf(typedValue(element, 'maxValue'));
  if (least === undefined && most === undefined) return undefined;
  return (node, { findings, run }) => {
    const { path } = node;
    const found = numberIn(node, run.numerals);
    const tooLow = least === undefined ? undefined : compare(node.value, least, found, inUnit);
    const tooHigh = most === undefined ? undefined : compare(node.value, most, found, inUnit);
    if (tooLow !== undefined && tooLow < 0)
      findings.error({
        code: 'value',
        rule: 'range',
        message: `${amount(node.value, found)} is below ${amount(least?.value, least?.digits)}, the least value that this profile allows.`,
        expression: path,
        profile: stated,
      });
    if (tooHigh !== undefined && tooHigh > 0)
      findings.error({
        code: 'value',
        rule: 'range',
        message: `${amount(node.value, found)} is above ${amount(most?.value, most?.digits)}, the greatest value that this profile allows.`,
        expression: path,
        profile: stated,
      });
  };
}

interface Limit {
  readonly value: unknown;
  /** Of the number, or of the Quantity's. */
  readonly digits: string | undefined;
}

function limitOf(typed: TypedValue | undefined): Limit | undefined {
  if (typed === undefined) return undefined;
  const { value, place } = typed;
  if (typeof value === 'number') return { value, digits: definedDigits(place, value) };
  const number = isJsonObject(value) ? value.value : undefined;
  if (!isJsonObject(value) || typeof number !== 'number') return { value, digits: undefined };
  return { value, digits: definedDigits({ holder: value, key: 'value' }, number) };
}

/** The digits of a number, or of a Quantity's. */
function numberIn(node: Node, numerals: Numerals): string | undefined {
  const { value } = node;
  if (typeof value === 'number') return digitsAt(node, value, numerals);
  return isJsonObject(value) && typeof value.value === 'number'
    ? digitsAt({ holder: value, key: 'value' }, value.value, numerals)
    : undefined;
}

/** A value for the reader; a Quantity as value and unit. */
function amount(value: unknown, digits?: string): string {
  return isJsonObject(value)
    ? shown(`${digits ?? value.value} ${value.code ?? value.unit ?? ''}`.trim())
    : shown(digits ?? value);
}

/**
 * Negative, zero or positive; undefined when the two can't be compared (other dimension, no common system).
 * @param digits of the number in `a`
 */
function compare(
  a: unknown,
  { value: b, digits: defined }: Limit,
  digits: string | undefined,
  inUnit: Terminology['inUnit'],
): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b, digits, defined);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return isJsonObject(a) && isJsonObject(b) ? compareQuantities(a, b, digits, defined, inUnit) : undefined;
}

/** Doubles that differ do so in the order of what was written; those that do not may have lost a difference. */
function compareNumbers(a: number, b: number, digits: string | undefined, defined: string | undefined): number {
  return a !== b || defined === undefined || digits === undefined ? a - b : compareDecimals(digits, defined);
}

function compareQuantities(
  a: JsonObject,
  b: JsonObject,
  digits: string | undefined,
  defined: string | undefined,
  inUnit: Terminology['inUnit'],
): number | undefined {
  if (typeof a.value !== 'number' || typeof b.value !== 'number' || a.system !== b.system) return undefined;
  if (a.code === b.code) return compareNumbers(a.value, b.value, digits, defined);
  if (a.system !== UCUM || typeof a.code !== 'string' || typeof b.code !== 'string') return undefined;
  const converted = inUnit(a.value, a.code, b.code);
  if (converted === undefined) return undefined;
  // 37 degrees from one scale to another are 36.999999999999986: no difference.
  const difference = converted - b.value;
  return Math.abs(difference) <= 1e-9 * Math.max(Math.abs(converted), Math.abs(b.value)) ? 0 : difference;
}

function compareTexts(a: string, b: string): number | undefined {
  if (a.includes('T') || b.includes('T')) {
    const difference = Date.parse(a) - Date.parse(b);
    return Number.isNaN(difference) ? undefined : difference;
  }
  // Dates of unlike precision are compared as far as both go.
  const length = /^\d{4}/.test(a) && /^\d{4}/.test(b) ? Math.min(a.length, b.length) : Math.max(a.length, b.length);
  const [x, y] = [a.slice(0, length), b.slice(0, length)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.maxLength */
export function maxLengthCheck(element: ElementDefinition, stated: string): ItemCheck | undefined {
  const { maxLength } = element;
  if (maxLength === undefined) return undefined;
  return ({ value, path }, { findings }) => {
    if (typeof value !== 'string' || value.length <= maxLength) return;
    findings.error({
      code: 'value',
      rule: 'max-length',
      message: `It has ${value.length} characters; at most ${maxLength} are allowed.`,
      expression: path,
      profile: stated,
    });
  };
}
