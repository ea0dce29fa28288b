import { MOST_REQUIRED_ITEMS } from '../files/fsh-bounds.ts';
import { moduleObject } from '../sushi/sushi.ts';

interface SliceTree {
  readonly count?: number;
}

type Count = (tree: SliceTree, ...rest: unknown[]) => unknown;

/**
 * Bounds how many elements SUSHI makes of a profile's minimums: `name 100000000..` asks for as many names in each
 * instance, and minimums below each other multiply. It asks this function how often an element has to be there.
 * @returns what takes the bound off again
 */
export async function boundRequiredItems(): Promise<() => void> {
  const module = moduleObject<{ calculateSliceTreeCounts: Count }>(
    await import('fsh-sushi/dist/fhirtypes/sliceTree.js'),
  );
  const original = module.calculateSliceTreeCounts;
  let count = 0;
  module.calculateSliceTreeCounts = (tree, ...rest) => {
    const result = original(tree, ...rest);
    count += Math.max(0, (tree.count ?? 0) - 1);
    if (count > MOST_REQUIRED_ITEMS) throw new Error(`More than ${MOST_REQUIRED_ITEMS} elements are required.`);
    return result;
  };
  return () => {
    module.calculateSliceTreeCounts = original;
  };
}
