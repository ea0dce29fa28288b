import { type Issue, isAtLeast } from '../../model/issue.ts';
import type { ResourceResult, Summary } from '../../model/report.ts';

/** The rule of every note that says what could not be checked. */
export const NOT_CHECKED = 'not-checked';

/** Counts what was found, result by result, so that no result need be kept for it. */
export class Tally {
  #resources = 0;
  #valid = 0;
  readonly #found = { errors: 0, warnings: 0, information: 0, notChecked: 0 };

  /** @param issues of the project as a whole; they count like those of a resource */
  constructor(issues: readonly Issue[]) {
    this.addIssues(issues);
  }

  add({ valid, issues }: ResourceResult): void {
    this.#resources++;
    if (valid) this.#valid++;
    this.addIssues(issues);
  }

  /** @param seconds wall-clock time of the run */
  summary(seconds: number): Summary {
    const counts = { resources: this.#resources, valid: this.#valid, invalid: this.#resources - this.#valid };
    return { ...counts, ...this.#found, seconds };
  }

  addIssues(issues: readonly Issue[]): void {
    const found = this.#found;
    for (const { severity, rule } of issues) {
      if (isAtLeast(severity, 'error')) found.errors++;
      else if (severity === 'warning') found.warnings++;
      else found.information++;
      if (rule === NOT_CHECKED) found.notChecked++;
    }
  }
}

/** Counts what was found in all. */
export function summarise(results: readonly ResourceResult[], issues: readonly Issue[], seconds: number): Summary {
  const tally = new Tally(issues);
  for (const result of results) tally.add(result);
  return tally.summary(seconds);
}
