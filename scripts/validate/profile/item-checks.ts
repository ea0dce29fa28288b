import { type ElementDefinition, isJsonObject } from '../../model/fhir.ts';
import { checkTypeProfiles, fitsType } from '../conformance/conformance.ts';
import { correctedBinding } from '../definition/core-corrections.ts';
import { typeNames } from '../definition/type-names.ts';
import { checkTargets, targetRules } from '../reference/reference.ts';
import type { Base, Compilation } from '../scope/compilation.ts';
import type { ItemCheck } from '../scope/scope.ts';
import { bindingRules, checkBinding, checkCodeMissing } from '../value/binding.ts';
import { isEqual } from '../value/equality.ts';
import { constraintChecks } from './constraint-check.ts';
import { fixedCheck, patternCheck } from './fixed-and-pattern.ts';
import { maxLengthCheck, rangeCheck } from './range.ts';
import { regexCheck } from './regex-check.ts';

/** Compiles what a profile's element adds to the base definition for each occurrence. */
export function itemChecks(element: ElementDefinition, base: Base, compilation: Compilation): ItemCheck[] {
  const { profile } = compilation;
  const stated = profile.canonical;
  const checks = [
    typeCheck(element, base, stated),
    fixedCheck(element, stated),
    patternCheck(element, stated),
    rangeCheck(element, stated, compilation.terminology),
    maxLengthCheck(element, stated),
    regexCheck(element, base.definition, stated),
    bindingCheck(element, base, compilation),
    targetCheck(element, base, compilation),
    profileCheck(element, base, compilation),
    ...constraintChecks(element, base, compilation),
  ];
  return checks.filter((check): check is ItemCheck => check !== undefined);
}

function typeCheck(element: ElementDefinition, base: Base, stated: string): ItemCheck | undefined {
  const types = typeNames(element);
  if (types.length === 0 || base.definition === undefined) return undefined;
  const wide = typeNames(base.definition);
  if (wide.length > 0 && wide.every((type) => types.includes(type))) return undefined;
  // A profile may name a backbone element's type only as BackboneElement or Element.
  if (types.every((type) => type === 'BackboneElement' || type === 'Element')) return undefined;
  return ({ type, path }, { findings }) => {
    if (types.some((allowed) => fitsType(type, allowed))) return;
    findings.error({
      code: 'structure',
      rule: 'type',
      message: `The type ${type} is not allowed here by this profile; use ${types.join(' or ')}.`,
      expression: path,
      profile: stated,
    });
  };
}

function bindingCheck(
  element: ElementDefinition,
  base: Base,
  { profile, from, terminology }: Compilation,
): ItemCheck | undefined {
  const { binding } = element;
  const broad = base.definition?.binding;
  if (binding === undefined) return undefined;
  if (
    binding.valueSet === broad?.valueSet &&
    binding.strength === broad?.strength &&
    isEqual(binding.extension, broad?.extension)
  )
    return undefined;
  const rules = bindingRules(correctedBinding(binding, profile.canonical), profile.canonical, from, terminology);
  if (rules.length === 0) return undefined;
  return ({ value, sibling, type, path }, scope) => {
    if (value !== undefined) for (const rule of rules) checkBinding(rule, value, type, path, scope);
    else if (sibling !== undefined && codedPrimitives.has(type))
      for (const rule of rules) checkCodeMissing(rule, path, scope.findings);
  };
}

/** Primitives whose value may be a code. */
const codedPrimitives = new Set(['code', 'string', 'uri']);

function targetCheck(element: ElementDefinition, base: Base, { profile, from }: Compilation): ItemCheck | undefined {
  const targets = targetRules(element);
  if (targets.length === 0) return undefined;
  const wide = base.definition === undefined ? [] : targetRules(base.definition);
  if (
    targets.length === wide.length &&
    targets.every(({ canonical }) => wide.some((other) => other.canonical === canonical))
  )
    return undefined;
  return (node, scope) => {
    if (node.type === 'Reference') checkTargets(targets, node, from, profile.canonical, scope);
  };
}

function profileCheck(element: ElementDefinition, base: Base, { profile, from }: Compilation): ItemCheck | undefined {
  const wide = new Set((base.definition?.type ?? []).flatMap((type) => type.profile ?? []));
  const types = (element.type ?? []).filter((type) => type.profile?.some((canonical) => !wide.has(canonical)) === true);
  if (types.length === 0) return undefined;
  return (node, scope) => {
    const canonicals = types.filter(({ code }) => fitsType(node.type, code)).flatMap((type) => type.profile ?? []);
    if (canonicals.length === 0 || (node.value === undefined && node.sibling === undefined)) return;
    // An extension is held against its own definition wherever it stands.
    if (node.type === 'Extension' && isJsonObject(node.value) && canonicals.includes(String(node.value.url))) return;
    checkTypeProfiles(node, canonicals, from, profile.canonical, scope);
  };
}
