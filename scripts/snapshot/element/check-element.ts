import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { checkBinding } from './check-binding.ts';
import type { Findings } from './findings.ts';
import { findType, type Structures } from './structures.ts';

type ElementType = NonNullable<ElementDefinition['type']>[number];

/** What a check needs to know of the definition under way. */
export interface CheckScope {
  readonly structures: Structures;
  /** The package of the definition. */
  readonly from: PackageRef;
  /** A specialization may give references of its own. */
  readonly specializes: boolean;
  readonly findings: Findings;
}

/** Fixed and pattern values in their JSON form. */
const value = /^(fixed|pattern)([A-Z]\w*)$/;

/** Checks that a fixed or pattern value is of a type that the element may have. */
export function checkValueType(element: ElementDefinition, findings: Findings): void {
  const types = element.type?.map(workingCode) ?? [];
  if (types.length === 0) return;
  for (const key of Object.keys(element)) {
    const [, form = '', type = ''] = value.exec(key) ?? [];
    if (type === '' || types.some((code) => code.charAt(0).toUpperCase() + code.slice(1) === type)) continue;
    const id = element.id ?? element.path;
    const message = `The ${form} value of ${id} is of type ${type}, but the element can only be ${types.join(' or ')}. Give it as ${form}${types[0]?.charAt(0).toUpperCase()}${types[0]?.slice(1)}.`;
    findings.error('snapshot-type-not-allowed', 'business-rule', id, message);
  }
}

/** More than any real profile has of ancestors, or imposes; a circle ends here. */
const LONGEST_CHAIN = 32;

/**
 * Checks that a differential element only narrows what the element inherits.
 * @param inherited before the differential is laid over it
 * @param stated the differential's element
 * @param as a new slice need not occur as often as the element that it slices
 * @see https://hl7.org/fhir/R4/profiling.html#cardinality
 */
export function checkNarrowing(
  inherited: ElementDefinition,
  stated: ElementDefinition,
  as: 'inherited' | 'new slice',
  scope: CheckScope,
): void {
  const { findings } = scope;
  const id = inherited.id ?? inherited.path;
  const min = stated.min;
  if (min !== undefined && inherited.min !== undefined && min < inherited.min && as === 'inherited') {
    const message = `The minimum of ${id} is ${min}, but the base has ${inherited.min}. A profile may only raise it: state ${inherited.min} or more, or leave it out.`;
    findings.error('snapshot-min-widened', 'business-rule', id, message);
  }
  if (stated.max !== undefined && inherited.max !== undefined && asNumber(stated.max) > asNumber(inherited.max)) {
    const message = `The maximum of ${id} is ${stated.max}, but the base has ${inherited.max}. A profile may only lower it: state ${inherited.max} or less, or leave it out.`;
    findings.error('snapshot-max-widened', 'business-rule', id, message);
  }
  if (stated.mustSupport === false && inherited.mustSupport === true) {
    const message = `${id} is must-support in the base, and a profile cannot take that back. Leave mustSupport out.`;
    findings.error('snapshot-must-support-removed', 'business-rule', id, message);
  }
  checkBinding(inherited, stated, findings);
  for (const type of stated.type ?? []) checkType(type, inherited, scope);
}

export function asNumber(max: string): number {
  return max === '*' ? Number.POSITIVE_INFINITY : Number(max);
}

function checkType(type: ElementType, inherited: ElementDefinition, scope: CheckScope): void {
  const { structures, from, findings } = scope;
  const id = inherited.id ?? inherited.path;
  for (const profile of type.profile ?? []) {
    const found = structures.find(profile, from);
    if (found === undefined) {
      const message = `The profile ${profile} of ${id} is in no loaded package. Declare the package that has it as a dependency, or mend the canonical.`;
      findings.warning('snapshot-profile-unresolved', 'not-found', id, message);
      continue;
    }
    const { type: profiled } = found.definition.resource;
    if (isOrSpecializes(profiled, workingCode(type), structures, from)) continue;
    const message = `The profile ${profile} of ${id} is one on ${profiled}, but the type is ${workingCode(type)}. Name a profile on ${workingCode(type)}.`;
    findings.error('snapshot-type-not-allowed', 'business-rule', id, message);
  }
  const allowed = inherited.type;
  if (allowed === undefined || allowed.length === 0) return;
  const matches = allowed.filter((item) => isOrSpecializes(workingCode(type), workingCode(item), structures, from));
  if (matches.length === 0) {
    const message = `${id} cannot be a ${type.code}: the base allows ${allowed.map(workingCode).join(', ')}. Use one of these types.`;
    findings.error('snapshot-type-not-allowed', 'business-rule', id, message);
    return;
  }
  const targets = matches.flatMap(({ targetProfile }) => targetProfile ?? []);
  if (scope.specializes || matches.some(({ targetProfile }) => targetProfile === undefined)) return;
  const urls = new Set(targets.map((target) => parseCanonical(target).url));
  for (const target of type.targetProfile ?? []) {
    if (conformsTo(target, urls, structures, from) !== false) continue;
    const message = `${id} cannot refer to ${target}: the base allows ${targets.join(', ')}, and this is none of them nor a profile on one of them.`;
    findings.error('snapshot-target-not-allowed', 'business-rule', id, message);
  }
}

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** The FHIR type of an element whose code names the FHIRPath type of its JSON value. */
function workingCode({ code, extension }: ElementType): string {
  return extension?.find(({ url }) => url === FHIR_TYPE)?.valueUrl ?? code;
}

function isOrSpecializes(code: string, ancestor: string, structures: Structures, from: PackageRef): boolean {
  if (code === ancestor) return true;
  let current = findType(structures, code, from);
  for (let step = 0; current !== undefined && step < LONGEST_CHAIN; step++) {
    if (current.definition.resource.type === ancestor) return true;
    const base: string | undefined = current.definition.resource.baseDefinition;
    current = base === undefined ? undefined : structures.find(base, current.definition.package);
  }
  return false;
}

const IMPOSED = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile';

/**
 * Whether a profile is, descends from or imposes one of the targets; undefined when the chain leads out of the loaded packages.
 * @see https://hl7.org/fhir/extensions/StructureDefinition-structuredefinition-imposeProfile.html
 */
function conformsTo(
  profile: string,
  targets: ReadonlySet<string>,
  structures: Structures,
  from: PackageRef,
  seen: Set<object> = new Set(),
): boolean | undefined {
  if (targets.has(parseCanonical(profile).url)) return true;
  const found = structures.find(profile, from);
  if (found === undefined || seen.size > LONGEST_CHAIN) return undefined;
  const { resource, package: owner } = found.definition;
  if (seen.has(resource)) return false; // by another way, or a circle
  seen.add(resource);
  const imposed = (resource.extension ?? []).flatMap(({ url, valueCanonical }) =>
    url === IMPOSED ? (valueCanonical ?? []) : [],
  );
  const ancestors = [...(resource.baseDefinition === undefined ? [] : [resource.baseDefinition]), ...imposed];
  const answers = ancestors.map((ancestor) => conformsTo(ancestor, targets, structures, owner, seen));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
