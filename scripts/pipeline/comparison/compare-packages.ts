import { compareVersions } from '../../compare/compare.ts';
import { type ComparisonReport, reportOf } from '../../compare/result/report.ts';
import type { Issue } from '../../model/issue.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { openSide } from './open-side.ts';
import { replayExamples } from './replay.ts';

export interface Compared {
  readonly report: ComparisonReport;
  readonly issues: readonly Issue[];
}

/** Opens two versions, one after the other, and compares them. */
export async function comparePackages(
  from: string,
  to: string,
  cwd: string,
  options: PackageOptions,
): Promise<Compared> {
  const old = await openSide(from, cwd, options);
  const now = await openSide(to, cwd, options);
  options.signal.throwIfAborted();
  options.onStep?.('Comparing');
  const comparison = compareVersions(old.side, now.side);
  options.onStep?.('Trying the examples of each version under the other one');
  const replay = await replayExamples(old, now, comparison.renamed, options.signal);
  const report = reportOf(old.side, now.side, comparison, replay);
  return { report, issues: [...old.issues, ...now.issues] };
}
