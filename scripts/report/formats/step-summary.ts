import { type Issue, type Severity, severities } from '../../model/issue.ts';
import { formatNumber, formatSeconds } from '../finding/count.ts';
import { type FoundIn, formatPosition, isNotChecked, placeOf, rankOf } from '../finding/finding.ts';
import { AlikeFolds } from '../finding/fold.ts';
import { shortText, visibleLine } from '../finding/visible.ts';
import { Balance } from '../gate/balance.ts';
import { standInSentence, verdictOf } from '../gate/verdict.ts';
import type { OpenWriter } from './writer.ts';

const words: Record<Severity, string> = {
  fatal: '🛑 fatal',
  error: '🛑 error',
  warning: '⚠️ warning',
  information: 'note',
};
/** GitHub takes a megabyte; a person, less. */
const MOST_KINDS = 50;

/**
 * What GitHub shows on the page of a run: the verdict, and a table of the kinds of findings, the gravest first. What is
 * explained or in the baseline is counted in the verdict.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export const stepSummaryWriter: OpenWriter = (known, { failOn }) => {
  const balance = new Balance(failOn);
  const kinds = new AlikeFolds(1);
  const take = (issues: readonly Issue[], result?: FoundIn) => {
    balance.add(issues);
    for (const issue of issues)
      if (!isNotChecked(issue) && issue.accepted === undefined && issue.known !== true) kinds.add({ issue, result });
  };
  take(known);
  return {
    add({ file, resource, issues }) {
      take(issues, { file, ...(resource === undefined ? {} : { resource }) });
    },
    *end(report, { title }) {
      take(report.issues.slice(known.length));
      const { passed, sentence, counts } = verdictOf(report, balance);
      const head = title === undefined ? '' : `${cell(title)}: `;
      yield `### ${passed ? '✅' : '❌'} ${head}${cell(sentence)}\n\n`;
      yield `${cell(counts.join(', '))} (${formatSeconds(report.summary.seconds)})\n\n`;
      const { folds } = kinds.end(MOST_KINDS * severities.length);
      const shown = folds
        .flatMap(({ findings: [first], message, times }) => (first === undefined ? [] : [{ first, message, times }]))
        .toSorted((a, b) => rankOf(a.first.issue) - rankOf(b.first.issue) || b.times - a.times);
      if (shown.length > 0) yield '| | finding | rule | times | first place |\n| --- | --- | --- | ---: | --- |\n';
      for (const { first, message, times } of shown.slice(0, MOST_KINDS)) {
        const { severity, rule } = first.issue;
        const place = placeOf(first);
        const at = place === undefined ? '' : `\`${formatPosition(place).replace(/[`|\n]/g, ' ')}\``;
        yield `| ${words[severity]} | ${cell(shortText(message))} | \`${rule}\` | ${formatNumber(times)} | ${at} |\n`;
      }
      if (shown.length > MOST_KINDS) yield `\nand ${formatNumber(shown.length - MOST_KINDS)} more kinds\n`;
      const standIns = standInSentence(report);
      yield standIns === undefined ? '\n' : `\n${cell(standIns)}\n\n`;
    },
  };
};

/** Text from a resource or a package is text, whatever it looks like in Markdown. */
function cell(text: string): string {
  return visibleLine(text).replace(/[\\`*_[\]<>|~#@!]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
