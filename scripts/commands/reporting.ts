import { type Command, Option } from '@commander-js/extra-typings';
import { type Severity, severities } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { type Format, formats } from '../report/format.ts';
import { gate } from '../report/gate.ts';
import { writeWhole } from './write-whole.ts';

export interface ReportingOptions {
  readonly format: Format;
  readonly output?: string;
  readonly failOn: Severity | 'never';
  readonly color: boolean;
}

/** The options of every command that reports: --format, --output, --fail-on, --no-color, --quiet. */
export function withReporting<Arguments extends unknown[], Options extends object>(
  command: Command<Arguments, Options>,
) {
  const names = Object.keys(formats) as Format[];
  return command
    .addOption(new Option('--format <format>', 'how findings are written').choices(names).default('text' as Format))
    .option('--output <file>', 'write the findings to a file instead of standard output')
    .addOption(
      new Option('--fail-on <severity>', 'the least grave finding that makes the exit code 1')
        .choices([...severities.filter((name) => name !== 'fatal'), 'never'] as const)
        .default('error' as const),
    )
    .option('--quiet', 'no progress on standard error', false)
    .option('--no-color', 'no colours (the default where NO_COLOR is set or the output is no terminal)');
}

/** Writes the report where it was asked for and sets the exit code by the gate. */
export async function deliver(report: Report, { format, output, failOn, color }: ReportingOptions): Promise<void> {
  const coloured = color && output === undefined && process.stdout.isTTY && process.env.NO_COLOR === undefined;
  const text = formats[format](report, { color: coloured });
  if (output === undefined) process.stdout.write(text);
  else await writeWhole(output, text);
  process.exitCode = gate(report, failOn); // never process.exit(): it cuts output short
}
