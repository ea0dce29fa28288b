import type { Severity } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { formatNumber, listSome } from './count.ts';
import { bySeverity, findingsOf, formatPosition, guideRuleTexts, isNotChecked, placeOf } from './finding.ts';
import { type Fold, foldNotChecked, foldSame } from './fold.ts';
import type { FormatOptions } from './options.ts';
import { standInSentence, verdictOf } from './verdict.ts';
import { visibleLine } from './visible.ts';

const commands: Record<Severity, string> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/**
 * Workflow commands, which GitHub Actions shows as annotations beside the changed lines.
 * GitHub shows ten of a kind a step, so the gravest come first and notes on what was not checked are told once each.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function renderGithub(report: Report, { failOn = 'error' }: Pick<FormatOptions, 'failOn'>): string {
  const findings = findingsOf(report);
  const graveFirst = findings.filter(({ issue }) => !isNotChecked(issue)).sort((a, b) => bySeverity(a.issue, b.issue));
  const standIns = standInSentence(report);
  const { passed, sentence, counts } = verdictOf(report, failOn);
  const lines = [
    ...foldSame(graveFirst).map(annotation),
    ...foldNotChecked(findings).map(notice),
    ...(standIns === undefined ? [] : [command('notice', { title: 'stand-in packages' }, standIns)]),
    `${passed ? '✔' : '✖'} ${sentence}, ${counts.join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

function annotation({ findings }: Fold): string {
  const [finding] = findings;
  if (finding === undefined) return '';
  const { issue } = finding;
  const place = placeOf(finding);
  const resources = findings.flatMap(({ result }) => result?.resource ?? []);
  const details = [
    issue.expression,
    resources.length > 0 ? `in ${listSome(resources, 3)}` : undefined,
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

function notice({ message, values, findings }: Fold): string {
  const times = findings.length > 1 ? `${formatNumber(findings.length)} × ` : '';
  const list = values.length > 0 ? ` (${listSome(values, 5)})` : '';
  return command('notice', { title: 'not-checked' }, `${times}${message}${list}`);
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
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
