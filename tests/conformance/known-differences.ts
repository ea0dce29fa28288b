import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const explained = {
  /** Who keeps to the specification; `either` where it leaves the matter open. */
  right: z.enum(['ours', 'hl7', 'either']),
  section: z.url().startsWith('https://hl7.org/fhir/R4/'),
  why: z.string().min(20),
};

const Known = z.strictObject({
  differences: z.array(
    z.strictObject({
      corpus: z.string(),
      ...explained,
      differences: z.array(z.string().regex(/^(?:verdict \S+|(?:missed|alarm) \S+ \S*)$/)).nonempty(),
    }),
  ),
  examples: z.array(
    z.strictObject({ rule: z.string(), ...explained, found: z.record(z.string(), z.number().int().positive()) }),
  ),
});

const known = Known.parse(parse(readFileSync(new URL('known-differences.yaml', import.meta.url), 'utf8')));

/** The explained differences of a corpus, as `kind file path`. */
export function knownDifferences(corpus: string): string[] {
  return known.differences
    .filter((group) => group.corpus === corpus)
    .flatMap(({ differences }) => differences)
    .sort();
}

/** How often each rule is broken by the official examples, as `rule type` to a count. */
export function knownAlarms(): ReadonlyMap<string, number> {
  return new Map(
    known.examples.flatMap(({ rule, found }) =>
      Object.entries(found).map(([type, count]): [string, number] => [`${rule} ${type}`, count]),
    ),
  );
}
