import type { Issue } from '../../model/issue.ts';
import type { ApiAnswer, ResourceResult } from '../../model/report.ts';
import { AlikeWarnings } from '../finding/alike-warnings.ts';
import { Excerpt } from '../finding/excerpt.ts';
import { type FoundIn, isNotChecked, rankOf } from '../finding/finding.ts';
import type { Fold, Group } from '../finding/fold.ts';
import { type Kind, kindOf } from './issue.ts';
import { slug } from './markup.ts';

/** A resource without its findings: how many it has of each kind, and the gravest of them. */
export interface Counted extends FoundIn {
  readonly profiles: readonly string[];
  readonly moreProfiles: number;
  readonly valid: boolean;
  readonly answer?: ApiAnswer;
  readonly counts: Readonly<Record<Kind, number>>;
  readonly worst: number;
  /** Its place among all resources, from 0. */
  readonly order: number;
  /** The kinds of its warnings and notes, the first of them, and how many it has of each. */
  readonly kinds: Kinds;
}

/** Warnings or notes that are told once, because there are many of their kind. */
export interface ShownKind {
  readonly fold: Fold;
  readonly anchor: string;
}

export interface Alike {
  readonly kind: ShownKind;
  readonly times: number;
}

/** A resource of the page, the name that links to it within the page, and those of its findings that are shown. */
export interface ShownResult extends Counted {
  readonly anchor: string;
  readonly issues: readonly Issue[];
  /** What it has of the kinds that are told once. */
  readonly alike: readonly Alike[];
  /** What findings know it as. */
  readonly counted: FoundIn;
}

export interface Shown {
  /** Those with the gravest findings first. */
  readonly results: readonly ShownResult[];
  /** Findings of the project as a whole, and how many more of them are told by kind. */
  readonly project: readonly Issue[];
  readonly projectAlike: number;
  /** What nobody has explained first, of these the most frequent. */
  readonly kinds: readonly ShownKind[];
  /** Warnings and notes of more kinds than these. */
  readonly moreKinds: number;
  /** How many findings are left out, by rank. */
  readonly leftOut: readonly number[];
}

/** What a browser opens without a pause, and nobody has read to its end. */
const MOST_FINDINGS = 5_000;
const MOST_RESOURCES = 5_000;
const MOST_PROFILES = 20;
/** Kinds that one resource names. */
const MOST_ALIKE = 50;
/** Places that a kind opens to. */
const MOST_PLACES = 50;

/**
 * Chooses what the page shows of the resources and their findings: all, where that can be read. Warnings and notes of
 * which there are many are told by kind.
 */
export class Selection {
  readonly #alike = new AlikeWarnings(MOST_PLACES);
  readonly #excerpt = new Excerpt({ most: MOST_FINDINGS });
  readonly #first: Counted[] = [];
  readonly #projectKinds: Kinds = new Map();
  #resources = 0;

  /** @returns what stands for the resource from now on */
  add({ file, resource, profiles, valid, answer, issues }: ResourceResult): FoundIn {
    const kinds: Kinds = new Map();
    const result: Counted = {
      file,
      ...(resource === undefined ? {} : { resource }),
      profiles: profiles.slice(0, MOST_PROFILES),
      moreProfiles: Math.max(0, profiles.length - MOST_PROFILES),
      valid,
      ...(answer === undefined ? {} : { answer }),
      ...countsOf(issues),
      order: this.#resources++,
      kinds,
    };
    if (this.#first.length < MOST_RESOURCES) this.#first.push(result);
    for (const issue of issues) {
      if (!isMild(issue)) this.#excerpt.add({ issue, result });
      else countKind(kinds, this.#alike.add({ issue, result }));
    }
    return result;
  }

  addIssues(issues: readonly Issue[]): void {
    for (const issue of issues) {
      if (isMild(issue)) countKind(this.#projectKinds, this.#alike.add({ issue }));
      else this.#excerpt.add({ issue });
    }
  }

  end(): Shown {
    const { many, few, leftOut: moreKinds } = this.#alike.end();
    for (const finding of few) this.#excerpt.add(finding);
    const kinds = many
      .toSorted((a, b) => turnOf(a) - turnOf(b))
      .map((fold, index): ShownKind => ({ fold, anchor: `kind-${index + 1}` }));
    const shownKinds = new Map(kinds.map((kind) => [kind.fold.group, kind]));
    const alikeOf = (counted: Kinds): Alike[] =>
      [...counted].flatMap(([group, times]) => {
        const kind = shownKinds.get(group);
        return kind === undefined ? [] : [{ kind, times }];
      });
    const projectAlike = alikeOf(this.#projectKinds).reduce((sum, { times }) => sum + times, 0);
    const { told, leftOut } = this.#excerpt.end();
    const project: Issue[] = [];
    const issuesOf = new Map<Counted, Issue[]>();
    for (const { finding } of told) {
      const result = finding.result as Counted | undefined; // only add() puts one there
      if (result === undefined) project.push(finding.issue);
      else {
        const issues = issuesOf.get(result);
        if (issues === undefined) issuesOf.set(result, [finding.issue]);
        else issues.push(finding.issue);
      }
    }
    const others = this.#first.filter((result) => !issuesOf.has(result));
    for (const result of others.slice(0, Math.max(0, MOST_RESOURCES - issuesOf.size))) issuesOf.set(result, []);
    const inOrder = [...issuesOf].sort(([a], [b]) => a.order - b.order);
    const anchors = anchorsFor(inOrder.map(([result]) => result));
    const results = inOrder
      .map(
        ([result, issues], index): ShownResult => ({
          ...result,
          counted: result,
          issues,
          alike: alikeOf(result.kinds),
          anchor: anchors[index] ?? '',
        }),
      )
      .sort((a, b) => a.worst - b.worst);
    return { results, project, projectAlike, kinds, moreKinds, leftOut };
  }
}

type Kinds = Map<Group, number>;

function countKind(kinds: Kinds, kind: Group | undefined): void {
  if (kind === undefined) return;
  const times = kinds.get(kind);
  if (times !== undefined || kinds.size < MOST_ALIKE) kinds.set(kind, (times ?? 0) + 1);
}

/** What is told by kind where there is much of it, also what the project lives with. */
function isMild(issue: Issue): boolean {
  return (issue.severity === 'warning' || issue.severity === 'information') && !isNotChecked(issue);
}

function turnOf({ findings: [first] }: Fold): number {
  if (first === undefined) return NO_FINDING;
  const isExcused = first.issue.accepted !== undefined || first.issue.known === true;
  return isExcused ? NO_FINDING + rankOf(first.issue) : rankOf(first.issue);
}

const NO_FINDING = 9;

function countsOf(issues: readonly Issue[]): Pick<Counted, 'counts' | 'worst'> {
  const counts = { error: 0, warning: 0, note: 0, unchecked: 0 };
  let worst = NO_FINDING;
  for (const issue of issues) {
    counts[kindOf(issue)]++;
    worst = Math.min(worst, rankOf(issue));
  }
  return { counts, worst };
}

/** Gives every result an anchor of its own; the same resource in two files gets a number. */
function anchorsFor(results: readonly FoundIn[]): string[] {
  const used = new Set<string>();
  const numbers = new Map<string, number>();
  return results.map(({ resource, file }) => {
    const name = `resource-${slug(resource ?? file)}`;
    let number = numbers.get(name) ?? 1;
    let anchor = number === 1 ? name : `${name}-${number}`;
    while (used.has(anchor)) anchor = `${name}-${++number}`;
    numbers.set(name, number + 1);
    used.add(anchor);
    return anchor;
  });
}
