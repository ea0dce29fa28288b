import { readFileSync } from 'node:fs';
import { EnvironmentError } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { Baseline, baselineText } from '../report/baseline.ts';
import type { FailOn } from '../report/gate.ts';
import { writeWhole } from './write-whole.ts';

export interface BaselineOptions {
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  readonly failOn: FailOn;
}

/** Reads a baseline. @throws EnvironmentError when the file is none */
export function readBaseline(file: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new EnvironmentError(`The baseline ${file} cannot be read. ${remedy(file)}`, { cause });
  }
  const baseline = Baseline.parse(text);
  if ('fault' in baseline) throw new EnvironmentError(`${file} is no baseline: ${baseline.fault}. ${remedy(file)}`);
  return baseline;
}

/** Marks what the baseline of the run has; or, where that is asked for, writes one of the report. */
export async function withBaseline(report: Report, options: BaselineOptions): Promise<Report> {
  const { baseline: file, writeBaseline, failOn } = options;
  if (writeBaseline !== undefined) {
    if (failOn === 'never')
      throw new EnvironmentError(
        'A baseline has what fails the run, and with --fail-on never nothing does. Leave one out.',
      );
    await writeWhole(writeBaseline, baselineText(report, failOn));
    return marked(report, readBaseline(writeBaseline), writeBaseline);
  }
  return file === undefined ? report : marked(report, readBaseline(file), file);
}

function marked(report: Report, baseline: Baseline, file: string): Report {
  const issues = baseline.markIssues(report.issues);
  const results = report.results.map((result) => baseline.mark(result));
  const notes = baseline.outdated(file);
  const summary = { ...report.summary, information: report.summary.information + notes.length };
  return { ...report, summary, issues: [...issues, ...notes], results };
}

function remedy(file: string): string {
  return `Make one with --write-baseline ${file}`;
}
