import type { Issue, Severity } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import { type BasisWords, englishBasis } from '../finding/basis.ts';
import { count } from '../finding/count.ts';
import type { Balance } from '../gate/balance.ts';
import { leftOutOf, standInSentence, verdictOf, WHOLE_REPORT } from '../gate/verdict.ts';

/** How much of a report is no fault of the payload. */
interface Aside {
  /** Answers that depend on what only a session knows. */
  readonly ofSession: number;
  readonly unchecked: number;
  readonly explained: number;
  readonly standIns: number;
  readonly packages: number;
}

/** The words of the text format, in one language. */
export interface Words {
  readonly severities: Readonly<Record<Severity, string>>;
  readonly notChecked: string;
  readonly explained: string;
  readonly explainedBy: string;
  readonly insertedAt: string;
  readonly inBaseline: string;
  readonly setBy: string;
  readonly basis: BasisWords;
  /** `and 20 more resources` */
  more(number: number, noun: string): string;
  /** `, in 20 resources` */
  inResources(number: number): string;
  message(issue: Issue): string;
  /** What a report leaves out, by rank; undefined where it is nothing. */
  leftOut(leftOut: readonly number[]): { readonly head: string; readonly rest: string } | undefined;
  /** What is no fault of a payload, in one line; undefined where there is nothing. */
  aside(numbers: Aside): string | undefined;
  standIns(report: Pick<Report, 'packages'>): string | undefined;
  /** The verdict and its figures. */
  verdict(
    report: Pick<Report, 'summary' | 'issues'>,
    balance: Balance,
  ): { readonly sentence: string; readonly counts: readonly string[] };
}

export const english: Words = {
  severities: { fatal: 'fatal', error: 'error', warning: 'warning', information: 'note' },
  notChecked: 'Not checked',
  explained: 'Explained',
  explainedBy: 'explained: ',
  insertedAt: 'inserted at',
  inBaseline: 'in the baseline',
  setBy: 'set by',
  basis: englishBasis,
  more: (number, noun) => `and ${count(number, `more ${noun}`)}`,
  inResources: (number) => `, in ${count(number, 'resource')}`,
  message: ({ message }) => message,
  leftOut(leftOut) {
    const missing = leftOutOf(leftOut);
    return missing === undefined ? undefined : { head: 'Not shown here', rest: `: ${missing}. ${WHOLE_REPORT}` };
  },
  aside({ ofSession, unchecked, explained, standIns, packages }) {
    const parts = [
      ...(ofSession > 0 ? [`${count(ofSession, 'answer')} that depend on the session (--context)`] : []),
      ...(unchecked > 0 ? [`${count(unchecked, 'point')} not checked`] : []),
      ...(explained > 0 ? [`${count(explained, 'finding')} that the guide explains`] : []),
      ...(standIns > 0 ? [`${count(standIns, 'package')} of ${packages} that are stand-ins`] : []),
    ];
    return parts.length === 0 ? undefined : `Left out, and told with --verbose: ${parts.join(', ')}.`;
  },
  standIns: standInSentence,
  verdict: verdictOf,
};
