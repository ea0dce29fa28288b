import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';

type Mapping = NonNullable<StructureDefinition['mapping']>[number];
type ElementMapping = NonNullable<ElementDefinition['mapping']>[number];

export interface DeclaredMappings {
  /** Declared by the definition itself, then what it inherits. */
  readonly all: readonly Mapping[];
  /** Identities of the ancestor that mean something else in the definition, and the name they get there. */
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * Joins the mappings that a definition declares with its base's. Two are the same when their URIs are,
 * or when identity and name agree.
 */
export function declaredMappings(definition: StructureDefinition, base: StructureDefinition): DeclaredMappings {
  const all = [...(definition.mapping ?? [])];
  const renames = new Map<string, string>();
  for (const inherited of base.mapping ?? []) {
    const at = all.findIndex((own) => sameMapping(own, inherited));
    const own = all[at];
    if (own !== undefined) {
      all[at] = { ...inherited, ...own };
      if (own.identity !== inherited.identity) renames.set(inherited.identity, own.identity);
    } else {
      const identity = freeIdentity(inherited.identity, all);
      if (identity !== inherited.identity) renames.set(inherited.identity, identity);
      all.push({ ...inherited, identity });
    }
  }
  return { all, renames };
}

function sameMapping(own: Mapping, inherited: Mapping): boolean {
  if (own.uri !== undefined && own.uri === inherited.uri) return true;
  const sameName = own.name === undefined || inherited.name === undefined || own.name === inherited.name;
  return own.identity === inherited.identity && sameName;
}

function freeIdentity(identity: string, taken: readonly Mapping[]): string {
  let free = identity;
  for (let number = 1; taken.some((mapping) => mapping.identity === free); number++) free = `${identity}${number}`;
  return free;
}

/** The mappings of an inherited element under the names that they have in the definition. */
export function renamedMappings(
  mappings: readonly ElementMapping[],
  renames: ReadonlyMap<string, string>,
): ElementMapping[] {
  return mappings.map((mapping) => ({ ...mapping, identity: renames.get(mapping.identity) ?? mapping.identity }));
}
