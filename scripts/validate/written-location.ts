import { isJsonObject } from '../model/fhir.ts';
import type { ObjectRules, TypeRules } from './type-rules.ts';

/**
 * The location of a fault in how JSON is written, as the HL7 validator gives it: its reader does not know yet which
 * type a choice has, and names the element by its definition, `Observation.component[0].value[x].unit`.
 * @param expression FHIRPath from the root of the text, choices without their type
 */
export function writtenLocation(expression: string, root: unknown, types: TypeRules): string {
  const [first = '', ...steps] = expression.split('.');
  let value: unknown = root;
  let rules = rulesOfResource(root, types);
  let location = first;
  for (const step of steps) {
    const [, name = step, index] = /^(.*?)\[(\d+)\]$/.exec(step) ?? [];
    const element = rules?.elements.get(name);
    location += `.${name}${element?.choice ? '[x]' : ''}${index === undefined ? '' : `[${index}]`}`;
    const object = isJsonObject(value) ? value : undefined;
    const property = element?.variants.find(({ key, siblingKey }) => has(object, key) || has(object, siblingKey));
    const held = property && object && (object[property.key] ?? object[property.siblingKey]);
    value = index !== undefined && Array.isArray(held) ? held[Number(index)] : held;
    if (property !== undefined && !isJsonObject(value)) value = siblingOf(object?.[property.siblingKey], index);
    rules = property?.kind === 'resource' ? rulesOfResource(value, types) : property?.rules();
  }
  return location;
}

function has(object: object | undefined, key: string): boolean {
  return object !== undefined && Object.hasOwn(object, key);
}

function siblingOf(sibling: unknown, index: string | undefined): unknown {
  return index !== undefined && Array.isArray(sibling) ? sibling[Number(index)] : sibling;
}

function rulesOfResource(resource: unknown, types: TypeRules): ObjectRules | undefined {
  return isJsonObject(resource) && typeof resource.resourceType === 'string'
    ? types.of(resource.resourceType)
    : undefined;
}
