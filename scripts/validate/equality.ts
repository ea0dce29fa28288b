import { isJsonObject } from '../model/fhir.ts';

export interface Difference {
  /** Path below the value compared, beginning with a dot or a bracket; '' for the value itself. */
  readonly at: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

/**
 * Where a value departs from a fixed value: everything must be equal, and nothing may be added.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.fixed_x_
 */
export function fixedDifferences(found: unknown, wanted: unknown, at = ''): Difference[] {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return [{ at, wanted, found }];
    return wanted.flatMap((item, i) => fixedDifferences(found[i], item, `${at}[${i}]`));
  }
  if (isJsonObject(wanted)) {
    if (!isJsonObject(found)) return [{ at, wanted, found }];
    const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    return [...keys].flatMap((key) => fixedDifferences(found[key], wanted[key], `${at}.${key}`));
  }
  return found === wanted ? [] : [{ at, wanted, found }];
}

/**
 * Whether a value has at least what the pattern has: each array item of the pattern matches some item found.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
 */
export function matchesPattern(found: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    if (!Array.isArray(found)) return false;
    return pattern.every((wanted) => found.some((item) => matchesPattern(item, wanted)));
  }
  if (isJsonObject(pattern)) {
    if (!isJsonObject(found)) return false;
    for (const key of Object.keys(pattern)) if (!matchesPattern(found[key], pattern[key])) return false;
    return true;
  }
  return found === pattern;
}

export function isEqual(a: unknown, b: unknown): boolean {
  return fixedDifferences(a, b).length === 0;
}

/** The value of the one property whose name begins with `prefix` and a type: `fixedUri`, `patternCodeableConcept`. */
export function typedValue(
  element: object,
  prefix: string,
): { readonly type: string; readonly value: unknown } | undefined {
  for (const [key, value] of Object.entries(element))
    if (key.startsWith(prefix) && key.length > prefix.length && /[A-Z]/.test(key.charAt(prefix.length))) {
      return { type: key.slice(prefix.length), value };
    }
  return undefined;
}
