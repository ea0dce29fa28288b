import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../scripts/terminology-server/question.ts';
import { openRecording, type Recording } from '../../scripts/terminology-server/recording.ts';
import { formatRecording, parseRecording } from '../../scripts/terminology-server/recording-text.ts';
import { temporaryFolder } from '../packages/tiny-package.ts';

const server = 'https://tx.test/r4';
const by = 'Tiny 1.0';
const loinc = (code: string, display?: string): Question => ({
  kind: 'code',
  system: 'http://loinc.org',
  code,
  ...(display === undefined ? {} : { display }),
});
const member = (code: string): Question => ({
  kind: 'member',
  valueSet: 'http://v|1',
  system: 'http://loinc.org',
  code,
});
const known = { answer: { outcome: 'known' }, by } as const;

const opened = (folder: string): Recording => {
  const { value, issues } = openRecording(folder, 'input/txcache', server);
  expect(issues).toEqual([]);
  return value;
};
const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

describe('a folder of recorded answers', () => {
  test('has a file for each code system and value set, and gives the same answers back', async () => {
    const folder = join(temporaryFolder(), 'txcache');
    const recording = opened(folder);
    recording.add(loinc('8302-2', 'Height'), undefined, {
      answer: { outcome: 'wrong-display', displays: ['Body height'] },
      by,
    });
    recording.add(loinc('29463-7'), undefined, known);
    recording.add(member('29463-7'), 'd1', { answer: { outcome: 'member' }, by });
    await recording.write();

    const [own = '', ...files] = filesIn(folder);
    expect(own).toMatch(/^tx\.test-r4-[0-9a-f]{8}$/);
    expect(files.map((file) => file.replace(/[0-9a-f]{8}(?=\.jsonl|\/)/g, '#'))).toEqual([
      'tx.test-r4-#/CodeSystem-loinc.org-#.jsonl',
      'tx.test-r4-#/ValueSet-v-1-#.jsonl',
    ]);
    expect(readFileSync(join(folder, files[0] ?? ''), 'utf8')).toBe(
      '{"server":"https://tx.test/r4","codeSystem":"http://loinc.org"}\n' +
        '{"code":"29463-7","answer":{"outcome":"known"},"by":"Tiny 1.0"}\n' +
        '{"code":"8302-2","display":"Height","answer":{"outcome":"wrong-display","displays":["Body height"]},"by":"Tiny 1.0"}\n',
    );
    const again = opened(folder);
    expect(again.find(loinc('29463-7'), undefined)).toMatchObject(known);
    expect(again.find(loinc('29463-7', 'Weight'), undefined)).toBeUndefined();
    expect(again.find(member('29463-7'), 'd1')).toMatchObject({ answer: { outcome: 'member' } });
  });

  test('forgets answers about a value set that is defined otherwise now', async () => {
    const folder = temporaryFolder();
    const recording = opened(folder);
    recording.add(member('a'), 'd1', { answer: { outcome: 'member' }, by });
    await recording.write();
    const later = opened(folder);
    expect(later.find(member('a'), 'd2')).toBeUndefined();
    later.add(member('b'), 'd2', { answer: { outcome: 'not-member' }, by });
    await later.write();
    expect(opened(folder).find(member('a'), 'd1')).toBeUndefined();
    expect(opened(folder).find(member('b'), 'd2')).toBeDefined();
  });

  test('keeps what another run has recorded meanwhile', async () => {
    const folder = temporaryFolder();
    const runs = ['a', 'b', 'c', 'd'].map((code) => {
      const run = opened(folder);
      run.add(loinc(code), undefined, known);
      return run.write();
    });
    await Promise.all(runs);
    for (const code of ['a', 'b', 'c', 'd']) expect(opened(folder).find(loinc(code), undefined)).toMatchObject(known);
    expect(filesIn(folder).filter((name) => !name.endsWith('.jsonl'))).toHaveLength(1);
  });

  test('breaks the lock of a run that was killed, and writes over what that left', async () => {
    const folder = temporaryFolder();
    const recording = opened(folder);
    recording.add(loinc('a'), undefined, known);
    await recording.write();
    const [, file = ''] = filesIn(folder);
    writeFileSync(join(folder, `${file}.lock`), '2147483646');
    writeFileSync(join(folder, `${file}.new`), '{"half');
    recording.add(loinc('b'), undefined, known);
    await recording.write();
    expect(opened(folder).find(loinc('b'), undefined)).toMatchObject(known);
    expect(filesIn(folder)).toHaveLength(2);
  });

  test('that cannot be written is told in one sentence', async () => {
    const folder = join(temporaryFolder(), 'txcache');
    const recording = opened(folder);
    recording.add(loinc('a'), undefined, known);
    writeFileSync(folder, 'a file where the folder should be');
    await expect(recording.write()).rejects.toThrow(/cannot be recorded in .* or name another folder with --tx-cache/);
  });
});

describe('a line that is no recorded answer', () => {
  const head = '{"server":"https://tx.test/r4","codeSystem":"http://loinc.org"}';
  const line = '{"code":"a","answer":{"outcome":"known"},"by":"Tiny 1.0"}';
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['not JSON', `${head}\n${line}\n{"code":"b",\n`, 3, 'it is not JSON'],
    ['a merge conflict', `${head}\n<<<<<<< HEAD\n${line}\n`, 2, 'it is the mark of a merge conflict'],
    ['an answer without a question', `${head}\n{"answer":{"outcome":"known"},"by":"x"}\n`, 2, 'code: '],
    ['an answer of another kind', `${head}\n${line.replace('known', 'member')}\n`, 2, 'member answers another kind'],
    ['no answer', `${head}\n${line.replace('known', 'maybe')}\n`, 2, 'answer'],
    ['more than belongs there', `${head}\n${line.replace('}', ',"when":1}')}\n`, 2, 'when'],
    ['a question for the second time', `${head}\n${line}\n${line}\n`, 3, 'on a line before'],
    ['no subject', `${line}\n`, 1, 'whose answers these are'],
    ['nothing', '', 1, 'whose answers these are'],
    ['another server', `${head.replace('tx.test', 'other.test')}\n${line}\n`, 1, 'https://other.test/r4'],
  ];
  for (const [what, text, at, said] of cases) {
    test(what, () => {
      const { issues } = parseRecording(text, 'input/txcache/a.jsonl', server);
      expect(issues).toHaveLength(1);
      const [issue] = issues;
      expect(issue).toMatchObject({
        severity: 'error',
        rule: 'terminology-recording',
        source: { file: 'input/txcache/a.jsonl', line: at },
      });
      expect(issue?.message).toContain(said);
    });
  }

  test('with Windows line ends and a byte order mark it is read all the same, and written as ever', () => {
    const { value, issues } = parseRecording(`\uFEFF${head}\r\n${line}\r\n`, 'a.jsonl', server);
    expect(issues).toEqual([]);
    expect(value && formatRecording(value)).toBe(`${head}\n${line}\n`);
  });
});
