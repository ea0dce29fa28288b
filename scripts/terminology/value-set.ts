import { nameDefinition, shapeProblem, thrownProblem } from '../model/definition/broken-definition.ts';
import { wellFormedDefinition } from '../model/definition/definition-shape.ts';
import type { Definition } from '../model/definition/definitions.ts';
import type { ValueSet } from '../model/fhir.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { type CompiledCodeSystem, isInactive } from './code-system.ts';
import { allOf, anyOf, type Decision } from './decision.ts';
import { type ConceptTest, compileFilter, costOf } from './filter.ts';
import { type KnownSystem, knownSystems } from './known-systems.ts';
import type { Lookup } from './lookup.ts';
import { haveSameDimension, UCUM } from './ucum.ts';

type Compose = NonNullable<ValueSet['compose']>;
type ConceptSet = Compose['include'][number];

/** A code to find; without a system, any system's code of that name will do. */
interface WantedCode {
  readonly system: string | undefined;
  readonly version: string | undefined;
  readonly code: string;
}

/** A value set prepared for membership questions. */
export interface CompiledValueSet {
  readonly url: string;
  has(question: Question): Decision;
  /** The codes that can be listed, for suggestions; not the whole of an open set. */
  codes(listing: Listing): Iterable<string>;
}

/** Finds an imported value set. */
export type ImportValueSet = (canonical: string) => CompiledValueSet | undefined;

/** One include or exclude. */
interface Part {
  has(question: Question): Decision;
  codes(listing: Listing): Iterable<string>;
}

/** No real value set imports others through so many levels, nor so many others. */
const MOST_LEVELS = 100;
const MOST_VALUE_SETS = 10_000;
/** Concepts and filters looked at in search of a code that may have been meant. */
const MOST_LISTED = 200_000;

/** A question about one code on its way through all that is imported: each value set answers it once. */
export class Question {
  readonly wanted: WantedCode;
  /** Value sets whose answer is being worked out, so that a circle of imports is noticed. */
  readonly #open = new Set<CompiledValueSet>();
  readonly #answers = new Map<CompiledValueSet, Decision>();

  constructor(wanted: WantedCode) {
    this.wanted = wanted;
  }

  /** @param decide works the answer out */
  ask(valueSet: CompiledValueSet, decide: () => Decision): Decision {
    const known = this.#answers.get(valueSet);
    if (known !== undefined) return known;
    const { url } = valueSet;
    if (this.#open.has(valueSet)) return { unknown: `value set ${url} imports itself` };
    if (this.#open.size >= MOST_LEVELS)
      return { unknown: `value set ${url} is imported through more than ${MOST_LEVELS} levels` };
    if (this.#answers.size >= MOST_VALUE_SETS)
      return { unknown: `more than ${MOST_VALUE_SETS} value sets are imported` };
    this.#open.add(valueSet);
    const answer = decide();
    this.#open.delete(valueSet);
    this.#answers.set(valueSet, answer);
    return answer;
  }
}

/** A walk through the codes of a value set and its imports: each once, and no more than a search is worth. */
export class Listing {
  readonly #seen = new Set<CompiledValueSet>();
  #levels = 0;
  #left = MOST_LISTED;

  *of(valueSet: CompiledValueSet, codes: () => Iterable<string>): Iterable<string> {
    if (this.#seen.has(valueSet) || this.#levels >= MOST_LEVELS) return;
    this.#seen.add(valueSet);
    this.#levels++;
    yield* codes();
    this.#levels--;
  }

  /** Takes what looking at a code costs; false when there is no more to spend. */
  spend(cost: number): boolean {
    this.#left -= cost;
    return this.#left >= 0;
  }
}

/**
 * Compiles the definition of a value set. Nothing is expanded: a whole code system answers by itself.
 * A stored expansion stands in where the definition is missing, or cannot be evaluated with what is loaded.
 * @see https://hl7.org/fhir/R4/valueset.html#composition
 */
export function compileValueSet(
  definition: Definition<ValueSet>,
  lookup: Lookup,
  importValueSet: ImportValueSet,
): CompiledValueSet {
  const broken = (problem: string): CompiledValueSet => {
    const unknown = `The ${nameDefinition(definition)} is broken: ${problem}`;
    return { url: String(definition.resource.url), has: () => ({ unknown, isBroken: true }), codes: () => [] };
  };
  try {
    const resource = wellFormedDefinition(definition.resource);
    const problem = shapeProblem(resource);
    if (problem !== undefined) return broken(problem);
    const compiled = compileShaped({ ...definition, resource }, lookup, importValueSet);
    const has = (question: Question): Decision => {
      try {
        return compiled.has(question);
      } catch (cause) {
        return broken(thrownProblem(cause)).has(question);
      }
    };
    return { ...compiled, has };
  } catch (cause) {
    return broken(thrownProblem(cause));
  }
}

function compileShaped(
  { resource, package: from }: Definition<ValueSet>,
  lookup: Lookup,
  importValueSet: ImportValueSet,
): CompiledValueSet {
  const { compose, expansion, url = '' } = resource;
  const settings: PartSettings = {
    isActiveOnly: compose?.inactive === false,
    isUnion: from.id === CORE,
    from,
    findCodeSystem: (system, version) => lookup.codeSystem(system, version, from),
    importValueSet,
  };
  const toPart = (part: ConceptSet): Part => compilePart(part, settings);
  const includes = (compose?.include ?? []).map(toPart);
  const excludes = (compose?.exclude ?? []).map(toPart);
  const stored = expansion === undefined ? undefined : compileExpansion(expansion);

  const compiled: CompiledValueSet = {
    url,
    has: (question) =>
      question.ask(compiled, () => {
        const { wanted } = question;
        if (compose === undefined)
          return stored?.(wanted) ?? { unknown: `value set ${url} has neither compose nor expansion` };
        const decision = decide(question);
        return typeof decision === 'boolean' ? decision : (stored?.(wanted) ?? decision);
      }),
    codes: (listing) => listing.of(compiled, () => listed(listing)),
  };
  const decide = (question: Question): Decision => {
    const included = anyOf(includes, (part) => part.has(question));
    if (included === false || excludes.length === 0) return included;
    const excluded = anyOf(excludes, (part) => part.has(question));
    if (excluded === true) return false;
    return included === true ? excluded === false || excluded : included;
  };
  function* listed(listing: Listing): Iterable<string> {
    for (const part of includes) yield* part.codes(listing);
    if (includes.length === 0 && expansion !== undefined) yield* codesOf(expansion.contains);
  }
  return compiled;
}

type FindCodeSystem = (system: string, version: string | undefined) => ReturnType<Lookup['codeSystem']>;

/**
 * R4 says of several value sets in one include both that their union is meant (in the definition of the element) and
 * their intersection (in its comment, and in the text on compositions). R5 settled it: the intersection. R4's own value
 * sets are written for the union, and the HL7 validator reads them so.
 */
const CORE = 'hl7.fhir.r4.core';
/** In place of a version: all of them. */
const ANY_VERSION = '*';

interface PartSettings {
  readonly isActiveOnly: boolean;
  /** Whether several imports of one include mean what is in any of them. */
  readonly isUnion: boolean;
  /** The package that has the value set. */
  readonly from: PackageRef;
  readonly findCodeSystem: FindCodeSystem;
  readonly importValueSet: ImportValueSet;
}

function compilePart(
  { system, version: stated, concept, filter, valueSet }: ConceptSet,
  { isActiveOnly, isUnion, from, findCodeSystem, importValueSet }: PartSettings,
): Part {
  const version = stated === ANY_VERSION ? undefined : stated;
  const imports = (valueSet ?? []).map((canonical) => importPart(canonical, importValueSet));
  const imported = (question: Question) => (isUnion ? anyOf : allOf)(imports, (part) => part.has(question));
  const own =
    system === undefined
      ? undefined
      : compileSystemPart(system, version, concept, filter, isActiveOnly, from, findCodeSystem);
  return {
    has(question) {
      const { wanted } = question;
      if (system !== undefined && wanted.system !== undefined && wanted.system !== system) return false;
      if (version !== undefined && wanted.version !== undefined && wanted.version !== version) return false;
      const decision = own === undefined ? imports.length > 0 : own.has(wanted.code, version ?? wanted.version);
      if (decision === false || imports.length === 0) return decision;
      return allOf([() => decision, () => imported(question)], (decideNext) => decideNext());
    },
    *codes(listing) {
      if (own !== undefined) yield* own.codes(listing);
      else for (const part of imports) yield* part.codes(listing);
    },
  };
}

function importPart(canonical: string, importValueSet: ImportValueSet): Part {
  let imported: CompiledValueSet | undefined;
  const find = () => {
    imported ??= importValueSet(canonical);
    return imported;
  };
  return {
    has: (question) => find()?.has(question) ?? { unknown: `imported value set ${canonical} is not loaded` },
    codes: (listing) => find()?.codes(listing) ?? [],
  };
}

interface SystemPart {
  /** @param version of the code system that is meant; undefined where it is left open */
  has(code: string, version: string | undefined): Decision;
  codes(listing: Listing): Iterable<string>;
}

/** The part of an include that speaks of one code system: listed codes, filtered ones, or all of them. */
function compileSystemPart(
  system: string,
  version: string | undefined,
  listed: ConceptSet['concept'],
  filters: ConceptSet['filter'],
  isActiveOnly: boolean,
  from: PackageRef,
  findCodeSystem: FindCodeSystem,
): SystemPart {
  let codeSystem: ReturnType<FindCodeSystem>;
  let isFound = false;
  const find = (wanted = version) => {
    if (wanted !== version) return findCodeSystem(system, wanted);
    if (!isFound) codeSystem = findCodeSystem(system, version);
    isFound = true;
    return codeSystem;
  };
  const isRetired = (code: string) => {
    const concept = isActiveOnly ? find()?.find(code) : undefined;
    return concept !== undefined && isInactive(concept);
  };
  if (listed !== undefined && listed.length > 0) {
    const codes = new Set(listed.map(({ code }) => code));
    const isListed = (code: string): boolean => {
      if (codes.has(code)) return true;
      const asWritten = find()?.find(code)?.definition.code; // the code system may not care for case
      return asWritten !== undefined && asWritten !== code && codes.has(asWritten);
    };
    return { has: (code) => isListed(code) && !isRetired(code), codes: () => codes };
  }
  const testsOf = new Map<CompiledCodeSystem, readonly ConceptTest[]>();
  const has = (code: string, wanted: string | undefined): Decision => {
    const content = find(wanted);
    if (content?.problem !== undefined) return { unknown: content.problem, isBroken: true };
    const isIndexed = content !== undefined && content.content !== 'not-present' && content.content !== 'supplement';
    const concept = isIndexed ? content.find(code) : undefined;
    if (concept !== undefined && isIndexed) {
      if (isActiveOnly && isInactive(concept)) return false;
      const tests = testsOf.get(content) ?? (filters ?? []).map((filter) => compileFilter(filter, content));
      testsOf.set(content, tests);
      return allOf(tests, (test) => test(concept));
    }
    if (isIndexed && content.content === 'complete') {
      if (wanted === undefined || content.version === wanted) return false;
      // Packages do not keep up the versions that their value sets state of their own code systems.
      if (wanted === version && packageKey(content.package) === packageKey(from)) return false;
      // Another version lacks the code; the one that is meant may have it.
      return { unknown: `version ${wanted} of code system ${system} is not loaded` };
    }
    return (
      decideByForm(code, system, knownSystems.get(system), filters) ?? { unknown: whyOpen(system, content?.content) }
    );
  };
  return {
    has,
    *codes(listing) {
      const content = find();
      if (content === undefined) return;
      for (const concept of content.concepts()) {
        const { code } = concept.definition;
        if (!listing.spend(filters === undefined ? 1 : costOf(filters, concept, content))) return;
        if (filters === undefined || has(code, version) === true) yield code;
      }
    },
  };
}

function decideByForm(
  code: string,
  system: string,
  known: KnownSystem | undefined,
  filters: ConceptSet['filter'],
): Decision | undefined {
  const verdict = known?.judge(code);
  if (verdict === 'malformed') return false;
  if (verdict !== 'known') return undefined;
  if (filters === undefined || filters.length === 0) return true;
  if (system !== UCUM) return undefined;
  const dimensions = filters.map(({ property, op, value }) =>
    property === 'canonical' && op === '=' ? haveSameDimension(code, value) : undefined,
  );
  return dimensions.includes(false) ? false : dimensions.includes(undefined) ? undefined : true;
}

function whyOpen(system: string, content: string | undefined): string {
  const name = knownSystems.get(system)?.name ?? system;
  if (content === undefined) return `code system ${name} is not loaded`;
  if (content === 'not-present') return `the loaded definition of code system ${name} holds no codes`;
  if (content === 'supplement') return `what is loaded for code system ${name} is a supplement only`;
  return `only a part (${content}) of code system ${name} is loaded`;
}

type Expansion = NonNullable<ValueSet['expansion']>;

/** An expansion answers yes for what it lists, and no for the rest if it says that it lists all. */
function compileExpansion({
  contains,
  total,
  offset,
  parameter,
}: Expansion): (wanted: WantedCode) => Decision | undefined {
  const bySystem = new Map<string, Set<string>>();
  let count = 0;
  const rest = [...(contains ?? [])];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const child of next.contains ?? []) rest.push(child);
    if (next.code === undefined || next.abstract === true) continue;
    count++;
    const codes = bySystem.get(next.system ?? '') ?? new Set();
    bySystem.set(next.system ?? '', codes.add(next.code));
  }
  const isPart = (offset ?? 0) > 0 || (total !== undefined && total > count);
  const isLimited = parameter?.some(({ name }) => name === 'limitedExpansion') === true;
  return ({ system, code }) => {
    const isListed =
      system === undefined
        ? [...bySystem.values()].some((codes) => codes.has(code))
        : bySystem.get(system)?.has(code) === true;
    return isListed || (isPart || isLimited ? undefined : false);
  };
}

function* codesOf(contains: Expansion['contains']): Iterable<string> {
  for (const { code, contains: inner } of contains ?? []) {
    if (code !== undefined) yield code;
    if (inner !== undefined) yield* codesOf(inner);
  }
}
