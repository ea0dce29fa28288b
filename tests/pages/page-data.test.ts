import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPageData } from '../../scripts/pipeline/pages/page-data.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ig-page-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const list = 'input/pages-source/data.yaml';
const faults = () =>
  readPageData(folder).issues.map(({ rule, source, message }) => `${rule} ${source?.file} ${message}`);

test('a guide without a list has no data', () => {
  expect(readPageData(folder)).toEqual({ value: {}, issues: [] });
});

test('YAML and JSON are read, in the order of the names', () => {
  write({ [list]: 'cases: cases/*\n', 'cases/b.json': '{"a": 2}', 'cases/a.yaml': 'a: 1\n' });
  expect(readPageData(folder)).toEqual({ value: { cases: [{ a: 1 }, { a: 2 }] }, issues: [] });
});

test('a pattern that means nothing is a finding', () => {
  write({ [list]: 'cases: nowhere/*.yaml\n' });
  expect(faults()).toEqual([
    `page-data ${list} cases names no file of the project. Give it a path, or a pattern such as data/*.yaml.`,
  ]);
});

test('a file that cannot be read is named, and the others are read', () => {
  write({ [list]: 'cases: cases/*\n', 'cases/a.yaml': 'a: 1\n', 'cases/b.yaml': 'a: [' });
  expect(faults()).toEqual([expect.stringMatching(/^page-data cases\/b\.yaml This file is not well-formed YAML: /)]);
  expect(readPageData(folder).value).toEqual({ cases: [{ a: 1 }] });
});

test('a list that is none is a finding', () => {
  write({ [list]: '- cases\n' });
  expect(faults()).toEqual([`page-data ${list} This must be a list of names, each with a path or a pattern.`]);
});
