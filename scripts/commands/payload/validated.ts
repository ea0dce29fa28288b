import type { ResourceResult } from '../../model/report.ts';
import type { Payload } from './read-payloads.ts';

/** What was found in a payload; no results when the run was stopped before that. */
export interface Validated {
  readonly payload: Payload;
  readonly results: readonly ResourceResult[] | undefined;
}

/** Goes on to what others have found when the signal has stopped one. */
export async function validated(
  payload: Payload,
  work: (payload: Payload) => Promise<readonly ResourceResult[]>,
  signal: AbortSignal,
): Promise<Validated> {
  try {
    return { payload, results: await work(payload) };
  } catch (error) {
    if (signal.aborted) return { payload, results: undefined };
    throw error;
  }
}
