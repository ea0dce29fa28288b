import type { Issue } from '../model/issue.ts';
import type { Report } from '../model/report.ts';

/** The findings of a report, each with what it is told of. */
export interface PlacedIssue {
  readonly issue: Issue;
  /** `Observation/poids`, where it is on a resource. */
  readonly resource?: string;
}

export function findingsOf({ issues, results }: Pick<Report, 'issues' | 'results'>): PlacedIssue[] {
  return [
    ...issues.map((issue) => ({ issue })),
    ...results.flatMap(({ resource, issues: found }) =>
      found.map((issue) => (resource === undefined ? { issue } : { issue, resource })),
    ),
  ];
}

/** What became of findings from one verdict to the next. */
export interface Difference {
  readonly added: readonly PlacedIssue[];
  readonly fixed: readonly PlacedIssue[];
  /** As they are now: their lines may be others. */
  readonly stayed: readonly PlacedIssue[];
}

/**
 * Findings that are equal but for their lines are one finding; where there are several, those at the same place belong
 * together first.
 */
export function difference(before: readonly PlacedIssue[], now: readonly PlacedIssue[]): Difference {
  const matched = new Set<PlacedIssue>();
  // Most are what they were, and the very objects: their texts need not be compared.
  const same = new Map(before.map((each) => [each.issue, each]));
  for (const each of now) {
    const match = same.get(each.issue);
    if (match === undefined || match.resource !== each.resource) continue;
    same.delete(each.issue);
    matched.add(match).add(each);
  }
  for (const keyOf of [exactKey, keyWithoutLines]) {
    const open = new Map<string, PlacedIssue[]>();
    for (const each of before.toReversed()) {
      if (matched.has(each)) continue;
      const key = keyOf(each);
      const alike = open.get(key);
      if (alike === undefined) open.set(key, [each]);
      else alike.push(each);
    }
    for (const each of now) {
      const match = matched.has(each) ? undefined : open.get(keyOf(each))?.pop();
      if (match !== undefined) matched.add(match).add(each);
    }
  }
  return {
    added: now.filter((each) => !matched.has(each)),
    fixed: before.filter((each) => !matched.has(each)),
    stayed: now.filter((each) => matched.has(each)),
  };
}

function exactKey({ issue, resource }: PlacedIssue): string {
  return JSON.stringify([resource, issue]);
}

/** The file counts where nothing else says what the finding is on. */
function keyWithoutLines({ issue, resource }: PlacedIssue): string {
  const { source, insertedAt: _, message, ...rest } = issue;
  return JSON.stringify([resource ?? source?.file, message.replace(LINE, '$1'), rest]);
}

/** Behind the name of a file. */
const LINE = /(\.\w{2,4}):\d+(?::\d+)?/g;
