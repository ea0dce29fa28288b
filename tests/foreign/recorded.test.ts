import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../guide/compile-guide.ts';
import { otherwise, readRecord, recordedTable } from './recorded.ts';

const record = readRecord();
const page = readFileSync(join(projectFolder, 'docs/foreign.md'), 'utf8');
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

test('the table of the page is what is recorded', () => {
  expect(page).toContain(`${recordedTable(record)}\n`);
});

test('what the page says of all of them together is what is recorded', () => {
  const { guides } = record;
  expect(guides.length).toBeGreaterThanOrEqual(12);
  expect(new Set(guides.map(({ commit }) => commit)).size).toBe(guides.length);
  const [same, of] = [sum(guides.map(({ hl7 }) => hl7.same)), sum(guides.map(({ hl7 }) => hl7.of))];
  const [files, all] = [sum(guides.map((each) => each.files.same)), sum(guides.map((each) => each.files.of))];
  expect(page).toContain(
    `Together: ${files} of ${all} files are SUSHI's, ${same} of ${of} verdicts are HL7's (${((100 * same) / of).toFixed(1)} %).`,
  );
  const knowing = sum(guides.map(({ hl7, hl7Knowing = hl7 }) => hl7Knowing.same));
  expect(sum(guides.map(({ hl7, hl7Knowing = hl7 }) => hl7Knowing.of))).toBe(of);
  expect(knowing / of).toBeGreaterThan(0.99);
  expect(page).toContain(`With the codes known ${knowing} of ${of} are (${((100 * knowing) / of).toFixed(1)} %).`);
  for (const { sameAgain, builds } of guides) expect([sameAgain, builds[0]]).toEqual([true, builds[1]]);
});

test('nothing of the guides is recorded but figures', () => {
  for (const { repository, commit, replace, without, codes = [], ...figures } of record.guides) {
    expect(repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
    expect(commit).toMatch(/^[0-9a-f]{12}$/);
    for (const each of codes) expect(each).toMatch(/^[^\s=|]+(?:\|[^\s=]+)?=[\w./+-]+(?:,[\w./+-]+)*$/);
    for (const each of [...replace, ...without]) expect(each).toMatch(/^[a-z0-9.-]+(?:=[\w.-]+)?$/);
    expect(JSON.stringify(figures)).not.toMatch(/:"/);
  }
});

test('a run is held against the record by what it found, and not by its time', () => {
  const [first] = record.guides;
  if (first === undefined) throw new Error('Nothing is recorded.');
  const { hl7: _, ...run } = first;
  expect(otherwise(first, { ...run, cpuSeconds: [99], mebibytes: [9] })).toEqual([]);
  expect(otherwise(first, { ...run, errors: first.errors + 1 })).toEqual([
    `errors: ${first.errors + 1} now, ${first.errors} in the record`,
  ]);
  expect(otherwise(first, { ...run, hl7: { of: 1, same: 0 } })).toHaveLength(1);
});
