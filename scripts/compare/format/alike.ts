import type { Change } from '../result/change.ts';

/** Changes of one rule with the same values, at one or several elements of one or several artefacts. */
export interface Alike {
  readonly change: Change;
  readonly artefacts: readonly string[];
  readonly elements: readonly string[];
  /** Artefacts that inherit it. */
  readonly inheritedBy: readonly string[];
  readonly changes: readonly Change[];
}

/** Puts together what would be read several times, in the order in which it was met. */
export function alike(changes: readonly Change[]): Alike[] {
  const byElement = grouped(changes, (change) => JSON.stringify([valuesOf(change), change.element ?? change.artefact]));
  const groups = grouped(byElement, (group) => {
    const [first] = group;
    return JSON.stringify([
      first && valuesOf(first),
      first?.element === undefined,
      group.map(({ artefact }) => artefact).sort(),
    ]);
  });
  return groups.flatMap((group) => {
    const all = group.flat();
    const [change] = all;
    if (change === undefined) return [];
    return [
      {
        change,
        changes: all,
        artefacts: [...new Set(all.map(({ artefact }) => artefact))],
        inheritedBy: [...new Set(all.flatMap((each) => each.inheritedBy))].sort(),
        elements: [...new Set(all.flatMap(({ element }) => element ?? []))],
      },
    ];
  });
}

function valuesOf({ rule, before, after, reason, class: { producer, consumer }, actors, accepted }: Change) {
  return [rule, before, after, reason, producer, consumer, actors, accepted];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
