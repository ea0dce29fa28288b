import type { Tank } from './sushi.ts';

/** The maps of a document that hold its entities, in each of which a name stands once. */
export const entityKinds = [
  'profiles',
  'extensions',
  'logicals',
  'resources',
  'instances',
  'valueSets',
  'codeSystems',
  'invariants',
  'ruleSets',
  'mappings',
] as const;

/** The lists of SUSHI's package that hold what was exported. */
export const packageLists = [
  'profiles',
  'extensions',
  'logicals',
  'resources',
  'instances',
  'valueSets',
  'codeSystems',
] as const;

/** An entity of the tank, as far as SUSHI may find it by what it has. */
export interface NamedEntity {
  readonly name: unknown;
  readonly id?: unknown;
  readonly rules?: readonly { readonly path?: string; readonly caretPath?: string; readonly value?: unknown }[];
}

/** How the paths of a url, a name and an id begin, brackets included; that is told sooner than that they end so. */
const mayName = /^[uni[]/;

/** Everything that SUSHI may hold a name against; more than that does no harm. */
export function namesOf(entity: NamedEntity, canonical: string): Set<string> {
  const { names, ids } = ownNames(entity);
  const all = new Set(names);
  for (const id of ids) {
    if (typeof id === 'string') all.add(id);
    for (const start of urlStarts(canonical)) all.add(`${start}${id}`);
  }
  return all;
}

/** What an entity is called by itself. Each id gives urls too (urlStarts), and so does one that there is not. */
export function ownNames({ name, id, rules = [] }: NamedEntity): { readonly names: string[]; readonly ids: unknown[] } {
  const [names, ids]: [string[], unknown[]] = [[], [id]];
  if (typeof name === 'string') names.push(name);
  for (const { path, caretPath, value } of rules) {
    const written = caretPath ?? path;
    if (typeof value !== 'string' || written === undefined || !mayName.test(written)) continue;
    const element = written.replace(/\[.*?\]/g, '');
    if (element === 'url' || element === 'name') names.push(value);
    else if (element === 'id') ids.push(value);
  }
  return { names, ids };
}

/** How the urls begin that SUSHI makes of an id. */
export function urlStarts(canonical: string): string[] {
  return ['StructureDefinition', 'ValueSet', 'CodeSystem'].map((type) => `${canonical}/${type}/`);
}

/** What each alias of a guide stands for: the first that a file gives; an empty one counts for nothing. */
export function aliasesOf({ docs }: Tank): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const doc of docs)
    for (const [name, value] of doc.aliases) if (value && !aliases.has(name)) aliases.set(name, value);
  return aliases;
}
