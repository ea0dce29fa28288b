import type { JsonObject } from '../model/fhir.ts';
import { precedes } from './definition/location.ts';
import type { ElementRules, ObjectRules } from './definition/type-rules.ts';
import { didYouMean, shown } from './finding/wording.ts';
import { jsonLocation } from './json/path.ts';
import type { Scope } from './scope/scope.ts';

const shownTypes = 8;

/** Reports a property that the type does not define. */
export function reportUnknown(key: string, rules: ObjectRules, path: string, { findings }: Scope): void {
  const choice = [...rules.elements.values()].find(({ choice: isChoice, name }) => isChoice && key.startsWith(name));
  const hint = choice === undefined ? didYouMean(key, rules.properties.keys()) : typesHint(choice);
  const message = `${rules.type} has no property "${shown(key)}".${hint}`;
  findings.written({
    code: 'structure',
    rule: 'unknown-property',
    message,
    expression: path,
    profile: rules.canonical,
    at: `${path}.${key}`,
  });
}

function typesHint({ name, variants }: ElementRules): string {
  const keys = variants.slice(0, shownTypes).map(({ key }) => key);
  const more = variants.length > shownTypes ? ' and so on' : '';
  return ` ${name}[x] is written with its type: ${keys.join(', ')}${more}.`;
}

/** Reports every element that should be there and is not, at the object that should have it. */
export function reportMissing(object: JsonObject, rules: ObjectRules, path: string, { findings }: Scope): void {
  for (const element of rules.required) {
    if (isPresent(object, element)) continue;
    const { definition } = element;
    const message = `${definition.path} is missing: at least ${definition.min ?? 1} required.`;
    findings.error({
      code: 'required',
      rule: 'cardinality',
      message,
      expression: path,
      profile: rules.canonical,
      element: `${path}.${element.name}`,
    });
  }
}

function isPresent(object: JsonObject, { variants }: ElementRules): boolean {
  for (const { key, siblingKey, format } of variants) {
    if (object[key] !== undefined || (format !== undefined && object[siblingKey] !== undefined)) return true;
  }
  return false;
}

/** @see https://hl7.org/fhir/R4/element-definitions.html#Element.id */
export function checkElementId(id: string, path: string, scope: Scope): void {
  const { elementIds, findings, resource, engine } = scope;
  const other = elementIds.get(id);
  if (other === undefined) {
    elementIds.set(id, path);
    return;
  }
  const inside = (whole: string) => resource.resourceType + whole.slice(scope.path.length);
  const isLater = precedes(inside(other), inside(path), resource, engine.types);
  const [first, second] = isLater ? [other, path] : [path, other];
  elementIds.set(id, first);
  const message = `The element id "${shown(id)}" is used twice in the resource; it is also at ${jsonLocation(scope.run.root, first)}.`;
  findings.error({ code: 'duplicate', rule: 'element-id', message, expression: second });
}

/** The JSON kind of a value, as messages name it. */
export function described(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${shown(value)}`;
}
