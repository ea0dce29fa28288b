import { z } from 'zod';
import type { Issue, Outcome } from '../model/issue.ts';

const QaJson = z.looseObject({
  errs: z.int().optional(),
  warnings: z.int().optional(),
  hints: z.int().optional(),
  exception: z.string().nullish(),
  dateISO8601: z.string(),
});

/** How much the IG Publisher says that it has found; suppressed findings and broken links are not in it. */
export interface QaCounts {
  readonly errs: number;
  readonly warnings: number;
  readonly hints: number;
}

/** The clocks of a run and of its file agree to the second. */
const TOLERANCE_MS = 2_000;

/**
 * Reads `qa.json`, without which no run of the IG Publisher counts, whatever its exit code.
 * @param text undefined where there is none
 * @param startedAt when the run began: an older file is that of another run
 * @param end the last words of the run, to say why there is none
 */
export function readQaJson(text: string | undefined, startedAt: Date, end?: string): Outcome<QaCounts | undefined> {
  if (text === undefined) {
    const because = end === undefined ? '' : ` Its last words: ${end}`;
    const message = `The IG Publisher ended without qa.json, so that it has no result.${because}`;
    return failed({ code: 'incomplete', rule: 'publisher-qa-missing', message });
  }
  const { data, error } = QaJson.safeParse(parseJson(text));
  if (data === undefined) {
    const [first] = error.issues;
    const where = first?.path.join('.') ?? '';
    const message = `qa.json of the IG Publisher cannot be read: ${where === '' ? 'it is no JSON object' : `${where}: ${first?.message}`}.`;
    return failed({ code: 'structure', rule: 'publisher-qa-unreadable', message });
  }
  const { exception, dateISO8601, errs, warnings, hints } = data;
  const written = Date.parse(dateISO8601);
  if (Number.isNaN(written) || written < startedAt.getTime() - TOLERANCE_MS) {
    const message = `qa.json is of ${dateISO8601}, and the IG Publisher was started at ${startedAt.toISOString()}: it is that of an earlier run.`;
    return failed({ code: 'conflict', rule: 'publisher-qa-stale', message });
  }
  if (typeof exception === 'string') {
    const message = `The IG Publisher gave up: ${exception.replace(/\s+/g, ' ').trim()}`;
    return failed({ code: 'exception', rule: 'publisher-exception', message });
  }
  if (errs === undefined || warnings === undefined || hints === undefined) {
    const message =
      'qa.json of the IG Publisher cannot be read: it does not tell how many errors, warnings and hints there are.';
    return failed({ code: 'structure', rule: 'publisher-qa-unreadable', message });
  }
  return { value: { errs, warnings, hints }, issues: [] };
}

function failed(issue: Omit<Issue, 'severity'>): Outcome<undefined> {
  return { value: undefined, issues: [{ severity: 'error', ...issue }] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
