import { hasErrors, type Issue } from '../../model/issue.ts';
import type { Comparison } from '../../model/report.ts';
import type { PublisherRun } from '../../publish/run-publisher.ts';
import type { Build } from '../build.ts';
import type { Guide } from '../guide/guide.ts';
import { judge, readSuppressions } from '../suppressions.ts';
import { publisherFindings } from './publisher-qa.ts';
import { failedRun, type MadeRun } from './publisher-run.ts';

export interface RunResult {
  readonly made: MadeRun;
  readonly run: PublisherRun;
  readonly project: string;
  /** Of the Publisher. */
  readonly version: string;
  readonly log: string;
  readonly guide: Guide;
}

/** What we and the Publisher have found together, held against what the project lives with. */
export function withPublisherFindings(
  build: Build,
  { made, run, project, version, log, guide }: RunResult,
  more: readonly Issue[],
): { readonly build: Build; readonly comparison?: Comparison } {
  const { results, comparison, applied, issues } = publisherFindings({
    output: made.output,
    log: run.lines,
    startedAt: run.startedAt,
    version,
    folder: project,
    guide,
    results: build.results,
  });
  const ended = made.isMade() ? [] : [failedRun(run, log)];
  const found = { issues: [...build.issues, ...more, ...issues, ...ended], results };
  const isComplete = made.isMade() && !hasErrors(guide.issues);
  const judged = judge(found, readSuppressions(project).value, isComplete ? ['ig', 'sushi', 'publisher'] : [], applied);
  return {
    build: { ...build, issues: judged.issues, results: judged.results },
    ...(comparison === undefined ? {} : { comparison }),
  };
}
