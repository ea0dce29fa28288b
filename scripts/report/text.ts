import { type Severity, severities } from '../model/issue.ts';
import { type ApiAnswer, type Report, secondEngines } from '../model/report.ts';
import { type Paint, painter, type Style } from './ansi.ts';
import { comparisonSentences, differences } from './comparison.ts';
import { count, formatNumber, formatSeconds, listSome } from './count.ts';
import { bySeverity, type Finding, findingsOf, formatPosition, isNotChecked, placeOf } from './finding.ts';
import { type Fold, foldAlike, foldNotChecked, foldSame } from './fold.ts';
import type { FormatOptions } from './options.ts';
import { standInSentence, terminologySentence, verdictOf } from './verdict.ts';
import { visible, visibleLine } from './visible.ts';

const looks: Record<Severity, { readonly word: string; readonly style: Style }> = {
  fatal: { word: '✖ fatal', style: 'red' },
  error: { word: '✖ error', style: 'red' },
  warning: { word: '⚠ warning', style: 'yellow' },
  information: { word: 'ℹ note', style: 'blue' },
};
const SOME = 5;

/**
 * The report for a person at a terminal. It reads upwards from the verdict in the last line:
 * the errors stand next to it, milder findings above them, what was not checked at the top.
 */
export function renderText(report: Report, options: FormatOptions): string {
  const { color, verbose = false } = options;
  const paint = painter(color);
  const findings = findingsOf(report);
  const blocks = [
    ...(verbose ? [resourceLines(report, paint), packageLines(report, paint)] : []),
    notCheckedLines(findings, verbose, paint),
    ...(verbose ? [] : [explainedLines(findings, paint)]),
    ...findingBlocks(verbose ? findings : findings.filter(({ issue }) => issue.accepted === undefined), verbose, paint),
    comparisonLines(report, verbose, paint),
    ...answerBlocks(report, verbose, paint),
    closingLines(report, options, paint),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function resourceLines({ results }: Report, paint: Paint): string[] {
  return results.map(({ valid, resource, file, profiles }) => {
    const mark = valid ? paint('✔', 'green') : paint('✖', 'red');
    const name = visibleLine(resource === undefined ? file : `${resource}  ${file}`);
    return [`${mark} ${name}`, ...profiles.map((profile) => paint(`    ${visibleLine(profile)}`, 'dim'))].join('\n');
  });
}

function packageLines({ packages }: Report, paint: Paint): string[] {
  return packages.map(({ id, version, source }) => {
    const name = visibleLine(`${id}#${version}`);
    return source === 'stand-in' ? `${name}  ${paint('stand-in', 'yellow')}` : `${name}  ${paint(source, 'dim')}`;
  });
}

function notCheckedLines(findings: readonly Finding[], verbose: boolean, paint: Paint): string[] {
  const folds = foldNotChecked(findings);
  if (folds.length === 0) return [];
  return [
    paint('Not checked', 'bold'),
    ...folds.flatMap((fold) => {
      const times = fold.findings.length > 1 ? `${formatNumber(fold.findings.length)} × ` : '';
      const values = fold.values.length > 0 ? ` (${listSome(fold.values, verbose ? Infinity : SOME)})` : '';
      const line = `  ${paint(`${visibleLine(`${times}${fold.message}${values}`)}`, 'dim')}`;
      return verbose ? [line, ...fold.findings.map((finding) => `    ${placeLine(finding, paint)}`)] : [line];
    }),
  ];
}

/** What the project lives with, told once per reason; each place of it is in the verbose text and the other formats. */
function explainedLines(findings: readonly Finding[], paint: Paint): string[] {
  const folds = foldAlike(findings.filter(({ issue }) => issue.accepted !== undefined && !isNotChecked(issue)));
  if (folds.length === 0) return [];
  return [
    paint('Explained', 'bold'),
    ...folds.flatMap(({ findings: alike, message, values }) => {
      const times = alike.length > 1 ? `${formatNumber(alike.length)} × ` : '';
      const some = values.length > 0 ? ` (${listSome(values, SOME)})` : '';
      const reason = alike[0]?.issue.accepted ?? '';
      return [
        `  ${paint(visibleLine(`${times}${message}${some}`), 'dim')}`,
        `    ${paint(visibleLine(reason), 'dim')}`,
      ];
    }),
  ];
}

/** One block a file, the files with the gravest findings last. */
function findingBlocks(findings: readonly Finding[], verbose: boolean, paint: Paint): string[][] {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (isNotChecked(finding.issue)) continue;
    const file = placeOf(finding)?.file ?? '';
    const block = files.get(file);
    if (block === undefined) files.set(file, [finding]);
    else block.push(finding);
  }
  const worst = (block: readonly Finding[]) =>
    Math.min(...block.map(({ issue }) => severities.indexOf(issue.severity)));
  return [...files.values()]
    .map((block) => ({ block, worst: worst(block) }))
    .sort((a, b) => b.worst - a.worst)
    .map(({ block }) => {
      const rising = [...block].sort((a, b) => bySeverity(b.issue, a.issue));
      return foldSame(rising).flatMap((fold) => findingLines(fold, verbose, paint));
    });
}

function findingLines({ findings }: Fold, verbose: boolean, paint: Paint): string[] {
  const [finding] = findings;
  if (finding === undefined) return [];
  const { issue } = finding;
  const { word, style } = looks[issue.severity];
  const others = findings.length > 1 ? paint(`  and ${count(findings.length - 1, 'more resource')}`, 'dim') : '';
  const lines = [
    `${paint(word, style, 'bold')}  ${placeLine(finding, paint)}${others}`,
    `    ${visibleLine(issue.message)}  ${paint(issue.rule, 'dim')}`,
    ...(issue.guideRules ?? []).map(
      ({ code, title, url }) =>
        `    ${paint(visibleLine(code), 'bold')} ${visibleLine(title)}  ${paint(visibleLine(url), 'dim')}`,
    ),
  ];
  if (issue.insertedAt !== undefined) {
    lines.push(`    ${paint('inserted at', 'dim')} ${paint(visibleLine(formatPosition(issue.insertedAt)), 'cyan')}`);
  }
  if (issue.accepted !== undefined) lines.push(`    ${paint(`explained: ${visibleLine(issue.accepted)}`, 'dim')}`);
  if (issue.known === true) lines.push(`    ${paint('in the baseline', 'dim')}`);
  if (issue.profile !== undefined && (verbose || (issue.severity === 'error' && !isOfFhirItself(issue.profile))))
    lines.push(`    ${paint(`set by ${visibleLine(issue.profile)}`, 'dim')}`);
  return lines;
}

/**
 * Whether a definition is that of a type, which whoever writes the resource has in mind; a profile may apply by a code
 * or through another profile, and its demands would come out of nowhere.
 */
function isOfFhirItself(profile: string): boolean {
  return /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Z]\w*(?:\||$)/.test(profile);
}

/** Place, resource and element, as far as they are known. */
function placeLine(finding: Finding, paint: Paint): string {
  const place = placeOf(finding);
  const { expression } = finding.issue;
  return [
    place === undefined ? undefined : paint(visibleLine(formatPosition(place)), 'cyan'),
    finding.result?.resource === undefined ? undefined : visibleLine(finding.result.resource),
    expression === undefined ? undefined : paint(visibleLine(expression), 'bold'),
  ]
    .filter((part) => part !== undefined)
    .join('  ');
}

/** What the HL7 validator says otherwise: the errors, and when verbose the warnings too. */
function comparisonLines({ comparison }: Report, verbose: boolean, paint: Paint): string[] {
  if (comparison === undefined) return [];
  const [verdicts, ...others] = comparisonSentences(comparison);
  return [
    paint(`${secondEngines[comparison.engine.name].title} ${visibleLine(comparison.engine.version)}`, 'bold'),
    ...differences(comparison, verbose ? 'warning' : 'error').map(({ resource, finder, issue }) => {
      const place = [resource, issue.expression].filter((part) => part !== undefined).join('  ');
      const text = visibleLine(`${place}: ${issue.message}`);
      return `  ${paint(`only ${finder}`, 'yellow')}  ${text}  ${paint(visibleLine(issue.rule), 'dim')}`;
    }),
    `  ${paint(verdicts ?? '', 'bold')}`,
    ...others.map((sentence) => `  ${paint(sentence, 'dim')}`),
  ];
}

/** What the API of the guide would answer: each refusal in full, what it accepts in short. */
function answerBlocks({ results }: Report, verbose: boolean, paint: Paint): string[][] {
  const answered = results.flatMap(({ answer, ...result }) => (answer === undefined ? [] : [{ answer, ...result }]));
  const accepted = answered.filter(({ answer }) => answer.outcome === undefined);
  const isShort = !verbose && accepted.length > SOME;
  const acceptance = isShort
    ? [[`${formatNumber(accepted.length)} × ${paint(statusLine(accepted[0]?.answer), 'green', 'bold')}`]]
    : [];
  return [
    ...acceptance,
    ...answered.flatMap(({ answer, file, resource }) => {
      if (answer.outcome === undefined && isShort) return [];
      const look = answer.outcome === undefined ? 'green' : 'red';
      const place = [paint(visibleLine(file), 'cyan'), ...(resource === undefined ? [] : [visibleLine(resource)])];
      const head = [paint(statusLine(answer), look, 'bold'), ...place].join('  ');
      return [[head, ...(answer.outcome === undefined ? [] : outcomeLines(answer.outcome))]];
    }),
  ];
}

function statusLine(answer: ApiAnswer | undefined): string {
  if (answer === undefined) return '';
  const { status, reason, message } = answer;
  return visibleLine(`HTTP ${status} ${reason}${message === undefined ? '' : `: ${message}`}`);
}

function outcomeLines(outcome: NonNullable<ApiAnswer['outcome']>): string[] {
  return JSON.stringify(outcome, undefined, 2).split('\n').map(visible);
}

function closingLines(report: Report, { failOn = 'error', verdict }: FormatOptions, paint: Paint): string[] {
  const { passed, sentence, counts } = verdictOf(report, failOn);
  const standIns = standInSentence(report);
  const terminology = terminologySentence(report);
  const mark = passed ? paint('✔', 'green', 'bold') : paint('✖', 'red', 'bold');
  const time = paint(`(${formatSeconds(report.summary.seconds)})`, 'dim');
  return [
    ...(terminology === undefined ? [] : [paint(visibleLine(`With ${terminology}`), 'dim')]),
    ...(standIns === undefined ? [] : [`${paint('⚠', 'yellow')} ${visibleLine(standIns)}`]),
    `${mark} ${paint(passed ? (verdict ?? sentence) : sentence, 'bold')}, ${counts.join(', ')} ${time}`,
  ];
}
