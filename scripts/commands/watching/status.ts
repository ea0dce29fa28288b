import type { Severity } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import type { Paint } from '../../report/formats/ansi.ts';
import { gate, reaches } from '../../report/gate/gate.ts';

/** The verdict in a few words: what is open, without what the project has explained. */
export function statusOf(report: Report, failOn: Severity | 'never', paint: Paint): string {
  const issues = [...report.issues, ...report.results.flatMap((result) => result.issues)];
  const errors = issues.filter((issue) => reaches(issue, 'error')).length;
  const warnings = issues.filter((issue) => reaches(issue, 'warning')).length - errors;
  const mark = gate(report, failOn) === 0 ? paint('✔', 'green', 'bold') : paint('✖', 'red', 'bold');
  const { valid, resources } = report.summary;
  return `${mark} ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${valid} of ${resources} resources valid`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The first few, and how many there are. */
export function listOf(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more files`;
}

/** By the clock on the wall. */
export function timeOfDay(): string {
  return new Date().toTimeString().slice(0, 8);
}
