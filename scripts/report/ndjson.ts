import type { Report } from '../model/report.ts';

/**
 * The parts of the JSON report, one a line, so that a reader needs no more than a line in memory:
 * first tool, packages and the issues of the project, then each result, last the summary.
 */
export function renderNdjson({ tool, packages, summary, issues, results }: Report): string {
  const lines: unknown[] = [{ tool, packages, issues }, ...results, { summary }];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
