import { isAtLeast } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { count, formatNumber, listAll } from './count.ts';
import { findingsOf } from './finding.ts';
import { type FailOn, gate } from './gate.ts';

export interface Verdict {
  readonly passed: boolean;
  /** `58 resources valid`, `2 of 58 resources not valid`. */
  readonly sentence: string;
  /** `0 errors`, `3 warnings (all explained)`, … as much of it as is worth saying. */
  readonly counts: readonly string[];
}

/** What a report comes to, in the words that every format for people uses. */
export function verdictOf(report: Report, failOn: FailOn = 'error'): Verdict {
  const { errors, warnings, information, notChecked } = report.summary;
  const notes = Math.max(0, information - notChecked);
  const explained = explainedWarnings(report);
  const known = knownFindings(report);
  const clean = gate(report, 'error') === 0; // `--fail-on never` changes the exit code, not the truth
  const passes = gate(report, failOn) === 0;
  return {
    passed: clean && passes,
    sentence: sentenceOf(report),
    counts: [
      count(errors, 'error'),
      count(warnings, 'warning') + (explained === undefined ? '' : ` (${explained})`),
      ...(known > 0 ? [`${formatNumber(known)} of them in the baseline`] : []),
      ...(notes > 0 ? [count(notes, 'note')] : []),
      ...(notChecked > 0 ? [`${formatNumber(notChecked)} not checked`] : []),
      ...(clean && !passes ? [`failing on ${failOn}`] : []),
    ],
  };
}

function sentenceOf({ summary: { resources, invalid }, issues }: Report): string {
  if (invalid > 0) return `${formatNumber(invalid)} of ${count(resources, 'resource')} not valid`;
  const projectFails = issues.some((issue) => isAtLeast(issue.severity, 'error'));
  if (resources === 0) return projectFails ? 'the project has errors' : 'no resource was validated';
  return projectFails
    ? `${count(resources, 'resource')} valid, but the project has errors`
    : `${count(resources, 'resource')} valid`;
}

/** How many of the warnings the project explains: `all explained`, `2 explained`; undefined when none. */
export function explainedWarnings(report: Report): string | undefined {
  const warnings = findingsOf(report).filter(({ issue }) => issue.severity === 'warning');
  const accepted = warnings.filter(({ issue }) => issue.accepted !== undefined).length;
  if (accepted === 0) return undefined;
  return accepted === warnings.length ? 'all explained' : `${formatNumber(accepted)} explained`;
}

function knownFindings(report: Report): number {
  return findingsOf(report).filter(({ issue }) => issue.known === true && isAtLeast(issue.severity, 'warning')).length;
}

/** One sentence on the terminology server that findings rest on; undefined where none was named. */
export function terminologySentence({ terminology }: Pick<Report, 'terminology'>): string | undefined {
  if (terminology === undefined) return undefined;
  const { server, software, answers } = terminology;
  const by = software.length === 0 ? '' : ` (${listAll(software)})`;
  return `${count(answers, 'answer')} of the terminology server ${server}${by}`;
}

/** One sentence on the packages that stand in for published ones; undefined when there are none. */
export function standInSentence(report: Report): string | undefined {
  const versions = new Map<string, string[]>();
  for (const { id, version, source } of report.packages) {
    if (source === 'stand-in') versions.set(id, [...(versions.get(id) ?? []), version]);
  }
  if (versions.size === 0) return undefined;
  const total = report.packages.filter(({ source }) => source === 'stand-in').length;
  const names = [...versions].map(([id, list]) => `${id} ${listAll(list)}`);
  const verb = total === 1 ? 'is a stand-in' : 'are stand-ins';
  return `${total} of ${count(report.packages.length, 'package')} ${verb}, not the published content: ${names.join(', ')}`;
}
