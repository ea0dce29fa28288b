import { limit } from '../definition/element-limit.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import { typeNames } from '../definition/type-names.ts';
import type { Base, Compilation } from '../scope/compilation.ts';
import type { Slice, Slicing } from '../scope/scope.ts';
import { type Criterion, compileDiscriminator } from './discriminator.ts';
import { discriminatorFault, namesNoProfile, resolveFault } from './discriminator-fault.ts';
import { sliceFinder } from './slice-index.ts';

type Discriminators = readonly { readonly type: string; readonly path: string }[];

/** Compiles the slices of an element; undefined when it has none. */
export function compileSlicing(node: ElementNode, base: Base, compilation: Compilation): Slicing | undefined {
  if (node.slices.length === 0) return undefined;
  const { slicing } = node.element;
  const given = slicing?.discriminator ?? [];
  // Slices of a choice without a word on how to tell them apart are told apart by type.
  const discriminators: Discriminators =
    given.length > 0 || !node.name.endsWith('[x]') ? given : [{ type: 'type', path: '$this' }];
  const isAlone = !discriminators.some(
    ({ type, path }) => type === 'profile' && areWithoutProfile(node.slices, path, compilation),
  );
  const slices = node.slices.map((slice) =>
    compileSlice(slice, discriminators, isAlone, slicing?.rules === 'closed', base, compilation),
  );
  return {
    rules: slicing?.rules ?? 'open',
    ordered: slicing?.ordered === true,
    slices,
    find: sliceFinder(slices),
    names: listed(slices),
    by:
      discriminators.length === 0
        ? 'nothing'
        : discriminators.map(({ type, path }) => `${type} of ${path}`).join(' and '),
    profile: compilation.profile.canonical,
    path: node.element.path,
  };
}

/** Whether more than one slice leaves open of which profile something has to be. */
function areWithoutProfile(slices: readonly ElementNode[], path: string, compilation: Compilation): boolean {
  return slices.filter((slice) => namesNoProfile(path, slice, compilation)).length > 1;
}

/** A message is cut somewhere anyway; the names of thousands of slices are not put together for each. */
const MOST_NAMES = 2_000;

function listed(slices: readonly Slice[]): string {
  return slices
    .map(({ name }) => name)
    .join(', ')
    .slice(0, MOST_NAMES);
}

function compileSlice(
  node: ElementNode,
  discriminators: Discriminators,
  isAlone: boolean,
  isClosed: boolean,
  base: Base,
  compilation: Compilation,
): Slice {
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
    ...membership(node, discriminators, isAlone, isClosed, rules, compilation),
    item: compilation.item(node, sliceBase),
    slicing: compileSlicing(node, sliceBase, compilation),
  };
}

function membership(
  node: ElementNode,
  discriminators: Discriminators,
  isAlone: boolean,
  isClosed: boolean,
  base: Base['rules'],
  compilation: Compilation,
): Pick<Slice, 'belongs' | 'needs' | 'fault'> {
  const criteria = discriminators.map(({ type, path }) => compileDiscriminator(type, path, node, compilation));
  if (discriminators.length === 0 && isClosed)
    return {
      belongs: undefined,
      needs: [],
      fault: 'the slicing is closed and has no discriminator, so that nothing fits a slice',
    };
  const faults = discriminators.map(
    ({ type, path }, at) =>
      resolveFault(type, path, node, compilation) ??
      (criteria[at] === undefined ? discriminatorFault(type, path, node, base, compilation, isAlone) : undefined),
  );
  const known = criteria.filter((criterion): criterion is Criterion => criterion !== undefined);
  const [first, second] = known;
  const breaking = faults.find((fault) => fault?.breaks);
  if (first === undefined || breaking !== undefined) {
    // One that says nothing is no harm beside one that does, or may do.
    const silent = faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
    return { belongs: undefined, needs: [], fault: (breaking ?? silent)?.reason };
  }
  if (second === undefined) return { belongs: first.matches, needs: first.needs, fault: undefined };
  return {
    fault: undefined,
    belongs: (item, scope) => known.every(({ matches }) => matches(item, scope)),
    needs: known.flatMap(({ needs }) => needs),
  };
}
