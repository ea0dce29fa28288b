import { nameDefinition, shapeProblem, thrownProblem } from '../model/definition/broken-definition.ts';
import { wellFormedDefinition } from '../model/definition/definition-shape.ts';
import type { Definition } from '../model/definition/definitions.ts';
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
  /** Why it cannot be relied on; absent for a sound one. */
  readonly problem?: string;
  /** Names of the properties that its concepts may have. */
  readonly properties: ReadonlySet<string>;
  /** Respects upper and lower case only where the code system says that it matters. */
  find(code: string): Concept | undefined;
  concepts(): Iterable<Concept>;
  /** Whether a concept is below a code, through all levels; a concept in a circle is below itself. */
  isBelow(concept: Concept, code: string): boolean;
  /** How many steps that takes for a concept. */
  depthOf(concept: Concept): number;
  /** Codes right below a code. */
  children(code: string): ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const conceptProperties = 'http://hl7.org/fhir/concept-properties#';

/**
 * Compiles a code system, whatever it is like; one that is broken says so.
 * @see https://hl7.org/fhir/R4/codesystem.html
 */
export function compileCodeSystem(definition: Definition<CodeSystem>): CompiledCodeSystem {
  const broken = (problem: string) => ({ problem: `The ${nameDefinition(definition)} is broken: ${problem}` });
  const { url } = definition.resource;
  try {
    const shaped = { ...definition, resource: wellFormedDefinition(definition.resource) };
    const problem = shapeProblem(shaped.resource);
    return { ...compileShaped(shaped), ...(problem === undefined ? {} : broken(problem)) };
  } catch (cause) {
    const nothing: CodeSystem = { resourceType: 'CodeSystem', status: 'unknown', content: 'complete' };
    const resource = typeof url === 'string' ? { ...nothing, url } : nothing;
    return { ...compileShaped({ ...definition, resource }), ...broken(thrownProblem(cause)) };
  }
}

function compileShaped({ resource: codeSystem, package: owner }: Definition<CodeSystem>): CompiledCodeSystem {
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
  // One concept at a time is asked about, against any number of filters: the sets of all would be quadratic.
  let last: { readonly concept: Concept; readonly above: ReadonlySet<string> } | undefined;
  const above = (concept: Concept): ReadonlySet<string> => {
    if (last?.concept !== concept) last = { concept, above: collectAncestors(concept, concepts, keyOf) };
    return last.above;
  };
  return {
    url: codeSystem.url ?? '',
    version: codeSystem.version,
    package: owner,
    content: codeSystem.content,
    properties: new Set(codeSystem.property?.map(({ code }) => code)),
    find: (code) => concepts.get(keyOf(code)),
    concepts: () => concepts.values(),
    isBelow: (concept, code) => above(concept).has(keyOf(code)),
    depthOf: (concept) => above(concept).size,
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

/** The keys of all codes above a concept. */
function collectAncestors(
  concept: Concept,
  concepts: ReadonlyMap<string, Concept>,
  keyOf: (code: string) => string,
): ReadonlySet<string> {
  const found = new Set<string>();
  const rest = [...concept.parents];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const key = keyOf(next);
    if (found.has(key)) continue; // by another way, or a circle in the hierarchy
    found.add(key);
    for (const parent of concepts.get(key)?.parents ?? []) rest.push(parent);
  }
  return found;
}
