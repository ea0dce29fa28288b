import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { ResourceResult } from '../../scripts/model/report.ts';
import type { CheckOptions } from '../../scripts/pipeline/checker/checker.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-checker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A payload, or the URL of a search. */
export type Question =
  | { readonly text: string; readonly options?: CheckOptions }
  | { readonly search: string; readonly context: { readonly [name: string]: string } };

/** Imports the module as anybody would, and prints one answer a line. */
const ASKER = `
import { readFileSync } from 'node:fs';
const { check, search } = await import(process.argv[2]);
for (const each of JSON.parse(readFileSync(process.argv[3], 'utf8')))
  process.stdout.write(JSON.stringify('search' in each ? search(each.search, each) : check(each.text, each.options)) + '\\n');
`;

/** What the checker in these files says, asked in a process that has nothing else. */
export function ask(files: ReadonlyMap<string, string | Uint8Array>, questions: readonly Question[]): ResourceResult[] {
  const [verifier, asker, asked] = ['verifier.mjs', 'ask.mjs', 'questions.json'].map((name) => join(folder, name));
  writeFileSync(`${verifier}`, files.get('verifier.mjs') ?? '');
  writeFileSync(`${asker}`, ASKER);
  writeFileSync(`${asked}`, JSON.stringify(questions));
  const args = [`${asker}`, `${verifier}`, `${asked}`];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const results = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ResourceResult);
  if (results.length !== questions.length)
    throw new Error(`${results.length} of ${questions.length} answers: ${stderr}`);
  return results;
}

/** The requests to begin with that the checker in these files shows. */
export function examplesOf(files: ReadonlyMap<string, string | Uint8Array>): { id: string; resource: FhirResource }[] {
  const verifier = join(folder, 'verifier.mjs');
  writeFileSync(verifier, files.get('verifier.mjs') ?? '');
  const told = `process.stdout.write(JSON.stringify((await import(${JSON.stringify(verifier)})).examples))`;
  const args = ['--input-type=module', '-e', told];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 }).stdout);
}
