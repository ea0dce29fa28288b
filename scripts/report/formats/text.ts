import { elementPath, type Issue, type Severity, severities } from '../../model/issue.ts';
import { type ApiAnswer, type Report, type ResourceResult, secondEngines } from '../../model/report.ts';
import { AlikeWarnings } from '../finding/alike-warnings.ts';
import { basisLines } from '../finding/basis.ts';
import { formatNumber, listSome } from '../finding/count.ts';
import { Excerpt, type Told } from '../finding/excerpt.ts';
import { explanationOf, type FoundIn, isNotChecked, placeOf, rankOf } from '../finding/finding.ts';
import { AlikeFolds, type Fold, type Folds } from '../finding/fold.ts';
import { shortName, shortText, visible, visibleLine } from '../finding/visible.ts';
import { Balance } from '../gate/balance.ts';
import { comparisonSentences, differences } from '../gate/comparison.ts';
import { type Paint, painter, type Style } from './ansi.ts';
import { Places } from './text-place.ts';
import { closingLines } from './verdict-lines.ts';
import { english, type Words } from './words.ts';
import type { OpenWriter } from './writer.ts';

const looks: Record<Severity, { readonly sign: string; readonly style: Style }> = {
  fatal: { sign: '✖', style: 'red' },
  error: { sign: '✖', style: 'red' },
  warning: { sign: '⚠', style: 'yellow' },
  information: { sign: 'ℹ', style: 'blue' },
};
const SOME = 5;
const PLACES = 3;

/** What anybody reads at a terminal; with --verbose rather more. */
interface Limits {
  readonly findings: number;
  /** Kinds of notes on what was not checked, and of what is explained. */
  readonly reasons: number;
  /** Findings and values of one of them. */
  readonly places: number;
  readonly resources: number;
  /** Refusals of the API that are shown in full. */
  readonly answers: number;
  readonly differences: number;
}
const BRIEF: Limits = { findings: 1_000, reasons: 100, places: 1, resources: 0, answers: 100, differences: 200 };
const VERBOSE: Limits = {
  findings: 10_000,
  reasons: 1_000,
  places: 1_000,
  resources: 10_000,
  answers: 1_000,
  differences: 10_000,
};

function limitedTo(maxFindings: number | undefined, limits: Limits): Limits {
  if (maxFindings === undefined) return limits;
  return { ...limits, findings: maxFindings, reasons: Math.min(limits.reasons, maxFindings) };
}

/**
 * The report for a person at a terminal. It reads upwards from the verdict in the last line:
 * the errors stand next to it, milder findings above them, what was not checked at the top.
 */
export const textWriter: OpenWriter = (known, options) => {
  const { color, verbose = false, failOn, maxFindings, words = english } = options;
  const paint = painter(color);
  const limits = limitedTo(maxFindings, verbose ? VERBOSE : BRIEF);
  const balance = new Balance(failOn);
  const excerpt = new Excerpt({ most: limits.findings, folds: true });
  const notChecked = new AlikeFolds(limits.places);
  const explained = new AlikeFolds(1);
  const alike = new AlikeWarnings();
  const resources: string[] = [];
  const answers = new Answers(limits.answers, verbose);
  const take = (issues: readonly Issue[], result?: FoundIn) => {
    balance.add(issues);
    for (const found of issues) {
      const issue = words === english ? found : { ...found, message: words.message(found) };
      if (isNotChecked(issue)) notChecked.add({ issue, result });
      else if (issue.accepted !== undefined && !verbose) explained.add({ issue, result });
      else if (!verbose && AlikeWarnings.takes(issue)) alike.add({ issue, result });
      else excerpt.add({ issue, result });
    }
  };
  take(known);
  return {
    add(result) {
      const { file, resource, issues } = result;
      take(issues, { file, ...(resource === undefined ? {} : { resource }) });
      answers.add(result);
      if (resources.length < limits.resources) resources.push(resourceLine(result, paint));
    },
    *end(report, details) {
      take(report.issues.slice(known.length));
      const unchecked = notChecked.end(limits.reasons);
      const lived = explained.end(limits.reasons);
      const mild = alike.end();
      for (const finding of mild.few) excerpt.add(finding);
      const { told, leftOut } = excerpt.end();
      const many = maxFindings === undefined ? mild.many : firstOf(mild.many, maxFindings - told.length, leftOut);
      const moreResources = report.summary.resources - resources.length;
      const isJudged = answers.any && !verbose;
      const places = new Places(paint, options, details, words);
      const blocks = isJudged
        ? [
            // Who asks for an answer reads it first, then what it rests on.
            ...answers.blocks(paint, words),
            ...findingBlocks(told, verbose, paint, places, true),
            ...many.map((fold) => alikeLines(fold, paint, places)),
            ...more(mild.leftOut, 'warning', words).map((line) => [line]),
            leftOutLines(leftOut, paint, words),
            asideLines(unchecked, lived, report, paint, words),
            closingLines({ ...report, packages: [] }, balance, details, paint, words),
          ]
        : [
            ...(verbose
              ? [[...resources, ...more(moreResources, 'resource', words)], packageLines(report, paint)]
              : []),
            notCheckedLines(unchecked, verbose, limits, paint, places),
            explainedLines(lived, paint, words),
            ...many.toReversed().map((fold) => alikeLines(fold, paint, places)),
            ...more(mild.leftOut, 'warning', words).map((line) => [line]),
            ...findingBlocks(told, verbose, paint, places),
            comparisonLines(report, verbose, limits, paint),
            ...answers.blocks(paint, words),
            leftOutLines(leftOut, paint, words),
            closingLines(report, balance, details, paint, words),
          ];
      let gap = '';
      for (const lines of blocks) {
        if (lines.length === 0) continue;
        yield `${gap}${lines.join('\n')}\n`;
        gap = '\n';
      }
    },
  };
};

/** The kinds of many that there is still room for; the others are counted with what is left out. */
function firstOf(many: readonly Fold[], room: number, leftOut: number[]): readonly Fold[] {
  for (const { findings, times } of many.slice(Math.max(0, room))) {
    const rank = findings[0] === undefined ? severities.length : rankOf(findings[0].issue);
    leftOut[rank] = (leftOut[rank] ?? 0) + times;
  }
  return many.slice(0, Math.max(0, room));
}

/** `and 20 more resources`, where some are left out. */
function more(number: number, noun: string, words: Words = english): string[] {
  return number > 0 ? [`  ${words.more(number, noun)}`] : [];
}

function resourceLine({ valid, resource, file, profiles }: ResourceResult, paint: Paint): string {
  const mark = valid ? paint('✔', 'green') : paint('✖', 'red');
  const name = visibleLine(resource === undefined ? file : `${shortName(resource)}  ${file}`);
  return [`${mark} ${name}`, ...profiles.map((profile) => paint(`    ${visibleLine(profile)}`, 'dim'))].join('\n');
}

function packageLines({ packages }: Pick<Report, 'packages'>, paint: Paint): string[] {
  return packages.map(({ id, version, source }) => {
    const name = visibleLine(`${id}#${version}`);
    return source === 'stand-in' ? `${name}  ${paint('stand-in', 'yellow')}` : `${name}  ${paint(source, 'dim')}`;
  });
}

function notCheckedLines(
  { folds, leftOut }: Folds,
  verbose: boolean,
  { places: most }: Limits,
  paint: Paint,
  places: Places,
): string[] {
  if (folds.length === 0) return [];
  return [
    paint(places.words.notChecked, 'bold'),
    ...folds.flatMap((fold) => {
      const often = fold.times > 1 ? `${formatNumber(fold.times)} × ` : '';
      const some = listSome(fold.values.map(visibleLine), verbose ? most : SOME, fold.hasMoreValues);
      const values = fold.values.length > 0 ? ` (${some})` : '';
      const line = `  ${paint(`${visibleLine(`${often}${fold.message}`)}${values}`, 'dim')}`;
      if (!verbose) return [line];
      const rest = more(fold.times - fold.findings.length, 'place', places.words).map((text) => `  ${text}`);
      return [line, ...fold.findings.map((finding) => `    ${places.line(finding)}`), ...rest];
    }),
    ...more(leftOut, 'note', places.words),
  ];
}

/** What the project lives with, told once per reason; each place of it is in the verbose text and the other formats. */
function explainedLines({ folds, leftOut }: Folds, paint: Paint, words: Words): string[] {
  if (folds.length === 0) return [];
  return [
    paint(words.explained, 'bold'),
    ...folds.flatMap(({ findings, times, message, values, hasMoreValues }) => {
      const often = times > 1 ? `${formatNumber(times)} × ` : '';
      const some = values.length > 0 ? ` (${listSome(values, SOME, hasMoreValues)})` : '';
      const reason = findings[0]?.issue.accepted ?? '';
      return [
        `  ${paint(visibleLine(`${often}${message}${some}`), 'dim')}`,
        `    ${paint(visibleLine(reason), 'dim')}`,
      ];
    }),
    ...more(leftOut, 'finding', words),
  ];
}

/** Very many findings of one kind: the first places, and how many there are. */
function alikeLines(
  { message, values, hasMoreValues, findings, times, resources }: Fold,
  paint: Paint,
  places: Places,
): string[] {
  const issue = findings[0]?.issue;
  const severity = issue?.severity ?? 'warning';
  const { sign, style } = looks[severity];
  const word = `${sign} ${places.words.severities[severity]}`;
  const where = resources > 0 ? places.words.inResources(resources) : '';
  const some = values.length > 0 ? ` (${listSome(values.map(visibleLine), SOME, hasMoreValues)})` : '';
  const first = findings.slice(0, PLACES);
  return [
    `${paint(word, style, 'bold')}  ${formatNumber(times)} ×${where}`,
    `    ${visibleLine(message)}${some}  ${places.rule(issue?.rule ?? '')}`,
    ...first.map((finding) => `    ${places.line(finding)}`),
    ...more(times - first.length, 'place', places.words).map((line) => `  ${line}`),
  ];
}

/** By file; the gravest last, next to the verdict, or first, next to the answer. */
function findingBlocks(
  told: readonly Told[],
  verbose: boolean,
  paint: Paint,
  places: Places,
  isGravestFirst = false,
): string[][] {
  const files = new Map<string, Told[]>();
  for (const each of told) {
    const file = placeOf(each.finding)?.file ?? '';
    const block = files.get(file);
    if (block === undefined) files.set(file, [each]);
    else block.push(each);
  }
  const rank = ({ finding }: Told) => rankOf(finding.issue);
  const sign = isGravestFirst ? -1 : 1;
  const worst = (block: readonly Told[]) => block.map(rank).reduce((a, b) => Math.min(a, b));
  return [...files.values()]
    .map((block) => ({ block, worst: worst(block) }))
    .sort((a, b) => sign * (b.worst - a.worst))
    .map(({ block }) => block.toSorted((a, b) => sign * (rank(b) - rank(a))))
    .map((sorted) => sorted.flatMap((each) => findingLines(each, verbose, paint, places)));
}

function findingLines({ finding, times }: Told, verbose: boolean, paint: Paint, places: Places): string[] {
  const { issue } = finding;
  const { words } = places;
  const { sign, style } = looks[issue.severity];
  const word = `${sign} ${words.severities[issue.severity]}`;
  const others = times > 1 ? paint(`  ${words.more(times - 1, 'resource')}`, 'dim') : '';
  const lines = [
    `${paint(word, style, 'bold')}  ${places.line(finding)}${others}`,
    `    ${visibleLine(issue.message)}  ${places.rule(issue.rule)}`,
    ...places.frame(finding),
    ...(issue.guideRules ?? []).map(
      ({ code, title, url }) =>
        `    ${paint(visibleLine(code), 'bold')} ${visibleLine(title)}  ${paint(visibleLine(url), 'dim')}`,
    ),
  ];
  if (issue.insertedAt !== undefined) {
    lines.push(`    ${paint(words.insertedAt, 'dim')} ${places.position(issue.insertedAt)}`);
  }
  const explanation = explanationOf(issue);
  if (explanation !== undefined) lines.push(`    ${paint(`${words.explainedBy}${visibleLine(explanation)}`, 'dim')}`);
  if (issue.known === true) lines.push(`    ${paint(words.inBaseline, 'dim')}`);
  if (issue.profile !== undefined && (verbose || (issue.severity === 'error' && !isOfFhirItself(issue.profile))))
    lines.push(`    ${paint(`${words.setBy} ${visibleLine(issue.profile)}`, 'dim')}`);
  return lines;
}

/** What is not among the findings above, because nobody reads so many, and where it is. */
function leftOutLines(leftOut: readonly number[], paint: Paint, words: Words): string[] {
  const missing = words.leftOut(leftOut);
  return missing === undefined ? [] : [`${paint(missing.head, 'bold')}${missing.rest}`];
}

/**
 * Whether a definition is that of a type, which whoever writes the resource has in mind; a profile may apply by a code
 * or through another profile, and its demands would come out of nowhere.
 */
function isOfFhirItself(profile: string): boolean {
  return /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Z]\w*(?:\||$)/.test(profile);
}

/** What the HL7 validator says otherwise: the errors, and when verbose the warnings too. */
function comparisonLines(
  { comparison }: Pick<Report, 'comparison'>,
  verbose: boolean,
  limits: Limits,
  paint: Paint,
): string[] {
  if (comparison === undefined) return [];
  const [verdicts, ...others] = comparisonSentences(comparison);
  const different = differences(comparison, verbose ? 'warning' : 'error');
  return [
    paint(`${secondEngines[comparison.engine.name].title} ${visibleLine(comparison.engine.version)}`, 'bold'),
    ...different.slice(0, limits.differences).map(({ resource, finder, issue }) => {
      const place = [shortName(resource), elementPath(issue)].filter((part) => part !== undefined).join('  ');
      const text = visibleLine(`${place}: ${issue.message}`);
      return `  ${paint(`only ${finder}`, 'yellow')}  ${text}  ${paint(visibleLine(issue.rule), 'dim')}`;
    }),
    ...more(different.length - limits.differences, 'difference'),
    `  ${paint(verdicts ?? '', 'bold')}`,
    ...others.map((sentence) => `  ${paint(sentence, 'dim')}`),
  ];
}

/** What is no fault of the payload, in one line: what was not checked, what the guide explains, what stands in. */
function asideLines(
  unchecked: Folds,
  lived: Folds,
  { packages }: Pick<Report, 'packages'>,
  paint: Paint,
  words: Words,
): string[] {
  const timesOf = ({ folds }: Pick<Folds, 'folds'>) => folds.reduce((sum, { times }) => sum + times, 0);
  const ofSession = timesOf({ folds: unchecked.folds.filter(({ message }) => message.includes('--context')) });
  const aside = words.aside({
    ofSession,
    unchecked: timesOf(unchecked) - ofSession,
    explained: timesOf(lived),
    standIns: packages.filter(({ source }) => source === 'stand-in').length,
    packages: packages.length,
  });
  return aside === undefined ? [] : [paint(aside, 'dim')];
}

type Answered = FoundIn & { readonly answer: ApiAnswer };

/** What the API of the guide would answer: each refusal in full, what it accepts in short. */
class Answers {
  readonly #most: number;
  readonly #verbose: boolean;
  readonly #shown: Answered[] = [];
  #accepted = 0;
  #refused = 0;

  /** @param most of each that are shown */
  constructor(most: number, verbose: boolean) {
    this.#most = most;
    this.#verbose = verbose;
  }

  add({ file, resource, answer }: ResourceResult): void {
    if (answer === undefined) return;
    const number = answer.outcome === undefined ? ++this.#accepted : ++this.#refused;
    if (number <= this.#most) this.#shown.push({ file, answer, ...(resource === undefined ? {} : { resource }) });
  }

  get any(): boolean {
    return this.#accepted + this.#refused > 0;
  }

  blocks(paint: Paint, words: Words): string[][] {
    const isShort = !this.#verbose && this.#accepted > SOME;
    const accepted = this.#shown.find(({ answer }) => answer.outcome === undefined);
    const acceptance = isShort
      ? [[`${formatNumber(this.#accepted)} × ${paint(statusLine(accepted?.answer), 'green', 'bold')}`]]
      : [];
    const left = isShort ? 0 : this.#accepted - this.#most;
    return [
      ...acceptance,
      ...this.#shown.flatMap(({ answer, file, resource }) => {
        if (answer.outcome === undefined && isShort) return [];
        const look = answer.outcome === undefined ? 'green' : 'red';
        const name = resource === undefined ? [] : [visibleLine(shortName(resource))];
        const head = [paint(statusLine(answer), look, 'bold'), paint(visibleLine(file), 'cyan'), ...name].join('  ');
        const outcome = answer.outcome === undefined ? [] : outcomeLines(answer.outcome, words);
        return [
          [
            head,
            ...basisLines(answer, OUTCOME_ISSUES, words.basis).map((line) => `  ${paint(line, 'dim')}`),
            ...outcome,
          ],
        ];
      }),
      [...more(left, 'acceptance', words), ...more(this.#refused - this.#most, 'refusal', words)],
    ];
  }
}

function statusLine(answer: ApiAnswer | undefined): string {
  if (answer === undefined) return '';
  const { status, reason, message } = answer;
  return visibleLine(`HTTP ${status} ${reason}${message === undefined ? '' : `: ${message}`}`);
}

const OUTCOME_ISSUES = 100;

function outcomeLines(outcome: NonNullable<ApiAnswer['outcome']>, words: Words): string[] {
  const issue = outcome.issue.slice(0, OUTCOME_ISSUES);
  const lines = JSON.stringify({ ...outcome, issue }, undefined, 2).split('\n');
  return [
    ...lines.map((line) => visible(shortText(line))),
    ...more(outcome.issue.length - OUTCOME_ISSUES, 'issue', words),
  ];
}
