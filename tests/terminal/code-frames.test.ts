import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { codeFrames } from '../../scripts/commands/terminal/code-frames.ts';
import { hasHyperlinks } from '../../scripts/commands/terminal/hyperlinks.ts';
import { ig, root, sharedCache } from '../cli/run-ig.ts';
import { RealTerminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-frames-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The line of a finding with its mark below, as a terminal of 80 columns shows it. */
function shown(text: string, line: number, column?: number): string[] | undefined {
  writeFileSync(join(folder, 'file'), text);
  const place = { file: 'file', line, ...(column === undefined ? {} : { column }) };
  const frame = codeFrames(80)(place, folder);
  if (frame?.mark === undefined) return frame && [frame.text];
  return [frame.text, `${' '.repeat(frame.mark.from)}${'^'.repeat(frame.mark.length)}`];
}

describe('the line of a finding', () => {
  test('is marked at the key of JSON, and at the whole rule of FSH', () => {
    expect(shown('{\n  "gender": "man",\n}', 2, 3)).toEqual(['"gender": "man",', '^^^^^^^^']);
    expect(shown('{"gender": "man"}', 1, 2)).toEqual(['{"gender": "man"}', ' ^^^^^^^^']);
    expect(shown('Profile: A\r\n* status = #final  \r\n', 2, 1)).toEqual(['* status = #final  ', '^'.repeat(17)]);
    expect(shown('Profile: A\n', 1)).toEqual(['Profile: A']);
  });

  test('is marked where it stands, whatever stands before it', () => {
    expect(shown('\t"日本": 1, \t"e\u0301": 2', 1, 12)).toEqual(['"日本": 1,   "e\u0301": 2', `${' '.repeat(13)}^^^`]);
    expect(shown('"a\u001b[31m": "b"', 1, 11)).toEqual(['"a\\u001b[31m": "b"', `${' '.repeat(15)}^^^`]);
  });

  test('is cut where it is long, and the mark is in what is left', () => {
    const [text = '', mark = ''] = shown(`{${'"a":1,'.repeat(50_000)}"gender":"man"}`, 1, 300_002) ?? [];
    expect(text.length).toBeLessThanOrEqual(80);
    expect(text.slice(mark.indexOf('^'), mark.length)).toBe('"gender"');
    expect([text.at(0), text.at(-1)]).toEqual(['…', '}']);
  });

  test('is not shown where there is nothing to see', () => {
    expect(shown('{\n}', 1, 1)).toBeUndefined();
    expect(shown('{\n  }\n', 2, 3)).toBeUndefined();
    expect(shown('{\n', 7, 1)).toBeUndefined();
    expect(codeFrames(80)({ file: 'gone', line: 2 }, folder)).toBeUndefined();
    expect(codeFrames(80)({ file: '.', line: 2 }, folder)).toBeUndefined();
    expect(codeFrames(80)({ file: '-', line: 2 }, folder)).toBeUndefined();
    if (process.platform === 'linux') expect(codeFrames(80)({ file: '/dev/zero', line: 2 })).toBeUndefined();
  });
});

describe('links', () => {
  test('are for terminals that are known to have them', () => {
    const at = (env: Record<string, string>, isTTY = true) => hasHyperlinks({ isTTY }, env);
    expect(at({ TERM_PROGRAM: 'WezTerm' })).toBe(true);
    expect(at({ TERM: 'xterm-kitty' })).toBe(true);
    expect(at({ VTE_VERSION: '6003', TERM: 'xterm-256color' })).toBe(true);
    expect(at({ VTE_VERSION: '5000', TERM: 'xterm-256color' })).toBe(false);
    expect(at({ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0.15' })).toBe(false);
    expect(at({ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.4.1' })).toBe(true);
    expect(at({ TERM: 'xterm-256color' })).toBe(false);
    expect(at({ TERM_PROGRAM: 'WezTerm', CI: 'true' })).toBe(false);
    expect(at({ TERM_PROGRAM: 'WezTerm' }, false)).toBe(false);
    expect(at({ FORCE_HYPERLINK: '1' }, false)).toBe(true);
    expect(at({ FORCE_HYPERLINK: '0', TERM_PROGRAM: 'WezTerm' })).toBe(false);
  });
});

describe('ig validate', () => {
  const file = join(folder, 'man.json');
  writeFileSync(file, '{\n  "resourceType": "Patient",\n  "gender": "man"\n}\n');
  const asked = ['validate', '--fhir-only', '--offline', '--quiet', 'man.json'];
  const frame = '      3 │ "gender": "man"\n        │ ^^^^^^^^\n';

  test('has one finding a line for a program that reads it, and the lines for whoever asks', async () => {
    const plain = await ig(asked, { cwd: folder });
    expect(plain.stdout).toMatch(/^✖ error {2}man\.json:3:3 {2}Patient {2}Patient\.gender$/m);
    expect(plain.stdout).not.toContain('│');
    expect(plain.stdout).not.toContain('\u001b');
    const framed = await ig([...asked, '--frames', 'always'], { cwd: folder });
    expect(framed.stdout).toContain(frame);
    expect(framed.stdout.replace(frame, '').replace(/\(.* s\)/, '')).toBe(plain.stdout.replace(/\(.* s\)/, ''));
  });

  test('links the place to the file and the rule to its section', async () => {
    const { stdout } = await ig(asked, { cwd: folder, env: { FORCE_HYPERLINK: '1' } });
    const link = (url: string, text: string) => `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`;
    expect(stdout).toContain(link(`file://${file}`, 'man.json:3:3'));
    expect(stdout).toContain(link('https://hl7.org/fhir/R4/terminologies.html#required', 'binding-required'));
  });

  const absent = spawnSync('script', ['--version']).status !== 0;
  if (absent) process.stderr.write('Skipped: frames on a terminal (there is no `script` of util-linux here).\n');
  test.skipIf(absent)('shows the lines on a terminal that is wide enough', async () => {
    const onTerminal = async (columns: number) => {
      const command = [process.execPath, join(root, 'bin', 'ig.js'), ...asked];
      const terminal = new RealTerminal(command, { cwd: folder, columns, rows: 30, env: { IG_CACHE: sharedCache } });
      return (await terminal.shows(/✖ 1 of 1/)).join('\n');
    };
    const [wide, narrow] = await Promise.all([onTerminal(80), onTerminal(50)]);
    expect(wide).toContain(frame);
    expect(narrow).not.toContain('│');
  });
});
