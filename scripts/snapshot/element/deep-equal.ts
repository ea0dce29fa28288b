import { writtenDigits } from '../../model/written-digits.ts';

/** Whether two JSON values are the same; the order of an object's properties does not count. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => deepEqual(item, b[index]))
    );
  }
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return (
    left.length === right.size &&
    left.every(
      ([key, value]) =>
        right.has(key) && deepEqual(value, right.get(key)) && writtenDigits(a, key) === writtenDigits(b, key),
    )
  );
}

/** A text that is the same for JSON values that are the same, and for no others. */
export function sameText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sameText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  const texts = parts.map(([key, part]) => `${JSON.stringify(key)}:${writtenDigits(value, key) ?? sameText(part)}`);
  return `{${texts.sort().join()}}`;
}
