import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import { isSame } from '../tree/same.ts';
import { isSaidAgain } from './alike.ts';
import { compareBindings } from './binding.ts';
import { compareBounds } from './bounds.ts';
import { cardinalityOf, compareCardinality, maxOf } from './cardinality.ts';
import { choiceOf, isChoice } from './choice.ts';
import { compareConstraints } from './constraints.ts';
import { compareFlags } from './flags.ts';
import type { Place } from './place.ts';
import { asToldNow } from './said-alike.ts';
import { compareSlices } from './slices.ts';
import { compareTypes } from './types.ts';
import { belowValue, compareValues, type FromAbove } from './value.ts';

const NOTHING: FromAbove = [undefined, undefined];
const DEEPEST = 40;

/** Compares an element and all that is below it. */
export function compareElements(
  before: ElementNode,
  now: ElementNode,
  place: Place,
  fromAbove: FromAbove = NOTHING,
  depth = 0,
): void {
  if (depth > DEEPEST) return;
  const isAgain = isSaidAgain(before, now, place.versions);
  const old = isAgain ? before : asToldNow(before, now, place);
  if (isChoice(now) && isChoice(old)) {
    if (!isAgain || old.slices.size + now.slices.size > 0) compareChoice(old, now, place, fromAbove, depth);
    else if (maxOf(now.element) > 0 && (now.element.type ?? []).length > 0)
      compareBelow(old, now, place, fromAbove, depth);
    return;
  }
  const isRoot = depth === 0;
  if (isAgain) {
    // How often it must be there depends on its slices too.
    if (!isRoot && old.slices.size + now.slices.size > 0)
      compareCardinality(...bounds(old, now, fromAbove), place, surplusOf(old, now));
    if (maxOf(now.element) === 0) return;
  } else if (old.element !== now.element) {
    // Of the root nothing is said by its cardinality: a resource is there.
    if (!isRoot) compareCardinality(...bounds(old, now, fromAbove), place, surplusOf(old, now));
    if (maxOf(now.element) === 0 || maxOf(old.element) === 0) return;
    compareFlags(old.element, now.element, place);
    compareConstraints(old.element, now.element, place);
    if (!isRoot) compareTypes(old.element.type ?? [], now.element.type ?? [], [old, now], place);
    compareContent(old, now, place, fromAbove);
  } else if (maxOf(now.element) === 0) return;
  noteProfile(old, now, place);
  compareBelow(old, now, place, fromAbove, depth);
  for (const pair of compareSlices(old, now, fromAbove, place))
    compareElements(
      pair.old,
      pair.now,
      within(place, `${place.path}:${pair.name}`, pair.now.element),
      pair.fromAbove,
      depth + 1,
    );
}

/** What differs below may be what differs in the profile of the element's type, and is then told there. */
function noteProfile({ element: old }: ElementNode, { element: now }: ElementNode, { changes, path }: Place): void {
  const [profile] = now.type?.[0]?.profile ?? [];
  if (profile !== undefined && old.type?.[0]?.profile?.length === 1) changes.use(path, parseCanonical(profile).url);
}

/** Of extensions that no slice foresees nobody can tell whether anybody has them. */
function surplusOf(old: ElementNode, now: ElementNode) {
  if (now.name !== 'extension' || old.slices.size + now.slices.size > 0) return {};
  return {
    producer: 'may-break',
    consumer: 'compatible',
    reason: 'It concerns only extensions that the profile did not foresee.',
  } as const;
}

/** What a pattern further up asks for is there, whatever its own minimum: told only where one of the two differs. */
function bounds(
  old: ElementNode,
  now: ElementNode,
  [above, aboveNow]: FromAbove,
): [ElementDefinition, ElementDefinition] {
  const [a, b] = [withSlices(old), withSlices(now)];
  if ((a.min ?? 0) === (b.min ?? 0)) return [a, b];
  const asked = (element: ElementDefinition, value: unknown) =>
    value === undefined ? element : { ...element, min: Math.max(element.min ?? 0, 1) };
  return [asked(a, above), asked(b, aboveNow)];
}

/** Slices that must be there are there among the element's repetitions: some tools write that into its minimum. */
function withSlices({ element, slices }: ElementNode): ElementDefinition {
  let asked = 0;
  for (const [name, slice] of slices) if (!name.includes('/')) asked += slice.element.min ?? 0;
  return asked <= (element.min ?? 0) ? element : { ...element, min: asked };
}

function compareContent(old: ElementNode, now: ElementNode, place: Place, fromAbove: FromAbove): void {
  compareValues(old, now, fromAbove, place);
  compareBounds(old.element, now.element, place);
  compareBindings(old, now, fromAbove, place);
}

function compareBelow(old: ElementNode, now: ElementNode, place: Place, fromAbove: FromAbove, depth: number): void {
  const { versions, changes } = place;
  const names = new Set([...old.children.keys(), ...now.children.keys()]);
  const isProfiled = [old, now].some(
    ({ element }) => depth > 0 && element.type?.some(({ profile }) => profile !== undefined),
  );
  const around = isProfiled ? { ...place, isSaidAlike: undefined } : place;
  const values = [patternOf(old, fromAbove[0]), patternOf(now, fromAbove[1])];
  for (const name of names) {
    const a = versions.oldTrees.child(old, name);
    const b = versions.newTrees.child(now, name);
    const path = `${place.path}.${name}`;
    if (a !== undefined && b !== undefined) {
      const above = [belowValue(values[0], name), belowValue(values[1], name)] as const;
      compareElements(a, b, within(around, path, b.element), above, depth + 1);
    } else if (old.children.has(name) && now.children.size > 0 && a !== undefined)
      changes.add('element-removed', { element: path, before: cardinalityOf(a.element) });
    else if (now.children.has(name) && old.children.size > 0 && b !== undefined) {
      const isRequired = (b.element.min ?? 0) > 0;
      const required = { producer: 'breaking', reason: 'It is new and required.' } as const;
      changes.add('element-added', { element: path, after: cardinalityOf(b.element), ...(isRequired ? required : {}) });
    }
  }
}

function patternOf({ element }: ElementNode, above: unknown): unknown {
  for (const [name, value] of Object.entries(element)) if (/^(?:fixed|pattern)[A-Z]/.test(name)) return value;
  return above;
}

function within(
  { versions, changes, baseKeys, isSaidAlike, optional, isOptional, path: around }: Place,
  path: string,
  element: ElementDefinition,
): Place {
  const nearest = isOptional === true ? around : optional;
  return {
    versions,
    changes,
    baseKeys,
    isSaidAlike,
    path,
    isOptional: (element.min ?? 0) === 0,
    ...(nearest === undefined ? {} : { optional: nearest }),
  };
}

/** Types are compared as a choice; what else is said, type by type. */
function compareChoice(old: ElementNode, now: ElementNode, place: Place, fromAbove: FromAbove, depth: number): void {
  const [a, b] = [choiceOf(old), choiceOf(now)];
  compareCardinality({ ...old.element, min: a.min, max: a.max }, { ...now.element, min: b.min, max: b.max }, place);
  if (maxOf(now.element) === 0 || maxOf(old.element) === 0) return;
  compareFlags(old.element, now.element, place);
  compareConstraints(old.element, now.element, place);
  compareTypes(a.types, b.types, [old, now], place);
  const sliced = new Set([...a.slices.keys(), ...b.slices.keys()]);
  const codes = b.types.map(({ code }) => code).filter((code) => a.types.some((each) => each.code === code));
  const isSingle = b.types.length === 1;
  if (codes.some((code) => !sliced.has(code))) {
    compareContent(old, now, place, fromAbove);
    compareBelow(old, now, place, fromAbove, depth);
  }
  for (const code of codes.filter((each) => sliced.has(each))) {
    const [wasSlice, isSlice] = [a.slices.get(code), b.slices.get(code)];
    const [was, is] = [asType(wasSlice ?? old, code), asType(isSlice ?? now, code)];
    const name = `${now.name.slice(0, -3)}${code.charAt(0).toUpperCase()}${code.slice(1)}`;
    const inner = isSingle ? place : { ...place, path: `${place.path}:${name}` };
    if (
      wasSlice !== undefined &&
      isSlice !== undefined &&
      !isSame(wasSlice.element.mustSupport, isSlice.element.mustSupport)
    )
      compareFlags({ ...wasSlice.element, isSummary: false }, { ...isSlice.element, isSummary: false }, inner);
    compareContent(was, is, inner, fromAbove);
    compareBelow(was, is, inner, fromAbove, depth);
  }
}

/** The element as it is where its value has one type. */
function asType(node: ElementNode, code: string): ElementNode {
  const { type = [] } = node.element;
  if (type.length === 1) return node;
  const only = type.filter((each) => each.code === code).slice(0, 1);
  return { ...node, element: { ...node.element, type: only.length === 0 ? [{ code }] : only } };
}
