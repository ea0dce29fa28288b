import type { Report, ResourceResult } from '../model/report.ts';
import type { Tally } from './summarise.ts';

type Head = Pick<Report, 'tool' | 'packages' | 'issues'>;

/**
 * The parts of the JSON report, one a line, so that a reader needs no more than a line in memory:
 * first tool, packages and the issues of the project, then each result, last the summary.
 */
export function renderNdjson({ summary, terminology, results, ...head }: Report): string {
  return [headLine(head), ...results.map(line), line({ summary, terminology })].join('');
}

/** The same while the results are still found: none is kept, and the summary says that all were told. */
export async function* ndjsonAsFound(
  head: Head,
  results: AsyncIterable<ResourceResult>,
  tally: Tally,
  ended: () => Pick<Report, 'terminology'> & { readonly seconds: number },
): AsyncGenerator<string> {
  yield headLine(head);
  for await (const result of results) {
    tally.add(result);
    yield line(result);
  }
  const { seconds, terminology } = ended();
  yield line({ summary: tally.summary(seconds), terminology });
}

function headLine({ tool, packages, issues }: Head): string {
  return line({ tool, packages, issues });
}

function line(part: unknown): string {
  return `${JSON.stringify(part)}\n`;
}
