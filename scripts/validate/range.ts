import { type ElementDefinition, isJsonObject } from '../model/fhir.ts';
import { typedValue } from './equality.ts';
import type { ItemCheck } from './item-rules.ts';
import { shown } from './wording.ts';

/** @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.minValue_x_ */
export function rangeCheck(element: ElementDefinition, stated: string): ItemCheck | undefined {
  const least = typedValue(element, 'minValue')?.value;
  const most = typedValue(element, 'maxValue')?.value;
  if (least === undefined && most === undefined) return undefined;
  return ({ value, path }, { findings }) => {
    const tooLow = least === undefined ? undefined : compare(value, least);
    const tooHigh = most === undefined ? undefined : compare(value, most);
    if (tooLow !== undefined && tooLow < 0)
      findings.error(
        'value',
        'range',
        `${shown(value)} is below ${shown(least)}, the least value that this profile allows.`,
        path,
        stated,
      );
    if (tooHigh !== undefined && tooHigh > 0)
      findings.error(
        'value',
        'range',
        `${shown(value)} is above ${shown(most)}, the greatest value that this profile allows.`,
        path,
        stated,
      );
  };
}

/** Negative, zero or positive; undefined when the two can't be compared (other units, other precision). */
function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (isJsonObject(a) && isJsonObject(b))
    return a.system === b.system && a.code === b.code ? compare(a.value, b.value) : undefined;
  return undefined;
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
