import { type Issue, type Severity, severities } from '../model/issue.ts';
import { Balance } from './balance.ts';
import { formatNumber, listFirst, listSome } from './count.ts';
import { Excerpt, type Told } from './excerpt.ts';
import { type FoundIn, formatPosition, guideRuleTexts, isNotChecked, placeOf, rankOf } from './finding.ts';
import { AlikeFolds, type Fold } from './fold.ts';
import { leftOutOf, standInSentence, verdictOf, WHOLE_REPORT } from './verdict.ts';
import { shortName, shortText, visible, visibleLine } from './visible.ts';
import type { OpenWriter } from './writer.ts';

const commands: Record<Severity, string> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/** GitHub shows ten annotations of a kind a step, and fifty a job; the others are lines of the log. */
const MOST = { most: 50, each: true, folds: true };
const MOST_REASONS = 20;

/**
 * Workflow commands, which GitHub Actions shows as annotations beside the changed lines.
 * GitHub shows ten of a kind a step, so the gravest come first and notes on what was not checked are told once each.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const githubWriter: OpenWriter = (known, { failOn }) => {
  const excerpt = new Excerpt(MOST);
  const notChecked = new AlikeFolds(1);
  const balance = new Balance(failOn);
  const take = (issues: readonly Issue[], result?: FoundIn) => {
    balance.add(issues);
    for (const issue of issues) (isNotChecked(issue) ? notChecked : excerpt).add({ issue, result });
  };
  take(known);
  return {
    add({ file, resource, issues }) {
      take(issues, { file, ...(resource === undefined ? {} : { resource }) });
    },
    *end(report) {
      take(report.issues.slice(known.length));
      const { told, leftOut } = excerpt.end();
      const { folds, leftOut: unfolded } = notChecked.end(MOST_REASONS);
      const graveFirst = told.toSorted((a, b) => rankOf(a.finding.issue) - rankOf(b.finding.issue));
      for (const each of graveFirst) yield `${annotation(each)}\n`;
      const missing = leftOutOf(leftOut.map((number, rank) => (rank === severities.length ? unfolded : number)));
      if (missing !== undefined)
        yield `${command('notice', { title: 'left out' }, `Not shown here: ${missing}. ${WHOLE_REPORT}`)}\n`;
      for (const fold of folds) yield `${notice(fold)}\n`;
      const standIns = standInSentence(report);
      if (standIns !== undefined) yield `${command('notice', { title: 'stand-in packages' }, standIns)}\n`;
      const { passed, sentence, counts } = verdictOf(report, balance);
      yield `${passed ? '✔' : '✖'} ${sentence}, ${counts.join(', ')}\n`;
    },
  };
};

function annotation({ finding, resources, times }: Told): string {
  const { issue } = finding;
  const place = placeOf(finding);
  const details = [
    issue.expression,
    resources.length > 0 ? `in ${listFirst(resources.map(shortName), 3, times)}` : undefined,
    issue.insertedAt === undefined ? undefined : `inserted at ${formatPosition(issue.insertedAt)}`,
    issue.accepted === undefined ? undefined : `explained: ${issue.accepted}`,
    issue.known === true ? 'in the baseline' : undefined,
    ...guideRuleTexts(issue),
  ].filter((detail) => detail !== undefined);
  const message = details.length === 0 ? issue.message : `${issue.message}\n${details.join(' · ')}`;
  return command(
    issue.accepted === undefined && issue.known !== true ? commands[issue.severity] : 'notice',
    { file: place?.file, line: place?.line, col: place?.column, title: issue.rule },
    message,
  );
}

function notice({ message, values, hasMoreValues, times }: Fold): string {
  const often = times > 1 ? `${formatNumber(times)} × ` : '';
  const list = values.length > 0 ? ` (${listSome(values, 5, hasMoreValues)})` : '';
  return command('notice', { title: 'not-checked' }, `${often}${message}${list}`);
}

type Properties = { readonly [name: string]: string | number | undefined };

/** `::name property=value,…::message`; the characters that delimit a command are percent-encoded in it. */
function command(name: string, properties: Properties, message: string): string {
  const list = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  const text = message.split('\n').map(visibleLine).join('\n');
  return `::${name}${list.length === 0 ? '' : ` ${list.join(',')}`}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(visible(shortText(text)))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}
