import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

/** `system#code` of each coding of a CodeableConcept that has both. */
export function codesOf(concept: unknown): string[] {
  if (!isJsonObject(concept) || !Array.isArray(concept.coding)) return [];
  return concept.coding.flatMap((coding) =>
    isJsonObject(coding) && typeof coding.system === 'string' && typeof coding.code === 'string'
      ? [shown(`${coding.system}#${coding.code}`)]
      : [],
  );
}

/** Whether two concepts have a code in common, or, without codes, the text. */
export function matches(a: unknown, b: unknown): boolean {
  const [ours, theirs] = [codesOf(a), codesOf(b)];
  if (ours.length === 0 && theirs.length === 0) return textIn(a) !== undefined && textIn(a) === textIn(b);
  return ours.some((code) => theirs.includes(code));
}

function textIn(concept: unknown): string | undefined {
  return isJsonObject(concept) && typeof concept.text === 'string' ? concept.text : undefined;
}

interface Pairing {
  readonly what: 'group' | 'population' | 'stratifier';
  /** Of the element that has the parts. */
  readonly path: string;
  readonly scope: Scope;
  /** Whether a report need not have what a part of the Measure defines. */
  readonly mayLack: (definition: JsonObject) => boolean;
}

/**
 * Finds by their codes what the Measure defines each part of a report as. Says so of parts without a code, of those that the Measure does
 * not have, that are there twice, and that are missing.
 */
export function pairUp(
  given: readonly (readonly [JsonObject, string])[],
  wanted: readonly JsonObject[],
  { what, path, scope: { findings }, mayLack }: Pairing,
): (readonly [readonly [JsonObject, string], JsonObject])[] {
  const byCode = new Map<string, JsonObject>();
  for (const definition of wanted)
    for (const key of keysOf(definition.code)) if (!byCode.has(key)) byCode.set(key, definition);
  const fault = (message: string, at: string) =>
    findings.error({ code: 'business-rule', rule: 'measure-report', message, expression: at });
  // R4 lets a Measure leave codes out; then nobody can tell which part of a report is meant by it.
  const isUncoded = wanted.some((definition) => definition.code === undefined);
  const met = new Set<JsonObject>();
  const pairs: (readonly [readonly [JsonObject, string], JsonObject])[] = [];
  for (const each of given) {
    const [{ code }, at] = each;
    const keys = keysOf(code);
    const definition = keys.map((key) => byCode.get(key)).find((found) => found !== undefined);
    if (code === undefined && isUncoded) continue;
    if (code === undefined)
      fault(`The ${what} has no code, so that nobody can tell which one of the Measure it is; add the code.`, at);
    else if (definition === undefined)
      fault(`The Measure has no ${what} with the code ${keys.join(', ') || 'given here'}; correct the code.`, at);
    else if (met.has(definition))
      fault(`The ${what} with the code ${keys.join(', ')} is given twice; leave one out.`, at);
    else {
      met.add(definition);
      pairs.push([each, definition]);
    }
  }
  for (const definition of wanted) {
    if (met.has(definition) || definition.code === undefined || mayLack(definition)) continue;
    const named = keysOf(definition.code).join(', ');
    fault(`The ${what}${named === '' ? '' : ` ${named}`} of the Measure is missing; add it.`, path);
  }
  return pairs;
}

function keysOf(concept: unknown): string[] {
  const codes = codesOf(concept);
  const text = textIn(concept);
  return codes.length > 0 || text === undefined ? codes : [`"${shown(text)}"`];
}
