import type { Terminology } from '../model/definition/terminology.ts';
import { checkTypeProfiles } from './conformance/conformance.ts';
import type { ElementRules } from './definition/type-rules.ts';
import type { Occurrence } from './occurrence.ts';
import { checkInvariant } from './profile/constraint-check.ts';
import { checkTargets, type TargetRule, targetRules } from './reference/reference.ts';
import type { Scope } from './scope/scope.ts';
import { type BindingRule, bindingRules, checkBinding, checkCodeMissing } from './value/binding.ts';

interface Compiled {
  readonly bindings: readonly BindingRule[];
  readonly targets: readonly TargetRule[];
  /** Profiles that the element's values must fit, by type: a Range's limits are of SimpleQuantity. */
  readonly profiles: ReadonlyMap<string, readonly string[]>;
}

/** What stands on an element of the base specification rather than on its type: constraints, bindings, targets. */
export class ElementChecks {
  private readonly terminology: Terminology;
  private readonly compiled = new Map<ElementRules, Compiled>();

  constructor(terminology: Terminology) {
    this.terminology = terminology;
  }

  run({ value, sibling, property, path }: Occurrence, scope: Scope): void {
    const { element, type } = property;
    const { owner } = element;
    for (const rule of element.invariants) checkInvariant(rule, { value, sibling, type, path }, scope);
    const { bindings, targets, profiles } = this.of(element);
    if (value !== undefined) for (const rule of bindings) checkBinding(rule, value, type, path, scope);
    else if (property.format !== undefined) for (const rule of bindings) checkCodeMissing(rule, path, scope.findings);
    const wanted = profiles.get(type);
    if (wanted !== undefined) {
      const node = { value, sibling, type, path, rules: property.rules() };
      checkTypeProfiles(node, wanted, owner.package, owner.canonical, scope);
    }
    if (type !== 'Reference' || targets.length === 0) return;
    const node = { value, sibling, type, path, rules: property.rules() };
    checkTargets(targets, node, owner.package, owner.canonical, scope);
  }

  private of(element: ElementRules): Compiled {
    const known = this.compiled.get(element);
    if (known !== undefined) return known;
    const { definition, owner } = element;
    const fresh = {
      bindings: bindingRules(definition.binding, owner.canonical, owner.package, this.terminology),
      targets: targetRules(definition),
      profiles: new Map(
        (definition.type ?? []).flatMap(({ code, profile = [] }) => (profile.length === 0 ? [] : [[code, profile]])),
      ),
    };
    this.compiled.set(element, fresh);
    return fresh;
  }
}
