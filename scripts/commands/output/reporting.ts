import { type Command, Option, type OptionValues } from '@commander-js/extra-typings';
import type { Issue, Severity } from '../../model/issue.ts';
import type { Report, ResourceResult } from '../../model/report.ts';
import { isInterrupted } from '../../report/finding/finding.ts';
import { FindingGroups } from '../../report/finding/finding-groups.ts';
import { Tally } from '../../report/finding/summarise.ts';
import { type Format, formats, written } from '../../report/format.ts';
import { headLine, lastLine, resultLine } from '../../report/formats/ndjson.ts';
import type { FormatOptions, RunDetails } from '../../report/formats/options.ts';
import type { Piece } from '../../report/formats/writer.ts';
import { gate, gateOfValidation } from '../../report/gate/gate.ts';
import { type OpenBaseline, openBaseline, readBaseline, withBaseline } from './baseline.ts';
import { inBatches, inBatchesAsMade, print, printAsMade } from './print.ts';
import { filesBelow, sourcesOf, spareInputs, targetsOf } from './spare-inputs.ts';
import { SpoolFile } from './spool-file.ts';
import { regularPlace, writablePlace, writeWhole } from './write-whole.ts';

export interface ReportingOptions {
  readonly format: Format;
  readonly output?: string | undefined;
  readonly failOn: Severity | 'never';
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  readonly color: boolean;
  readonly verbose: boolean;
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
  const names = Object.keys(formats) as Format[];
  return command
    .addOption(new Option('--format <format>', 'how findings are written').choices(names).default('text' as Format))
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
    .option('--quiet', 'no progress on standard error', false)
    .option('--no-color', 'no colours; so it is too where NO_COLOR is set or the output is no terminal')
    .hook('preAction', (_, action) => spareWhatIsRead(action.args, action.opts()));
}

/** Before anything is done: what is to be written must not be in the place of what is read. */
function spareWhatIsRead(args: readonly string[], options: OptionValues): void {
  const {
    project = '.',
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
  const { format, output, failOn } = options;
  const report = await withBaseline(found, options);
  const spool = new SpoolFile();
  try {
    await put(written(format, report, { ...details, ...formatOptions(options) }, spool), output);
  } finally {
    spool.close();
  }
  const gated = gate(report, failOn);
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
  const { format, output, failOn } = options;
  const known = openBaseline(options);
  const issues = known?.markIssues(head.issues) ?? head.issues;
  const tally = new Tally(issues);
  let validated = 0;
  let exitCode = gate({ issues, results: [] }, failOn);
  const marked: Mark = (found) => {
    const result = known?.mark(found) ?? found;
    tally.add(result);
    validated++;
    if (exitCode === 0) exitCode = gate({ issues: [], results: [result] }, failOn);
    return result;
  };
  if (format === 'ndjson')
    await putAsFound(linesAsFound({ ...head, issues }, results, marked, tally, ended, known), output);
  else {
    const spool = new SpoolFile();
    try {
      const writer = formats[format](issues, formatOptions(options), spool);
      for await (const result of results) writer.add(marked(result));
      const { seconds, details, issues: ofRun, ...rest } = ended();
      const notes = [...ofRun, ...((await known?.end(isInterrupted({ issues: ofRun }))) ?? [])];
      tally.addIssues(notes);
      const report = { ...head, ...rest, issues: [...issues, ...notes], summary: tally.summary(seconds) };
      await put(writer.end(report, details), output);
    } finally {
      spool.close();
    }
  }
  process.exitCode ??= gateOfValidation(exitCode, { issues, validated });
}

/** Counts a result, and says what of it is known already. */
type Mark = (found: ResourceResult) => ResourceResult;

/** The lines of NDJSON while the results are still found: none is kept, and the summary says that all were told. */
async function* linesAsFound(
  head: Omit<Report, 'results' | 'summary'>,
  results: AsyncIterable<ResourceResult>,
  marked: Mark,
  tally: Tally,
  ended: () => Ended,
  known: OpenBaseline | undefined,
): AsyncGenerator<Piece> {
  const groups = new FindingGroups();
  groups.add(head.issues);
  yield* inBatches(headLine(head));
  for await (const found of results) {
    const result = marked(found);
    groups.add(result.issues, result);
    const pieces = resultLine(result);
    // `yield*` waits three times for each piece.
    for (const piece of Array.isArray(pieces) ? pieces : inBatches(pieces)) yield piece;
  }
  const { seconds, terminology, issues } = ended();
  tally.addIssues(issues);
  groups.add(issues);
  await known?.end(isInterrupted({ issues }));
  yield* inBatches(
    lastLine({
      summary: tally.summary(seconds),
      ...(terminology === undefined ? {} : { terminology }),
      ...(issues.length === 0 ? {} : { issues }),
      grouped: groups.end(),
    }),
  );
}

function formatOptions({ failOn, verbose, color, output }: ReportingOptions): FormatOptions {
  const coloured = color && output === undefined && process.stdout.isTTY && process.env.NO_COLOR === undefined;
  return { failOn, verbose, color: coloured };
}

async function put(pieces: Iterable<Piece>, output: string | undefined): Promise<void> {
  if (output === undefined) await print(pieces);
  else await writeWhole(output, inBatches(pieces));
}

/** Each goes out as soon as it can. A reader that has gone takes none, and the verdict is still that of all. */
async function putAsFound(lines: AsyncIterable<Piece>, output: string | undefined): Promise<void> {
  if (output === undefined) await printAsMade(lines);
  else await writeWhole(output, inBatchesAsMade(lines));
}

/** A file that is no baseline is told before the run, not behind it. */
function existingBaseline(file: string): string {
  readBaseline(file);
  return file;
}
