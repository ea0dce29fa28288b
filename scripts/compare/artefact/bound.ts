import { parseCanonical } from '../../model/canonical.ts';
import type { PackageRef } from '../../model/package.ts';
import type { Strongest } from '../codes/value-set.ts';
import type { ElementTree } from '../tree/element-tree.ts';

/** How a value set is bound, and by which profiles. */
export interface Bound {
  readonly canonical: string;
  readonly from: PackageRef;
  strongest: Strongest;
  readonly profiles: Set<string>;
}

const order = ['required', 'extensible', 'preferred', 'example'];

/** Gathers the value sets that profiles bind, by URL. */
export function addBound(tree: ElementTree, profile: string, bound: Map<string, Bound>): void {
  const visit = (nodes: Iterable<ElementTree['root']>): void => {
    for (const { element, children, slices } of nodes) {
      const { strength, valueSet } = element.binding ?? {};
      if (valueSet !== undefined && strength !== undefined && element.max !== '0') {
        const { url } = parseCanonical(valueSet);
        const known = bound.get(url) ?? {
          canonical: valueSet,
          from: tree.owner,
          strongest: undefined,
          profiles: new Set(),
        };
        if (known.strongest === undefined || order.indexOf(strength) < order.indexOf(known.strongest))
          known.strongest = strength;
        known.profiles.add(profile);
        bound.set(url, known);
      }
      visit(children.values());
      visit(slices.values());
    }
  };
  visit([tree.root]);
}
