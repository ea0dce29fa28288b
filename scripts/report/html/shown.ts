import type { Issue } from '../../model/issue.ts';
import type { ApiAnswer, ResourceResult } from '../../model/report.ts';
import { Excerpt } from '../excerpt.ts';
import { type FoundIn, rankOf } from '../finding.ts';
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
}

/** A resource of the page, the name that links to it within the page, and those of its findings that are shown. */
export interface ShownResult extends Counted {
  readonly anchor: string;
  readonly issues: readonly Issue[];
  /** What findings know it as. */
  readonly counted: FoundIn;
}

export interface Shown {
  /** Those with the gravest findings first. */
  readonly results: readonly ShownResult[];
  /** Findings of the project as a whole. */
  readonly project: readonly Issue[];
  /** How many findings are left out, by rank. */
  readonly leftOut: readonly number[];
}

/** What a browser opens without a pause, and nobody has read to its end. */
const MOST_FINDINGS = 5_000;
const MOST_RESOURCES = 5_000;
const MOST_PROFILES = 20;

/** Chooses what the page shows of the resources and their findings: all, where that can be read. */
export class Selection {
  readonly #excerpt = new Excerpt({ most: MOST_FINDINGS });
  readonly #first: Counted[] = [];
  #resources = 0;

  /** @returns what stands for the resource from now on */
  add({ file, resource, profiles, valid, answer, issues }: ResourceResult): FoundIn {
    const result: Counted = {
      file,
      ...(resource === undefined ? {} : { resource }),
      profiles: profiles.slice(0, MOST_PROFILES),
      moreProfiles: Math.max(0, profiles.length - MOST_PROFILES),
      valid,
      ...(answer === undefined ? {} : { answer }),
      ...countsOf(issues),
      order: this.#resources++,
    };
    if (this.#first.length < MOST_RESOURCES) this.#first.push(result);
    for (const issue of issues) this.#excerpt.add({ issue, result });
    return result;
  }

  addIssues(issues: readonly Issue[]): void {
    for (const issue of issues) this.#excerpt.add({ issue });
  }

  end(): Shown {
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
          anchor: anchors[index] ?? '',
        }),
      )
      .sort((a, b) => a.worst - b.worst);
    return { results, project, leftOut };
  }
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
