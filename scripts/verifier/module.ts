import type { ResourceResult } from '../model/report.ts';
import type { CheckOptions } from '../pipeline/checker/checker.ts';
import { checkBytes as checkAll } from './check-bytes.ts';
import { runIfMain } from './command-line.ts';
import { checker } from './engine.ts';

/*
 * What verifier.mjs exports (docs/checker.md). It needs nothing but ECMAScript, TextDecoder and URL, so that it runs in a
 * page, in a worker, in Node.js 20 and later, in Deno and Bun.
 */

/** Versions of the guide, the toolchain and the packages inside. */
export const about = checker.about;

/** Payloads of the guide to begin with. */
export const examples = checker.examples;

/**
 * Judges a payload as the API would, or, with `as: 'fhir'`, only holds it against FHIR and the profiles that it names.
 * @returns `answer` (HTTP status, OperationOutcome), `valid`, and `issues` with line and column in the text
 */
export function check(text: string, options?: CheckOptions): ResourceResult {
  return checker.check(text, options);
}

/** The same for the bytes of a file: one result, or one for each line of NDJSON. */
export function checkBytes(bytes: Uint8Array, options: CheckOptions = {}): ResourceResult[] {
  return [...checkAll(bytes, checker, { file: 'payload', ...options })];
}

/** Judges a search request, given as its URL. */
export function search(url: string, options?: Pick<CheckOptions, 'context'>): ResourceResult {
  return checker.search(url, options);
}

runIfMain(import.meta.url, checker);
