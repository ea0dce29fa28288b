import type { Severity } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import { visibleLine } from '../../report/finding/visible.ts';
import { painter } from '../../report/formats/ansi.ts';
import { reaches } from '../../report/gate/gate.ts';
import { type Difference, difference, findingsOf, type PlacedIssue } from '../../workspace/findings.ts';
import { findingLines } from './finding-line.ts';
import { listOf, statusOf, timeOfDay } from './status.ts';
import type { Teller } from './teller.ts';

/** Nobody reads more of what one edit does. */
const MOST_SHOWN = 50;

/** Plain lines, for where there is no terminal. */
export function lineTeller(write: (text: string) => void, color: boolean, failOn: Severity | 'never'): Teller {
  const paint = painter(color);
  const line = (text: string) => write(`${text}\n`);
  const show = (sign: string, findings: readonly PlacedIssue[]) => {
    for (const finding of findings.slice(0, MOST_SHOWN)) {
      const [where, what] = findingLines(finding, paint);
      line(`  ${sign} ${where}`);
      line(`      ${what}`);
    }
    if (findings.length > MOST_SHOWN) line(`  ${sign} and ${findings.length - MOST_SHOWN} more`);
  };
  const status = (report: Report) => statusOf(report, failOn, paint);
  /** What was told last, where that was no verdict: none has come yet, or it failed. */
  let early: readonly PlacedIssue[] | undefined;
  const showUntold = (known: Pick<Difference, 'added' | 'fixed'>, now: readonly PlacedIssue[]) => {
    const { added, fixed } = early === undefined ? known : difference(early, now);
    show(paint('-', 'green'), fixed);
    show(paint('+', 'red'), added);
  };
  return {
    working() {},
    ready(report) {
      show(
        ' ',
        findingsOf(report).filter(({ issue }) => reaches(issue, 'warning')),
      );
      line(`${timeOfDay()}  ${status(report)}`);
    },
    first({ milliseconds, added, fixed }, report) {
      if (early === undefined && added.length + fixed.length === 0) return;
      const now = findingsOf(report);
      showUntold({ added, fixed }, now);
      early = now;
      line(`${timeOfDay()}  so far ${added.length} new, ${fixed.length} fixed (${Math.round(milliseconds)} ms)`);
    },
    verdict({ changed, milliseconds, added, fixed, stayed }, report) {
      showUntold({ added, fixed }, findingsOf(report));
      early = undefined;
      const became = `${added.length} new, ${fixed.length} fixed, ${stayed.length} still there`;
      const of = changed.length === 0 ? '' : `  ${visibleLine(listOf(changed))}`;
      line(`${timeOfDay()}  ${status(report)}  ${became} (${Math.round(milliseconds)} ms)${of}`);
    },
    confirmed: (same) =>
      line(
        same ? `${timeOfDay()}  confirmed` : `${timeOfDay()}  A full check finds something else; its verdict follows.`,
      ),
    failed: (message) => line(`${timeOfDay()}  ${paint('✖', 'red')} ${visibleLine(message)}`),
    ran: (command, exitCode) => line(`${timeOfDay()}  ${visibleLine(command)} ended with ${exitCode}`),
    end() {},
  };
}
