import type { Terminology } from '../../model/definition/terminology.ts';
import { limit } from '../definition/element-limit.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import { typeNames } from '../definition/type-names.ts';
import type { ObjectRules, TypeRules } from '../definition/type-rules.ts';
import type { Base, Compilation } from '../scope/compilation.ts';
import type { ChildRules, ItemRules, Profile, ProfileFinder } from '../scope/scope.ts';
import { compileSlicing } from '../slicing/compile-slicing.ts';
import { itemChecks } from './item-checks.ts';

/** Compiles what a profile adds to the base definition of its type. */
export function compileProfile(
  profile: Profile,
  types: TypeRules,
  terminology: Terminology,
  profiles: ProfileFinder,
): ItemRules | undefined {
  const { root, type } = profile;
  if (root === undefined) return undefined;
  const rules = types.of(type);
  const compilation: Compilation = {
    profile,
    from: profile.package,
    types,
    terminology,
    profiles,
    item: (node, base) => compileItem(node, base, compilation),
  };
  return compileItem(root, { definition: rules?.node.element, rules }, compilation);
}

function compileItem(node: ElementNode, base: Base, compilation: Compilation): ItemRules | undefined {
  const checks = itemChecks(node.element, base, compilation);
  const children = node.children.flatMap((child) => compileChild(child, base.rules, compilation) ?? []);
  return checks.length === 0 && children.length === 0 ? undefined : { checks, children };
}

function compileChild(
  child: ElementNode,
  owner: ObjectRules | undefined,
  compilation: Compilation,
): ChildRules | undefined {
  const { element } = child;
  const plain = child.name.replace(/\[x\]$/, '');
  // A definition may name one type of a choice: `valueQuantity` for `value[x]`.
  const variant = owner?.elements.has(plain) === false ? owner.properties.get(plain) : undefined;
  const baseElement = variant?.element ?? owner?.elements.get(plain);
  const definition = baseElement?.definition;
  const types = variant === undefined ? typeNames(element) : [variant.type];
  const base: Base = { definition, rules: partsOf(types, baseElement, compilation) };
  const min = element.min ?? 0;
  const max = limit(element.max);
  const item = compilation.item(child, base);
  const slicing = compileSlicing(child, base, compilation);
  const tighterMin = min > (definition?.min ?? 0) ? min : 0;
  const tighterMax = max < limit(definition?.max) ? max : Number.POSITIVE_INFINITY;
  if (item === undefined && slicing === undefined && tighterMin === 0 && tighterMax === Number.POSITIVE_INFINITY)
    return undefined;
  return {
    name: baseElement?.name ?? plain,
    path: element.path,
    min: tighterMin,
    max: tighterMax,
    profile: compilation.profile.canonical,
    item,
    slicing,
    onlyType: variant?.type,
  };
}

/** The rules of an element's parts: those of the one type that the profile leaves, or the first. */
function partsOf(
  types: readonly string[],
  element: ReturnType<ObjectRules['elements']['get']>,
  { types: rules }: Compilation,
): ObjectRules | undefined {
  if (element === undefined) return undefined;
  const variant = element.variants.find(({ type }) => types.includes(type));
  if (variant !== undefined) return variant.rules();
  const first = types[0];
  const only = element.variants[0];
  if (only?.kind === 'resource' && first !== undefined) return rules.of(first);
  return only?.rules();
}
