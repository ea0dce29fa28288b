import { FileFault } from '../../files/file-fault.ts';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import { isInterrupted } from '../../report/finding/finding.ts';
import { Baseline, BaselineRecord, type KnownFindings } from '../../report/gate/baseline.ts';
import type { FailOn } from '../../report/gate/gate.ts';
import { inBatches } from './print.ts';
import { textPieces } from './text-pieces.ts';
import { writeWhole } from './write-whole.ts';

export interface BaselineOptions {
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  readonly failOn: FailOn;
}

/** What a run knows of earlier findings, and what it has to say of that at its end. */
export interface OpenBaseline extends KnownFindings {
  /**
   * Asked when everything was marked: writes the file that was asked for, or tells what was not met any more.
   * @param isPart the run was stopped, and nobody knows what else it would have found
   */
  end(isPart: boolean): Promise<readonly Issue[]>;
}

/** Reads a baseline. @throws EnvironmentError when the file is none */
export function readBaseline(file: string): Baseline {
  let baseline: Baseline | { readonly fault: string };
  try {
    baseline = Baseline.read(textPieces(file));
  } catch (cause) {
    if (!(cause instanceof FileFault)) throw cause;
    throw new EnvironmentError(`The baseline ${file} cannot be read: ${cause.reason}. ${remedy(file)}`);
  }
  if ('fault' in baseline) throw new EnvironmentError(`${file} is no baseline: ${baseline.fault}. ${remedy(file)}`);
  return baseline;
}

/**
 * The baseline of a run, to mark what it has; or one that is to be written. Undefined where neither was asked for.
 * @throws EnvironmentError when the file is none, or nothing could come into it
 */
export function openBaseline({ baseline: file, writeBaseline, failOn }: BaselineOptions): OpenBaseline | undefined {
  if (writeBaseline !== undefined) {
    if (failOn === 'never')
      throw new EnvironmentError(
        'A baseline has what fails the run, and with --fail-on never nothing does. Leave one out.',
      );
    const record = new BaselineRecord(failOn);
    const end = async (isPart: boolean) => {
      if (!isPart) await writeWhole(writeBaseline, inBatches(record.text()));
      return [];
    };
    return { mark: (result) => record.mark(result), markIssues: (issues) => record.markIssues(issues), end };
  }
  if (file === undefined) return undefined;
  const baseline = readBaseline(file);
  const end = async (isPart: boolean) => (isPart ? [] : baseline.outdated(file));
  return { mark: (result) => baseline.mark(result), markIssues: (issues) => baseline.markIssues(issues), end };
}

/** Marks what the baseline of the run has; or, where that is asked for, writes one of the report. */
export async function withBaseline(report: Report, options: BaselineOptions): Promise<Report> {
  const known = openBaseline(options);
  if (known === undefined) return report;
  const issues = known.markIssues(report.issues);
  const results = report.results.map((result) => known.mark(result));
  const notes = await known.end(isInterrupted(report));
  const summary = { ...report.summary, information: report.summary.information + notes.length };
  return { ...report, summary, issues: [...issues, ...notes], results };
}

function remedy(file: string): string {
  return `Make one with --write-baseline ${file}`;
}
