import { type ElementDefinition, isJsonObject } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { conformance, fitsType, isTooDeep } from '../conformance/conformance.ts';
import type { Node } from '../scope/node.ts';
import type { Scope } from '../scope/scope.ts';
import { followReference } from '../target/reference.ts';

/** One of the targets that a reference may have. */
export interface TargetRule {
  readonly canonical: string;
  /** Resource type where the canonical is a base definition's. */
  readonly baseType: string | undefined;
}

const coreUrl = 'http://hl7.org/fhir/StructureDefinition/';

export function targetRules(element: ElementDefinition): TargetRule[] {
  return (element.type ?? [])
    .filter(({ code }) => code === 'Reference')
    .flatMap(({ targetProfile }) => targetProfile ?? [])
    .map((canonical) => {
      const name = canonical.startsWith(coreUrl) ? canonical.slice(coreUrl.length).replace(/\|.*$/, '') : '';
      return { canonical, baseType: /^[A-Z][A-Za-z]+$/.test(name) ? name : undefined };
    });
}

/**
 * Holds the target of a reference, where the text has it, and `Reference.type` against what the element allows.
 * @see https://hl7.org/fhir/R4/references.html
 */
export function checkTargets(
  targets: readonly TargetRule[],
  node: Node,
  from: PackageRef,
  stated: string,
  scope: Scope,
): void {
  const { findings, engine } = scope;
  if (!isJsonObject(node.value) || targets.length === 0) return;
  const typeOf = ({ baseType, canonical }: TargetRule): string | undefined =>
    baseType ?? engine.profiles.find(canonical, from)?.type;
  const types = targets.map(typeOf);
  const allowed = [...new Set(types.filter((type) => type !== undefined))].join(' or ');
  const fits = (found: string) => types.some((type) => type === undefined || fitsType(found, type));
  const { type, reference } = node.value;
  if (typeof type === 'string' && typeof reference === 'string' && !fits(type))
    findings.error({
      code: 'structure',
      rule: 'reference-type',
      message: `The reference says that its target is of type ${type}; allowed here: ${allowed}.`,
      expression: node.path,
      profile: stated,
    });
  const target = followReference(node, scope);
  if (target === undefined) return;
  if (!fits(target.node.type)) {
    findings.error({
      code: 'structure',
      rule: 'reference-target',
      message: `The reference leads to a resource of type ${target.node.type}; allowed here: ${allowed}.`,
      expression: node.path,
      profile: stated,
    });
    return;
  }
  checkTargetProfiles(targets, node, target, from, stated, scope);
}

function checkTargetProfiles(
  targets: readonly TargetRule[],
  node: Node,
  target: NonNullable<ReturnType<typeof followReference>>,
  from: PackageRef,
  stated: string,
  scope: Scope,
): void {
  const { findings, engine, run } = scope;
  if (isTooDeep(run)) {
    const [, second] = targets;
    if (second === undefined) {
      const later = { ...scope, findings: run.findings };
      run.deferred.push(() => checkTargetProfiles(targets, node, target, from, stated, later));
    } else {
      const message = 'The target was not held against the profiles allowed here: too many references lead to it.';
      findings.information({
        code: 'too-costly',
        rule: 'not-checked',
        message,
        expression: node.path,
        profile: stated,
      });
    }
    return;
  }
  const failures: string[] = [];
  for (const { canonical, baseType } of targets) {
    if (baseType !== undefined && fitsType(target.node.type, baseType)) return;
    const profile = engine.profiles.find(canonical, from);
    if (profile === undefined) {
      findings.information({
        code: 'not-found',
        rule: 'not-checked',
        message: `The target was not held against ${canonical}: not loaded.`,
        expression: node.path,
        profile: stated,
      });
      return;
    }
    const result = conformance(target.node, profile, target.scope);
    if (result.errors === 0) {
      const message = `The resource that the reference leads to has errors, so it conforms to none of the profiles allowed here, not even to ${profile.canonical}.`;
      findings.pending.push({
        resource: target.node.path,
        report: (all) =>
          all.error({ code: 'structure', rule: 'reference-profile', message, expression: node.path, profile: stated }),
      });
      return;
    }
    const first = result.issues.find(({ severity }) => severity === 'error');
    failures.push(`${profile.canonical}: ${first?.message ?? ''} (at ${first?.expression ?? ''})`);
  }
  findings.error({
    code: 'structure',
    rule: 'reference-profile',
    message: `The resource that the reference leads to conforms to none of the profiles allowed here. ${failures.join(' ')}`,
    expression: node.path,
    profile: stated,
  });
}
