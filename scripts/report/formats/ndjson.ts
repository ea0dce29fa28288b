import type { Report, ResourceResult } from '../../model/report.ts';
import { FindingGroups, type GroupedFindings } from '../finding/finding-groups.ts';
import { jsonPieces, jsonText } from '../json/json-pieces.ts';
import type { OpenWriter } from './writer.ts';

/**
 * The parts of the JSON report, one a line, so that a reader needs no more than a line in memory:
 * first tool, packages and the issues of the project, then each result, last the summary and the kinds of findings.
 */
export const ndjsonWriter: OpenWriter = (known, _options, spool) => {
  const groups = new FindingGroups();
  groups.add(known);
  return {
    add(result) {
      groups.add(result.issues, result);
      for (const piece of resultLine(result)) spool.write(piece);
    },
    *end(report) {
      groups.add(report.issues.slice(known.length));
      yield* headLine(report);
      yield* spool.read(0, spool.size);
      yield* lastLine({ ...report, grouped: groups.end() });
    },
  };
};

// Where the results are still to be found, each line goes out as soon as there is one.

export function* headLine({
  tool,
  date,
  guide,
  packages,
  issues,
}: Pick<Report, 'tool' | 'date' | 'guide' | 'packages' | 'issues'>): Generator<string> {
  yield* line({ tool, date, guide, packages, issues });
}

export function resultLine(result: ResourceResult): Iterable<string> {
  // Most have few findings, and there can be a million of them.
  return result.issues.length > FEW || result.answer !== undefined ? line(result) : [`${jsonText(result)}\n`];
}

const FEW = 100;

interface Last extends Pick<Report, 'summary' | 'terminology'>, Partial<Pick<Report, 'issues'>> {
  readonly grouped: GroupedFindings;
}

/** What is found of the run itself at its end, such as that it was stopped, stands beside the summary. */
export function* lastLine({ summary, terminology, issues, grouped }: Last): Generator<string> {
  yield* line({ summary, terminology, ...(issues === undefined ? {} : { issues }), ...grouped });
}

function* line(part: unknown): Generator<string> {
  yield* jsonPieces(part);
  yield '\n';
}
