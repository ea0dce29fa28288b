import { type Issue, type SourcePosition, severities } from '../model/issue.ts';
import type { Report, ResourceResult } from '../model/report.ts';
import { NOT_CHECKED } from './summarise.ts';

/** An issue together with the resource that it was found in; without one it is about the project as a whole. */
export interface Finding {
  readonly issue: Issue;
  readonly result?: ResourceResult;
}

/** Every finding of a report: those of the project first, then resource by resource. */
export function findingsOf(report: Pick<Report, 'issues' | 'results'>): Finding[] {
  return [
    ...report.issues.map((issue): Finding => ({ issue })),
    ...report.results.flatMap((result) => result.issues.map((issue): Finding => ({ issue, result }))),
  ];
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

export function isNotChecked(issue: Issue): boolean {
  return issue.rule === NOT_CHECKED;
}

/** Sorts graver issues before milder ones. */
export function bySeverity(a: Issue, b: Issue): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

/** The guide's own rules that a finding breaks, each with the page that has it. */
export function guideRuleTexts({ guideRules = [] }: Issue): string[] {
  return guideRules.map(({ code, title, url }) => `${code}, ${title}: ${url}`);
}
