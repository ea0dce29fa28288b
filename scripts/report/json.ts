import type { Report } from '../model/report.ts';

/** The report as it is, for programs: the names are part of the command line's contract. */
export function renderJson({ tool, packages, summary, issues, results, comparison }: Report): string {
  return `${JSON.stringify({ tool, packages, summary, issues, results, comparison }, undefined, 2)}\n`;
}
