import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../guide/compile-guide.ts';
import { frenchOf } from './french.ts';
import { ask, type Question } from './made-checker.ts';
import { mutants } from './mutants.ts';

const cases = join(projectFolder, 'tests', 'api', 'cases');
const shared = (name: string) => readFileSync(join(cases, 'shared', `${name}.json`), 'utf8');

/** Texts that are no payload. */
const OTHER = [
  '',
  '{',
  '{"a" 1}',
  '{"a":1',
  '{"a":"b',
  '{"a":"\\q"}',
  '[1,]',
  '[1 2]',
  '{} {}',
  '1',
  '<Bundle xmlns="http://hl7.org/fhir"/>',
  '{"resourceType":"Observation","resourceType":"Device"}',
  '{"resourceType":"Patien"}',
  '{"resourceType":"OperationOutcome"}',
  '{"resourceType":"Bundle","type":"searchset"}',
  '{"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Patient"}}]}',
];

const SEARCHES = [
  '',
  'Patient?name=x',
  'Observation/48213',
  'Observation?x=y',
  'Observation?codee=1',
  'Observation?code=1&date=ge2026-13-01',
  'Observation?code=29463-7&subject.identifier=urn:oid:1|2%&date=ge2026-02-01&date=le2026-01-01',
  'Observation?code=29463-7&subject.identifier=urn:oid:1%257C2&date=ge2026-02-30T25:00:00+20:00',
];

/** Every message that the checker has for a wrong payload of this API has a French sentence of its own. */
export function testFrench(files: ReadonlyMap<string, string | Uint8Array>): void {
  test('each finding on a payload of the API has its French sentence, whatever is wrong in it', () => {
    const sent = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    const texts = [
      ...[...mutants(JSON.parse(shared('measure-and-device')))].map((payload) => JSON.stringify(payload)),
      ...sent.map((name) => readFileSync(join(cases, name), 'utf8')),
      ...OTHER,
    ];
    const results = ask(files, [
      ...texts.map((text): Question => ({ text })),
      ...SEARCHES.map((search): Question => ({ search, context: { consentement: 'non' } })),
    ]);
    const issues = results.flatMap(({ issues: found }) => found);
    const kinds = new Set(issues.map(({ rule }) => rule));
    expect(kinds.size).toBeGreaterThan(40);
    const without = issues.filter((issue) => frenchOf(issue) === undefined);
    expect([...new Set(without.map(({ rule, message }) => `${rule}: ${message}`))]).toEqual([]);
    // A sentence that fits too much would take words of the English one for what was found.
    const english = issues.filter(({ rule }) => rule !== 'invariant').map((issue) => frenchOf(issue) ?? '');
    expect(english.filter((text) => /\b(?:must|should|which|and the|leave it)\b/.test(text))).toEqual([]);
  });
}
