import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const KnownDifference = z.strictObject({
  /** `id#version` of the stand-in. */
  package: z.string(),
  /** Id of the profile; `*` stands for any characters, here and in `element`. */
  profile: z.string(),
  element: z.string(),
  /** Name of the field that differs, or `missing` (the stand-in lacks the element), `extra`, or `unknown` (nothing tells). */
  field: z.string(),
  count: z.int().positive().default(1),
  reason: z.string(),
});
export type KnownDifference = z.infer<typeof KnownDifference>;

export function readKnownDifferences(): KnownDifference[] {
  const file = new URL('known-differences.yaml', import.meta.url);
  return z.array(KnownDifference).parse(parse(readFileSync(file, 'utf8')));
}

/** A difference as `compareSnapshots` tells it: `id.field: expected <> found`, `id: missing` or `id: extra`. */
export function explains(known: KnownDifference, profile: string, difference: string): boolean {
  const at = difference.indexOf(': ');
  const [place, what] = [difference.slice(0, at), difference.slice(at + 2)];
  const isWhole = ['missing', 'extra', 'unknown'].includes(what);
  const element = isWhole ? place : place.slice(0, place.lastIndexOf('.'));
  const field = isWhole ? what : place.slice(place.lastIndexOf('.') + 1);
  return known.field === field && matches(known.profile, profile) && matches(known.element, element);
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.[\]()|?+^$\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(text);
}
