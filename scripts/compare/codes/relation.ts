import type { CodeList } from '../../model/definition/code-list.ts';

/** How the codes of a newer value set differ from those of an older one. */
export interface CodeDifference {
  /** As `system#code`; whole parts that cannot be listed in words. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Whether parts differ of which nobody can say here which codes they have. */
  readonly isUndecided: boolean;
}

export function codeDifference(old: CodeList, now: CodeList): CodeDifference {
  const gone = [...codesNotIn(old, now), ...partsNotIn(old, now)];
  const added = [...codesNotIn(now, old), ...partsNotIn(now, old)];
  const differing = [...partsNotIn(old, now), ...partsNotIn(now, old)];
  const whole = new Map([...old.open, ...now.open]);
  // A whole code system in one and some of its codes in the other is decided; other parts are not.
  const isWhole = (part: string) => whole.get(part) !== undefined;
  const isUndecided =
    differing.some((part) => !isWhole(part)) ||
    // What cannot be listed on both sides may have any of the codes that only one side lists.
    (gone.length + added.length > 0 && differing.length === 0 && [...whole.keys()].some((part) => !isWhole(part)));
  return { gone, added, isUndecided };
}

function codesNotIn(list: CodeList, other: CodeList): string[] {
  const whole = new Set([...other.open.values()].filter((system) => system !== undefined));
  return [...list.codes.keys()].filter(
    (code) => !other.codes.has(code) && !whole.has(code.slice(0, code.lastIndexOf('#'))),
  );
}

function partsNotIn(list: CodeList, other: CodeList): string[] {
  return [...list.open.keys()].filter((part) => !other.open.has(part));
}

const SHOWN = 8;

/** Codes as a reader takes them in: some of them, and how many more there are. */
export function codesText(codes: readonly string[]): string {
  const sorted = codes.toSorted();
  const rest = sorted.length - SHOWN;
  return rest <= 1 ? sorted.join(', ') : `${sorted.slice(0, SHOWN).join(', ')} and ${rest} more`;
}
