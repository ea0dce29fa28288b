import { type Issue, isAtLeast } from '../model/issue.ts';
import type { ResourceResult, Summary } from '../model/report.ts';

/** The rule of every note that says what could not be checked. */
export const NOT_CHECKED = 'not-checked';

/**
 * Counts what was found.
 * @param issues of the project as a whole; they count like those of a resource
 * @param seconds wall-clock time of the run
 */
export function summarise(results: readonly ResourceResult[], issues: readonly Issue[], seconds: number): Summary {
  const count = { errors: 0, warnings: 0, information: 0, notChecked: 0 };
  for (const list of [issues, ...results.map((result) => result.issues)]) {
    for (const { severity, rule } of list) {
      if (isAtLeast(severity, 'error')) count.errors++;
      else if (severity === 'warning') count.warnings++;
      else count.information++;
      if (rule === NOT_CHECKED) count.notChecked++;
    }
  }
  const valid = results.filter((result) => result.valid).length;
  return { resources: results.length, valid, invalid: results.length - valid, ...count, seconds };
}
