import { type Issue, isAtLeast } from '../../model/issue.ts';
import { type FailOn, reaches } from './gate.ts';

/** What a verdict rests on beside the summary, counted finding by finding. */
export class Balance {
  readonly failOn: FailOn;
  warnings = 0;
  explainedWarnings = 0;
  /** Warnings and errors that the baseline has. */
  known = 0;
  /** Whether there is an error that nothing excuses. */
  hasErrors = false;
  /** Whether a finding reaches the gate. */
  fails = false;
  /** How often each rule found something. */
  readonly rules: ReadonlyMap<string, number>;
  readonly #rules = new Map<string, number>();

  constructor(failOn: FailOn = 'error') {
    this.failOn = failOn;
    this.rules = this.#rules;
  }

  add(issues: readonly Issue[]): void {
    for (const issue of issues) {
      const { severity, rule } = issue;
      if (severity === 'warning') {
        this.warnings++;
        if (issue.accepted !== undefined) this.explainedWarnings++;
      }
      if (issue.known === true && isAtLeast(severity, 'warning')) this.known++;
      this.hasErrors ||= reaches(issue, 'error');
      this.fails ||= reaches(issue, this.failOn);
      this.#rules.set(rule, (this.#rules.get(rule) ?? 0) + 1);
    }
  }
}
