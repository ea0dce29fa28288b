import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, ig, reportOf, root, runCommand, temporaryFolder } from './run-ig.ts';

describe('a command line that cannot be run: exit code 2, and what to type instead', () => {
  const cases: readonly [args: string[], says: string][] = [
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['biuld'], 'Did you mean build?'],
    [['help', 'packages', 'lokc'], 'Did you mean lock?'],
    [['help', 'build', 'lock'], "unknown command 'lock'"],
    [['build', '--frosen'], 'Did you mean --frozen?'],
    [
      ['build', '--format', 'xml'],
      'Allowed choices are text, json, ndjson, html, junit, sarif, github, operation-outcome.',
    ],
    [['build', '--fail-on', 'fatal'], 'Allowed choices are error, warning, information, never.'],
    [['build', '--max-findings', '-1'], 'It must be a whole number from 0 to 10000.'],
    [['packages', 'lock', '--source', 'web'], 'Allowed choices are npm, registry.'],
    [['packages', 'explain'], "missing required argument 'canonical'"],
    [['validate', '--fhir-only'], '--fhir-only needs paths'],
    [['validate', '--profile', 'http://hl7.org/fhir/StructureDefinition/bp'], '--profile needs paths'],
    [['packages', 'lock', '--source', 'registry', '--offline'], 'Leave one of them out'],
  ];
  for (const [args, says] of cases) {
    test(`ig ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await ig(args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain(says);
    });
  }

  test('a folder that is no guide: what to do about it', async () => {
    const folder = temporaryFolder({ 'notes.txt': 'none' });
    for (const args of [['build'], ['validate'], ['packages', 'list'], ['build', join(folder, 'notes.txt')]]) {
      const { code, stderr } = await ig(args, { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toContain('There is no sushi-config.yaml in');
    }
  });
});

describe('the guide that one is in', () => {
  const config =
    'canonical: https://example.test\nid: example.test\nstatus: draft\nversion: 0.1.0\nfhirVersion: 4.0.1\n';
  const guide = temporaryFolder({ 'sushi-config.yaml': config, 'input/fsh/deep/a.fsh': '', 'other/notes.txt': '' });

  test('is found from any folder below it', async () => {
    const { code, stdout } = await ig(['packages', 'list', '--offline'], { cwd: join(guide, 'input/fsh/deep') });
    expect(stdout).toContain('hl7.fhir.r4.core');
    expect(code).toBe(0);
    expect(existsSync(join(guide, 'input/fsh/deep/fhir-packages.lock.json'))).toBe(false);
  });

  test('a folder that is named is not looked for elsewhere', async () => {
    const { code, stderr } = await ig(['packages', 'list', '.'], { cwd: join(guide, 'other') });
    expect(code).toBe(2);
    expect(stderr).toContain(`There is no sushi-config.yaml in ${join(guide, 'other')}`);
  });
});

test('ig explain-rule tells an invariant of any loaded definition', async () => {
  const { code, stdout } = await ig(['explain-rule', 'dom-6']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^dom-6 \(invariant, warning\)\nA resource should have narrative .*\nFHIRPath, on DomainResource: .*\nBrought by .*DomainResource \(hl7\.fhir\.r4\.core#4\.0\.1\)/,
  );
  const unknown = await ig(['explain-rule', 'dom-66']);
  expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining("unknown rule 'dom-66'") });
});

test('help and version are answers, not mistakes', async () => {
  const help = await ig(['--help']);
  expect(help.code).toBe(0);
  for (const command of ['build', 'validate', 'packages', 'doctor'])
    expect(help.stdout).toMatch(new RegExp(`^  ${command}`, 'm'));
  expect(await ig(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(await ig(['help', 'validate'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--allow-example-urls'),
  });
  const below = await ig(['help', 'packages', 'lock']);
  expect(below).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: ig packages lock') });
  expect(below.stdout).toBe((await ig(['packages', 'lock', '--help'])).stdout);
});

describe('reports', () => {
  const folder = temporaryFolder({
    'bundles/a.json': '{\n  "resourceType": "Patient",\n  "name": [{ "family": "Red" }]\n}\n',
    'hostile.json': '{\n  "resourceType": "Patient",\n  "\\u001b[31mred": true\n}\n',
  });
  const validate = (...args: string[]) => ig(['validate', '--fhir-only', 'bundles/a.json', ...args], { cwd: folder });

  test('findings go to standard output, progress to standard error, colours to terminals only', async () => {
    const { code, stdout, stderr } = await validate();
    expect(code).toBe(0);
    expect(stdout).toContain('dom-6');
    expect(stdout).toMatch(/✔ 1 resource valid, 0 errors, \d+ warning/);
    expect(stderr).toContain('Validate');
    expect(stderr).not.toContain('dom-6');
    expect(stdout).not.toContain('\u001b');
  });

  test('what a payload holds cannot drive the terminal', async () => {
    const { code, stdout } = await ig(['validate', '--fhir-only', 'hostile.json'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('unknown-property');
    expect(stdout).not.toContain('\u001b');
  });

  test('--quiet says nothing on standard error, --output nothing on standard output', async () => {
    const file = join(folder, 'made', 'report.json');
    const run = await validate('--quiet', '--format', 'json', '--output', file);
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse(readFileSync(file, 'utf8')).summary.resources).toBe(1);
    expect(filesBelow(join(folder, 'made'))).toEqual(['report.json']);
  });

  test('--fail-on decides the exit code, and nothing else', async () => {
    const gates = ['error', 'warning', 'information', 'never'];
    const runs = await Promise.all(gates.map((gate) => validate('--format', 'json', '--fail-on', gate)));
    expect(runs.map(({ code }) => code)).toEqual([0, 1, 1, 0]);
    for (const run of runs) expect(reportOf(run).summary.warnings).toBe(1);
  });

  test('each format is what its readers expect', async () => {
    const formats = ['ndjson', 'html', 'junit', 'sarif', 'github', 'operation-outcome'];
    const runs = await Promise.all(formats.map((format) => validate('--format', format)));
    const [ndjson = '', html, junit, sarif = '', github, outcome = ''] = runs.map(({ stdout }) => stdout);
    for (const line of ndjson.trim().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
    expect(html).toMatch(/^<!doctype html>/i);
    expect(junit).toMatch(/^<\?xml .*<testsuites/s);
    expect(JSON.parse(sarif)).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'ig' } } }] });
    expect(github).toMatch(/^::warning file=bundles\/a\.json,line=1/m);
    expect(JSON.parse(outcome)).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('one run writes several reports, and all of them tell the same', async () => {
    const files = ['out.sarif', 'out.ndjson', 'out.json', 'out.txt'];
    const asked = files.flatMap((name) => ['--format', `${name.slice(4).replace('txt', 'text')}=${name}`]);
    const { code, stdout, stderr } = await validate(...asked, '--format', 'github');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::warning file=bundles/m);
    expect(stderr).not.toContain('valid,');
    const [sarif = '', ndjson = '', json = '', text] = files.map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(JSON.parse(sarif).runs[0].results).toHaveLength(1);
    expect(JSON.parse(ndjson.trim().split('\n').at(-1) ?? '').summary.warnings).toBe(1);
    expect(JSON.parse(json).summary.warnings).toBe(1);
    expect(text).toContain('1 warning');
  });

  test('where all reports go to files, the verdict is still said, and where they are', async () => {
    const { stdout, stderr } = await validate(
      '--format',
      'json=all.json',
      '--format',
      'ndjson',
      '--output',
      'all.ndjson',
    );
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /✔ 1 resource valid, 0 errors, 1 warning .*\nThe report: all\.json\nThe report: all\.ndjson\n$/,
    );
  });

  test.each([
    [['--format', 'json', '--format', 'text'], 'Only one format goes to standard output'],
    [['--format', 'json='], 'Name the file: json=report.json'],
    [['--format', 'json=a', '--output', 'b'], '--output b has no format'],
    [['--format', 'json=a', '--format', 'sarif=./a'], '--format json= and --format sarif= name the same file'],
    [['--format', 'sarif=bundles/a.json'], '--format sarif=bundles/a.json would replace bundles/a.json'],
    [['--format', 'sarif=bundles'], 'it is a folder'],
  ])('%j is refused before anything is done', async (options, says) => {
    const before = filesBelow(folder);
    const run = await validate(...options);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) });
    expect(filesBelow(folder)).toEqual(before);
  });

  test('a reader that stops early is no failure', async () => {
    const program = `node ${join(root, 'bin/ig.js')} validate --fhir-only --quiet --format json bundles/a.json`;
    const run = await runCommand('bash', ['-o', 'pipefail', '-c', `${program} | head -c 10`], { cwd: folder });
    expect(run).toMatchObject({ code: 0, stdout: '{\n  "tool"', stderr: '' });
  });

  test.skipIf(!existsSync('/dev/full'))('standard output on a full disk is told, with exit code 2', async () => {
    const program = `node ${join(root, 'bin/ig.js')} validate --fhir-only --quiet bundles/a.json > /dev/full`;
    const run = await runCommand('bash', ['-c', program], { cwd: folder });
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^ig: Standard output cannot be written .*ENOSPC/),
    });
  });

  test('a report that cannot be written is told, with exit code 2', async () => {
    const run = await validate('--quiet', '--output', join(folder, 'bundles/a.json/report.txt'));
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Cannot write ') });
  });
});

test('ig doctor tells what is here, and the command that gets what is missing', async () => {
  const run = await ig(['doctor', '--format', 'json'], { env: { PATH: temporaryFolder() } });
  const probes: { name: string; found: boolean; neededFor: string; remedy?: string }[] = JSON.parse(run.stdout);
  expect(probes.find(({ name }) => name === 'Node.js')).toMatchObject({ found: true });
  const git = probes.find(({ name }) => name === 'git');
  expect(git).toMatchObject({ found: false, remedy: expect.stringContaining('install git') });
  const text = await ig(['doctor']);
  expect(text.stdout).toContain('✔ Node.js');
  expect(text.code).toBe(text.stdout.includes('cannot build') ? 1 : 0);
});

test('ig doctor finds a cache that cannot be used', async () => {
  const folder = temporaryFolder({ file: '' });
  const { code, stdout } = await ig(['doctor'], { env: { IG_CACHE: join(folder, 'file') } });
  expect(code).toBe(1);
  expect(stdout).toMatch(/✖ package cache .*name a writable folder in IG_CACHE/);
});
