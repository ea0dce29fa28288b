/** What is told apart: equal items have the same key, and where it is exact, items with the same key are equal. */
export interface Kind {
  readonly key: string;
  readonly isExact: boolean;
}

/** fhirpath's own functions: they compare each item with each other one, which is right for any item, and slow for many. */
export interface PairwiseFunctions {
  distinct(items: readonly unknown[]): readonly unknown[];
  intersect(items: readonly unknown[], others: readonly unknown[]): readonly unknown[];
  exclude(items: readonly unknown[], others: readonly unknown[]): readonly unknown[];
}

/**
 * `distinct()`: the first of all items that are equal. Items are sorted by kind first, so that only those that may be
 * equal are compared.
 * @see https://hl7.org/fhirpath/N1/#distinct-collection
 */
export function distinctItems(
  items: readonly unknown[],
  kindOf: (item: unknown) => Kind,
  pairwise: PairwiseFunctions,
): readonly unknown[] {
  return inOrder(items, byKind(items, kindOf), ({ items: alike, isExact }) =>
    isExact ? alike.slice(0, 1) : pairwise.distinct(alike),
  );
}

/**
 * `intersect()`: the items, each once, that are among the others too.
 * @see https://hl7.org/fhirpath/N1/#intersectother-collection-collection
 */
export function intersectedItems(
  items: readonly unknown[],
  others: readonly unknown[],
  kindOf: (item: unknown) => Kind,
  pairwise: PairwiseFunctions,
): readonly unknown[] {
  const there = byKind(others, kindOf);
  return inOrder(items, byKind(items, kindOf), ({ items: alike, isExact, key }) => {
    const found = there.get(key);
    if (found === undefined) return [];
    return isExact && found.isExact ? alike.slice(0, 1) : pairwise.intersect(alike, found.items);
  });
}

/**
 * `exclude()`: the items that are not among the others.
 * @see https://hl7.org/fhirpath/N1/#excludeother-collection-collection
 */
export function excludedItems(
  items: readonly unknown[],
  others: readonly unknown[],
  kindOf: (item: unknown) => Kind,
  pairwise: PairwiseFunctions,
): readonly unknown[] {
  const there = byKind(others, kindOf);
  const kept = new Set<unknown>();
  for (const { items: alike, isExact, key } of byKind(items, kindOf).values()) {
    const found = there.get(key);
    const left = found === undefined ? alike : isExact && found.isExact ? [] : pairwise.exclude(alike, found.items);
    for (const item of left) kept.add(item);
  }
  return items.filter((item) => kept.has(item));
}

interface Alike {
  readonly key: string;
  readonly items: unknown[];
  /** Of all of them. */
  isExact: boolean;
}

function byKind(items: readonly unknown[], kindOf: (item: unknown) => Kind): Map<string, Alike> {
  const kinds = new Map<string, Alike>();
  for (const item of items) {
    const { key, isExact } = kindOf(item);
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, { key, isExact, items: [item] });
    else {
      known.items.push(item);
      known.isExact &&= isExact;
    }
  }
  return kinds;
}

/** What is kept of each kind, in the order of all items. */
function inOrder(
  items: readonly unknown[],
  kinds: ReadonlyMap<string, Alike>,
  keep: (alike: Alike) => readonly unknown[],
): readonly unknown[] {
  const kept = new Set<unknown>();
  for (const alike of kinds.values()) for (const item of keep(alike)) kept.add(item);
  return items.filter((item) => kept.delete(item)); // two equal texts are one item: only the first stays
}
