import { type Issue, isAtLeast, type Severity } from '../model/issue.ts';
import type { Report } from '../model/report.ts';

/** The least grave severity that fails a run. */
export type FailOn = Severity | 'never';

/** Whether a finding is grave enough to fail the run. What the project accepts or the baseline has never is. */
export function reaches({ severity, accepted, known }: Issue, failOn: FailOn): boolean {
  return failOn !== 'never' && accepted === undefined && known !== true && isAtLeast(severity, failOn);
}

/** The exit code that the findings ask for: 1 when one of them reaches `failOn`, 0 otherwise. */
export function gate(report: Pick<Report, 'issues' | 'results'>, failOn: FailOn): 0 | 1 {
  const fails = (issue: Issue) => reaches(issue, failOn);
  return report.issues.some(fails) || report.results.some(({ issues }) => issues.some(fails)) ? 1 : 0;
}
