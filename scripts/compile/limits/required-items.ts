import { MOST_REQUIRED_ITEMS } from '../files/fsh-bounds.ts';
import { moduleObject } from '../sushi/sushi.ts';

interface SliceTree {
  readonly count?: number;
}

type Count = (tree: SliceTree, ...rest: unknown[]) => unknown;

export interface RequiredItems {
  /** How many there are so far. */
  count(): number;
  /** Counts elements that were made before, and are not made again. @returns whether that is within the bound */
  add(items: number): boolean;
  /** Takes the bound off again. */
  stop(): void;
}

/**
 * Bounds how many elements SUSHI makes of a profile's minimums: `name 100000000..` asks for as many names in each
 * instance, and minimums below each other multiply. It asks this function how often an element has to be there.
 */
export async function boundRequiredItems(): Promise<RequiredItems> {
  const module = await moduleObject<{ calculateSliceTreeCounts: Count }>('sliceTree');
  const original = module.calculateSliceTreeCounts;
  let count = 0;
  module.calculateSliceTreeCounts = (tree, ...rest) => {
    const result = original(tree, ...rest);
    count += Math.max(0, (tree.count ?? 0) - 1);
    if (count > MOST_REQUIRED_ITEMS) throw new Error(`More than ${MOST_REQUIRED_ITEMS} elements are required.`);
    return result;
  };
  return {
    count: () => count,
    add(items) {
      if (count + items > MOST_REQUIRED_ITEMS) return false;
      count += items;
      return true;
    },
    stop() {
      module.calculateSliceTreeCounts = original;
    },
  };
}
