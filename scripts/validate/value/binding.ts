import type { CodingValue, Membership, Terminology } from '../../model/definition/terminology.ts';
import { type ElementDefinition, isJsonObject } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import type { Findings } from '../finding/findings.ts';
import { shown } from '../finding/wording.ts';
import { reportBroken } from '../scope/broken.ts';
import type { Scope } from '../scope/scope.ts';
import { isTypeByUrl } from './type-by-url.ts';

const maxValueSetUrl = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';
const cacheLimit = 4096;

/** A binding that can raise a finding, ready to run. */
export interface BindingRule {
  readonly valueSet: string;
  readonly strength: 'required' | 'extensible';
  /** From the extension maxValueSet: a code must be from it, and there need not be one. */
  readonly isMaximum: boolean;
  /** Canonical of the profile that binds. */
  readonly profile: string;
  member(coding: CodingValue): Membership;
}

/**
 * @returns the binding and, where the extension maxValueSet is there, a second, required one; nothing for preferred and example
 * @see https://hl7.org/fhir/R4/terminologies.html#strength
 */
export function bindingRules(
  binding: ElementDefinition['binding'],
  profile: string,
  from: PackageRef,
  terminology: Terminology,
): BindingRule[] {
  if (binding === undefined) return [];
  const rules: BindingRule[] = [];
  const { strength, valueSet } = binding;
  if (valueSet !== undefined && (strength === 'required' || strength === 'extensible'))
    rules.push(bindingRule(valueSet, strength, profile, from, terminology));
  const most = binding.extension?.find(({ url }) => url === maxValueSetUrl);
  const maxValueSet = most?.valueCanonical ?? most?.valueUri;
  if (maxValueSet !== undefined && strength !== 'required')
    rules.push({ ...bindingRule(maxValueSet, 'required', profile, from, terminology), isMaximum: true });
  return rules;
}

export function bindingRule(
  valueSet: string,
  strength: BindingRule['strength'],
  profile: string,
  from: PackageRef,
  terminology: Terminology,
): BindingRule {
  const cache = new Map<string, Membership>();
  return {
    valueSet,
    strength,
    isMaximum: false,
    profile,
    member(coding) {
      if (terminology.changes === true) return terminology.isMember(coding, valueSet, from);
      const key = `${coding.system ?? ''}|${coding.version ?? ''}|${coding.code ?? ''}`;
      const known = cache.get(key);
      if (known !== undefined) return known;
      const fresh = terminology.isMember(coding, valueSet, from);
      if (cache.size < cacheLimit && fresh.isServed !== true) cache.set(key, fresh);
      return fresh;
    },
  };
}

/** The codings of a code, Coding, CodeableConcept or Quantity; undefined where the type can't be bound. */
export function codingsOf(value: unknown, type: string): CodingValue[] | undefined {
  if (typeof value === 'string') return [{ code: value }];
  if (!isJsonObject(value)) return undefined;
  if (type === 'CodeableConcept')
    return (Array.isArray(value.coding) ? value.coding : []).filter(isJsonObject).map((coding) => toCoding(coding));
  if (type === 'Coding') return [toCoding(value)];
  if ('code' in value || 'unit' in value || 'value' in value) return [toCoding(value, true)];
  return undefined;
}

function toCoding(value: { readonly [key: string]: unknown }, quantity = false): CodingValue {
  const text = (key: string) => (typeof value[key] === 'string' ? { [key]: value[key] } : {});
  return quantity
    ? { ...text('system'), ...text('code') }
    : { ...text('system'), ...text('version'), ...text('code'), ...text('display') };
}

/** Holds a bound value against its value set. */
export function checkBinding(
  rule: BindingRule,
  value: unknown,
  type: string,
  path: string,
  { findings, run, resource }: Pick<Scope, 'findings' | 'run' | 'resource'>,
): void {
  const codings = codingsOf(value, type);
  if (codings === undefined) return;
  const coded = codings.filter(({ code }) => code !== undefined && code !== '');
  if (coded.length === 0) {
    if (type === 'CodeableConcept' || type === 'Coding') reportMissing(rule, path, findings);
    return;
  }
  let undecided: string | undefined;
  let nearest: string | undefined;
  for (const coding of coded) {
    // A code without a system has no meaning, so it is in no value set; only a bare `code` takes its system from there.
    const membership: Membership = isWithoutSystem(coding, type) ? { outcome: 'not-member' } : rule.member(coding);
    if (membership.outcome === 'member') return;
    if (membership.outcome === 'not-checked') {
      if (membership.isBroken === true) {
        reportBroken(run, membership.reason, path);
        return;
      }
      undecided ??= membership.reason;
    } else if (membership.outcome === 'unknown-value-set')
      undecided ??= `The value set ${rule.valueSet} is not loaded.`;
    else nearest ??= membership.nearest;
  }
  if (undecided !== undefined) {
    findings.information({
      code: 'not-supported',
      rule: 'not-checked',
      message: `Whether ${list(coded)} is in the value set ${rule.valueSet} was not checked: ${undecided}`,
      expression: path,
      profile: rule.profile,
    });
    return;
  }
  if (coded.every(({ code }) => isTypeByUrl(code, rule.valueSet, resource))) return;
  const meant = nearest === undefined ? needsSystem(coded, type, rule) : ` Did you mean "${nearest}"?`;
  const message = `${list(coded)} is not in the value set ${rule.valueSet}`;
  if (rule.strength === 'required')
    findings.error({
      code: 'code-invalid',
      rule: 'binding-required',
      message: `${message}, from which the code must come.${meant}`,
      expression: path,
      profile: rule.profile,
    });
  else
    findings.warning({
      code: 'code-invalid',
      rule: 'binding-extensible',
      message: `${message}, from which the code should come unless none of its codes fits.${meant}`,
      expression: path,
      profile: rule.profile,
    });
}

function isWithoutSystem({ system }: { readonly system?: string | undefined }, type: string): boolean {
  return (type === 'CodeableConcept' || type === 'Coding') && system === undefined;
}

/** What to do with a code that the value set has, were it not for the system that is missing. */
function needsSystem(codings: readonly CodingValue[], type: string, rule: BindingRule): string {
  for (const { code, system } of codings)
    if (code !== undefined && isWithoutSystem({ system }, type) && rule.member({ code }).outcome === 'member')
      return ` It has "${shown(code)}" with a system; add the system to the code.`;
  return '';
}

/**
 * A primitive that has extensions and no value: where the binding is required, a reason for the absence is no code.
 * @see https://hl7.org/fhir/R4/terminologies.html#required
 */
export function checkCodeMissing(rule: BindingRule, path: string, findings: Findings): void {
  if (rule.strength === 'required' && !rule.isMaximum) reportMissing(rule, path, findings);
}

function reportMissing(rule: BindingRule, path: string, findings: Findings): void {
  const message = `There is no code; give one from the value set ${rule.valueSet}.`;
  if (rule.strength === 'required')
    findings.error({
      code: 'code-invalid',
      rule: 'binding-required',
      message,
      expression: path,
      profile: rule.profile,
    });
  else
    findings.warning({
      code: 'code-invalid',
      rule: 'binding-extensible',
      message,
      expression: path,
      profile: rule.profile,
    });
}

function list(codings: readonly CodingValue[]): string {
  return shown(
    codings.map(({ system, code }) => (system === undefined ? `"${code}"` : `${system}#${code}`)).join(', '),
  );
}
