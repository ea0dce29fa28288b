import { appendFile } from 'node:fs/promises';
import { type Command, type CommandUnknownOpts, Option, type OptionValues } from '@commander-js/extra-typings';
import type { Issue, Severity } from '../../model/issue.ts';
import type { Report, ResourceResult } from '../../model/report.ts';
import { nearestProject } from '../../pipeline/guide/nearest-project.ts';
import { isInterrupted } from '../../report/finding/finding.ts';
import { FindingGroups } from '../../report/finding/finding-groups.ts';
import { Tally } from '../../report/finding/summarise.ts';
import { type Format, formats, written } from '../../report/format.ts';
import { headLine, lastLine, resultLine } from '../../report/formats/ndjson.ts';
import type { RunDetails } from '../../report/formats/options.ts';
import { stepSummaryWriter } from '../../report/formats/step-summary.ts';
import { verdictWriter } from '../../report/formats/verdict-lines.ts';
import type { Words } from '../../report/formats/words.ts';
import type { OpenWriter, Piece } from '../../report/formats/writer.ts';
import { gate, gateOfValidation } from '../../report/gate/gate.ts';
import type { Language } from '../../verifier/languages.ts';
import { type FrameTime, frameTimes, surroundingsOf } from '../terminal/surroundings.ts';
import { type OpenBaseline, openBaseline, readBaseline, withBaseline } from './baseline.ts';
import { countOf } from './count-of.ts';
import {
  type Destination,
  type DestinationOptions,
  destinationsOf,
  formatOnScreen,
  misplaced,
  oneMoreFormat,
} from './destinations.ts';
import { languageOption } from './language.ts';
import { inBatches, inBatchesAsMade, print, printAsMade } from './print.ts';
import { shownPath } from './progress.ts';
import { filesBelow, sourcesOf, spareInputs, targetsOf } from './spare-inputs.ts';
import { SpoolFile } from './spool-file.ts';
import { regularPlace, writablePlace, writeWhole } from './write-whole.ts';

export interface ReportingOptions extends DestinationOptions {
  readonly failOn: Severity | 'never';
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  readonly color: boolean;
  readonly verbose: boolean;
  readonly maxFindings?: number | undefined;
  readonly frames?: FrameTime | undefined;
  readonly lang?: Language | undefined;
  readonly quiet: boolean;
}

/** What the exit code says beside the findings. */
export interface Purpose {
  /** Whether the run was to validate resources: where it could not, it has not passed, whatever the gate. */
  readonly validates?: boolean;
}

/** The options of every command that reports. */
export function withReporting<Arguments extends unknown[], Options extends OptionValues>(
  command: Command<Arguments, Options>,
) {
  return command
    .addOption(
      new Option(
        '--format <format>',
        `how findings are written: ${Object.keys(formats).join(', ')}; text by default. Repeatable with a file: --format sarif=out.sarif --format text`,
      ).argParser(oneMoreFormat),
    )
    .addOption(
      new Option('--output <file>', 'write the findings to a file instead of standard output').argParser(writablePlace),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the least grave finding that makes the exit code 1')
        .choices(['error', 'warning', 'information', 'never'] as const)
        .default('error' as const),
    )
    .addOption(
      new Option(
        '--baseline <file>',
        'findings that this file has do not fail the run; only what is new does',
      ).argParser(existingBaseline),
    )
    .addOption(
      new Option('--write-baseline <file>', 'write what fails the run now into such a file').argParser(regularPlace),
    )
    .option('--verbose', 'every package and every unchecked value on a line of its own', false)
    .addOption(
      new Option(
        '--max-findings <n>',
        'show at most so many findings in the text format, the gravest first, and say how many more there are',
      ).argParser(countOf(0, 10_000)),
    )
    .addOption(
      new Option(
        '--frames <when>',
        'show below each finding the line that it is about, in the text format: auto is at a terminal that is wide enough',
      )
        .choices(frameTimes)
        .default('auto' as const),
    )
    .addOption(languageOption())
    .option('--quiet', 'no progress on standard error', false)
    .option(
      '--no-color',
      'no colours; so it is too where NO_COLOR is set or the output is no terminal, unless FORCE_COLOR is set',
    )
    .hook('preAction', (_, action) => spareWhatIsRead(action));
}

/** Before anything is done: each report has its place, and none is in the place of what is read. */
export function spareWhatIsRead(action: Pick<CommandUnknownOpts, 'args' | 'error' | 'opts'>): void {
  const options = action.opts();
  const fault = misplaced(options);
  if (fault !== undefined) action.error(`error: ${fault}`);
  spareInputsOf(action.args, options);
}

function spareInputsOf(args: readonly string[], options: OptionValues): void {
  const {
    project = nearestProject(),
    baseline,
    package: added = [],
  } = options as Partial<Record<string, string>> & {
    readonly package?: readonly string[];
  };
  const targets = targetsOf(options);
  spareInputs(targets, () => [...args, ...added.flatMap(filesBelow), ...[project, ...args].flatMap(sourcesOf)]);
  // A baseline may be written anew in its own place, and by nothing else.
  const reports = targets.filter(({ asked }) => asked === '--output');
  if (baseline !== undefined) spareInputs(reports, () => [baseline]);
}

/** Writes the report where it was asked for and sets the exit code by the gate. */
export async function deliver(
  found: Report,
  options: ReportingOptions,
  details: RunDetails = {},
  { validates = false }: Purpose = {},
): Promise<void> {
  const report = await withBaseline(found, options);
  const outlets = openOutlets(destinationsOf(options), report.issues, options, await wordsOf(options.lang));
  try {
    for (const result of report.results) for (const { writer } of outlets) writer.add(result);
    for (const outlet of outlets) await put(outlet, outlet.writer.end(report, details));
  } finally {
    for (const { spool } of outlets) spool.close();
  }
  const gated = gate(report, options.failOn);
  const validated = report.results.length;
  const exitCode = validates ? gateOfValidation(gated, { issues: report.issues, validated }) : gated;
  process.exitCode ??= exitCode; // unless writing failed; never process.exit(): it cuts output short
}

/** Writes a report to a file, as it is. */
export async function writeReport(
  file: string,
  format: Format,
  report: Report,
  options: RunDetails & Pick<ReportingOptions, 'failOn'>,
): Promise<void> {
  const spool = new SpoolFile();
  try {
    await writeWhole(file, inBatches(written(format, report, { ...options, color: false }, spool)));
  } finally {
    spool.close();
  }
}

type Ended = Pick<Report, 'terminology'> & {
  readonly seconds: number;
  readonly details: RunDetails;
  /** What is found of the run itself: that it was stopped. */
  readonly issues: readonly Issue[];
};

/**
 * Writes a report whose results are still to be found. NDJSON goes out result by result; of the other formats no result
 * is kept as it is.
 * @param ended asked once all results are there
 */
export async function deliverAsFound(
  head: Omit<Report, 'results' | 'summary'>,
  results: AsyncIterable<ResourceResult>,
  options: ReportingOptions,
  ended: () => Ended,
): Promise<void> {
  const known = openBaseline(options);
  const issues = known?.markIssues(head.issues) ?? head.issues;
  const tally = new Tally(issues);
  let validated = 0;
  let exitCode = gate({ issues, results: [] }, options.failOn);
  const marked = (found: ResourceResult): ResourceResult => {
    const result = known?.mark(found) ?? found;
    tally.add(result);
    validated++;
    if (exitCode === 0) exitCode = gate({ issues: [], results: [result] }, options.failOn);
    return result;
  };
  const destinations = destinationsOf(options);
  const lines = destinations.find(({ format }) => format === 'ndjson');
  const outlets = openOutlets(
    destinations.filter((each) => each !== lines),
    issues,
    options,
    await wordsOf(options.lang),
  );
  const take: Take = (found) => {
    const result = marked(found);
    for (const { writer } of outlets) writer.add(result);
    return result;
  };
  let end: Promise<Conclusion> | undefined;
  const conclude = () => {
    end ??= conclusion(ended(), tally, known);
    return end;
  };
  try {
    if (lines === undefined) for await (const found of results) take(found);
    else await putAsFound(lines.file, linesAsFound({ ...head, issues }, results, take, conclude));
    const { details, notes, ...rest } = await conclude();
    const report = { ...head, ...rest, issues: [...issues, ...notes] };
    for (const outlet of outlets) await put(outlet, outlet.writer.end(report, details));
  } finally {
    for (const { spool } of outlets) spool.close();
  }
  process.exitCode ??= gateOfValidation(exitCode, { issues, validated });
}

/** Counts a result, says what of it is known already, and hands it to whoever writes it. */
type Take = (found: ResourceResult) => ResourceResult;

/** What is known when all results are there. */
interface Conclusion extends Pick<Report, 'summary' | 'terminology'> {
  readonly details: RunDetails;
  /** What is found of the run itself. */
  readonly ofRun: readonly Issue[];
  /** The same, and what the baseline has to say. */
  readonly notes: readonly Issue[];
}

async function conclusion(
  { seconds, details, issues: ofRun, ...rest }: Ended,
  tally: Tally,
  known: OpenBaseline | undefined,
): Promise<Conclusion> {
  const notes = [...ofRun, ...((await known?.end(isInterrupted({ issues: ofRun }))) ?? [])];
  tally.addIssues(notes);
  return { ...rest, details, ofRun, notes, summary: tally.summary(seconds) };
}

/** The lines of NDJSON while the results are still found: none is kept, and the summary says that all were told. */
async function* linesAsFound(
  head: Omit<Report, 'results' | 'summary'>,
  results: AsyncIterable<ResourceResult>,
  take: Take,
  conclude: () => Promise<Conclusion>,
): AsyncGenerator<Piece> {
  const groups = new FindingGroups();
  groups.add(head.issues);
  yield* inBatches(headLine(head));
  for await (const found of results) {
    const result = take(found);
    groups.add(result.issues, result);
    const pieces = resultLine(result);
    // `yield*` waits three times for each piece.
    for (const piece of Array.isArray(pieces) ? pieces : inBatches(pieces)) yield piece;
  }
  const { summary, terminology, ofRun } = await conclude();
  groups.add(ofRun);
  yield* inBatches(
    lastLine({
      summary,
      ...(terminology === undefined ? {} : { terminology }),
      ...(ofRun.length === 0 ? {} : { issues: ofRun }),
      grouped: groups.end(),
    }),
  );
}

/** A report in the making, and where it goes. */
interface Outlet {
  /** Undefined for the verdict alone, on standard error. */
  readonly format: Format | undefined;
  readonly file?: string;
  /** For the page of a run on GitHub, to which each step adds. */
  readonly appendsTo?: string;
  readonly writer: ReturnType<OpenWriter>;
  readonly spool: SpoolFile;
}

/** One for each report that is asked for; where all go to files, the verdict is still said. */
function openOutlets(
  destinations: readonly Destination[],
  issues: readonly Issue[],
  options: ReportingOptions,
  words: Words | undefined,
): readonly Outlet[] {
  const { failOn, verbose, maxFindings, frames = 'auto', color, quiet } = options;
  const spoken = words === undefined ? {} : { words };
  const isColored = (stream: NodeJS.WriteStream) => color && wantsColor(stream);
  const outlets = destinations.map(({ format, file }): Outlet => {
    const spool = new SpoolFile();
    const screen = file === undefined ? process.stdout : undefined;
    const surroundings = format === 'text' ? surroundingsOf(frames, screen) : {};
    const looks = {
      ...spoken,
      failOn,
      verbose,
      maxFindings,
      surroundings,
      color: screen !== undefined && isColored(screen),
    };
    return { format, writer: formats[format](issues, looks, spool), spool, ...(file === undefined ? {} : { file }) };
  });
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary && destinations.some(({ format }) => format === 'github')) {
    const own = new SpoolFile();
    const writer = stepSummaryWriter(issues, { failOn, color: false }, own);
    outlets.push({ format: undefined, writer, spool: own, appendsTo: summary });
  }
  if (quiet || formatOnScreen(options) !== undefined) return outlets;
  const spool = new SpoolFile();
  const verdict = verdictWriter(issues, { ...spoken, failOn, color: isColored(process.stderr) }, spool);
  const places = destinationsOf(options).map(({ file = '' }) => `The report: ${shownPath(file)}\n`);
  const writer: Outlet['writer'] = { ...verdict, end: (...args) => [...verdict.end(...args), ...places] };
  return [...outlets, { format: undefined, writer, spool }];
}

/** Of another language than English; loaded only for who asks for it. */
async function wordsOf(language: Language | undefined): Promise<Words | undefined> {
  return language === 'fr' ? (await import('../../verifier/french-words.ts')).french : undefined;
}

/** FORCE_COLOR goes before NO_COLOR, as with Node.js itself; `0` and `false` say no. */
function wantsColor({ isTTY }: NodeJS.WriteStream): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = process.env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY === true && refused === undefined;
}

async function put({ format, file, appendsTo }: Outlet, pieces: Iterable<Piece>): Promise<void> {
  if (appendsTo !== undefined)
    await appendFile(appendsTo, [...pieces].join('')).catch(() => {}); // the log has it all
  else if (format === undefined) for (const piece of pieces) process.stderr.write(piece);
  else if (file === undefined) await print(pieces);
  else await writeWhole(file, inBatches(pieces));
}

/** Each goes out as soon as it can. A reader that has gone takes none, and the verdict is still that of all. */
async function putAsFound(file: string | undefined, lines: AsyncIterable<Piece>): Promise<void> {
  if (file === undefined) await printAsMade(lines);
  else await writeWhole(file, inBatchesAsMade(lines));
}

/** A file that is no baseline is told before the run, not behind it. */
function existingBaseline(file: string): string {
  readBaseline(file);
  return file;
}
