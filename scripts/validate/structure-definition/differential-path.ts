import { isJsonObject } from '../../model/fhir.ts';
import type { ObjectRules, Property, TypeRules } from '../definition/type-rules.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * The paths of a profile's differential are those of elements that its type has: no snapshot can be made of others.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.path
 */
export function checkDifferentialPaths({ resource, path, findings, engine }: Scope): void {
  if (resource.derivation !== 'constraint' || !isJsonObject(resource.differential)) return;
  const type = textOf(resource.type);
  if (type === undefined || engine.types.of(type) === undefined) return;
  for (const [element, at] of listed(resource.differential.element, `${path}.differential.element`)) {
    const steps = textOf(element.path);
    const fault = steps === undefined ? undefined : pathFault(steps, type, engine.types);
    if (fault !== undefined) findings.error({ code: 'value', rule: 'definition-path', message: fault, expression: at });
  }
}

function pathFault(path: string, type: string, types: TypeRules): string | undefined {
  const [root, ...steps] = path.split('.');
  if (root !== type)
    return `The path "${shown(path)}" does not begin with ${shown(type)}, the type of this definition.`;
  let all: readonly (ObjectRules | undefined)[] = [types.of(type)];
  for (const step of steps) {
    const known = all.filter((rules) => rules !== undefined);
    if (known.length < all.length || known.length === 0) return undefined; // what a resource or an open type has
    const properties = known.flatMap((rules) => propertiesOf(rules, step));
    if (properties.length === 0) {
      const [rules] = known;
      const names = [...(rules?.elements.values() ?? [])].map(({ name, choice }) => (choice ? `${name}[x]` : name));
      return `The path "${shown(path)}" goes to "${shown(step)}", and ${rules?.type} has no such element.${didYouMean(step, names)}`;
    }
    if (properties.some(({ kind }) => kind === 'resource')) return undefined;
    all = [...new Set(properties.map((property) => property.rules()))];
  }
  return undefined;
}

/** `value[x]`, `value`, or one of its types, `valueQuantity`. */
function propertiesOf(rules: ObjectRules, step: string): readonly Property[] {
  const element = rules.elements.get(step.endsWith('[x]') ? step.slice(0, -3) : step);
  if (element !== undefined) return element.variants;
  const property = rules.properties.get(step);
  return property === undefined ? [] : [property];
}
