import type { Base, Compilation } from './compile-profile.ts';
import { compileDiscriminator, type Matcher } from './discriminator.ts';
import { limit } from './element-limit.ts';
import type { ElementNode } from './element-tree.ts';
import type { Slice, Slicing } from './item-rules.ts';
import { typeNames } from './type-names.ts';

type Discriminators = readonly { readonly type: string; readonly path: string }[];

/** Compiles the slices of an element; undefined when it has none. */
export function compileSlicing(node: ElementNode, base: Base, compilation: Compilation): Slicing | undefined {
  if (node.slices.length === 0) return undefined;
  const { slicing } = node.element;
  const given = slicing?.discriminator ?? [];
  // Slices of a choice without a word on how to tell them apart are told apart by type.
  const discriminators: Discriminators =
    given.length > 0 || !node.name.endsWith('[x]') ? given : [{ type: 'type', path: '$this' }];
  const slices = node.slices.map((slice) => compileSlice(slice, discriminators, base, compilation));
  return {
    rules: slicing?.rules ?? 'open',
    ordered: slicing?.ordered === true,
    slices,
    by:
      discriminators.length === 0
        ? 'nothing'
        : discriminators.map(({ type, path }) => `${type} of ${path}`).join(' and '),
    profile: compilation.profile.canonical,
    path: node.element.path,
  };
}

function compileSlice(node: ElementNode, discriminators: Discriminators, base: Base, compilation: Compilation): Slice {
  const { element } = node;
  const sliceName = node.sliceName ?? '';
  const types = typeNames(element);
  const variant = base.rules === undefined || types.length === 1 ? types[0] : undefined;
  const rules =
    variant !== undefined && base.definition?.path.endsWith('[x]') === true
      ? compilation.types.of(variant)
      : base.rules;
  const sliceBase: Base = { definition: base.definition, rules };
  return {
    name: sliceName,
    min: element.min ?? 0,
    max: limit(element.max),
    isDefault: sliceName === '@default',
    belongs: membership(node, discriminators, compilation),
    item: compilation.item(node, sliceBase),
    slicing: compileSlicing(node, sliceBase, compilation),
  };
}

function membership(node: ElementNode, discriminators: Discriminators, compilation: Compilation): Slice['belongs'] {
  const matchers = discriminators.map(({ type, path }) => compileDiscriminator(type, path, node, compilation));
  const known = matchers.filter((matcher): matcher is Matcher => matcher !== undefined);
  if (known.length === 0) return undefined;
  const [first] = known;
  if (known.length === 1 && first !== undefined) return first;
  return (item, scope) => known.every((matches) => matches(item, scope));
}
