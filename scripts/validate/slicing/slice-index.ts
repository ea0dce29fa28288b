import type { FindSlices, Slice, SliceNeed } from '../scope/scope.ts';
import { placeOf, valuesAt } from './slice-need.ts';

const NONE: readonly number[] = [];

/** Fewer are asked one after the other as fast. */
const WORTH_AN_INDEX = 8;

/**
 * Sorts slices by a value that each of them needs, so that only those are asked whose value an occurrence has: with
 * thousands of slices and of occurrences not each of the one is held against each of the other.
 */
export function sliceFinder(slices: readonly Slice[]): FindSlices {
  if (slices.length < WORTH_AN_INDEX)
    return (node, scope) => {
      let first = -1;
      for (const [at, { belongs, isDefault }] of slices.entries()) {
        if (isDefault || belongs?.(node, scope) !== true) continue;
        if (first !== -1) return [first, at];
        first = at;
      }
      return first === -1 ? NONE : [first];
    };
  const places = new Map<string, Lookup>();
  const always: number[] = [];
  const count = countNeeds(slices);
  for (const [at, { needs, belongs, isDefault }] of slices.entries()) {
    if (isDefault || belongs === undefined) continue;
    const [rarest] = needs.toSorted((a, b) => count(a) - count(b));
    if (rarest === undefined) {
      always.push(at);
      continue;
    }
    const place = placeOf(rarest);
    const lookup = places.get(place) ?? { need: rarest, byValue: new Map<unknown, number[]>() };
    places.set(place, lookup);
    const alike = lookup.byValue.get(rarest.value);
    if (alike === undefined) lookup.byValue.set(rarest.value, [at]);
    else alike.push(at);
  }
  return (node, scope) => {
    const candidates = new Set(always);
    for (const { need, byValue } of places.values())
      for (const value of valuesAt(need, node, scope)) for (const at of byValue.get(value) ?? []) candidates.add(at);
    if (candidates.size === 0) return NONE;
    const found: number[] = [];
    for (const at of [...candidates].sort((a, b) => a - b))
      if (slices[at]?.belongs?.(node, scope) === true && found.push(at) === 2) break;
    return found;
  };
}

interface Lookup {
  readonly need: SliceNeed;
  readonly byValue: Map<unknown, number[]>;
}

/** How many slices need the same value in the same place. */
function countNeeds(slices: readonly Slice[]): (need: SliceNeed) => number {
  const counts = new Map<string, number>();
  const identity = (need: SliceNeed) => `${placeOf(need)} ${JSON.stringify(need.value)}`;
  for (const { needs } of slices)
    for (const need of needs) counts.set(identity(need), (counts.get(identity(need)) ?? 0) + 1);
  return (need) => counts.get(identity(need)) ?? 0;
}
