import type { Report } from '../../model/report.ts';
import { formatSeconds } from '../finding/count.ts';
import { visibleLine } from '../finding/visible.ts';
import { Balance } from '../gate/balance.ts';
import { terminologySentence, verdictOf } from '../gate/verdict.ts';
import { type Paint, painter } from './ansi.ts';
import type { RunDetails } from './options.ts';
import { english, type Words } from './words.ts';
import type { OpenWriter } from './writer.ts';

/** The last lines of the text alone, for a run whose whole report goes elsewhere. */
export const verdictWriter: OpenWriter = (known, { color, failOn, words = english }) => {
  const balance = new Balance(failOn);
  balance.add(known);
  return {
    add({ issues }) {
      balance.add(issues);
    },
    *end(report, details) {
      balance.add(report.issues.slice(known.length));
      yield `${closingLines(report, balance, details, painter(color), words).join('\n')}\n`;
    },
  };
};

/** The verdict and what it stands on, the verdict last. */
export function closingLines(
  report: Omit<Report, 'results'>,
  balance: Balance,
  { verdict, caution = '' }: RunDetails,
  paint: Paint,
  words: Words,
): string[] {
  const { passed } = verdictOf(report, balance);
  const { sentence, counts } = words.verdict(report, balance);
  const standIns = words.standIns(report);
  const terminology = terminologySentence(report);
  const mark = passed ? paint('✔', 'green', 'bold') : paint('✖', 'red', 'bold');
  const time = paint(`(${formatSeconds(report.summary.seconds)})`, 'dim');
  return [
    ...(terminology === undefined ? [] : [paint(visibleLine(`With ${terminology}`), 'dim')]),
    ...(standIns === undefined ? [] : [`${paint('⚠', 'yellow')} ${visibleLine(standIns)}`]),
    `${mark} ${paint(`${passed ? (verdict ?? sentence) : sentence}${caution}`, 'bold')}, ${counts.join(', ')} ${time}`,
  ];
}
