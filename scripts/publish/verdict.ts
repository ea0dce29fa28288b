import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../model/fhir.ts';
import type { PublisherRun } from './run-publisher.ts';

/**
 * Whether a run has made a site. The exit code alone does not tell: it is 0 in spite of errors, and a site is whole
 * only when the Publisher has written its figures, in this run, without an exception in their place.
 */
export function madeSite({ ending, exitCode, startedAt }: PublisherRun, output: string): boolean {
  if (ending !== 'exit' || exitCode !== 0 || !existsSync(join(output, 'index.html'))) return false;
  try {
    const qa: unknown = JSON.parse(readFileSync(join(output, 'qa.json'), 'utf8'));
    if (!isJsonObject(qa) || qa.exception !== undefined) return false;
    // To the second, which is all that it tells.
    return Date.parse(String(qa.dateISO8601)) >= Math.floor(startedAt.getTime() / 1000) * 1000;
  } catch {
    return false;
  }
}
