import { type ElementDefinition, isJsonObject, type JsonObject } from '../model/fhir.ts';
import type { Terminology } from '../model/terminology.ts';
import { typedValue } from './equality.ts';
import type { ItemCheck } from './item-rules.ts';
import { shown } from './wording.ts';

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
  const least = typedValue(element, 'minValue')?.value;
  const most = typedValue(element, 'maxValue')?.value;
  if (least === undefined && most === undefined) return undefined;
  return ({ value, path }, { findings }) => {
    const tooLow = least === undefined ? undefined : compare(value, least, inUnit);
    const tooHigh = most === undefined ? undefined : compare(value, most, inUnit);
    if (tooLow !== undefined && tooLow < 0)
      findings.error(
        'value',
        'range',
        `${amount(value)} is below ${amount(least)}, the least value that this profile allows.`,
        path,
        stated,
      );
    if (tooHigh !== undefined && tooHigh > 0)
      findings.error(
        'value',
        'range',
        `${amount(value)} is above ${amount(most)}, the greatest value that this profile allows.`,
        path,
        stated,
      );
  };
}

/** A value for the reader; a Quantity as value and unit. */
function amount(value: unknown): string {
  return isJsonObject(value) ? shown(`${value.value} ${value.code ?? value.unit ?? ''}`.trim()) : shown(value);
}

/** Negative, zero or positive; undefined when the two can't be compared (other dimension, no common system). */
function compare(a: unknown, b: unknown, inUnit: Terminology['inUnit']): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return isJsonObject(a) && isJsonObject(b) ? compareQuantities(a, b, inUnit) : undefined;
}

function compareQuantities(a: JsonObject, b: JsonObject, inUnit: Terminology['inUnit']): number | undefined {
  if (typeof a.value !== 'number' || typeof b.value !== 'number' || a.system !== b.system) return undefined;
  if (a.code === b.code) return a.value - b.value;
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
    findings.error(
      'value',
      'max-length',
      `It has ${value.length} characters; at most ${maxLength} are allowed.`,
      path,
      stated,
    );
  };
}
