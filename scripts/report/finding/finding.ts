import { type Issue, type SourcePosition, severities } from '../../model/issue.ts';
import type { Report, ResourceResult } from '../../model/report.ts';
import { NOT_CHECKED } from './summarise.ts';

/** What a finding needs to know of its resource: not the other findings, so that one that is kept keeps no others. */
export type FoundIn = Pick<ResourceResult, 'file' | 'resource'>;

/** An issue together with the resource that it was found in; without one it is about the project as a whole. */
export interface Finding {
  readonly issue: Issue;
  readonly result?: FoundIn | undefined;
}

/** Where to mend a finding: its own source, or at least the file of its resource. */
export function placeOf({ issue, result }: Finding): SourcePosition | undefined {
  return issue.source ?? (result === undefined ? undefined : { file: result.file });
}

/** `file:line:column`, the form that terminals and editors turn into a link. */
export function formatPosition({ file, line, column }: SourcePosition): string {
  if (line === undefined) return file;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}

/** The rule of the finding that a run was stopped before its end, so that its report is one of a part. */
const INTERRUPTED = 'interrupted';

export function isInterrupted({ issues }: Pick<Report, 'issues'>): boolean {
  return issues.some(({ rule }) => rule === INTERRUPTED);
}

export function isNotChecked(issue: Pick<Issue, 'rule'>): boolean {
  return issue.rule === NOT_CHECKED;
}

/** How grave, from 0; what was not checked comes behind everything else. */
export function rankOf(issue: Pick<Issue, 'rule' | 'severity'>): number {
  return isNotChecked(issue) ? severities.length : severities.indexOf(issue.severity);
}

/** Why the project lives with a finding, whom to ask, and until when; undefined where it does not. */
export function explanationOf({ accepted, acceptedBy, acceptedUntil }: Issue): string | undefined {
  if (accepted === undefined) return undefined;
  const parts = [acceptedBy, acceptedUntil === undefined ? undefined : `until ${acceptedUntil}`];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? accepted : `${accepted} (${known.join(', ')})`;
}

/** The guide's own rules that a finding breaks, each with the page that has it. */
export function guideRuleTexts({ guideRules = [] }: Issue): string[] {
  return guideRules.map(({ code, title, url }) => `${code}, ${title}: ${url}`);
}
