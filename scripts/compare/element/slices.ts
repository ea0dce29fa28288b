import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import { isSame, textOf } from '../tree/same.ts';
import type { Trees } from '../tree/trees.ts';
import { cardinalityOf, maxOf } from './cardinality.ts';
import type { Place } from './place.ts';
import { askedOf, belowValue, contains, enforces, type FromAbove } from './value.ts';

/** A slice that both versions have. */
export interface SlicePair {
  /** Its name in the newer version. */
  readonly name: string;
  readonly old: ElementNode;
  readonly now: ElementNode;
  /** What a pattern on what is sliced says of the slice. */
  readonly fromAbove: FromAbove;
}

/**
 * How an element is sliced, and which slices it has.
 * @returns the slices that are there on both sides, for their own elements to be compared
 */
export function compareSlices(old: ElementNode, now: ElementNode, fromAbove: FromAbove, place: Place): SlicePair[] {
  if (old.slices.size === 0 && now.slices.size === 0) {
    compareSlicing(old.element.slicing, now.element.slicing, place);
    return [];
  }
  if (old.slices.size > 0 && now.slices.size > 0) compareSlicing(old.element.slicing, now.element.slicing, place);
  const { versions } = place;
  const pairs: SlicePair[] = [];
  const left = new Map(now.slices);
  const gone = new Map(old.slices);
  const match = (isMatch: (a: readonly [string, ElementNode], b: readonly [string, ElementNode]) => boolean) => {
    for (const a of gone) {
      const b = [...left].find((each) => isMatch(a, each));
      if (b === undefined) continue;
      gone.delete(a[0]);
      left.delete(b[0]);
      const above = [
        ofSlice(a[1], fromAbove[0], pathsOf(old.element.slicing), versions.oldTrees),
        ofSlice(b[1], fromAbove[1], pathsOf(now.element.slicing), versions.newTrees),
      ] as const;
      pairs.push({ name: b[0], old: a[1], now: b[1], fromAbove: above });
      tellReach(`${place.path}:${b[0]}`, a[1], b[1], above, [old, now], place);
      if (a[0] !== b[0]) {
        const element = `${place.path}:${b[0]}`;
        place.changes.add('slice-renamed', { element, before: a[0], after: b[0] });
      }
    }
  };
  const extensionOf = ([, { element }]: readonly [string, ElementNode]) => {
    const [profile] = element.type?.[0]?.profile ?? [];
    return profile === undefined ? undefined : parseCanonical(profile).url;
  };
  match((a, b) => {
    const [was, is] = [extensionOf(a), extensionOf(b)];
    return was !== undefined && (was === is || versions.renamed.get(was) === is);
  });
  match(([a], [b]) => a === b);
  const paths = [...pathsOf(old.element.slicing), ...pathsOf(now.element.slicing)];
  match(([, a], [, b]) => {
    const mark = markOf(a, paths, versions.oldTrees);
    return mark !== undefined && mark === markOf(b, paths, versions.newTrees);
  });
  for (const [name, slice] of gone) tellSlice(name, slice, old, now, fromAbove[1], versions.newTrees, false, place);
  for (const [name, slice] of left) tellSlice(name, slice, now, old, fromAbove[0], versions.oldTrees, true, place);
  return pairs;
}

type Slicing = ElementDefinition['slicing'];

const rank = { open: 0, openAtEnd: 1, closed: 2 } as const;

function compareSlicing(old: Slicing, now: Slicing, { changes, path: element }: Place): void {
  if (old === undefined && now === undefined) return;
  const [was, is] = [old?.rules ?? 'open', now?.rules ?? 'open'];
  if (rank[was] !== rank[is])
    changes.add(rank[is] > rank[was] ? 'slicing-tightened' : 'slicing-loosened', { element, before: was, after: is });
  if ((old?.ordered === true) !== (now?.ordered === true))
    changes.add(now?.ordered === true ? 'slicing-ordered' : 'slicing-unordered', { element });
  if (old === undefined || now === undefined) return;
  const told = (slicing: NonNullable<Slicing>) =>
    // A value that is looked for and a pattern that is looked for mean the same: the second word is the older one.
    (slicing.discriminator ?? []).map(({ type, path }) => `${type === 'pattern' ? 'value' : type}:${path}`).sort();
  const [before, after] = [told(old), told(now)];
  if (!isSame(before, after))
    changes.add('discriminator-changed', { element, before: before.join(', '), after: after.join(', ') });
}

function pathsOf(slicing: Slicing): string[] {
  return (slicing?.discriminator ?? []).map(({ path }) => path);
}

/** What tells a slice from the others; undefined where nothing fixed does. */
function markOf(slice: ElementNode, paths: readonly string[], trees: Trees): string | undefined {
  const marks = paths.flatMap((path) => {
    let node: ElementNode | undefined = slice;
    if (path !== '$this') for (const step of path.split('.')) node = node && trees.child(node, step);
    const value = node && askedOf(node.element);
    return value === undefined ? [] : [`${path}=${textOf(value.value)}`];
  });
  return marks.length === 0 ? undefined : [...new Set(marks)].sort().join(' ');
}

/**
 * Where a pattern says which repetition is in a slice with room for one, the slice may match more than that one: what else
 * it matches is kept out. A slice of other marks keeps other things out.
 */
function tellReach(
  element: string,
  old: ElementNode,
  now: ElementNode,
  [above, aboveNow]: FromAbove,
  [sliced, slicedNow]: readonly [ElementNode, ElementNode],
  { versions, changes }: Place,
): void {
  if ((above === undefined) === (aboveNow === undefined)) return;
  const before = markOf(old, pathsOf(sliced.element.slicing), versions.oldTrees);
  const after = markOf(now, pathsOf(slicedNow.element.slicing), versions.newTrees);
  if (before === after) return;
  const isFreer = above !== undefined;
  changes.add('discriminator-changed', {
    element,
    before,
    after,
    producer: isFreer ? 'compatible' : 'may-break',
    consumer: isFreer ? 'may-break' : 'compatible',
    reason: isFreer
      ? 'What else matched the slice was kept out by its maximum, and may be there now.'
      : 'What else matches the slice is kept out by its maximum now.',
  });
}

/** A pattern that asks for a repetition which falls into a slice with room for one says what that one has. */
function ofSlice(slice: ElementNode, above: unknown, paths: readonly string[], trees: Trees): unknown {
  if (!Array.isArray(above) || maxOf(slice.element) !== 1) return undefined;
  return above.find((item) => {
    const asked = paths.flatMap((path) => {
      let [node, value]: [ElementNode | undefined, unknown] = [slice, item];
      if (path !== '$this')
        for (const step of path.split('.')) [node, value] = [node && trees.child(node, step), belowValue(value, step)];
      const wanted = node && askedOf(node.element);
      return wanted === undefined ? [] : [contains(value, wanted.value)];
    });
    return asked.length > 0 && asked.every((isMet) => isMet);
  });
}

/**
 * A slice that one side has alone.
 * @param sliced the element that has it, and `other` the same on the other side
 * @param above what a pattern further up says of the element on the other side
 */
function tellSlice(
  name: string,
  slice: ElementNode,
  sliced: ElementNode,
  other: ElementNode,
  above: unknown,
  otherTrees: Trees,
  isNew: boolean,
  place: Place,
): void {
  const { changes, versions } = place;
  const element = `${place.path}:${name}`;
  const { element: definition } = slice;
  const values = { element, [isNew ? 'after' : 'before']: describe(slice) };
  if (maxOf(definition) === 0) {
    // What is refused by a slice without room.
    changes.add(isNew ? 'slice-added' : 'slice-removed', {
      ...values,
      ...(isNew ? { producer: 'breaking' } : {}),
      reason: 'What matches the slice is not allowed.',
    });
    return;
  }
  const isExtension = sliced.name === 'extension' || sliced.name === 'modifierExtension';
  const isRequired = (definition.min ?? 0) > 0;
  const isClosed = other.element.slicing?.rules === 'closed' && other.slices.size > 0;
  if (isClosed) {
    changes.add(isNew ? 'closed-slice-added' : 'closed-slice-removed', values);
    return;
  }
  if (isRequired && isAskedByPattern(slice, above, isNew ? versions.newTrees : versions.oldTrees)) {
    const reason = 'A pattern asked for the same; a second one that matches is refused by the slice.';
    const isLimited = maxOf(definition) < maxOf(sliced.element);
    const [producer, consumer] = isLimited
      ? (['may-break', 'compatible'] as const)
      : (['editorial', 'editorial'] as const);
    if (isNew) changes.add('slice-added', { ...values, producer, consumer, reason });
    else changes.add('slice-removed', { ...values, producer: consumer, consumer: producer, reason });
    return;
  }
  if (isExtension && !isRequired) {
    tellExtension(slice, sliced, otherTrees, isNew, values, place);
    return;
  }
  if (isRequired) changes.add(isNew ? 'required-slice-added' : 'required-slice-removed', values);
  else changes.add(isNew ? 'slice-added' : 'slice-removed', values);
}

function tellExtension(
  slice: ElementNode,
  sliced: ElementNode,
  otherTrees: Trees,
  isNew: boolean,
  values: { readonly element: string },
  { changes }: Place,
): void {
  const [profile] = slice.element.type?.[0]?.profile ?? [];
  const wasKnown = profile !== undefined && otherTrees.at(profile, sliced.tree.owner) !== undefined;
  const isLimited = maxOf(slice.element) < maxOf(sliced.element);
  if (isNew && wasKnown && isLimited)
    changes.add('extension-added', {
      ...values,
      producer: 'may-break',
      reason: `It could be sent before in any number, and may be there ${cardinalityOf(slice.element)} now.`,
    });
  else changes.add(isNew ? 'extension-added' : 'extension-removed', values);
}

/** Whether a pattern on what is around asked for what the slice asks for. */
function isAskedByPattern(slice: ElementNode, above: unknown, trees: Trees): boolean {
  return Array.isArray(above) && above.some((item) => enforces(slice, item, trees));
}

function describe(slice: ElementNode): string {
  const [profile] = slice.element.type?.[0]?.profile ?? [];
  const bounds = cardinalityOf(slice.element);
  return profile === undefined ? bounds : `${bounds} ${profile}`;
}
