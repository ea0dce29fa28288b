import { join } from 'node:path';
import { readTextIfThere } from '../files/read-file.ts';
import { LONGEST_SETTINGS } from '../files/size.ts';
import { EnvironmentError, hasErrors, type Issue, type Outcome } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { IGNORE_WARNINGS, parseIgnoreWarnings } from '../report/gate/ignore-warnings.ts';
import { suppress } from '../report/gate/suppress.ts';
import type { Finder, Suppression } from '../report/gate/suppression.ts';
import { SUPPRESSIONS } from '../report/gate/suppression.ts';
import { parseSuppressions } from '../report/gate/suppression-file.ts';
import { MADE, suppressionTexts } from '../report/gate/suppression-text.ts';
import { keptLast } from './guide/kept-last.ts';

const parsed = keptLast((text) => parseSuppressions(text));

/**
 * What the project lives with: suppressions.yaml, or without it the IG Publisher's file as it was written by hand.
 * @returns also an issue for each entry that is not as it should be, and for each file that was not made from it
 */
export function readSuppressions(folder: string): Outcome<Suppression[]> {
  const own = read(folder, SUPPRESSIONS);
  if (own === undefined) {
    const text = read(folder, IGNORE_WARNINGS);
    return text === undefined ? { value: [], issues: [] } : parseIgnoreWarnings(text);
  }
  const { value, issues } = parsed(own);
  const stale = hasErrors(issues) ? [] : staleFiles(folder, value); // a file made from half of it would be none
  return { value, issues: [...issues, ...stale] };
}

/**
 * Holds findings against what the project lives with: once for ours, and again when the IG Publisher's have come to them.
 * @param complete whose findings are all here
 * @param applied what the IG Publisher has left out by itself
 */
export function judge<T extends Pick<Report, 'issues' | 'results'>>(
  findings: T,
  suppressions: readonly Suppression[],
  complete: readonly Finder[],
  applied: readonly string[] = [],
): T {
  return suppress(findings, suppressions, { today: today(), complete, applied });
}

/** The day that it is, by universal time: the same everywhere. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** What `ig suppressions write` has to change. */
export interface SuppressionFile {
  /** Relative to the project. */
  readonly name: string;
  /** What it must have; undefined where it must not be. */
  readonly text: string | undefined;
}

/**
 * The files that are not what suppressions.yaml gives.
 * @throws EnvironmentError when there is none, or one of the files is written by hand
 */
export function filesToWrite(folder: string): Outcome<SuppressionFile[]> {
  const text = read(folder, SUPPRESSIONS);
  if (text === undefined)
    throw new EnvironmentError(`There is no ${SUPPRESSIONS} in ${folder}. Write one: docs/gate.md says how.`);
  const { value, issues } = parsed(text);
  if (hasErrors(issues)) return { value: [], issues };
  const changes = [...suppressionTexts(value, today())]
    .map(([name, wanted]) => ({ name, text: wanted, present: read(folder, name) }))
    .filter(({ text: wanted, present }) => wanted !== present);
  const foreign = changes.find(({ present }) => present !== undefined && !present.includes(MADE));
  if (foreign !== undefined) {
    throw new EnvironmentError(
      `${foreign.name} is written by hand and would be lost. Move what it has to ${SUPPRESSIONS}, and delete it.`,
    );
  }
  return { value: changes, issues };
}

/** With and without what has expired: that ends by itself, and is told by itself. */
function staleFiles(folder: string, suppressions: readonly Suppression[]): Issue[] {
  const versions = [suppressionTexts(suppressions), suppressionTexts(suppressions, today())];
  const names = [...(versions[0]?.keys() ?? [])];
  return names
    .filter((name) => !versions.some((texts) => texts.get(name) === read(folder, name)))
    .map((file) => ({
      severity: 'warning',
      code: 'conflict',
      rule: 'suppressions-stale',
      message: `${file} is not what ${SUPPRESSIONS} gives, so that other programs show or hide other findings. Run ig suppressions write.`,
      source: { file },
    }));
}

function read(folder: string, name: string): string | undefined {
  return readTextIfThere(join(folder, name), LONGEST_SETTINGS);
}
