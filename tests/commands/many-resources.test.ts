import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ResourceResult, Summary } from '../../scripts/model/report.ts';
import { measure } from '../bench/measure.ts';
import { filesBelow, ig, reportOf, root, sharedCache, temporaryFolder } from '../cli/run-ig.ts';
import { patientLine, patientLines } from './patients.ts';

const fhirOnly = ['validate', '--fhir-only', '--fail-on', 'never'] as const;

/** The results of a run with `--format ndjson`, and what stands around them. */
function linesOf(stdout: string): { results: ResourceResult[]; summary: Summary } {
  const [head, ...rest] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(Object.keys(head)).toEqual(['tool', 'date', 'packages', 'issues']);
  const { summary } = rest.pop();
  return { results: rest, summary };
}

describe('NDJSON', () => {
  const folder = temporaryFolder({
    'rough.ndjson': Buffer.concat([
      Buffer.from(`\uFEFF${patientLine(1)}\r\n\r\n{"resourceType":"Patient",\n`),
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d, 0x0a]),
      Buffer.from(
        `<Patient/>\n  \n${JSON.stringify({ ...JSON.parse(patientLine(2)), note: 'x'.repeat(3_000_000) })}\n`,
      ),
      Buffer.from(patientLine(3)),
    ]),
    'wide.ndjson': Buffer.from(`\uFEFF${patientLine(1)}\n${patientLine(2)}\n`, 'utf16le'),
  });

  test('each line is judged by itself: what is broken is a finding at its line, and the rest goes on', async () => {
    const run = await ig([...fhirOnly, '--format', 'ndjson', 'rough.ndjson'], { cwd: folder });
    expect(run.code).toBe(0);
    const { results, summary } = linesOf(run.stdout);
    expect(
      results.map(({ resource, valid, issues }) => [
        resource ?? issues[0]?.rule,
        valid,
        issues.map(({ source }) => source?.line),
      ]),
    ).toEqual([
      ['Patient/p1', true, [1]],
      ['json-syntax', false, [3]],
      ['json-encoding', false, [4]],
      ['json-syntax', false, [5]],
      ['Patient/p2', false, [7]],
      ['Patient/p3', true, []],
    ]);
    expect(results[0]?.issues[0]?.message).toContain('byte order mark');
    expect(summary).toMatchObject({ resources: 6, valid: 2, invalid: 4, errors: 4, warnings: 1 });
  });

  test('in UTF-16 it is refused once, not line by line', async () => {
    const run = await ig([...fhirOnly, '--format', 'json', 'wide.ndjson'], { cwd: folder });
    expect(reportOf(run).results.map(({ issues }) => issues.map(({ message }) => message))).toEqual([
      [expect.stringContaining('UTF-16')],
    ]);
  });

  test('from standard input it is judged as from a file, and written whole with --output', async () => {
    const input = patientLines(500);
    const output = join(folder, 'out', 'results.ndjson');
    const run = await ig([...fhirOnly, '--format', 'ndjson', '--output', output, '-'], { input });
    expect([run.code, run.stdout]).toEqual([0, '']);
    expect(filesBelow(join(folder, 'out'))).toEqual(['results.ndjson']);
    const again = await ig([...fhirOnly, '--format', 'json', '-'], { input });
    expect(reportOf(again).summary).toMatchObject({ resources: 500, invalid: 72 });
  });

  test('the gate counts results that are not kept', async () => {
    const run = await ig(['validate', '--fhir-only', '--format', 'ndjson', '-'], { input: patientLines(10) });
    expect(run.code).toBe(1);
    const text = await ig(['validate', '--fhir-only', '-'], { input: patientLines(10) });
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('2 of 10 resources not valid');
  });

  test('memory does not grow with the number of resources', async (context) => {
    const files = temporaryFolder({ 'some.ndjson': patientLines(2_000), 'many.ndjson': patientLines(60_000) });
    const peak = async (file: string) => {
      const args = [...fhirOnly, '--quiet', '--jobs', '1', '--format', 'ndjson', join(files, file)];
      const env = { ...process.env, IG_CACHE: sharedCache };
      const run = await measure(process.execPath, [join(root, 'bin', 'ig.js'), ...args], env);
      expect(run.exitCode).toBe(0);
      return run.peakMebibytes;
    };
    const few = await peak('some.ndjson');
    if (few === 0) {
      process.stderr.write('Skipped: this system does not tell the peak memory of a process.\n');
      context.skip();
    }
    // Thirty times as many: kept whole, they would take some hundred MiB more.
    expect(await peak('many.ndjson')).toBeLessThan(few + 120);
  });
});

describe('--jobs', () => {
  const folder = temporaryFolder({
    'a.ndjson': patientLines(1_500),
    'b.json': patientLine(7),
    'c/d.ndjson': `${patientLine(14)}\n{\n${patientLine(1)}`,
    'c/e.json': '[]',
    'c/f.json': patientLine(2),
  });

  test('two threads and more say what one says, in the order of the input', async () => {
    const said = async (jobs: string) => {
      const args = ['--jobs', jobs, '--format', 'ndjson', 'b.json', 'a.ndjson', 'c'];
      const run = await ig([...fhirOnly, ...args], { cwd: folder });
      expect(run.code, run.stderr).toBe(0);
      const { results, summary } = linesOf(run.stdout);
      return { results, summary: { ...summary, seconds: 0 } };
    };
    const one = await said('1');
    expect(one.results.map(({ file }) => file).filter((file) => file !== 'a.ndjson')).toEqual([
      'b.json',
      ...Array(3).fill('c/d.ndjson'),
      'c/e.json',
      'c/f.json',
    ]);
    expect(one.results.slice(1, 1_501).map(({ resource }) => resource)).toEqual(
      Array.from({ length: 1_500 }, (_, number) => `Patient/p${number}`),
    );
    expect(await said('2')).toEqual(one);
    expect(await said('5')).toEqual(one);
  });

  test('what is no number of threads is a usage error', async () => {
    for (const jobs of ['0', '1.5', 'many', '-1']) {
      const run = await ig([...fhirOnly, '--jobs', jobs, 'b.json'], { cwd: folder });
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toContain('It must be a whole number from 1 to 256');
    }
  });

  test('Ctrl-C stops all threads, and what they have found is reported as a part', async () => {
    const input = patientLines(100_000);
    for (const jobs of ['1', '2']) {
      const output = join(folder, `interrupted-${jobs}.ndjson`);
      const run = await ig([...fhirOnly, '--jobs', jobs, '--format', 'ndjson', '--output', output, '-'], {
        input,
        stop: { at: 'Validate', afterMs: 200, by: 'SIGINT' },
      });
      expect(run.code, `--jobs ${jobs}`).toBe(2);
      expect(run.stderr).toContain('ig: Stopped by SIGINT');
      expect(filesBelow(folder).filter((name) => name.includes('interrupted-'))).toContain(
        `interrupted-${jobs}.ndjson`,
      );
      const lines = readFileSync(output, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const { summary, issues } = lines.at(-1);
      expect(summary.resources).toBe(lines.length - 2);
      expect(summary.resources).toBeLessThan(100_000);
      expect(issues).toEqual([expect.objectContaining({ rule: 'interrupted', code: 'incomplete' })]);
      expect(issues[0].message).toMatch(/Not checked: 1 file of 1, standard input( from line [\d,]+ on)?\./);
    }
  });
});
