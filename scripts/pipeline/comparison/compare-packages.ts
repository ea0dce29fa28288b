import { compareVersions } from '../../compare/compare.ts';
import { type ComparisonReport, reportOf } from '../../compare/result/report.ts';
import type { Issue } from '../../model/issue.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { openSide } from './open-side.ts';
import { replayExamples } from './replay.ts';
import { lastRelease } from './revision.ts';

export interface Compared {
  readonly report: ComparisonReport;
  readonly issues: readonly Issue[];
}

/**
 * Opens two versions, one after the other, and compares them.
 * @param from the last release, by the tags of the repository, where it is absent
 */
export async function comparePackages(
  from: string | undefined,
  to: string,
  cwd: string,
  options: PackageOptions,
): Promise<Compared> {
  const older = from ?? `git:${await lastRelease(cwd, options.signal)}`;
  const old = await openSide(older, cwd, options);
  const now = await openSide(to, cwd, options);
  options.signal.throwIfAborted();
  options.onStep?.('Comparing');
  const comparison = compareVersions(old.side, now.side);
  options.onStep?.('Trying the examples of each version under the other one');
  const replay = await replayExamples(old, now, comparison.renamed, options.signal);
  const report = reportOf(old.side, now.side, comparison, replay);
  return { report, issues: [...old.issues, ...now.issues] };
}
