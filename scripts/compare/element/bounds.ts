import type { ElementDefinition } from '../../model/fhir.ts';
import { isSame, textOf } from '../tree/same.ts';
import type { Place } from './place.ts';

/** Least and greatest value, and greatest length. */
export function compareBounds(old: ElementDefinition, now: ElementDefinition, place: Place): void {
  const oldLength = old.maxLength ?? Number.POSITIVE_INFINITY;
  const newLength = now.maxLength ?? Number.POSITIVE_INFINITY;
  if (oldLength !== newLength)
    place.changes.add(newLength < oldLength ? 'range-narrowed' : 'range-widened', {
      element: place.path,
      before: old.maxLength === undefined ? 'any length' : `at most ${old.maxLength} characters`,
      after: now.maxLength === undefined ? 'any length' : `at most ${now.maxLength} characters`,
    });
  compareBound('minValue', old, now, place);
  compareBound('maxValue', old, now, place);
}

function compareBound(
  stem: 'minValue' | 'maxValue',
  old: ElementDefinition,
  now: ElementDefinition,
  { changes, path: element }: Place,
): void {
  const [before, after] = [boundOf(old, stem), boundOf(now, stem)];
  if (isSame(before, after)) return;
  const word = stem === 'minValue' ? 'at least' : 'at most';
  const told = (value: unknown) => (value === undefined ? `no ${stem}` : `${word} ${textOf(value)}`);
  const values = { element, before: told(before), after: told(after) };
  if (before === undefined || after === undefined) {
    changes.add(after === undefined ? 'range-widened' : 'range-narrowed', values);
    return;
  }
  const order = orderOf(before, after);
  if (order === undefined) {
    const reason = 'The two bounds cannot be compared.';
    changes.add('range-narrowed', { ...values, producer: 'may-break', consumer: 'may-break', reason });
  } else changes.add((stem === 'minValue') === order > 0 ? 'range-widened' : 'range-narrowed', values);
}

/** Above 0 where the first is greater; undefined where neither numbers nor texts of one form are compared. */
function orderOf(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string' && a.length === b.length) return a < b ? -1 : 1;
  return undefined;
}

function boundOf(element: ElementDefinition, stem: string): unknown {
  for (const [name, value] of Object.entries(element))
    if (/^[A-Z]/.test(name.slice(stem.length)) && name.startsWith(stem)) return value;
  return undefined;
}
