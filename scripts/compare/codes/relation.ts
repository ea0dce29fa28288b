import type { CodeList } from '../../model/definition/code-list.ts';

/** How the codes of a newer value set differ from those of an older one. */
export interface CodeDifference {
  /** As `system#code`; whole parts that cannot be listed in words. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Whether parts differ of which nobody can say here which codes they have. */
  readonly isUndecided: boolean;
}

/** @param renamed canonicals of the newer version by those of the older one: a code system under another name is told once, there */
export function codeDifference(
  before: CodeList,
  now: CodeList,
  renamed: ReadonlyMap<string, string> = new Map(),
): CodeDifference {
  const old = underNewNames(before, renamed);
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

function underNewNames({ codes, open }: CodeList, renamed: ReadonlyMap<string, string>): CodeList {
  if (renamed.size === 0) return { codes, open };
  const named = (system: string) => renamed.get(system) ?? system;
  const ofCode = (key: string) => {
    const end = key.lastIndexOf('#');
    return `${named(key.slice(0, end))}${key.slice(end)}`;
  };
  const ofPart = (part: string) => part.replace(/[a-z]+:\/\/[^\s,|"]+/g, named);
  return {
    codes: new Map([...codes].map(([code, display]) => [ofCode(code), display])),
    open: new Map([...open].map(([part, system]) => [ofPart(part), system === undefined ? undefined : named(system)])),
  };
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
