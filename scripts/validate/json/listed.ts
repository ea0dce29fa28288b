import { isJsonObject, type JsonObject } from '../../model/fhir.ts';

/** The objects of a list with their places; what is no object, or no list, is reported by the walk. */
export function* listed(list: unknown, path: string): Iterable<readonly [JsonObject, string]> {
  if (!Array.isArray(list)) return;
  for (const [i, item] of list.entries()) if (isJsonObject(item)) yield [item, `${path}[${i}]`];
}

/** A string with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
