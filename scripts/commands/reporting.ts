import { type Command, Option, type OptionValues } from '@commander-js/extra-typings';
import type { Severity } from '../model/issue.ts';
import type { Report, ResourceResult } from '../model/report.ts';
import { type Format, formats, namesEveryResource } from '../report/format.ts';
import { gate, reaches } from '../report/gate.ts';
import { ndjsonAsFound } from '../report/ndjson.ts';
import type { FormatOptions } from '../report/options.ts';
import { Tally } from '../report/summarise.ts';
import { readBaseline, withBaseline } from './baseline.ts';
import { filesBelow, sourcesOf, spareInputs, targetsOf } from './spare-inputs.ts';
import { writeWhole } from './write-whole.ts';

export interface ReportingOptions {
  readonly format: Format;
  readonly output?: string | undefined;
  readonly failOn: Severity | 'never';
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  readonly color: boolean;
  readonly verbose: boolean;
}

/** The options of every command that reports. */
export function withReporting<Arguments extends unknown[], Options extends OptionValues>(
  command: Command<Arguments, Options>,
) {
  const names = Object.keys(formats) as Format[];
  return command
    .addOption(new Option('--format <format>', 'how findings are written').choices(names).default('text' as Format))
    .option('--output <file>', 'write the findings to a file instead of standard output')
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
    .option('--write-baseline <file>', 'write what fails the run now into such a file')
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
  details: Omit<FormatOptions, 'color'> = {},
): Promise<void> {
  const { format, output, failOn, color, verbose } = options;
  const report = await withBaseline(found, options);
  const coloured = color && output === undefined && process.stdout.isTTY && process.env.NO_COLOR === undefined;
  const text = formats[format](report, { ...details, failOn, verbose, color: coloured });
  if (output === undefined) process.stdout.write(text);
  else await writeWhole(output, text);
  process.exitCode = gate(report, failOn); // never process.exit(): it cuts output short
}

/**
 * Writes a report whose results are still to be found. NDJSON goes out result by result; the other formats wait for
 * all, and those that only count the resources without findings do not keep them.
 * @param ended asked once all results are there
 */
export async function deliverAsFound(
  head: Omit<Report, 'results' | 'summary'>,
  results: AsyncIterable<ResourceResult>,
  options: ReportingOptions,
  ended: () => Pick<Report, 'terminology'> & {
    readonly seconds: number;
    readonly details: Omit<FormatOptions, 'color'>;
  },
): Promise<void> {
  const { format, output, failOn } = options;
  const tally = new Tally(head.issues);
  if (format === 'ndjson' && options.writeBaseline === undefined) {
    const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
    const issues = baseline?.markIssues(head.issues) ?? head.issues;
    let exitCode = gate({ issues, results: [] }, failOn);
    const judged = (async function* () {
      for await (const found of results) {
        const result = baseline?.mark(found) ?? found;
        if (result.issues.some((issue) => reaches(issue, failOn))) exitCode = 1;
        yield result;
      }
    })();
    const lines = ndjsonAsFound({ ...head, issues }, judged, tally, ended);
    if (output === undefined) for await (const line of lines) await written(line);
    else await writeWhole(output, lines);
    process.exitCode = exitCode;
    return;
  }
  const kept: ResourceResult[] = [];
  const keepsAll = namesEveryResource(format, options);
  for await (const result of results) {
    tally.add(result);
    if (keepsAll || result.issues.length > 0 || result.answer !== undefined) kept.push(result);
  }
  const { seconds, details, ...rest } = ended();
  await deliver({ ...head, ...rest, summary: tally.summary(seconds), results: kept }, options, details);
}

/** A file that is no baseline is told before the run, not behind it. */
function existingBaseline(file: string): string {
  readBaseline(file);
  return file;
}

/** Waits until the reader has taken it; one that has gone takes all. */
function written(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}
