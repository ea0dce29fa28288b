import { isJsonObject } from '../../model/fhir.ts';
import { definedDigits, digitsAt, type NumberPlace, type Numerals } from '../json/decimal.ts';

export interface Difference {
  /** Path below the value compared, beginning with a dot or a bracket; '' for the value itself. */
  readonly at: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

/**
 * Where a value departs from a fixed value: everything must be equal, and nothing may be added. Decimals are equal as
 * they are written: 1.50 is another precision than 1.5, and so another value.
 * @param place of the value, if it is a number
 * @param defined where the definition has the fixed value, if it is a number
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.fixed_x_
 * @see https://hl7.org/fhir/R4/datatypes.html#decimal
 */
export function fixedDifferences(
  found: unknown,
  wanted: unknown,
  at = '',
  numerals?: Numerals,
  place: NumberPlace = nowhere,
  defined: NumberPlace = nowhere,
): Difference[] {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return [{ at, wanted, found }];
    return wanted.flatMap((item, i) => fixedDifferences(found[i], item, `${at}[${i}]`, numerals));
  }
  if (isJsonObject(wanted)) {
    if (!isJsonObject(found)) return [{ at, wanted, found }];
    const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    return [...keys].flatMap((key) =>
      fixedDifferences(
        found[key],
        wanted[key],
        `${at}.${key}`,
        numerals,
        { holder: found, key },
        { holder: wanted, key },
      ),
    );
  }
  if (typeof found !== 'number' || typeof wanted !== 'number') return found === wanted ? [] : [{ at, wanted, found }];
  const [digits, fixed] = [digitsAt(place, found, numerals), definedDigits(defined, wanted)];
  return digits === fixed ? [] : [{ at, wanted: fixed, found: digits }];
}

const nowhere: NumberPlace = {};

/**
 * Whether a value has at least what the pattern has: each array item of the pattern matches some item found. Decimals
 * match as they are written.
 * @param place of the value, if it is a number
 * @param defined where the definition has the pattern, if it is a number
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
 */
export function matchesPattern(
  found: unknown,
  pattern: unknown,
  numerals?: Numerals,
  place: NumberPlace = nowhere,
  defined: NumberPlace = nowhere,
): boolean {
  if (Array.isArray(pattern)) {
    if (!Array.isArray(found)) return false;
    return pattern.every((wanted) => found.some((item) => matchesPattern(item, wanted, numerals)));
  }
  if (isJsonObject(pattern)) {
    if (!isJsonObject(found)) return false;
    for (const key of Object.keys(pattern))
      if (!matchesPattern(found[key], pattern[key], numerals, { holder: found, key }, { holder: pattern, key }))
        return false;
    return true;
  }
  if (typeof found !== 'number' || typeof pattern !== 'number') return found === pattern;
  return digitsAt(place, found, numerals) === definedDigits(defined, pattern);
}

export function isEqual(
  a: unknown,
  b: unknown,
  numerals?: Numerals,
  place?: NumberPlace,
  defined?: NumberPlace,
): boolean {
  return fixedDifferences(a, b, '', numerals, place, defined).length === 0;
}

export interface TypedValue {
  readonly type: string;
  readonly value: unknown;
  /** Where the definition has it. */
  readonly place: { readonly holder: object; readonly key: string };
}

/** The value of the one property whose name begins with `prefix` and a type: `fixedUri`, `patternCodeableConcept`. */
export function typedValue(element: object, prefix: string): TypedValue | undefined {
  for (const [key, value] of Object.entries(element))
    if (key.startsWith(prefix) && key.length > prefix.length && /[A-Z]/.test(key.charAt(prefix.length))) {
      return { type: key.slice(prefix.length), value, place: { holder: element, key } };
    }
  return undefined;
}
