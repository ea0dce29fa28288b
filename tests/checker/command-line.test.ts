import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../guide/compile-guide.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-verifier-'));
const verifier = join(folder, 'verifier.mjs');
const shared = (name: string) => join(projectFolder, 'tests', 'api', 'cases', 'shared', `${name}.json`);
const transaction = readFileSync(shared('measure-and-device'), 'utf8');
const refused = transaction.replace('"subject"', '"sujet"');

/** Elsewhere than in the project, as somebody who has the file and nothing else. */
function run(args: readonly string[], input?: string | Buffer) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  const args = ['bin/ig.js', 'checker', '--offline', '--frozen', '--quiet', '--output', folder];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: projectFolder, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('node verifier.mjs', () => {
  test('is one file of less than a megabyte as servers send it', () => {
    expect(gzipSync(readFileSync(verifier), { level: 9 }).length).toBeLessThan(1_000_000);
  });

  test('has nothing of this machine in it', () => {
    const text = readFileSync(verifier, 'utf8');
    expect(text).not.toContain(projectFolder);
    expect(text).not.toContain(process.execPath);
  });

  test('imports nothing but Node.js, and that only where it runs', () => {
    const text = readFileSync(verifier, 'utf8');
    expect(text.match(/(?:^|[;}\n])\s*import[\s{*"'][^;]{0,200}/g)).toBeNull();
    expect(
      [...text.matchAll(/\bimport\("([^"]+)"\)/g)].map(([, name]) => name).filter((name) => !name?.startsWith('node:')),
    ).toEqual([]);
  });

  test('accepts a transaction: exit code 0', () => {
    const { status, stdout } = run([shared('measure-and-device')]);
    expect(stdout).toContain('HTTP 200 OK');
    expect(status).toBe(0);
  });

  test('refuses another: exit code 1, with the line and the answer', () => {
    writeFileSync(join(folder, 'refused.json'), refused);
    const { status, stdout } = run(['refused.json']);
    expect(stdout).toContain('HTTP 422');
    expect(stdout).toContain('Observation.subject.identifier is mandatory.');
    expect(stdout).toMatch(/refused\.json:\d+:\d+/);
    expect(status).toBe(1);
  });

  test('reads standard input, of one payload and of NDJSON', () => {
    expect(run(['-'], transaction)).toMatchObject({ status: 0 });
    const lines = [transaction, refused, transaction].map((text) => JSON.stringify(JSON.parse(text))).join('\n');
    const report = JSON.parse(run(['-', '--format', 'json'], lines).stdout);
    expect(report.results.map(({ answer }: { answer: { status: number } }) => answer.status)).toEqual([200, 422, 200]);
    expect(report.results[1].issues[0].source.line).toBe(2);
    expect(report.summary).toMatchObject({ resources: 3, valid: 2 });
  });

  test('judges a search, and facts of the session', () => {
    const search = 'Observation?subject.identifier=0123456789ABCDEFGHIJKL&date=ge2026-01-01&code=MED-969';
    expect(run(['--search', search]).stdout).toMatch(/HTTP \d{3}/);
    const { status, stdout } = run([shared('measure'), '--context', 'consentement=non', '--context=idPe=another']);
    expect([status, stdout.includes('HTTP 403')]).toEqual([1, true]);
  });

  test('says nothing where its reader reads no further', () => {
    const lines = Array.from({ length: 2_000 }, () => JSON.stringify(JSON.parse(refused))).join('\n');
    writeFileSync(join(folder, 'many.ndjson'), lines);
    const shell = `"${process.execPath}" verifier.mjs many.ndjson --format json | head -c 10`;
    const { stdout, stderr } = spawnSync('sh', ['-c', shell], { cwd: folder, encoding: 'utf8' });
    expect([stdout.length, stderr]).toEqual([10, '']);
  });

  test('speaks the language of its guide, or the one that is asked for', () => {
    const help = run(['--help']).stdout;
    expect(help).toMatch(/^Utilisation : node verifier\.mjs/);
    const english = run(['--help', '--lang', 'en']).stdout;
    const options = (text: string) => text.match(/--\w+/g)?.toSorted();
    expect(options(help)).toEqual(options(english));
    expect(run(['refused.json']).stdout).toMatch(/✖ erreur[\s\S]*documentée|documentée[\s\S]*✖ erreur/);
    expect(run(['refused.json', '--lang=en']).stdout).toMatch(/documented[\s\S]*✖ error/);
    const [json, other] = [['--lang', 'en'], []].map(
      (args) => run(['refused.json', '--format', 'json', ...args]).stdout,
    );
    const withoutTimes = (text = '') => text.replace(/"(?:seconds|date)": [^\n]*/g, '');
    expect(withoutTimes(other)).toBe(withoutTimes(json));
    expect(run(['--lang', 'de', 'refused.json'])).toMatchObject({
      status: 2,
      stderr: 'verifier: --lang is en or fr, not "de".\n',
    });
  });

  test('tells its versions', () => {
    const { status, stdout } = run(['--version']);
    expect(stdout).toMatch(/^verifier of ans\.fhir\.fr\.mesmesures 0\.1\.0, made by ig \d/);
    expect(stdout).toContain('ans.fhir.fr.mesures 3.0.1 (stand-in)');
    expect(status).toBe(0);
  });

  test('cannot run: exit code 2 and one line', () => {
    for (const [args, said] of [
      [[], 'Name a file'],
      [['nothing.json'], 'There is no file nothing.json.'],
      [['.'], 'is a folder'],
      [['--formt', 'json', 'refused.json'], 'There is no option --formt'],
      [['--format', 'xml', 'refused.json'], '--format is text or json'],
      [['--context', 'x', 'refused.json'], '--context must be name=value'],
      [['--context', 'oidd=1', 'refused.json'], 'Did you mean "oid"?'],
    ] as const) {
      const { status, stdout, stderr } = run(args);
      expect([status, stdout, stderr.split('\n').length], said).toEqual([2, '', 2]);
      expect(stderr).toContain(said);
    }
  });

  for (const [what, bytes, code] of [
    ['nothing', '', 400],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 400],
    ['XML', '<Bundle xmlns="http://hl7.org/fhir"/>', 400],
    ['UTF-16', Buffer.from(`\ufeff${transaction}`, 'utf16le'), 400],
    ['a byte order mark', `\ufeff${transaction}`, 200],
    ['depth without end', '['.repeat(1_000_000), 400],
    ['a name that every object has', '{"resourceType":"__proto__","constructor":{"name":1}}', 400],
  ] as const)
    test(`has an answer to ${what}`, () => {
      const report = JSON.parse(run(['-', '--format', 'json'], bytes as string | Buffer).stdout);
      expect(report.results[0].answer.status).toBe(code);
      expect(report.results[0].issues.length).toBeGreaterThan(0);
    });
});
