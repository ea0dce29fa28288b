import { isJsonObject } from '../../model/fhir.ts';
import type { ElementRules, ObjectRules, TypeRules } from './type-rules.ts';

/** Where a path is in a resource: what is there, and what the specification says of it. */
interface Position {
  readonly value: unknown;
  readonly rules: ObjectRules | undefined;
}

/**
 * The location of a fault in how JSON is written, as the HL7 validator gives it: its reader does not know yet which
 * type a choice has, and names the element by its definition, `Observation.component[0].value[x].unit`.
 * @param expression FHIRPath from the root of the text, choices without their type
 */
export function writtenLocation(expression: string, root: unknown, types: TypeRules): string {
  const [first = '', ...steps] = expression.split('.');
  let position: Position = { value: root, rules: rulesOfResource(root, types) };
  let location = first;
  for (const step of steps) {
    const { name, index } = parsed(step);
    const element = position.rules?.elements.get(name);
    location += `.${name}${element?.choice ? '[x]' : ''}${index === undefined ? '' : `[${index}]`}`;
    position = below(position, element, index, types);
  }
  return location;
}

/**
 * Whether one element comes before another in the order of the definitions, in which the HL7 validator reads a resource
 * whatever the order of its JSON.
 */
export function precedes(a: string, b: string, root: unknown, types: TypeRules): boolean {
  const [left, right] = [a.split('.').slice(1), b.split('.').slice(1)];
  let position: Position = { value: root, rules: rulesOfResource(root, types) };
  for (const [i, step] of left.entries()) {
    const other = right[i];
    if (other === undefined) return false;
    const [{ name, index }, there] = [parsed(step), parsed(other)];
    const elements = position.rules?.elements;
    if (name !== there.name) {
      const names = [...(elements?.keys() ?? [])];
      return names.indexOf(name) < names.indexOf(there.name);
    }
    if (index !== there.index) return (index ?? 0) < (there.index ?? 0);
    position = below(position, elements?.get(name), index, types);
  }
  return left.length < right.length;
}

function parsed(step: string): { name: string; index: number | undefined } {
  const [, name = step, index] = /^(.*?)\[(\d+)\]$/.exec(step) ?? [];
  return { name, index: index === undefined ? undefined : Number(index) };
}

function below(
  { value }: Position,
  element: ElementRules | undefined,
  index: number | undefined,
  types: TypeRules,
): Position {
  const object = isJsonObject(value) ? value : undefined;
  const property = element?.variants.find(({ key, siblingKey }) => has(object, key) || has(object, siblingKey));
  if (property === undefined || object === undefined) return { value: undefined, rules: undefined };
  const held = itemOf(object[property.key], index);
  const inner = isJsonObject(held) ? held : itemOf(object[property.siblingKey], index);
  return { value: inner, rules: property.kind === 'resource' ? rulesOfResource(inner, types) : property.rules() };
}

function has(object: object | undefined, key: string): boolean {
  return object !== undefined && Object.hasOwn(object, key);
}

function itemOf(value: unknown, index: number | undefined): unknown {
  return index !== undefined && Array.isArray(value) ? value[index] : value;
}

function rulesOfResource(resource: unknown, types: TypeRules): ObjectRules | undefined {
  return isJsonObject(resource) && typeof resource.resourceType === 'string'
    ? types.of(resource.resourceType)
    : undefined;
}
