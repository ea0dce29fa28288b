import type { Terminology } from '../../model/definition/terminology.ts';
import { isJsonObject } from '../../model/fhir.ts';

const UCUM = 'http://unitsofmeasure.org';

/**
 * Negative, zero or positive; undefined where two values can't be compared, such as amounts without a common unit.
 * Dates are compared as far as both go.
 */
export function compareValues(a: unknown, b: unknown, { inUnit }: Pick<Terminology, 'inUnit'>): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (!isJsonObject(a) || !isJsonObject(b)) return undefined;
  if (typeof a.reference === 'string' && typeof b.reference === 'string') return a.reference === b.reference ? 0 : 1;
  if (typeof a.value !== 'number' || typeof b.value !== 'number' || a.system !== b.system) return undefined;
  if (a.code === b.code) return a.code === undefined && a.unit !== b.unit ? undefined : a.value - b.value;
  if (a.system !== UCUM || typeof a.code !== 'string' || typeof b.code !== 'string') return undefined;
  const converted = inUnit(a.value, a.code, b.code);
  if (converted === undefined) return undefined;
  const difference = converted - b.value;
  // What a conversion rounds is no difference.
  return Math.abs(difference) <= 1e-9 * Math.max(Math.abs(converted), Math.abs(b.value)) ? 0 : difference;
}

const dated = /^\d{4}(?:-\d\d(?:-\d\d)?)?(?:T|$)/;

function compareTexts(a: string, b: string): number {
  if (dated.test(a) && dated.test(b)) {
    if (a.includes('T') && b.includes('T')) {
      const difference = Date.parse(a) - Date.parse(b);
      if (!Number.isNaN(difference)) return difference;
    }
    const length = Math.min(a.length, b.length);
    return order(a.slice(0, length), b.slice(0, length));
  }
  return order(a, b);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
