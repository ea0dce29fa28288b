import type { Entity, Outline, Rule } from './outline.ts';
import type { Word } from './words.ts';

/** The entity that an offset lies in; what stands between two belongs to the first. */
export function entityAt({ entities }: Outline, offset: number): Entity | undefined {
  return lastBefore(entities, offset);
}

export function ruleAt({ rules }: Entity, offset: number): Rule | undefined {
  return lastBefore(rules, offset);
}

/** The word that an offset lies in or at the end of; of two that touch, the one that begins there. */
export function wordAt({ words }: Outline, offset: number): Word | undefined {
  const word = lastBefore(words, offset);
  if (word === undefined) return undefined;
  if (offset <= word.end) {
    const before = words[words.indexOf(word) - 1];
    const isSign = word.kind === 'open' || word.kind === 'close';
    return isSign && word.start === offset && before?.end === offset ? before : word;
  }
  return undefined;
}

/** The last of a sorted list that begins at or before the offset. */
function lastBefore<T extends { readonly start: number }>(sorted: readonly T[], offset: number): T | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}
