import type { Issue } from '../../model/issue.ts';
import { type Finding, type FoundIn, rankOf } from './finding.ts';

/** Findings that differ in a value alone, told once. */
export interface Fold {
  /** The message they share; `…` stands where they differ. */
  readonly message: string;
  /** What stood at the `…`, each value once, in the order met; empty when the messages are the same. */
  readonly values: readonly string[];
  /** Whether there are more values than these. */
  readonly hasMoreValues: boolean;
  /** The first of them, and how many there are. */
  readonly findings: readonly Finding[];
  readonly times: number;
  /** In how many resources. */
  readonly resources: number;
  /** What `AlikeFolds.add` gave back for each of them. */
  readonly group: Group;
}

export interface Folds {
  /** The most frequent first. */
  readonly folds: readonly Fold[];
  /** How many findings are in none of these. */
  readonly leftOut: number;
  /** Those of them that were only counted, because there are too many kinds: by rank (`rankOf`). */
  readonly ungrouped: readonly number[];
}

// A URL stays, because it says what the note is about; a fragment, a quoted value (a URL too), `Type/id` or a number may
// vary.
const PARTS =
  /(?:\b[a-z][a-z+.-]*:\/\/|\burn:)[^\s'"`#]+(#[^\s'"`,;:)]+)?|'[^']*'|"[^"]*"|`[^`]*`|\b[A-Z]\w+\/[\w.-]+|\b\d[\w.-]*\b/g;

interface Pattern {
  /** The message with its varying parts cut out: what findings of one fold have in common. */
  readonly fixed: readonly string[];
  readonly parts: readonly string[];
}

function patternOf(message: string): Pattern {
  const fixed: string[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const match of message.matchAll(PARTS)) {
    const [text, fragment] = match;
    const isUrl = /^(?:[a-z][a-z+.-]*:\/\/|urn:)/.test(text);
    if (isUrl && fragment === undefined) continue;
    const part = isUrl && fragment !== undefined ? fragment.slice(1) : text;
    const start = match.index + text.length - part.length;
    fixed.push(message.slice(at, start));
    parts.push(part);
    at = start + part.length;
  }
  return { fixed: [...fixed, message.slice(at)], parts };
}

/** Findings that are alike, as they are gathered: what `AlikeFolds.add` puts a finding into. */
export interface Group {
  readonly first: Pattern;
  readonly varies: boolean[];
  /** Parts as they came together, each combination once. */
  readonly combinations: Set<string>;
  hasMore: boolean;
  readonly findings: Finding[];
  times: number;
  resources: number;
  last: FoundIn | undefined;
}

/** A message that was met, and what it came with: the same once more needs no look at its parts. */
interface Met extends Pick<Issue, 'severity' | 'rule' | 'accepted' | 'known'> {
  readonly group: Group | undefined;
}

/** Of more kinds of message than this the later ones are only counted. */
const MOST_GROUPS = 2_000;
/** The same for the values of all of them together. */
const MOST_VALUES = 100_000;
/** Findings of all of them together that are kept beside the first few of each. */
const MOST_KEPT = 20_000;
const FIRST = 5;
const LONGEST_MESSAGE = 4_000;
/** Messages that are remembered as they are; longer ones seldom come again. */
const MOST_MET = 10_000;
const LONGEST_MET = 500;

/**
 * Tells findings that differ in a value alone as one, the most frequent first.
 * "'8302-2' of http://loinc.org was not checked" and the same of '29463-7' become one fold with two values.
 */
export class AlikeFolds {
  readonly #groups = new Map<string, Group>();
  readonly #met = new Map<string, Met>();
  readonly #kept: number;
  readonly #valuesOfEach: number;
  #held = 0;
  #values = 0;
  readonly #ungrouped: number[] = [];

  /**
   * @param kept how many findings of a fold are kept; the others are counted
   * @param values how many values of a fold are kept
   */
  constructor(kept: number, values = MOST_VALUES) {
    this.#kept = kept;
    this.#valuesOfEach = values;
  }

  /** @returns the group of those that are like it; undefined where there are too many kinds */
  add(finding: Finding): Group | undefined {
    const { issue, result } = finding;
    const met = this.#met.get(issue.message);
    const group = met !== undefined && isAlike(met, issue) ? met.group : this.#enter(issue);
    if (group === undefined) {
      const rank = rankOf(issue);
      this.#ungrouped[rank] = (this.#ungrouped[rank] ?? 0) + 1;
      return undefined;
    }
    if (group.findings.length < this.#kept && (group.findings.length < FIRST || this.#held < MOST_KEPT)) {
      group.findings.push(finding);
      this.#held++;
    }
    group.times++;
    // The findings of one resource come one after the other.
    if (result !== undefined && result !== group.last) group.resources++;
    group.last = result;
    return group;
  }

  /** @param most how many folds are told */
  end(most: number): Folds {
    const folds = [...this.#groups.values()].sort((a, b) => b.times - a.times).map(foldOf);
    const left = folds.slice(most).reduce((sum, { times }) => sum + times, 0);
    const ungrouped = Array.from(this.#ungrouped, (number = 0) => number);
    return { folds: folds.slice(0, most), leftOut: ungrouped.reduce((sum, each) => sum + each, left), ungrouped };
  }

  /** Looks at the parts of a message that was not met yet, or long ago. */
  #enter({ message, severity, rule, accepted, known }: Issue): Group | undefined {
    const pattern = patternOf(message.slice(0, LONGEST_MESSAGE));
    const group = this.#groupOf([severity, rule, accepted, known, ...pattern.fixed].join('\u0000'), pattern);
    if (message.length <= LONGEST_MET) {
      if (this.#met.size >= MOST_MET) this.#met.clear();
      this.#met.set(message, { severity, rule, accepted, known, group } as Met);
    }
    if (group === undefined) return undefined;
    for (const [index, part] of pattern.parts.entries())
      if (part !== group.first.parts[index]) group.varies[index] = true;
    if (group.hasMore) return group;
    const combination = JSON.stringify(pattern.parts);
    if (this.#values < MOST_VALUES && group.combinations.size < this.#valuesOfEach) {
      const before = group.combinations.size;
      this.#values += group.combinations.add(combination).size - before;
    } else group.hasMore = !group.combinations.has(combination);
    return group;
  }

  #groupOf(key: string, first: Pattern): Group | undefined {
    const found = this.#groups.get(key);
    if (found !== undefined || this.#groups.size >= MOST_GROUPS) return found;
    const counts = { hasMore: false, times: 0, resources: 0, last: undefined };
    const group: Group = {
      first,
      varies: first.parts.map(() => false),
      combinations: new Set(),
      findings: [],
      ...counts,
    };
    this.#groups.set(key, group);
    return group;
  }
}

function isAlike(met: Met, { severity, rule, accepted, known }: Issue): boolean {
  return met.severity === severity && met.rule === rule && met.accepted === accepted && met.known === known;
}

function foldOf(group: Group): Fold {
  const { first, varies, combinations, hasMore, findings, times, resources } = group;
  const message = first.fixed.map((text, index) => text + (varies[index] ? '…' : (first.parts[index] ?? ''))).join('');
  const values = [...combinations].map((combination) =>
    (JSON.parse(combination) as string[])
      .filter((_, index) => varies[index])
      .map(unquote)
      .join(' / '),
  );
  return {
    message,
    values: varies.includes(true) ? [...new Set(values)] : [],
    hasMoreValues: hasMore,
    findings,
    times,
    resources,
    group,
  };
}

function unquote(text: string): string {
  return /^(['"`]).*\1$/.test(text) ? text.slice(1, -1) : text;
}
