import { type Issue, isAtLeast } from '../../model/issue.ts';
import type { ResourceResult } from '../../model/report.ts';
import { count } from '../finding/count.ts';
import { type Finder, isExpired, isMeantFor, reasonLine, type Suppression } from './suppression.ts';
import { publisherLines } from './suppression-text.ts';

interface Findings {
  readonly issues: readonly Issue[];
  readonly results: readonly ResourceResult[];
}

export interface SuppressOptions {
  /** The day on which this is done, as `2026-11-25`. */
  readonly today: string;
  /** Whose findings are all here: only then can a suppression be without use. */
  readonly complete: readonly Finder[];
  /** Messages for which the IG Publisher has left findings out by itself. */
  readonly applied?: readonly string[];
}

const ownRules: ReadonlySet<string> = new Set(['suppression-expired', 'suppression-of-error', 'suppression-unused']);

/**
 * Marks the warnings and notes that the project lives with, each with the reason; nothing is left out. Errors are never
 * accepted. To the project's issues come those of the suppressions themselves: expired, without use, meant for an error.
 * Doing it again, with more findings, tells these anew.
 */
export function suppress<T extends Findings>(
  findings: T,
  suppressions: readonly Suppression[],
  { today, complete, applied = [] }: SuppressOptions,
): T {
  const valid = suppressions.filter((each) => !isExpired(each, today));
  const used = new Set(suppressions.filter((each) => publisherLines(each).some((line) => applied.includes(line))));
  const hidesErrors = new Map<Suppression, number>();
  const mark = (issue: Issue): Issue => {
    const bySushi = suppressions.find((each) => isOfSushi(each, issue));
    if (bySushi !== undefined) {
      used.add(bySushi);
      const { accepted: _, acceptedBy: __, acceptedUntil: ___, ...plain } = issue;
      return valid.includes(bySushi) ? { ...plain, ...acceptance(bySushi) } : plain;
    }
    const found = suppressions.filter((each) => isMeantFor(each, issue));
    for (const each of found) used.add(each);
    if (isAtLeast(issue.severity, 'error')) {
      for (const each of found) hidesErrors.set(each, (hidesErrors.get(each) ?? 0) + 1);
      return issue;
    }
    const first = found.find((each) => valid.includes(each));
    return first === undefined || issue.accepted !== undefined ? issue : { ...issue, ...acceptance(first) };
  };
  const issues = findings.issues.filter(({ rule }) => !ownRules.has(rule)).map(mark);
  const results = findings.results.map((result) => ({ ...result, issues: result.issues.map(mark) }));
  const own = suppressions.flatMap((each): Issue[] => {
    const errors = hidesErrors.get(each);
    return [
      ...(valid.includes(each) ? [] : [expired(each)]),
      ...(errors === undefined ? [] : [ofError(each, errors)]),
      ...(used.has(each) || !each.finders.every((finder) => complete.includes(finder)) ? [] : [unused(each)]),
    ];
  });
  return { ...findings, issues: [...issues, ...own], results };
}

/**
 * Marks the warnings and notes about a payload that the guide explains already, for whoever sends it: they are no fault
 * of theirs.
 * @param today as `2026-11-25`
 */
export function explained(issues: readonly Issue[], suppressions: readonly Suppression[], today: string): Issue[] {
  const valid = suppressions.filter((each) => !isExpired(each, today));
  return issues.map((issue) => {
    if (isAtLeast(issue.severity, 'error')) return issue;
    const first = valid.find((each) => isMeantFor(each, issue));
    return first === undefined ? issue : { ...issue, ...acceptance(first) };
  });
}

function acceptance({ reason, owner, expires }: Suppression): Pick<Issue, 'accepted' | 'acceptedBy' | 'acceptedUntil'> {
  return {
    accepted: reason,
    ...(owner === undefined ? {} : { acceptedBy: owner }),
    ...(expires === undefined ? {} : { acceptedUntil: expires }),
  };
}

/** Whether SUSHI's list has accepted a finding for this reason, or an earlier call has read it from there. */
function isOfSushi(suppression: Suppression, { accepted }: Issue): boolean {
  return (
    suppression.finders.includes('sushi') && (accepted === suppression.reason || accepted === reasonLine(suppression))
  );
}

function expired(suppression: Suppression): Issue {
  return {
    severity: 'warning',
    code: 'business-rule',
    rule: 'suppression-expired',
    message: `The suppression of ${named(suppression)} ended on ${suppression.expires} and is not applied${asking(suppression)}. Mend what it is about, or set a later day.`,
    source: suppression.source,
  };
}

function unused(suppression: Suppression): Issue {
  return {
    // Whoever writes the IG Publisher's file by hand was never asked to keep it free of leftovers.
    severity: suppression.owner === undefined ? 'information' : 'warning',
    code: 'business-rule',
    rule: 'suppression-unused',
    message: `Nothing is found that the suppression of ${named(suppression)} is for${asking(suppression)}. Delete it.`,
    source: suppression.source,
  };
}

function ofError(suppression: Suppression, errors: number): Issue {
  return {
    severity: 'warning',
    code: 'business-rule',
    rule: 'suppression-of-error',
    message: `The suppression of ${named(suppression)} is meant for ${count(errors, 'error')} too, and errors are never suppressed. Mend what is wrong, or accept it with a baseline while that takes time.`,
    source: suppression.source,
  };
}

function named({ messages, rules }: Suppression): string {
  const [first = '', ...others] = [...rules.map((rule) => `rule ${rule}`), ...messages.map((text) => `'${text}'`)];
  return others.length === 0 ? first : `${first} and ${count(others.length, 'other')}`;
}

function asking({ owner }: Suppression): string {
  return owner === undefined ? '' : ` (ask ${owner})`;
}
