import { parseCanonical } from '../model/canonical.ts';
import type { CodeList } from '../model/definition/code-list.ts';
import type { Definition, Definitions } from '../model/definition/definitions.ts';
import type { ValueSet } from '../model/fhir.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { isInactive } from './code-system.ts';
import { allOf } from './decision.ts';
import { compileFilter, costOf } from './filter.ts';
import { implicitValueSet } from './implicit-value-set.ts';
import { createLookup, type Lookup } from './lookup.ts';

type Include = NonNullable<NonNullable<ValueSet['compose']>['include']>[number];

/** What a whole list may have; a larger code system is a part whose codes are not listed. */
const MOST_CODES = 20_000;
const MOST_WORK = 2_000_000;
const MOST_LEVELS = 30;

interface Draft {
  readonly codes: Map<string, string | undefined>;
  readonly open: Map<string, string | undefined>;
}

/** Lists value sets from what is loaded, each once. */
export function createCodeLists(
  definitions: Definitions,
): (canonical: string, from?: PackageRef) => CodeList | undefined {
  const lookup = createLookup(definitions);
  const known = new Map<string, CodeList | undefined>();
  const list = (canonical: string, from: PackageRef | undefined, level: number): CodeList | undefined => {
    const key = `${from === undefined ? '' : packageKey(from)} ${canonical}`;
    if (known.has(key)) return known.get(key);
    known.set(key, undefined); // what imports itself adds nothing to itself
    const found = lookup.valueSet(canonical, from) ?? implicit(canonical);
    const listed = found && (level > MOST_LEVELS ? undefined : listOf(found, lookup, level, list));
    known.set(key, listed);
    return listed;
  };
  return (canonical, from) => list(canonical, from, 0);
}

function implicit(canonical: string): Definition<ValueSet> | undefined {
  const resource = implicitValueSet(canonical);
  return resource && { resource, package: { id: 'implicit', version: '0' } };
}

type ListImported = (canonical: string, from: PackageRef | undefined, level: number) => CodeList | undefined;

function listOf(
  { resource, package: from }: Definition<ValueSet>,
  lookup: Lookup,
  level: number,
  listImported: ListImported,
): CodeList {
  const { compose, expansion } = resource;
  const draft: Draft = { codes: new Map(), open: new Map() };
  const context = { from, lookup, isActiveOnly: compose?.inactive === false, budget: { left: MOST_WORK } };
  const imported = (canonical: string) => listImported(canonical, from, level + 1);
  for (const part of compose?.include ?? []) addPart(part, draft, context, imported);
  for (const part of compose?.exclude ?? []) {
    const left: Draft = { codes: new Map(), open: new Map() };
    addPart(part, left, context, imported);
    for (const code of left.codes.keys()) draft.codes.delete(code);
    for (const text of left.open.keys()) draft.open.set(`without ${text}`, undefined);
  }
  const stored = draft.open.size > 0 || compose === undefined ? wholeExpansion(expansion) : undefined;
  if (stored !== undefined) return stored;
  if (compose === undefined) draft.open.set('what has neither definition nor whole expansion', undefined);
  return draft;
}

interface Context {
  readonly from: PackageRef;
  readonly lookup: Lookup;
  readonly isActiveOnly: boolean;
  readonly budget: { left: number };
}

function addPart(
  part: Include,
  draft: Draft,
  context: Context,
  imported: (canonical: string) => CodeList | undefined,
): void {
  const lists: Draft[] = [];
  for (const canonical of part.valueSet ?? []) {
    const list = imported(canonical);
    const unknown = new Map([[`value set ${parseCanonical(canonical).url}`, undefined]]);
    lists.push({ codes: new Map(list?.codes ?? []), open: new Map(list?.open ?? unknown) });
  }
  if (part.system !== undefined) lists.push(ofSystem(part.system, part, context));
  const join = context.from.id === CORE ? union : intersection;
  const joined = lists.reduce((a, b) => join(a, b), lists.shift() ?? { codes: new Map(), open: new Map() });
  for (const [code, display] of joined.codes) draft.codes.set(code, display);
  for (const [text, whole] of joined.open) draft.open.set(text, whole);
}

/** R4's own value sets are written for the union of what one include imports: see value-set.ts. */
const CORE = 'hl7.fhir.r4.core';

function union(a: Draft, b: Draft): Draft {
  return { codes: new Map([...a.codes, ...b.codes]), open: new Map([...a.open, ...b.open]) };
}

function intersection(a: Draft, b: Draft): Draft {
  if (a.open.size + b.open.size > 0) {
    const texts = [a, b].map(({ codes, open }) => [...codes.keys(), ...open.keys()].sort().join(', '));
    return { codes: new Map(), open: new Map([[`what is both in (${texts.join(') and in (')})`, undefined]]) };
  }
  return { codes: new Map([...a.codes].filter(([code]) => b.codes.has(code))), open: new Map() };
}

function ofSystem(stated: string, { version, concept, filter }: Include, context: Context): Draft {
  const system = parseCanonical(stated).url; // some write the version there
  const codes = new Map<string, string | undefined>();
  if (concept !== undefined && concept.length > 0) {
    for (const { code, display } of concept) codes.set(`${system}#${code}`, display);
    return { codes, open: new Map() };
  }
  const { from, lookup, budget } = context;
  const filters = filter ?? [];
  const words = filters.map(({ property, op, value }) => `${property} ${op} ${value}`).sort();
  const name = words.length === 0 ? `all of ${system}` : `${system} where ${words.join(' and ')}`;
  const open: Draft = { codes: new Map(), open: new Map([[name, words.length === 0 ? system : undefined]]) };
  const content = lookup.codeSystem(system, version === '*' ? undefined : version, from);
  if (content === undefined || content.problem !== undefined || content.content !== 'complete') return open;
  const tests = filters.map((each) => compileFilter(each, content));
  for (const one of content.concepts()) {
    budget.left -= filters.length === 0 ? 1 : costOf(filters, one, content);
    if (budget.left < 0 || codes.size > MOST_CODES) return open;
    const decision = allOf(tests, (test) => test(one));
    if (typeof decision !== 'boolean') return open;
    if (decision && !(context.isActiveOnly && isInactive(one)))
      codes.set(`${system}#${one.definition.code}`, one.definition.display);
  }
  return { codes, open: new Map() };
}

function wholeExpansion(expansion: ValueSet['expansion']): CodeList | undefined {
  if (expansion === undefined) return undefined;
  const codes = new Map<string, string | undefined>();
  const rest = [...(expansion.contains ?? [])];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const inner of next.contains ?? []) rest.push(inner);
    if (next.code === undefined || next.abstract === true) continue;
    codes.set(`${next.system ?? ''}#${next.code}`, next.display);
    if (codes.size > MOST_CODES) return undefined;
  }
  const { total, offset = 0, parameter = [] } = expansion;
  const isPart = offset > 0 || (total !== undefined && total > codes.size);
  const isLimited = parameter.some((each) => each.name === 'limitedExpansion');
  return isPart || isLimited ? undefined : { codes, open: new Map() };
}
