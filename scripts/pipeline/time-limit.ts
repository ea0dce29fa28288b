import type { ResourceResult } from '../model/report.ts';

/** How many seconds one resource may take unless the user says otherwise; the usual is less than a thousandth of it. */
export const TIME_LIMIT = 30;

/**
 * What is large takes long by right: usual is a tenth of a second for each megabyte.
 * @param seconds that a small resource may take
 * @returns in whole milliseconds
 */
export function millisecondsFor(bytes: number, seconds: number): number {
  return Math.ceil(seconds * 1_000 + bytes / 1_000);
}

/** What is said of a resource whose validation was given up. It counts as not valid: nobody has checked it. */
export function givenUp(file: string, line: number | undefined, seconds: number): ResourceResult {
  const message = `This resource is not checked: its validation was given up after ${seconds} s. Look for a slow constraint in the profiles that apply to it, or allow more time with --time-limit.`;
  const source = line === undefined ? { file } : { file, line };
  return {
    file,
    profiles: [],
    valid: false,
    issues: [{ severity: 'fatal', code: 'too-costly', rule: 'time-limit', message, source }],
  };
}
