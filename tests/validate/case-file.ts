import { parse } from 'yaml';
import { z } from 'zod';

/** A definition in short: the rest of the StructureDefinition is filled in by the test. */
const ShortProfile = z.strictObject({
  name: z.string(),
  type: z.string(),
  base: z.string().optional(),
  elements: z.array(z.looseObject({ path: z.string() })).default([]),
  context: z.array(z.looseObject({})).optional(),
  contextInvariant: z.array(z.string()).optional(),
  extension: z.array(z.looseObject({})).optional(),
  /** As it is, for what no generator would make. */
  snapshot: z.unknown().optional(),
});

const ShortValueSet = z.strictObject({
  name: z.string(),
  system: z.string(),
  codes: z.array(z.string()),
  compose: z.unknown().optional(),
});

const Case = z.strictObject({
  /** The claim, as a sentence of the specification. */
  rule: z.string(),
  spec: z.string(),
  definitions: z.array(ShortProfile).default([]),
  valueSets: z.array(ShortValueSet).default([]),
  /** Names out of `definitions`, or canonicals. */
  profiles: z.array(z.string()).default([]),
  allowExampleUrls: z.boolean().default(true),
  resource: z.looseObject({}).optional(),
  /** For what YAML cannot say: duplicate keys, digits, malformed JSON. */
  text: z.string().optional(),
  /** Recommendations (dom-6, best-practice) are left out elsewhere: no fault of the case. */
  advice: z.boolean().default(false),
  information: z.boolean().default(false),
  /** `severity rule expression`, one line each; nothing else may be found. */
  issues: z.array(z.string()),
});

export type ValidationCase = z.infer<typeof Case>;
export type ShortProfile = z.infer<typeof ShortProfile>;
export type ShortValueSet = z.infer<typeof ShortValueSet>;

export function parseCase(yaml: string): ValidationCase {
  return Case.parse(parse(yaml));
}
