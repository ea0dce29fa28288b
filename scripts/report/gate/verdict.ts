import { isAtLeast, type Severity, severities } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import { count, formatNumber, listAll } from '../finding/count.ts';
import { isInterrupted } from '../finding/finding.ts';
import type { Balance } from './balance.ts';
import type { FailOn } from './gate.ts';

export interface Verdict {
  readonly passed: boolean;
  /** `58 resources valid`, `2 of 58 resources not valid`. */
  readonly sentence: string;
  /** `0 errors`, `3 warnings (all explained)`, … as much of it as is worth saying. */
  readonly counts: readonly string[];
}

/** What a report comes to, in the words that every format for people uses. */
export function verdictOf({ summary, issues }: Pick<Report, 'summary' | 'issues'>, balance: Balance): Verdict {
  const { errors, warnings, information, notChecked } = summary;
  const { known, hasErrors, fails, failing, failOn } = balance;
  const notes = Math.max(0, information - notChecked);
  const explained = explainedWarnings(balance);
  return {
    passed: !hasErrors && !fails, // `--fail-on never` changes the exit code, not the truth
    sentence: sentenceOf({ summary, issues }),
    counts: [
      count(errors, 'error'),
      count(warnings, 'warning') + (explained === undefined ? '' : ` (${explained})`),
      ...(known > 0 ? [...newness(failing, failOn), `${formatNumber(known)} known`] : []),
      ...(notes > 0 ? [count(notes, 'note')] : []),
      ...(notChecked > 0 ? [`${formatNumber(notChecked)} not checked`] : []),
      ...(!hasErrors && fails ? [`failing on ${failOn}`] : []),
    ],
  };
}

/** What a baseline is there for: whether anything fails the run beside what it has. */
function newness(failing: number, failOn: FailOn): string[] {
  if (failOn === 'never') return [];
  return [failing === 0 ? 'nothing new' : `${formatNumber(failing)} new`];
}

export function sentenceOf({ summary: { resources, invalid }, issues }: Pick<Report, 'summary' | 'issues'>): string {
  if (isInterrupted({ issues })) {
    const found = resources === 0 ? '' : `, ${formatNumber(invalid)} of them not valid`;
    return `stopped before the end: ${count(resources, 'resource')} checked${found}`;
  }
  if (invalid > 0) return `${formatNumber(invalid)} of ${count(resources, 'resource')} not valid`;
  const projectFails = issues.some((issue) => isAtLeast(issue.severity, 'error'));
  if (resources === 0) return projectFails ? 'the project has errors' : 'no resource was validated';
  return projectFails
    ? `${count(resources, 'resource')} valid, but the project has errors`
    : `${count(resources, 'resource')} valid`;
}

/** How many of the warnings the project explains: `all explained`, `2 explained`; undefined when none. */
export function explainedWarnings({ warnings, explainedWarnings: explained }: Balance): string | undefined {
  if (explained === 0) return undefined;
  return explained === warnings ? 'all explained' : `${formatNumber(explained)} explained`;
}

const nouns: Record<Severity, string> = {
  fatal: 'fatal error',
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/** Where all of what a report for people leaves out can be had. */
export const WHOLE_REPORT = 'Write all of them to a file with --format json --output findings.json.';

/**
 * What a report leaves out because nobody reads so much: `19,000 warnings and 200 notes`; undefined where it is nothing.
 * @param leftOut by rank
 */
export function leftOutOf(leftOut: readonly number[]): string | undefined {
  const parts = leftOut.flatMap((number, rank) => {
    const severity = severities[rank];
    if (number === 0) return [];
    return [severity === undefined ? `${formatNumber(number)} not checked` : count(number, nouns[severity])];
  });
  return parts.length === 0 ? undefined : listAll(parts);
}

/** One sentence on the terminology server that findings rest on; undefined where none was named. */
export function terminologySentence({ terminology }: Pick<Report, 'terminology'>): string | undefined {
  if (terminology === undefined) return undefined;
  const { server, software, answers } = terminology;
  const by = software.length === 0 ? '' : ` (${listAll(software)})`;
  return `${count(answers, 'answer')} of the terminology server ${server}${by}`;
}

/** One sentence on the packages that stand in for published ones; undefined when there are none. */
export function standInSentence({ packages }: Pick<Report, 'packages'>): string | undefined {
  const versions = new Map<string, string[]>();
  for (const { id, version, source } of packages) {
    if (source === 'stand-in') versions.set(id, [...(versions.get(id) ?? []), version]);
  }
  if (versions.size === 0) return undefined;
  const total = packages.filter(({ source }) => source === 'stand-in').length;
  const names = [...versions].map(([id, list]) => `${id} ${listAll(list)}`);
  const verb = total === 1 ? 'is a stand-in' : 'are stand-ins';
  return `${total} of ${count(packages.length, 'package')} ${verb}, not the published content: ${names.join(', ')}`;
}
