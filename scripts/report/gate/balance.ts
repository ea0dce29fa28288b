import type { Issue } from '../../model/issue.ts';
import { type FailOn, reaches } from './gate.ts';

/** What a verdict rests on beside the summary, counted finding by finding. */
export class Balance {
  readonly failOn: FailOn;
  warnings = 0;
  explainedWarnings = 0;
  /** Findings that the baseline has. */
  known = 0;
  /** Whether there is an error that nothing excuses. */
  hasErrors = false;
  /** Findings that reach the gate. */
  failing = 0;
  /** How often each rule found something. */
  readonly rules: ReadonlyMap<string, number>;
  readonly #rules = new Map<string, number>();

  constructor(failOn: FailOn = 'error') {
    this.failOn = failOn;
    this.rules = this.#rules;
  }

  /** Whether a finding reaches the gate. */
  get fails(): boolean {
    return this.failing > 0;
  }

  add(issues: readonly Issue[]): void {
    for (const issue of issues) {
      const { severity, rule } = issue;
      if (severity === 'warning') {
        this.warnings++;
        if (issue.accepted !== undefined) this.explainedWarnings++;
      }
      if (issue.known === true) this.known++;
      this.hasErrors ||= reaches(issue, 'error');
      if (reaches(issue, this.failOn)) this.failing++;
      this.#rules.set(rule, (this.#rules.get(rule) ?? 0) + 1);
    }
  }
}
