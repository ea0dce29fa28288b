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
export function namesOf({ name, id, rules = [] }: NamedEntity, canonical: string): Set<string> {
  const names = new Set<string>();
  const ids = [id];
  if (typeof name === 'string') names.add(name);
  for (const { path, caretPath, value } of rules) {
    const written = caretPath ?? path;
    if (typeof value !== 'string' || written === undefined || !mayName.test(written)) continue;
    const element = written.replace(/\[.*?\]/g, '');
    if (element === 'url' || element === 'name') names.add(value);
    else if (element === 'id') ids.push(value);
  }
  for (const each of ids) {
    if (typeof each === 'string') names.add(each);
    // An id that there is not gives an url too.
    for (const type of ['StructureDefinition', 'ValueSet', 'CodeSystem']) names.add(`${canonical}/${type}/${each}`);
  }
  return names;
}
