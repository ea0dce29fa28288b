import type { ElementDefinition } from '../../model/fhir.ts';
import { type InvariantRule, invariantRules } from '../definition/constraint-rule.ts';
import { evaluateInvariant } from '../invariant/invariant.ts';
import type { Base, Compilation } from '../scope/compilation.ts';
import type { Node } from '../scope/node.ts';
import type { ItemCheck, Scope } from '../scope/scope.ts';

/** The constraints that a profile adds to those of the base element and of its type. */
export function constraintChecks(element: ElementDefinition, base: Base, { profile }: Compilation): ItemCheck[] {
  const known = new Set(
    [...(base.definition?.constraint ?? []), ...(base.rules?.node.element.constraint ?? [])].map((constraint) =>
      identity(constraint),
    ),
  );
  const added = (element.constraint ?? []).filter((constraint) => !known.has(identity(constraint)));
  return invariantRules(added, base.rules?.type ?? element.path, profile.canonical).map(
    (rule): ItemCheck =>
      (node, scope) =>
        checkInvariant(rule, node, scope),
  );
}

function identity({ key, expression }: { readonly key: string; readonly expression?: string | undefined }): string {
  return `${key} ${expression ?? ''}`;
}

/** Evaluates one constraint on one element. */
export function checkInvariant(
  rule: InvariantRule,
  { value, sibling, type, path, holder, key = '' }: Omit<Node, 'rules'>,
  scope: Scope,
): void {
  const primitiveElement = sibling as { readonly [key: string]: unknown } | undefined;
  const digits =
    typeof value === 'number' && holder !== undefined ? scope.run.numerals.get(holder)?.get(key) : undefined;
  const verdict = evaluateInvariant(
    rule.compiled,
    { value, type, digits, ...(primitiveElement === undefined ? {} : { primitiveElement }) },
    scope.environment,
  );
  if (verdict === 'true') return;
  if (verdict === 'false') {
    scope.findings.add({
      severity: rule.severity === 'error' ? 'error' : 'warning',
      code: 'invariant',
      rule: 'invariant',
      message: `${rule.key}: ${rule.human}`,
      expression: path,
      profile: rule.profile,
      constraint: rule.key,
    });
    return;
  }
  scope.findings.information({
    code: 'not-supported',
    rule: 'not-checked',
    message: `The constraint ${rule.key} could not be evaluated: ${verdict.error}`,
    expression: path,
    profile: rule.profile,
  });
}
