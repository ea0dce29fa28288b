import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { ElementRules, ObjectRules, Property } from '../definition/type-rules.ts';

/** One occurrence of an element in an instance. */
export interface Node {
  readonly value: unknown;
  /** The `_x` sibling of a primitive. */
  readonly sibling: unknown;
  /** FHIR type, or the path that defines a backbone element; of a resource, its own type. */
  readonly type: string;
  /** FHIRPath from the root of the text. */
  readonly path: string;
  /** What the base specification says of its parts; of a primitive, of its `_x` sibling. */
  readonly rules: ObjectRules | undefined;
  /** The object that has it, and by which name: there a number is found as it was written. */
  readonly holder?: object | undefined;
  readonly key?: string;
}

/** Looks up the base specification's rules of a type. */
export type RulesOf = (type: string) => ObjectRules | undefined;

/** The occurrences of a named element below a node; a choice element is named without `[x]`. */
export function childNodes(node: Node, name: string, rulesOf: RulesOf): Node[] {
  const object = isJsonObject(node.value) ? node.value : isJsonObject(node.sibling) ? node.sibling : undefined;
  const element = node.rules?.elements.get(name);
  if (object === undefined || element === undefined) return [];
  const nodes: Node[] = [];
  for (const property of element.variants) collect(nodes, object, property, element, `${node.path}.${name}`, rulesOf);
  return nodes;
}

function collect(
  nodes: Node[],
  object: JsonObject,
  property: Property,
  element: ElementRules,
  path: string,
  rulesOf: RulesOf,
): void {
  const value = object[property.key];
  const sibling = property.format === undefined ? undefined : object[property.siblingKey];
  if (value === undefined && sibling === undefined) return;
  if (!element.list) {
    nodes.push(nodeOf(value, sibling, property, path, object, rulesOf));
    return;
  }
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const siblings = Array.isArray(sibling) ? sibling : [];
  const count = Math.max(values.length, siblings.length);
  for (let i = 0; i < count; i++)
    nodes.push(nodeOf(values[i] ?? undefined, siblings[i] ?? undefined, property, `${path}[${i}]`, undefined, rulesOf));
}

function nodeOf(
  value: unknown,
  sibling: unknown,
  property: Property,
  path: string,
  holder: object | undefined,
  rulesOf: RulesOf,
): Node {
  const { type: defined, key } = property;
  if (property.kind !== 'resource')
    return { value, sibling, type: defined, path, rules: property.rules(), holder, key };
  const type = isJsonObject(value) && typeof value.resourceType === 'string' ? value.resourceType : defined;
  return { value, sibling, type, path, rules: rulesOf(type), holder, key };
}
