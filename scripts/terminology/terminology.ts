import type { Definition, Definitions } from '../model/definition/definitions.ts';
import type { CodingValue, CodingVerdict, LoadedTerminology, Membership } from '../model/definition/terminology.ts';
import type { ValueSet } from '../model/fhir.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { judgeCoding } from './coding.ts';
import { implicitValueSet } from './implicit-value-set.ts';
import { createLookup } from './lookup.ts';
import { limitedSuggestions, type Suggest } from './suggest.ts';
import { inUcumUnit } from './ucum.ts';
import { type CompiledValueSet, compileValueSet, Listing, Question } from './value-set.ts';

/**
 * Answers questions about codes from what is loaded, each value set and code system compiled once and each answer
 * remembered.
 */
export function createTerminology(definitions: Definitions): LoadedTerminology {
  const lookup = createLookup(definitions);
  const suggest = limitedSuggestions();
  const compiled = new Map<string, CompiledValueSet>();

  const compileOnce = (canonical: string, from: PackageRef | undefined): CompiledValueSet | undefined => {
    const found = lookup.valueSet(canonical, from) ?? implicitDefinition(canonical);
    if (found === undefined) return undefined;
    const { url = '', version = '' } = found.resource;
    const key = `${packageKey(found.package)} ${url}|${version}`;
    const known =
      compiled.get(key) ?? compileValueSet(found, lookup, (imported) => compileOnce(imported, found.package));
    compiled.set(key, known);
    return known;
  };

  const byAsker = new PerAsker<MemberAnswers | undefined>();
  const codings = new PerAsker<CodingAnswers>();
  return {
    isMember(coding, canonical, from) {
      const answers = byAsker.get(from, canonical, () => {
        const valueSet = compileOnce(canonical, from);
        return valueSet === undefined ? undefined : new MemberAnswers(valueSet, suggest);
      });
      return answers === undefined ? { outcome: 'unknown-value-set' } : answers.of(coding);
    },
    checkCoding(coding, from) {
      const answers = codings.get(from, coding.system ?? '', () => new CodingAnswers());
      return answers.of(coding, () => judgeCoding(coding, from, lookup, suggest));
    },
    inUnit: inUcumUnit,
    valueSet: (canonical, from) => lookup.valueSet(canonical, from),
  };
}

/** Of no package: its code system is looked for in all of them. */
function implicitDefinition(canonical: string): Definition<ValueSet> | undefined {
  const resource = implicitValueSet(canonical);
  return resource && { resource, package: { id: 'implicit', version: '0' } };
}

/** A memory per package that asks; packages are told apart by identity first, so that no key is put together in vain. */
class PerAsker<T> {
  readonly #byReference = new WeakMap<PackageRef, Map<string, T>>();
  readonly #byKey = new Map<string, Map<string, T>>();

  get(from: PackageRef | undefined, name: string, make: () => T): T {
    const memory = this.#memoryOf(from);
    const known = memory.get(name);
    if (known !== undefined || memory.has(name)) return known as T;
    if (memory.size >= MAX_NAMES) memory.clear();
    const made = make();
    memory.set(name, made);
    return made;
  }

  #memoryOf(from: PackageRef | undefined): Map<string, T> {
    const known = from === undefined ? this.#byKey.get('') : this.#byReference.get(from);
    if (known !== undefined) return known;
    const key = from === undefined ? '' : packageKey(from);
    const memory = this.#byKey.get(key) ?? new Map<string, T>();
    this.#byKey.set(key, memory);
    if (from !== undefined) this.#byReference.set(from, memory);
    return memory;
  }
}

const MAX_NAMES = 5_000;
/** Per value set or code system; a stream of unlike codes must not fill the memory. */
const MAX_CODES = 5_000;

/** The answers that one value set has given. */
class MemberAnswers {
  readonly #valueSet: CompiledValueSet;
  readonly #suggest: Suggest;
  readonly #known = new Map<string, Map<string, Membership>>();

  constructor(valueSet: CompiledValueSet, suggest: Suggest) {
    this.#valueSet = valueSet;
    this.#suggest = suggest;
  }

  of({ system, version, code }: CodingValue): Membership {
    if (typeof code !== 'string') return { outcome: 'not-member' }; // absent, or a number in a malformed resource
    if (version !== undefined) return this.#decide(system, version, code);
    const bySystem = this.#known.get(system ?? '') ?? new Map<string, Membership>();
    const known = bySystem.get(code);
    if (known !== undefined) return known;
    if (bySystem.size >= MAX_CODES) bySystem.clear();
    if (this.#known.size >= MAX_CODES) this.#known.clear();
    const membership = this.#decide(system, undefined, code);
    this.#known.set(system ?? '', bySystem.set(code, membership));
    return membership;
  }

  #decide(system: string | undefined, version: string | undefined, code: string): Membership {
    const decision = this.#valueSet.has(new Question({ system, version, code }));
    if (decision === true) return { outcome: 'member' };
    if (decision !== false) {
      const { unknown: reason, ...rest } = decision;
      return { outcome: 'not-checked', reason, ...rest };
    }
    const nearest = this.#suggest(code, this.#valueSet.codes(new Listing()));
    return nearest === undefined ? { outcome: 'not-member' } : { outcome: 'not-member', nearest };
  }
}

/** The verdicts on the codings of one system. */
class CodingAnswers {
  readonly #known = new Map<string, Map<string | undefined, CodingVerdict>>();

  of({ version, code, display }: CodingValue, judge: () => CodingVerdict): CodingVerdict {
    if (version !== undefined || typeof code !== 'string') return judge();
    const byDisplay = this.#known.get(code) ?? new Map<string | undefined, CodingVerdict>();
    const known = byDisplay.get(display);
    if (known !== undefined) return known;
    if (byDisplay.size >= MAX_CODES) byDisplay.clear();
    if (this.#known.size >= MAX_CODES) this.#known.clear();
    const verdict = judge();
    this.#known.set(code, byDisplay.set(display, verdict));
    return verdict;
  }
}
