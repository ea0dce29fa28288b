import type { Terminology } from '../model/definition/terminology.ts';
import { isJsonObject, type JsonObject } from '../model/fhir.ts';
import type { ObjectRules, Property } from './definition/type-rules.ts';
import { ElementChecks } from './element-checks.ts';
import { checkExtensions } from './extension/extension.ts';
import type { ValidateRule } from './finding/rules.ts';
import { checkElementId, described, reportMissing, reportUnknown } from './object-shape.ts';
import type { Occurrence } from './occurrence.ts';
import { checkPrimitive } from './primitive-check.ts';
import { checkInvariant } from './profile/constraint-check.ts';
import { baseUnusable, reportBroken } from './scope/broken.ts';
import type { Scope } from './scope/scope.ts';
import { typeChecks } from './type-checks.ts';

/** Checks a nested resource; given by resource.ts, which walks with this file. */
export type ResourceCheck = (occurrence: Occurrence, scope: Scope) => void;

/** Walks objects by the base specification's rules. */
export class Walker {
  private readonly elements: ElementChecks;
  private readonly checkResource: ResourceCheck;

  constructor(terminology: Terminology, checkResource: ResourceCheck) {
    this.elements = new ElementChecks(terminology);
    this.checkResource = checkResource;
  }

  /** Every property that is there, then every one that should be, then the invariants of the whole. */
  object(object: JsonObject, rules: ObjectRules, path: string, scope: Scope): void {
    const { findings } = scope;
    let parts = 0;
    let choices: Map<string, string> | undefined;
    for (const key in object) {
      if (!Object.hasOwn(object, key) || (key === 'resourceType' && rules.resource)) continue;
      if (key !== 'id') parts++;
      const property = propertyOf(key, rules);
      if (property === undefined) {
        reportUnknown(key, rules, path, scope);
        continue;
      }
      if (key !== property.key && object[property.key] !== undefined) continue; // seen with its value
      const { name, choice } = property.element;
      if (choice) {
        choices ??= new Map();
        const other = choices.get(name);
        const message = `Only one type of ${name}[x] may be given; remove ${other} or ${property.key}.`;
        if (other !== undefined)
          findings.written({ code: 'structure', rule: 'choice', message, expression: path, profile: rules.canonical });
        choices.set(name, property.key);
      }
      this.property(object, property, path, scope);
    }
    if (parts === 0 && !rules.resource) {
      const message = 'The object is empty; an element must have a value or parts. Leave it out, or fill it.';
      findings.written({ code: 'invariant', rule: 'empty', message, expression: path, profile: rules.canonical });
    }
    reportMissing(object, rules, path, scope);
    // The lists of a StructureDefinition describe elements; their ids are paths and recur from list to list.
    if (typeof object.id === 'string' && !rules.resource && rules.type !== 'ElementDefinition')
      checkElementId(object.id, path, scope);
    const node = { value: object, sibling: undefined, type: rules.type, path };
    for (const rule of rules.invariants) checkInvariant(rule, node, scope);
  }

  private property(parent: JsonObject, property: Property, parentPath: string, scope: Scope): void {
    const { element, key, siblingKey, format } = property;
    const value = parent[key];
    const sibling = format === undefined ? undefined : parent[siblingKey];
    const path = `${parentPath}.${element.name}`;
    const whole = { value, sibling, property, path, parent, holder: parent, key };
    if (element.list) this.list(whole, scope);
    else if (Array.isArray(value) || Array.isArray(sibling)) {
      const message = `${element.name} occurs once: give ${format === undefined ? 'an object' : 'a value'}, not an array.`;
      reportShape('json-type', message, element, path, scope);
    } else this.value(whole, scope);
  }

  private list(whole: Occurrence, scope: Scope): void {
    const { value, sibling, property, path } = whole;
    const { element, key, siblingKey } = property;
    const report = (rule: ValidateRule, message: string) => reportShape(rule, message, element, path, scope);
    if (value !== undefined && !Array.isArray(value)) {
      report('json-type', `${element.name} may repeat: write it as an array, even for one value.`);
      if (value !== null) this.value({ ...whole, sibling: undefined, path: `${path}[0]` }, scope);
      return;
    }
    if (sibling !== undefined && !Array.isArray(sibling)) {
      report('json-type', `${siblingKey} must be an array like ${key}.`);
      return;
    }
    const values: readonly unknown[] = value ?? [];
    const siblings: readonly unknown[] = sibling ?? [];
    if (value !== undefined && values.length === 0)
      report('empty', `The array ${key} is empty; leave it out, or fill it.`);
    if (values.length > 0 && siblings.length > values.length)
      report(
        'json-type',
        `${siblingKey} has ${siblings.length} items and ${key} has ${values.length}; fill up with null.`,
      );
    const holder = value ?? whole.parent;
    const count = Math.max(values.length, siblings.length);
    for (let i = 0; i < count; i++) {
      const item = values[i] === null && isJsonObject(siblings[i]) ? undefined : values[i];
      const itemSibling = siblings[i] === null && item !== undefined ? undefined : siblings[i];
      this.value({ ...whole, value: item, sibling: itemSibling, path: `${path}[${i}]`, holder, key: i }, scope);
    }
  }

  private value(occurrence: Occurrence, scope: Scope): void {
    const { value, sibling, property, path } = occurrence;
    const { element } = property;
    if (value === null || sibling === null) {
      const message = `null is not a value in FHIR; leave ${element.name} out.`;
      reportShape('null', message, element, path, scope);
    } else if (property.format !== undefined) this.primitive(occurrence, scope);
    else if (property.kind === 'resource') this.checkResource(occurrence, scope);
    else this.complex(occurrence, scope);
  }

  private complex(occurrence: Occurrence, scope: Scope): void {
    const { value, property, path } = occurrence;
    const { element, type } = property;
    if (!isJsonObject(value)) {
      const message = `${element.name} must be an object (${type}), not ${described(value)}.`;
      reportShape('json-type', message, element, path, scope);
      return;
    }
    const rules = property.rules();
    if (rules === undefined) {
      reportBroken(scope.run, baseUnusable(type), path);
      return;
    }
    const { stack } = scope.run;
    stack.push({ element, type, value, sibling: undefined });
    this.object(value, rules, path, scope);
    typeChecks.get(type)?.(value, path, scope);
    this.extensionsOf(value, path, scope);
    this.elements.run(occurrence, scope);
    stack.pop();
  }

  private primitive(occurrence: Occurrence, scope: Scope): void {
    const { value, sibling, property, path } = occurrence;
    if (!checkPrimitive(occurrence, scope)) return;
    if (sibling !== undefined) this.sibling(occurrence, scope);
    this.elements.run(occurrence, scope);
    if (value !== undefined) typeChecks.get(property.type)?.(value, path, scope);
  }

  private sibling({ value, sibling, property, path }: Occurrence, scope: Scope): void {
    const { element, type, siblingKey } = property;
    if (!isJsonObject(sibling)) {
      const message = `${siblingKey} must be an object with id or extension.`;
      reportShape('json-type', message, element, path, scope);
      return;
    }
    if (property.kind === 'xhtml' && Object.keys(sibling).length > 0) {
      const message = 'A narrative has neither an id nor extensions beside its text; put the id into the XHTML.';
      reportShape('unknown-property', message, element, path, scope);
      return;
    }
    if (value === undefined && element.definition.base?.path === 'Resource.id') {
      // https://hl7.org/fhir/R4/resource.html#id: it is the resource's address, and extensions are none.
      const message = 'The id of a resource needs a value; give it one, or leave out "_id".';
      scope.findings.error({
        code: 'value',
        rule: 'primitive-format',
        message,
        expression: path,
        profile: element.owner.canonical,
      });
    }
    const rules = property.rules();
    if (rules === undefined) return;
    const { stack } = scope.run;
    stack.push({ element, type, value, sibling });
    const idAlone = Object.keys(sibling).join() === 'id';
    if (value !== undefined && idAlone) {
      if (typeof sibling.id === 'string') checkElementId(sibling.id, path, scope);
    } else this.object(sibling, rules, path, scope);
    this.extensionsOf(sibling, path, scope);
    stack.pop();
  }

  /** Checks the extensions of the element on top of the stack. */
  extensionsOf(object: JsonObject, path: string, scope: Scope): void {
    if (object.extension !== undefined || object.modifierExtension !== undefined) checkExtensions(object, path, scope);
  }
}

/** Tells that an element is not written in the shape that its definition gives it. */
function reportShape(
  rule: ValidateRule,
  message: string,
  { owner }: Property['element'],
  path: string,
  scope: Scope,
): void {
  scope.findings.written({ code: 'structure', rule, message, expression: path, profile: owner.canonical });
}

/** The property that a JSON name stands for: itself, or the primitive of which it is the `_x` sibling. */
function propertyOf(key: string, rules: ObjectRules): Property | undefined {
  const property = rules.properties.get(key);
  if (property !== undefined || !key.startsWith('_')) return property;
  const primitive = rules.properties.get(key.slice(1));
  return primitive?.format === undefined ? undefined : primitive;
}
