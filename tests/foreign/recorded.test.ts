import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../guide/compile-guide.ts';
import { otherwise, readRecord, recordedTable, snapshotCell } from './recorded.ts';
import type { SnapshotFigures } from './snapshots.ts';

const record = readRecord();
const page = readFileSync(join(projectFolder, 'docs/foreign.md'), 'utf8');
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

function together(all: readonly SnapshotFigures[]): SnapshotFigures {
  const elements = { of: sum(all.map((each) => each.elements.of)), same: sum(all.map((each) => each.elements.same)) };
  return { of: sum(all.map(({ of }) => of)), same: sum(all.map(({ same }) => same)), elements };
}

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
  const { same: made, of: definitions, elements } = together(guides.map(({ snapshots }) => snapshots));
  expect(page).toContain(
    `${made} of ${definitions} snapshots are those of HL7's generator, and ${elements.same} of ${elements.of} elements in them (${((100 * elements.same) / elements.of).toFixed(2)} %).`,
  );
  const { same: again, of: out, elements: parts } = together(guides.flatMap(({ published }) => published ?? []));
  expect(page).toContain(
    `${again} of ${out} are as they were published, and ${parts.same} of ${parts.of} elements (${((100 * parts.same) / parts.of).toFixed(1)} %).`,
  );
  for (const { sameAgain, builds } of guides) expect([sameAgain, builds[0]]).toEqual([true, builds[1]]);
});

test('nothing of the guides is recorded but figures', () => {
  for (const { repository, commit, replace, without, codes = [], published, ...figures } of record.guides) {
    expect(repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
    expect(commit).toMatch(/^[0-9a-f]{12}$/);
    for (const each of codes) expect(each).toMatch(/^[^\s=|]+(?:\|[^\s=]+)?=[\w./+-]+(?:,[\w./+-]+)*$/);
    for (const each of [...replace, ...without]) expect(each).toMatch(/^[a-z0-9.-]+(?:=[\w.-]+)?$/);
    const { commit: other = commit, ...compared } = published ?? {};
    expect(other).toMatch(/^[0-9a-f]{12}$/);
    expect(JSON.stringify([figures, compared])).not.toMatch(/:"/);
  }
});

test('a run is held against the record by what it found, and not by its time', () => {
  const [first] = record.guides;
  if (first === undefined) throw new Error('Nothing is recorded.');
  const { hl7: _, snapshots: __, ...run } = first;
  expect(otherwise(first, { ...run, cpuSeconds: [99], mebibytes: [9] })).toEqual([]);
  expect(otherwise(first, { ...run, errors: first.errors + 1 })).toEqual([
    `errors: ${first.errors + 1} now, ${first.errors} in the record`,
  ]);
  expect(otherwise(first, { ...run, hl7: { of: 1, same: 0 } })).toHaveLength(1);
});

test('a published package is held against the record where it is of the same commit', () => {
  const [first] = record.guides;
  if (first === undefined) throw new Error('Nothing is recorded.');
  const figures = { of: 2, same: 1, elements: { of: 9, same: 8 } };
  const known = { ...first, published: figures };
  expect(otherwise(known, { ...known, published: null })).toEqual([]);
  expect(otherwise(known, { ...known, published: { ...figures, same: 2 } })).toHaveLength(1);
  const earlier = { ...first, published: { ...figures, commit: '0123456789ab' } };
  expect(otherwise(earlier, { ...earlier, published: figures })).toEqual([]);
});

test('a cell of snapshots has the elements where not all are the same', () => {
  const elements = { of: 9, same: 8 };
  expect(snapshotCell(null)).toBe('');
  expect(snapshotCell({ of: 2, same: 1, elements })).toBe('1 of 2 (8 of 9 elements)');
  expect(snapshotCell({ of: 2, same: 2, elements: { of: 9, same: 9 } })).toBe('2 of 2');
});
