import { hasErrors, type Issue, isAtLeast, type Severity } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';

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

/**
 * The exit code of a run that was to validate: 2 where no finding fails it, but an error, whatever the gate, the baseline
 * or the project say of it, has kept it from validating anything. To pass would say that all is well.
 * @param validated how many resources have a result
 */
export function gateOfValidation(
  gated: 0 | 1,
  { issues, validated }: { readonly issues: readonly Issue[]; readonly validated: number },
): 0 | 1 | 2 {
  return gated === 0 && validated === 0 && hasErrors(issues) ? 2 : gated;
}
