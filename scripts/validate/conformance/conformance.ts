import { thrownProblem } from '../../model/definition/broken-definition.ts';
import { isJsonObject } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { Findings } from '../finding/findings.ts';
import { shown } from '../finding/wording.ts';
import { jsonLocation } from '../json/path.ts';
import { reportBroken, reportProblem } from '../scope/broken.ts';
import type { Node } from '../scope/node.ts';
import type { Profile, Scope } from '../scope/scope.ts';
import { scopeInside } from '../target/resource.ts';
import { applyItem } from './apply-profile.ts';
import { reportNoneFits } from './profile-choice.ts';

/**
 * What a profile finds on an element or resource, worked out once per text.
 * A profile that asks again for what is being checked (a cycle of references, a self-referring profile) gets no findings.
 */
export function conformance(node: Node, profile: Profile, scope: Scope): Findings {
  const { value } = node;
  const key = typeof value === 'object' && value !== null ? value : undefined;
  const byProfile = key === undefined ? undefined : scope.run.conformance.get(key);
  const known = byProfile?.get(profile);
  if (known !== undefined) return known;
  const findings = new Findings();
  if (key !== undefined) {
    if (byProfile === undefined) scope.run.conformance.set(key, new Map([[profile, findings]]));
    else byProfile.set(profile, findings);
  }
  if (!fitsType(node.type, profile.type) || (node.rules?.resource === true && profile.type === 'Element')) {
    findings.error({
      code: 'structure',
      rule: 'profile-type',
      message: `The profile ${profile.canonical} is for ${profile.type === '' ? 'no type' : shown(profile.type)}, not for ${node.type}.`,
      expression: node.path,
      profile: profile.canonical,
    });
    if (profile.type === '') reportProblem(profile, scope.run, node.path);
    return findings;
  }
  const { run } = scope;
  reportProblem(profile, run, node.path);
  const rules = profile.rules();
  if (rules === undefined) return findings;
  run.depth++;
  try {
    applyItem(rules, node, { ...scopeInside(node, scope), findings });
  } catch (cause) {
    const problem = thrownProblem(cause);
    reportBroken(run, `The profile ${profile.canonical} could not be applied to the end: ${problem}.`, node.path);
  }
  run.depth--;
  return findings;
}

/** Profiles held against targets of references, which lead on to other targets: deeper than that, they wait. */
const DEEPEST = 60;

export function isTooDeep({ depth }: Scope['run']): boolean {
  return depth >= DEEPEST;
}

/** Abstract types take their specializations. */
export function fitsType(found: string, wanted: string): boolean {
  if (found === wanted) return true;
  if (wanted === 'Resource' || wanted === 'Element') return true;
  return wanted === 'DomainResource' && found !== 'Bundle' && found !== 'Binary' && found !== 'Parameters';
}

/** Whether an element conforms to one of the profiles; those that are not loaded don't count. */
export function conformsToAny(node: Node, canonicals: readonly string[], from: PackageRef, scope: Scope): boolean {
  return canonicals.some((canonical) => {
    const profile = scope.engine.profiles.find(canonical, from);
    if (profile === undefined || isTooDeep(scope.run)) {
      const why = profile === undefined ? 'it is not loaded' : 'too many references lead to it';
      const message = `Whether this conforms to ${shown(canonical)}, by which a slice is known, was not checked: ${why}.`;
      scope.findings.information({
        code: 'not-found',
        rule: 'not-checked',
        message,
        expression: node.path,
        profile: canonical,
      });
      return false;
    }
    return (
      conformance(node, profile, scope).errors === 0 &&
      (profile.isBase || isJsonObject(node.value) || node.value !== undefined)
    );
  });
}

/**
 * Holds an element against the profiles that its definition names for its type: all findings of the one, or one finding
 * when none of several fits.
 */
export function checkTypeProfiles(
  node: Node,
  canonicals: readonly string[],
  from: PackageRef,
  stated: string,
  scope: Scope,
): void {
  const { findings } = scope;
  const profiles = canonicals.flatMap((canonical) => scope.engine.profiles.find(canonical, from) ?? []);
  const [only] = profiles;
  if (profiles.length < canonicals.length) {
    const missing = canonicals.filter((canonical) => scope.engine.profiles.find(canonical, from) === undefined);
    findings.information({
      code: 'not-found',
      rule: 'not-checked',
      message: `Not held against ${missing.join(', ')}: not loaded. Add the package that has it.`,
      expression: node.path,
      profile: stated,
    });
    if (profiles.length === 0 || canonicals.length > 1) return;
  }
  if (profiles.length === 1 && only !== undefined) {
    findings.take(conformance(node, only, scope));
    return;
  }
  const results = profiles.map((profile) => conformance(node, profile, scope));
  const shown = jsonLocation(scope.run.root, node.path);
  const report = (all: Findings) => reportNoneFits({ path: node.path, shown }, profiles, results, stated, all);
  if (results.every(({ errors }) => errors > 0)) report(findings);
  else if (node.rules?.resource === true) findings.pending.push({ resource: node.path, report });
}
