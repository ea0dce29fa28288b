import { isJsonObject, type JsonObject } from '../model/fhir.ts';
import { type BindingRule, bindingRules, checkBinding } from './binding.ts';
import { checkInvariant } from './constraint-check.ts';
import { checkExtensions } from './extension.ts';
import { asWritten } from './json-reader.ts';
import { checkTargets, type TargetRule, targetRules } from './reference.ts';
import type { Engine, Scope } from './scope.ts';
import { typeChecks } from './type-checks.ts';
import type { ElementRules, ObjectRules, Property } from './type-rules.ts';
import { didYouMean, shown } from './wording.ts';

/** Checks a nested resource; given by resource.ts, which walks with this file. */
export type ResourceCheck = (
  value: unknown,
  property: Property,
  path: string,
  scope: Scope,
  parent: JsonObject,
) => void;

interface ElementExtras {
  readonly bindings: readonly BindingRule[];
  readonly targets: readonly TargetRule[];
}

/** Walks objects by the base specification's rules. */
export class Walker {
  private readonly engine: Engine;
  private readonly checkResource: ResourceCheck;
  private readonly extras = new Map<ElementRules, ElementExtras>();

  constructor(engine: Engine, checkResource: ResourceCheck) {
    this.engine = engine;
    this.checkResource = checkResource;
  }

  /** Every property that is there, then every one that should be, then the invariants of the whole. */
  object(object: JsonObject, rules: ObjectRules, path: string, scope: Scope): void {
    const { findings } = scope;
    let parts = 0;
    let choices: string[] | undefined;
    for (const key in object) {
      if (!Object.hasOwn(object, key)) continue;
      const property = rules.properties.get(key);
      if (property === undefined) {
        if (key === 'resourceType' && rules.resource) continue;
        const primitive = key.startsWith('_') ? rules.properties.get(key.slice(1)) : undefined;
        parts++;
        if (primitive?.format === undefined) {
          this.unknown(key, rules, path, scope);
          continue;
        }
        if (object[primitive.key] === undefined) this.property(object, primitive, path, scope);
        continue;
      }
      if (key !== 'id') parts++;
      if (property.element.choice) {
        if (choices?.includes(property.element.name) === true)
          findings.error(
            'structure',
            'choice',
            `Only one type of ${property.element.name}[x] may be given; remove ${key} or the other.`,
            path,
            rules.canonical,
          );
        choices = [...(choices ?? []), property.element.name];
      }
      this.property(object, property, path, scope);
    }
    if (parts === 0 && !rules.resource)
      findings.error(
        'invariant',
        'empty',
        'The object is empty; an element must have a value or parts. Leave it out, or fill it.',
        path,
        rules.canonical,
      );
    for (const element of rules.required) if (!isPresent(object, element)) missing(element, path, scope);
    // The lists of a StructureDefinition describe elements; their ids are paths and recur from list to list.
    if (typeof object.id === 'string' && !rules.resource && rules.type !== 'ElementDefinition')
      this.elementId(object.id, path, scope);
    for (const rule of rules.invariants)
      checkInvariant(rule, { value: object, sibling: undefined, type: rules.type, path }, scope);
  }

  private unknown(key: string, rules: ObjectRules, path: string, { findings }: Scope): void {
    const choice = [...rules.elements.values()].find(
      ({ choice: isChoice, name }) => isChoice && (key === name || key.startsWith(name)),
    );
    const types = choice?.variants.map((variant) => variant.key);
    const hint =
      choice === undefined || types === undefined
        ? didYouMean(key, rules.properties.keys())
        : types.length > 8
          ? ` ${choice.name}[x] is written with its type: ${types.slice(0, 8).join(', ')} and so on.`
          : ` ${choice.name}[x] is written with its type: ${types.join(', ')}.`;
    findings.error(
      'structure',
      'unknown-property',
      `${rules.type} has no property "${shown(key)}".${hint}`,
      path,
      rules.canonical,
    );
  }

  private elementId(id: string, path: string, { elementIds, findings }: Scope): void {
    const other = elementIds.get(id);
    if (other !== undefined)
      findings.error(
        'duplicate',
        'element-id',
        `The element id "${shown(id)}" is used twice in the resource; it is also at ${other}.`,
        path,
      );
    else elementIds.set(id, path);
  }

  private property(object: JsonObject, property: Property, parentPath: string, scope: Scope): void {
    const { element, key } = property;
    const value = object[key];
    const sibling = property.format === undefined ? undefined : object[property.siblingKey];
    const path = `${parentPath}.${element.name}`;
    if (element.list) this.list(object, value, sibling, property, path, scope);
    else if (Array.isArray(value) || Array.isArray(sibling))
      scope.findings.error(
        'structure',
        'json-type',
        `${element.name} occurs once: give ${property.format === undefined ? 'an object' : 'a value'}, not an array.`,
        path,
        element.owner.canonical,
      );
    else this.value(object, value, sibling, property, path, key, object, scope);
  }

  private list(
    parent: JsonObject,
    value: unknown,
    sibling: unknown,
    property: Property,
    path: string,
    scope: Scope,
  ): void {
    const { element, key } = property;
    const { findings } = scope;
    const stated = element.owner.canonical;
    if (value !== undefined && !Array.isArray(value)) {
      findings.error(
        'structure',
        'json-type',
        `${element.name} may repeat: write it as an array, even for one value.`,
        path,
        stated,
      );
      if (value !== null) this.value(parent, value, undefined, property, `${path}[0]`, key, parent, scope);
      return;
    }
    if (sibling !== undefined && !Array.isArray(sibling)) {
      findings.error('structure', 'json-type', `${property.siblingKey} must be an array like ${key}.`, path, stated);
      return;
    }
    const values: readonly unknown[] = value ?? [];
    const siblings: readonly unknown[] = sibling ?? [];
    if (Array.isArray(value) && values.length === 0)
      findings.error('structure', 'empty', `The array ${key} is empty; leave it out, or fill it.`, path, stated);
    if (values.length > 0 && siblings.length > values.length)
      findings.error(
        'structure',
        'json-type',
        `${property.siblingKey} has ${siblings.length} items and ${key} has ${values.length}; fill up with null.`,
        path,
        stated,
      );
    const count = Math.max(values.length, siblings.length);
    for (let i = 0; i < count; i++) {
      const item = values[i] === null && isJsonObject(siblings[i]) ? undefined : values[i];
      const itemSibling = siblings[i] === null && item !== undefined ? undefined : siblings[i];
      this.value(parent, item, itemSibling, property, `${path}[${i}]`, i, Array.isArray(value) ? value : parent, scope);
    }
  }

  /** @param holder the object or array that has the value at `key`, where its numeral is known */
  private value(
    parent: JsonObject,
    value: unknown,
    sibling: unknown,
    property: Property,
    path: string,
    key: string | number,
    holder: object,
    scope: Scope,
  ): void {
    const { findings } = scope;
    const { element } = property;
    if (value === null || sibling === null) {
      findings.error(
        'structure',
        'null',
        `null is not a value in FHIR; leave ${element.name} out.`,
        path,
        element.owner.canonical,
      );
      return;
    }
    if (property.format !== undefined) this.primitive(value, sibling, property, path, key, holder, scope);
    else if (property.kind === 'resource') this.checkResource(value, property, path, scope, parent);
    else this.complex(value, property, path, scope);
  }

  private complex(value: unknown, property: Property, path: string, scope: Scope): void {
    const { element, type } = property;
    if (!isJsonObject(value)) {
      const found = Array.isArray(value) ? 'an array' : `the ${typeof value} ${shown(value)}`;
      scope.findings.error(
        'structure',
        'json-type',
        `${element.name} must be an object (${type}), not ${found}.`,
        path,
        element.owner.canonical,
      );
      return;
    }
    const rules = property.rules();
    if (rules === undefined) return;
    const { stack } = scope.run;
    stack.push({ element, type, value, sibling: undefined });
    this.object(value, rules, path, scope);
    typeChecks.get(type)?.(value, path, scope);
    this.extensionsOf(value, path, scope);
    this.elementRules(value, undefined, property, path, scope);
    stack.pop();
  }

  private primitive(
    value: unknown,
    sibling: unknown,
    property: Property,
    path: string,
    key: string | number,
    holder: object,
    scope: Scope,
  ): void {
    const { element, format, type } = property;
    const { findings, run } = scope;
    const stated = element.owner.canonical;
    if (value !== undefined && format !== undefined) {
      if (typeof value !== format.json) {
        const found = isJsonObject(value)
          ? 'an object'
          : Array.isArray(value)
            ? 'an array'
            : `the ${typeof value} ${shown(value)}`;
        findings.error(
          'structure',
          'json-type',
          `${element.name} must be a JSON ${format.json} (${type}), not ${found}.`,
          path,
          stated,
        );
        return;
      }
      const text = typeof value === 'number' ? asWritten(run.numerals, holder, key, value) : String(value);
      if (text === '')
        findings.error('value', 'empty', `${element.name} is an empty string; leave it out, or fill it.`, path, stated);
      else {
        const problem = format.check(text);
        if (problem !== undefined)
          findings.add(
            problem.severity,
            'value',
            'primitive-format',
            `The ${type} "${shown(text)}" ${problem.problem}.`,
            path,
            stated,
          );
      }
    }
    if (sibling !== undefined) this.sibling(value, sibling, property, path, scope);
    this.elementRules(value, sibling, property, path, scope);
    if (value !== undefined) typeChecks.get(type)?.(value, path, scope);
  }

  private sibling(value: unknown, sibling: unknown, property: Property, path: string, scope: Scope): void {
    const { element, type } = property;
    const rules = property.rules();
    if (!isJsonObject(sibling)) {
      scope.findings.error(
        'structure',
        'json-type',
        `${property.siblingKey} must be an object with id or extension.`,
        path,
        element.owner.canonical,
      );
      return;
    }
    if (rules === undefined) return;
    const { stack } = scope.run;
    stack.push({ element, type, value, sibling });
    if (value !== undefined && Object.keys(sibling).every((name) => name === 'id')) {
      if (typeof sibling.id === 'string') this.elementId(sibling.id, path, scope);
    } else this.object(sibling, rules, path, scope);
    this.extensionsOf(sibling, path, scope);
    stack.pop();
  }

  /** Checks the extensions of the element on top of the stack. */
  extensionsOf(object: JsonObject, path: string, scope: Scope): void {
    if (object.extension !== undefined || object.modifierExtension !== undefined) checkExtensions(object, path, scope);
  }

  /** What stands on the element rather than on its type: invariants, bindings, reference targets. */
  private elementRules(value: unknown, sibling: unknown, property: Property, path: string, scope: Scope): void {
    const { element, type } = property;
    for (const rule of element.invariants) checkInvariant(rule, { value, sibling, type, path }, scope);
    const { bindings, targets } = this.extrasOf(element);
    if (value !== undefined) for (const rule of bindings) checkBinding(rule, value, type, path, scope.findings);
    if (type === 'Reference' && targets.length > 0)
      checkTargets(
        targets,
        { value, sibling, type, path, rules: property.rules() },
        element.owner.package,
        element.owner.canonical,
        scope,
      );
  }

  private extrasOf(element: ElementRules): ElementExtras {
    const known = this.extras.get(element);
    if (known !== undefined) return known;
    const { definition, owner } = element;
    const fresh = {
      bindings: bindingRules(definition.binding, owner.canonical, owner.package, this.engine.terminology),
      targets: targetRules(definition),
    };
    this.extras.set(element, fresh);
    return fresh;
  }
}

function isPresent(object: JsonObject, { variants }: ElementRules): boolean {
  return variants.some(
    ({ key, siblingKey, format }) =>
      object[key] !== undefined || (format !== undefined && object[siblingKey] !== undefined),
  );
}

function missing(element: ElementRules, path: string, { findings }: Scope): void {
  findings.error(
    'required',
    'cardinality',
    `${element.definition.path} is missing: at least ${element.definition.min ?? 1} required.`,
    path,
    element.owner.canonical,
  );
}
