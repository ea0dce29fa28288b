import type { JsonObject } from '../../model/fhir.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Profile, Scope } from '../scope/scope.ts';

/** Parameters of these types are of any other. */
const openTypes = new Set(['Any', 'Element', 'Resource', 'DomainResource', 'BackboneElement']);
const allowedType = 'http://hl7.org/fhir/StructureDefinition/operationdefinition-allowed-type';

/**
 * "The profile shall not conflict with what is specified in the parameters in the operation definition itself, though it
 * may provide additional constraints": a conflict is an error, other numbers than those of the operation are a warning.
 * The HL7 validator takes all differences for errors.
 * @param use which of the parameters the profile is of
 * @see https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.inputProfile
 */
export function checkOperationParameters(profile: Profile, use: 'in' | 'out', scope: Scope): void {
  const slices = child(profile.root, 'parameter')?.slices ?? [];
  if (slices.length === 0) return;
  const { resource, path, findings } = scope;
  const warn = (message: string, expression: string) =>
    findings.warning({ code: 'business-rule', rule: 'operation-profile', message, expression });
  const known = new Map<string, readonly [JsonObject, string]>();
  for (const [parameter, at] of listed(resource.parameter, `${path}.parameter`)) {
    const name = textOf(parameter.name);
    if (name !== undefined && parameter.use === use) known.set(name, [parameter, at]);
  }
  const missing = new Set(known.keys());
  for (const slice of slices) {
    const { fixedString, patternString } = child(slice, 'name')?.element ?? {};
    const name = textOf(fixedString ?? patternString);
    if (name === undefined) {
      warn(
        `The slice ${shown(slice.sliceName)} of ${shown(profile.canonical)} has no name, so that nobody can tell which parameter it is of.`,
        `${path}.${use}putProfile`,
      );
      continue;
    }
    missing.delete(name);
    const found = known.get(name);
    if (found === undefined)
      warn(
        `The profile ${shown(profile.canonical)} has the parameter ${shown(name)}, and the operation has none of that name for use "${use}".`,
        `${path}.${use}putProfile`,
      );
    else compare(name, found, slice, profile, scope);
  }
  for (const name of missing)
    warn(
      `The profile ${shown(profile.canonical)} does not have the parameter ${shown(name)}.`,
      known.get(name)?.[1] ?? path,
    );
}

function compare(
  name: string,
  [parameter, at]: readonly [JsonObject, string],
  slice: ElementNode,
  profile: Profile,
  { findings }: Scope,
): void {
  const mine = rangeOf(parameter);
  const theirs = rangeOf(slice.element);
  const told = `${shown(name)} occurs ${shown(parameter.min)}..${shown(parameter.max)} in the operation and ${slice.element.min}..${slice.element.max} in ${shown(profile.canonical)}`;
  if (mine !== undefined && theirs !== undefined) {
    if (theirs.min > mine.max || theirs.max < mine.min)
      findings.error({
        code: 'conflict',
        rule: 'operation-profile',
        message: `${told}: no number is right for both.`,
        expression: at,
      });
    else if (theirs.min !== mine.min || theirs.max !== mine.max)
      findings.warning({
        code: 'business-rule',
        rule: 'operation-profile',
        message: `${told}; HL7's validator wants the same of both.`,
        expression: at,
      });
  }
  const types = typesOf(parameter);
  const allowed = typesOfSlice(slice);
  if (types.length === 0 || allowed === undefined) return;
  if ([...types, ...allowed].some((type) => openTypes.has(type)) || types.some((type) => allowed.includes(type)))
    return;
  const message = `${shown(name)} is of type ${shown(types.join(' or '))} in the operation and ${shown(allowed.join(' or ')) || 'nothing'} in ${shown(profile.canonical)}: no value is right for both.`;
  findings.error({ code: 'conflict', rule: 'operation-profile', message, expression: at });
}

function child(node: ElementNode | undefined, name: string): ElementNode | undefined {
  return node?.children.find((each) => each.name === name);
}

function rangeOf({ min, max }: { readonly min?: unknown; readonly max?: unknown }) {
  if (typeof min !== 'number' || typeof max !== 'string') return undefined;
  const most = max === '*' ? Number.POSITIVE_INFINITY : Number(max);
  return Number.isNaN(most) ? undefined : { min, max: most };
}

function typesOf({ type, extension }: JsonObject): string[] {
  const allowed = [...listed(extension, '')].flatMap(([{ url, valueUri }]) =>
    url === allowedType ? (textOf(valueUri) ?? []) : [],
  );
  const own = textOf(type);
  return allowed.length > 0 ? allowed : own === undefined ? [] : [own];
}

/** What a parameter's value or resource may be (one with a type has no parts); undefined where the profile does not say. */
function typesOfSlice(slice: ElementNode): string[] | undefined {
  const types: string[] = [];
  for (const name of ['value[x]', 'resource']) {
    const node = child(slice, name);
    if (node === undefined) return undefined;
    if (isPossible(node)) types.push(...(node.element.type ?? []).map(({ code }) => code));
  }
  return types;
}

function isPossible(node: ElementNode | undefined): boolean {
  return node !== undefined && node.element.max !== '0';
}
