import type { Definition } from '../model/definitions.ts';
import type { CodeSystem } from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';

type ConceptDefinition = NonNullable<CodeSystem['concept']>[number];

/** A concept with the codes right above it, whether by nesting or by property. */
export interface Concept {
  readonly definition: ConceptDefinition;
  readonly parents: readonly string[];
}

/** A code system prepared for look-ups by code. */
export interface CompiledCodeSystem {
  readonly url: string;
  readonly version: string | undefined;
  readonly package: PackageRef;
  readonly content: CodeSystem['content'];
  /** Names of the properties that its concepts may have. */
  readonly properties: ReadonlySet<string>;
  /** Respects upper and lower case only where the code system says that it matters. */
  find(code: string): Concept | undefined;
  concepts(): Iterable<Concept>;
  /** Codes below a code, through all levels and without itself; empty for a leaf or an unknown code. */
  descendants(code: string): ReadonlySet<string>;
  /** Codes right below a code. */
  children(code: string): ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const conceptProperties = 'http://hl7.org/fhir/concept-properties#';

/** @see https://hl7.org/fhir/R4/codesystem.html */
export function compileCodeSystem({
  resource: codeSystem,
  package: owner,
}: Definition<CodeSystem>): CompiledCodeSystem {
  // R4 leaves an absent caseSensitive open and asks to accept codes in any case.
  const keyOf = codeSystem.caseSensitive === true ? (code: string) => code : (code: string) => code.toLowerCase();
  const concepts = new Map<string, { definition: ConceptDefinition; parents: string[] }>();
  const rest = (codeSystem.concept ?? []).map((definition) => ({
    definition,
    parent: undefined as string | undefined,
  }));
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { definition, parent } = next;
    const known = concepts.get(keyOf(definition.code));
    if (known === undefined)
      concepts.set(keyOf(definition.code), { definition, parents: parent === undefined ? [] : [parent] });
    else if (parent !== undefined) known.parents.push(parent); // listed below several parents
    for (const child of definition.concept ?? []) rest.push({ definition: child, parent: definition.code });
  }
  addPropertyParents(codeSystem, concepts, keyOf);

  let childrenOf: Map<string, Set<string>> | undefined;
  const children = (code: string): ReadonlySet<string> => {
    childrenOf ??= indexChildren(concepts.values(), keyOf);
    return childrenOf.get(keyOf(code)) ?? none;
  };
  const descendantSets = new Map<string, ReadonlySet<string>>();
  const descendants = (code: string): ReadonlySet<string> => {
    const key = keyOf(code);
    const known = descendantSets.get(key) ?? collectDescendants(code, children);
    descendantSets.set(key, known);
    return known;
  };
  return {
    url: codeSystem.url ?? '',
    version: codeSystem.version,
    package: owner,
    content: codeSystem.content,
    properties: new Set(codeSystem.property?.map(({ code }) => code)),
    find: (code) => concepts.get(keyOf(code)),
    concepts: () => concepts.values(),
    descendants,
    children,
  };
}

/** Values of a concept's property as text; a Coding as `system|code`. */
export function propertyValues({ definition }: Concept, property: string): string[] {
  return (definition.property ?? [])
    .filter(({ code }) => code === property)
    .map(({ valueCode, valueString, valueCoding, valueBoolean, valueInteger, valueDecimal, valueDateTime }) =>
      valueCoding === undefined
        ? String(valueCode ?? valueString ?? valueBoolean ?? valueInteger ?? valueDecimal ?? valueDateTime ?? '')
        : `${valueCoding.system ?? ''}|${valueCoding.code ?? ''}`,
    );
}

/** Why a concept should be used with care: `inactive`, `retired`, `deprecated`; undefined for one in good standing. */
export function standing(concept: Concept): string | undefined {
  const [status] = propertyValues(concept, 'status');
  if (status === 'retired' || status === 'inactive' || status === 'deprecated') return status;
  return propertyValues(concept, 'inactive').includes('true') ? 'inactive' : undefined;
}

export function isInactive(concept: Concept): boolean {
  const status = standing(concept);
  return status === 'inactive' || status === 'retired';
}

/**
 * Hierarchies are also told by properties, under the standard names or under names of their own with the standard URI.
 * @see https://hl7.org/fhir/R4/codesystem-concept-properties.html
 */
function addPropertyParents(
  { property }: CodeSystem,
  concepts: ReadonlyMap<string, { definition: ConceptDefinition; parents: string[] }>,
  keyOf: (code: string) => string,
): void {
  const meaning = new Map([
    ['parent', 'parent'],
    ['subsumedBy', 'parent'],
    ['child', 'child'],
  ]);
  for (const { code, uri } of property ?? []) {
    if (uri === `${conceptProperties}parent`) meaning.set(code, 'parent');
    if (uri === `${conceptProperties}child`) meaning.set(code, 'child');
  }
  for (const { definition, parents } of concepts.values()) {
    for (const { code, valueCode, valueString } of definition.property ?? []) {
      const other = valueCode ?? valueString;
      if (other === undefined) continue;
      const kind = meaning.get(code);
      if (kind === 'parent') parents.push(other);
      if (kind === 'child') concepts.get(keyOf(other))?.parents.push(definition.code);
    }
  }
}

function indexChildren(concepts: Iterable<Concept>, keyOf: (code: string) => string): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const { definition, parents } of concepts) {
    for (const parent of parents) {
      const key = keyOf(parent);
      const known = index.get(key);
      if (known === undefined) index.set(key, new Set([definition.code]));
      else known.add(definition.code);
    }
  }
  return index;
}

function collectDescendants(code: string, children: (code: string) => ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const rest = [code];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const child of children(next)) {
      if (found.has(child)) continue; // by another way, or a circle in the hierarchy
      found.add(child);
      rest.push(child);
    }
  }
  return found;
}
