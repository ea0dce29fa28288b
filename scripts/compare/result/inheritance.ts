import type { Change } from './change.ts';

/** The changes of one artefact, and what it rests on. */
export interface ArtefactChanges {
  readonly artefact: string;
  readonly changes: readonly Change[];
  /** The artefact that it is derived from, where that is compared too. */
  readonly parent?: string;
  /** Canonicals of the profiles that its values follow, by element. */
  readonly uses: ReadonlyMap<string, string>;
  /** Whether it is one of the packages that are compared; else it is only looked at for what others inherit. */
  readonly isOwn: boolean;
}

/**
 * Tells each change once: at the artefact that it comes from, with those that inherit it.
 * What is not of the packages themselves is told only where something of them inherits it.
 */
export function toldOnce(all: readonly ArtefactChanges[]): Change[] {
  const known = new Map(all.map((each) => [each.artefact, each]));
  const keys = new Map(all.map((each) => [each.artefact, new Map(each.changes.map((one) => [keyOf(one), one]))]));
  const heirs = new Map<Change, Set<string>>();
  const own: Change[] = [];
  for (const each of all) {
    const ownKeys = keys.get(each.artefact) ?? new Map<string, Change>();
    for (const change of each.changes) {
      if (isOfUnsliced(change, ownKeys)) continue;
      const origin = originOf(change, each, known, keys);
      if (origin === undefined) {
        if (each.isOwn) own.push(change);
        continue;
      }
      const set = heirs.get(origin) ?? new Set();
      if (each.isOwn) heirs.set(origin, set.add(each.artefact));
    }
  }
  const foreign = [...heirs.keys()].filter((change) => known.get(change.artefact)?.isOwn === false);
  const told = new Set([...own, ...foreign.filter((change) => (heirs.get(change)?.size ?? 0) > 0)]);
  return [...told].map((change) => {
    const inheritedBy = [...(heirs.get(change) ?? [])].sort();
    return inheritedBy.length === 0 ? change : { ...change, inheritedBy };
  });
}

const MOST_LEVELS = 50;

/** The change where it comes from; undefined where it is the artefact's own. */
function originOf(
  change: Change,
  holder: ArtefactChanges,
  known: ReadonlyMap<string, ArtefactChanges>,
  keys: ReadonlyMap<string, ReadonlyMap<string, Change>>,
): Change | undefined {
  let found: Change | undefined;
  let current: Change = change;
  let at: ArtefactChanges | undefined = holder;
  for (let level = 0; at !== undefined && level < MOST_LEVELS; level++) {
    const next: readonly [Change, ArtefactChanges | undefined] | undefined =
      ofParent(current, at, known, keys) ?? ofProfile(current, at, known, keys);
    if (next === undefined) break;
    [current, at] = next;
    found = current;
  }
  return found;
}

type Step = readonly [Change, ArtefactChanges | undefined] | undefined;
type Known = ReadonlyMap<string, ArtefactChanges>;
type Keys = ReadonlyMap<string, ReadonlyMap<string, Change>>;

function ofParent(change: Change, { parent }: ArtefactChanges, known: Known, keys: Keys): Step {
  if (parent === undefined || isOfArtefact(change)) return undefined;
  const same = keys.get(parent)?.get(keyOf(change));
  return same && [same, known.get(parent)];
}

/** What is said of an element inside a value may be what the profile of the value's type says. */
function ofProfile(change: Change, { uses }: ArtefactChanges, known: Known, keys: Keys): Step {
  const { element } = change;
  if (element === undefined || uses.size === 0) return undefined;
  for (let end = element.lastIndexOf('.'); end > 0; end = element.lastIndexOf('.', end - 1)) {
    const profile = uses.get(element.slice(0, end));
    const root = profile === undefined ? undefined : known.get(profile);
    if (profile === undefined || root === undefined) continue;
    for (const [key, same] of keys.get(profile) ?? []) {
      if (same.element === undefined) continue;
      const inner = same.element.slice(same.element.indexOf('.'));
      if (inner === element.slice(end) && key === keyOf({ ...change, element: same.element })) return [same, root];
    }
  }
  return undefined;
}

/** A change of all that is sliced is a change of each slice. */
function isOfUnsliced(change: Change, own: ReadonlyMap<string, Change>): boolean {
  const { element } = change;
  if (element?.includes(':') !== true) return false;
  const without = element.replace(/:[^.]*/g, '');
  return without !== element && own.has(keyOf({ ...change, element: without }));
}

/** What is said of the artefact as a whole is not inherited. */
function isOfArtefact({ element }: Change): boolean {
  return element === undefined;
}

function keyOf({ rule, element, before, after }: Change): string {
  return JSON.stringify([rule, element ?? '', before ?? '', after ?? '']);
}
