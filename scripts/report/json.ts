import type { Report } from '../model/report.ts';

/** The report as it is, for programs: the names are part of the command line's contract. */
export function renderJson(report: Report): string {
  const { tool, packages, summary, phases, publication, terminology, issues, results, comparison } = report;
  const members = { tool, packages, summary, phases, publication, terminology, issues, results, comparison };
  return `${JSON.stringify(members, undefined, 2)}\n`;
}
