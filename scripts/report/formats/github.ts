import { elementPath, type Issue, type Severity, severities } from '../../model/issue.ts';
import { count, formatNumber, listAll, listFirst, listSome } from '../finding/count.ts';
import { Excerpt, type Told } from '../finding/excerpt.ts';
import {
  explanationOf,
  type Finding,
  type FoundIn,
  formatPosition,
  guideRuleTexts,
  isNotChecked,
  placeOf,
  rankOf,
} from '../finding/finding.ts';
import { AlikeFolds, type Fold } from '../finding/fold.ts';
import { shortName, shortText, visible, visibleLine } from '../finding/visible.ts';
import { Balance } from '../gate/balance.ts';
import { leftOutOf, standInSentence, verdictOf, WHOLE_REPORT } from '../gate/verdict.ts';
import type { OpenWriter } from './writer.ts';

const commands: Record<Severity, string> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/** GitHub shows ten annotations of a kind a step, and fifty a job; the others are lines of the log. */
const SHOWN = 10;
const MOST = 50;
const MOST_KINDS = 2_000;
const MOST_REASONS = 20;
const PLACES = 3;

/**
 * Workflow commands, which GitHub Actions shows as annotations beside the changed lines.
 * GitHub shows ten of a kind a step, so that the gravest come first, and where there are more than ten of a severity
 * each annotation is about another kind of finding, with how many there are like it.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const githubWriter: OpenWriter = (known, { failOn }) => {
  const excerpt = new Excerpt({ most: SHOWN, each: true, folds: true });
  const alike = new AlikeFolds(SHOWN);
  const notChecked = new AlikeFolds(1);
  const balance = new Balance(failOn);
  const take = (issues: readonly Issue[], result?: FoundIn) => {
    balance.add(issues);
    for (const issue of issues) {
      if (isNotChecked(issue)) notChecked.add({ issue, result });
      else {
        excerpt.add({ issue, result });
        alike.add({ issue, result });
      }
    }
  };
  take(known);
  return {
    add({ file, resource, issues }) {
      take(issues, { file, ...(resource === undefined ? {} : { resource }) });
    },
    *end(report) {
      take(report.issues.slice(known.length));
      const { told, leftOut: tooMany } = excerpt.end();
      const kinds = alike.end(MOST_KINDS);
      const reasons = notChecked.end(MOST_REASONS);
      const leftOut = severities.map((_, rank) => kinds.ungrouped[rank] ?? 0);
      for (const rank of severities.keys()) {
        if ((tooMany[rank] ?? 0) === 0) {
          for (const each of told) if (rankOf(each.finding.issue) === rank) yield `${annotation(each)}\n`;
          continue;
        }
        const folds = distinctFirst(kinds.folds.filter((fold) => rankOfFold(fold) === rank));
        for (const fold of folds.slice(0, MOST)) yield `${annotationOfKind(fold)}\n`;
        leftOut[rank] = folds.slice(MOST).reduce((sum, { times }) => sum + times, leftOut[rank] ?? 0);
      }
      const missing = leftOutOf([...leftOut, reasons.leftOut]);
      if (missing !== undefined)
        yield `${command('notice', { title: 'left out' }, `Not shown here: ${missing}. ${WHOLE_REPORT}`)}\n`;
      for (const fold of reasons.folds) yield `${notice(fold)}\n`;
      const standIns = standInSentence(report);
      if (standIns !== undefined) yield `${command('notice', { title: 'stand-in packages' }, standIns)}\n`;
      const { passed, sentence, counts } = verdictOf(report, balance);
      yield `${passed ? '✔' : '✖'} ${sentence}, ${counts.join(', ')}\n`;
    },
  };
};

const rankOfFold = ({ findings: [first] }: Fold) => (first === undefined ? severities.length : rankOf(first.issue));

/** What nobody excuses first; of these the first kind of every rule, then the second of each. */
function distinctFirst(folds: readonly Fold[]): Fold[] {
  const met = new Map<string, number>();
  return folds
    .map((fold) => {
      const issue = fold.findings[0]?.issue;
      const isExcused = issue?.accepted !== undefined || issue?.known === true;
      const rule = `${isExcused} ${issue?.rule}`;
      const turn = met.get(rule) ?? 0;
      met.set(rule, turn + 1);
      return { fold, turn: isExcused ? turn + MOST_KINDS : turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ fold }) => fold);
}

function annotation({ finding, resources, times }: Told): string {
  const names = resources.map(shortName);
  return annotate(finding, names.length > 0 ? [`in ${listFirst(names, PLACES, times)}`] : []);
}

/** One annotation at the first of the places, with the next of them and how many there are. */
function annotationOfKind({ findings, times, resources }: Fold): string {
  const [first, ...others] = findings;
  if (first === undefined) return '';
  const at = placeNameOf(first);
  const places = [...new Set(others.map(placeNameOf))].filter((place) => place !== at);
  const shown = places.slice(0, PLACES);
  const details = [
    first.result?.resource === undefined ? undefined : `in ${shortName(first.result.resource)}`,
    times === 1 ? undefined : `and ${formatNumber(times - 1)} more like it`,
    resources > 1 ? `in ${count(resources, 'resource')} in all` : undefined,
    shown.length === 0 ? undefined : `${times > shown.length + 1 ? 'the next at' : 'at'} ${listAll(shown)}`,
  ];
  return annotate(
    first,
    details.filter((detail) => detail !== undefined),
  );
}

function placeNameOf(finding: Finding): string {
  const place = placeOf(finding);
  return place === undefined ? '' : formatPosition(place);
}

function annotate(finding: Finding, more: readonly string[]): string {
  const { issue } = finding;
  const place = placeOf(finding);
  const details = [
    elementPath(issue),
    ...more,
    issue.insertedAt === undefined ? undefined : `inserted at ${formatPosition(issue.insertedAt)}`,
    issue.accepted === undefined ? undefined : `explained: ${explanationOf(issue)}`,
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
