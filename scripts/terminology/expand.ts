import type { Definition, Definitions } from '../model/definition/definitions.ts';
import type { ListCodes, ListedCode, LoadedTerminology } from '../model/definition/terminology.ts';
import type { ValueSet } from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';
import { type Concept, propertyValues } from './code-system.ts';
import { createLookup, type Lookup } from './lookup.ts';

/** More codes than this are no list that a person reads. */
const MOST_CODES = 1_000;
const MOST_LEVELS = 20;

/**
 * Lists what a value set means with what is loaded: its own codes and those of the code systems and value sets that it
 * includes, each held against the whole definition, so that filters and exclusions count.
 * Of a value set that cannot be listed as a whole (an open code system, too many codes) it says why.
 * @see https://hl7.org/fhir/R4/valueset.html#expansion
 */
export function createListing(definitions: Definitions, { isMember }: Pick<LoadedTerminology, 'isMember'>): ListCodes {
  const lookup = createLookup(definitions);
  return (canonical, from) => {
    const codes = new Map<string, ListedCode>();
    try {
      for (const each of candidates(canonical, from, lookup, 0)) {
        if (codes.size > MOST_CODES) return { unlisted: `value set ${canonical} has more than ${MOST_CODES} codes` };
        const verdict = isMember({ system: each.system, code: each.code }, canonical, from);
        if (verdict.outcome === 'member') codes.set(`${each.system} ${each.code}`, each);
        if (verdict.outcome === 'not-checked') return { unlisted: `value set ${canonical}: ${verdict.reason}` };
      }
    } catch (cause) {
      if (cause instanceof Unlisted) return { unlisted: cause.message };
      throw cause;
    }
    return { codes: [...codes.values()] };
  };
}

/** Why a value set cannot be listed. */
class Unlisted extends Error {}

/** Every code that may be in a value set, and some that are not. */
function* candidates(canonical: string, from: PackageRef, lookup: Lookup, level: number): Iterable<ListedCode> {
  if (level > MOST_LEVELS) throw new Unlisted(`value set ${canonical} is imported through too many levels`);
  const found = lookup.valueSet(canonical, from);
  if (found === undefined) throw new Unlisted(`value set ${canonical} is not loaded`);
  for (const part of found.resource.compose?.include ?? []) {
    if (part.system !== undefined) yield* ofSystem(part, found, lookup);
    else for (const imported of part.valueSet ?? []) yield* candidates(imported, found.package, lookup, level + 1);
  }
}

type Include = NonNullable<ValueSet['compose']>['include'][number];

function* ofSystem(
  { system = '', version, concept = [] }: Include,
  { package: from }: Definition<ValueSet>,
  lookup: Lookup,
): Iterable<ListedCode> {
  const codeSystem = lookup.codeSystem(system, version, from);
  const shown = (code: string, display: string | undefined): ListedCode => {
    const found = display ?? codeSystem?.find(code)?.definition.display;
    return { system, code, ...(found === undefined ? {} : { display: found }) };
  };
  for (const { code, display } of concept) yield shown(code, display);
  if (concept.length > 0) return;
  if (codeSystem?.content !== 'complete') throw new Unlisted(`the whole of code system ${system} is not loaded`);
  const codes = [...codeSystem.concepts()].filter((each) => !isAbstract(each)).map(({ definition }) => definition.code);
  for (const code of codes.sort()) yield shown(code, undefined);
}

/** A heading of its code system, not a code to send. */
function isAbstract(concept: Concept): boolean {
  return propertyValues(concept, 'notSelectable').includes('true');
}
