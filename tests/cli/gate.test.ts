import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOf, filesBelow, graveFindings, ig, litterIn, type Run, reportOf, writeFiles } from './run-ig.ts';

const LOCKED = ['--offline', '--quiet'];
const IGNORE = 'input/ignoreWarnings.txt';

/** A guide with one warning: an Observation without the performer that is recommended. */
function guideWithWarning(files: Readonly<Record<string, string>> = {}): string {
  return copyOf('fsh-only', {
    'input/fsh/warned.fsh':
      'Instance: warned\nInstanceOf: Observation\n* status = #final\n* code.text = "x"\n* text.status = #generated\n* text.div = "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"\n* effectiveDateTime = "2026-01-01"\n* subject.display = "x"\n',
    ...files,
  });
}
const build = (project: string, ...args: string[]): Promise<Run> => ig(['build', project, ...LOCKED, ...args]);
/** Each rule once, with what became of its findings: all of the guide's resources lack a narrative, one a performer. */
const rulesOf = (run: Run) => {
  const lines = graveFindings(reportOf(run)).map(({ rule, accepted, known }) => `${rule} ${accepted ?? known ?? ''}`);
  return [...new Set(lines)].sort();
};
const entry = (more = '') =>
  `- message: ['%performer%', '%dom-6: %']\n  reason: Nobody performs here.\n  owner: Ada\n  expires: never\n${more}`;

test('a guide with suppressions.yaml: explained findings, and files for the other programs that are kept fresh', async () => {
  const project = guideWithWarning();
  const strict = ['--fail-on', 'warning', '--format', 'json'];
  const before = await build(project, ...strict);
  expect({ code: before.code, rules: rulesOf(before) }).toEqual({ code: 1, rules: ['best-practice ', 'invariant '] });

  writeFiles(project, { 'suppressions.yaml': entry() });
  const unwritten = await build(project, ...strict);
  expect({ code: unwritten.code, rules: rulesOf(unwritten) }).toEqual({
    code: 1,
    rules: ['best-practice Nobody performs here.', 'invariant Nobody performs here.', 'suppressions-stale '],
  });
  const frozen = await ig(['suppressions', 'write', project, '--frozen', '--quiet']);
  expect({ code: frozen.code, exists: existsSync(join(project, IGNORE)) }).toEqual({ code: 1, exists: false });
  const written = await ig(['suppressions', 'write', project, '--quiet']);
  expect(written.code).toBe(0);
  expect(written.stdout).toContain(`✔ ${IGNORE} was written`);
  expect(readFileSync(join(project, IGNORE), 'utf8')).toContain(
    '# Nobody performs here. (Ada)\n%performer%\n%dom-6: %\n',
  );
  expect(filesBelow(join(project, 'input'))).not.toContain('sushi-ignoreWarnings.txt');
  const after = await build(project, ...strict);
  expect({ code: after.code, rules: rulesOf(after) }).toEqual({
    code: 0,
    rules: ['best-practice Nobody performs here.', 'invariant Nobody performs here.'],
  });
  expect(litterIn(project)).toEqual([]);
});

test('an entry that is over, one without use and one that is not as it should be: findings with their lines', async () => {
  const project = guideWithWarning({
    'suppressions.yaml': `${entry().replace('never', '2020-01-31')}${entry('  for: ig\n').replace(/\[.*\]/, 'never met')}- message: x\n`,
  });
  const run = await build(project, '--format', 'json');
  expect(run.code).toBe(1);
  const found = reportOf(run).issues.map(({ severity, rule, source }) => `${severity} ${rule}:${source?.line}`);
  expect(found.filter((line) => line.includes('suppression'))).toEqual([
    'error suppressions:10',
    'error suppressions:10',
    'error suppressions:10',
    'warning suppression-expired:1',
    'warning suppression-unused:5',
  ]);
});

test('a file that is written by hand is not lost, and alone it holds as it is', async () => {
  const list = '== Suppressed Messages ==\n# By hand.\n%performer%\n%dom-6: %\n';
  const project = guideWithWarning({ [IGNORE]: list });
  const run = await build(project, '--fail-on', 'warning', '--format', 'json');
  expect({ code: run.code, rules: rulesOf(run) }).toEqual({
    code: 0,
    rules: ['best-practice By hand.', 'invariant By hand.'],
  });
  expect((await ig(['suppressions', 'write', project])).stderr).toMatch(/There is no suppressions\.yaml/);

  writeFiles(project, { 'suppressions.yaml': entry() });
  const write = await ig(['suppressions', 'write', project, '--quiet']);
  expect({ code: write.code, stderr: write.stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/input\/ignoreWarnings\.txt is written by hand and would be lost/),
  });
  expect(readFileSync(join(project, IGNORE), 'utf8')).toBe(list);
});

test('with a baseline only what is new fails', async () => {
  const project = guideWithWarning();
  const file = join(project, 'baseline.json');
  const strict = ['--fail-on', 'warning', '--format', 'json'];
  const written = await build(project, ...strict, '--write-baseline', file);
  expect({ code: written.code, rules: rulesOf(written) }).toEqual({
    code: 0,
    rules: ['best-practice true', 'invariant true'],
  });
  const baseline = readFileSync(file, 'utf8');
  const again = await build(project, ...strict, '--baseline', file);
  expect(again.code).toBe(0);
  expect(JSON.parse(readFileSync(join(project, 'build/report.json'), 'utf8')).results).toEqual(reportOf(again).results);

  writeFiles(project, {
    'input/fsh/new.fsh': 'Instance: new\nInstanceOf: Observation\n* status = #nonsense\n* code.text = "x"\n',
  });
  const worse = await build(project, ...strict, '--baseline', file);
  expect(worse.code).toBe(1);
  expect(rulesOf(worse)).toContain('best-practice true');
  expect(readFileSync(file, 'utf8')).toBe(baseline);

  const payload = join(project, 'fsh-generated/resources/Observation-warned.json');
  const validated = ['validate', payload, '--offline', '--quiet', '--fhir-only', ...strict.slice(0, 2)];
  const one = join(project, 'one.json');
  expect((await ig(validated)).code).toBe(1);
  expect((await ig([...validated, '--write-baseline', one])).code).toBe(0);
  for (const format of ['text', 'ndjson'])
    expect((await ig([...validated, '--baseline', one, '--format', format])).code).toBe(0);
});

test('what is no baseline is told before the run', async () => {
  const project = guideWithWarning({ 'wrong.json': '{}' });
  for (const [file, message] of [
    [
      'nowhere.json',
      /The baseline .*nowhere\.json cannot be read: there is no such file\. Make one with --write-baseline/,
    ],
    ['wrong.json', /wrong\.json is no baseline: /],
  ] as const) {
    const run = await build(project, '--baseline', join(project, file));
    expect({ code: run.code, stdout: run.stdout, stderr: run.stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
  }
  const never = await build(project, '--fail-on', 'never', '--write-baseline', join(project, 'b.json'));
  expect({ code: never.code, exists: existsSync(join(project, 'b.json')) }).toEqual({ code: 2, exists: false });
  expect(never.stderr).toContain('--fail-on never');
});
