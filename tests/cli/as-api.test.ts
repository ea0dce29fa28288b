import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { writePackage } from '../../scripts/commands/output/write-package.ts';
import { buildGuide } from '../../scripts/pipeline/build.ts';
import { copyOf, ig, reportOf, root, sharedCache, temporaryFolder } from './run-ig.ts';

const cases = join(root, 'tests', 'api', 'cases');
const good = join(cases, 'shared', 'measure.json');
const bad = join(cases, 'E3', 'fail.json');
const rows = 'https://interop.esante.gouv.fr/ig/fhir/mesmesures/CodeSystem-mes-regle-api.html#mes-regle-api-';
const refusal = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', diagnostics: 'Observation.subject.identifier is mandatory.' }],
};

const documented = { kind: 'documented', questions: [] };

const inGuide = (...args: string[]) => ig(['validate', '--quiet', '--lang', 'en', ...args], { cwd: root });

describe('ig validate --as-api', () => {
  test('what is refused: status, OperationOutcome, the rules with their pages, and exit code 1', async () => {
    const { code, stdout, stderr } = await inGuide('--as-api', bad);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('HTTP 422 Unprocessable Entity: Observation resource not valid.  ');
    expect(stdout).toContain('\n  "resourceType": "OperationOutcome",\n');
    expect(stdout).toContain("\n  documented: the API's own document says so\n");
    expect(stdout).toContain(`E3 Usager identifié  ${rows}E3`);
    expect(stdout).toContain(`I10 Usager non identifié  ${rows}I10`);
    expect(stdout).toContain('not valid');
  });

  test('what is accepted: the status, and exit code 0', async () => {
    const { code, stdout } = await inGuide('--as-api', good);
    expect(code).toBe(0);
    expect(stdout).toContain('HTTP 200 OK');
    expect((await inGuide('--as-api', good, '--verbose')).stdout).toContain('--context accessToken=<value>');
  });

  test('the answer comes first, then what is refused, then warnings; the rest is one line', async () => {
    const text = readFileSync(bad, 'utf8').replace('"status": "final"', '"status": "final", "issued": "2026-10-05"');
    const file = join(temporaryFolder({ 'bad.json': text }), 'bad.json');
    const { stdout } = await inGuide('--as-api', file);
    const places = ['HTTP 422', '✖ error', 'Left out, and told with --verbose', 'not valid,'].map((each) =>
      stdout.indexOf(each),
    );
    expect(places[0]).toBe(0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(stdout).not.toMatch(/dom-6|performer|Not checked/);
    expect(stdout.match(/stand-in/g)).toHaveLength(1);
    expect(stdout).toMatch(/6 answers that depend on the session \(--context\)/);
    const { stdout: whole } = await inGuide('--as-api', file, '--verbose');
    expect(whole).toMatch(/dom-6[\s\S]*performer|performer[\s\S]*dom-6/);
  });

  test('what the guide explains is marked, and still there for programs', async () => {
    const report = reportOf(await inGuide('--as-api', '--format', 'json', good));
    const warnings = report.results[0]?.issues.filter(({ severity }) => severity === 'warning') ?? [];
    expect(warnings.length).toBeGreaterThan(1);
    expect(warnings.every(({ accepted }) => accepted !== undefined)).toBe(true);
  });

  test('in every format', async () => {
    const outcome = await inGuide('--as-api', '--format', 'operation-outcome', bad);
    expect(JSON.parse(outcome.stdout)).toEqual(refusal);
    const json = reportOf(await inGuide('--as-api', '--format', 'json', bad));
    expect(json.results[0]?.answer).toEqual({
      status: 422,
      reason: 'Unprocessable Entity',
      message: 'Observation resource not valid.',
      basis: documented,
      outcome: refusal,
      issueBases: [documented],
    });
    const page = await inGuide('--as-api', '--format', 'html', bad);
    expect(page.stdout).toContain('HTTP 422 Unprocessable Entity');
    expect(page.stdout).toContain(`<a href="${rows}E3" rel="noreferrer">E3</a>`);
    for (const format of ['sarif', 'junit', 'github'])
      expect((await inGuide('--as-api', '--format', format, bad)).stdout).toContain(`${rows}E3`);
  });

  test('each line of NDJSON, in as many threads as are asked for', async () => {
    const line = (file: string) => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
    const lines = [good, bad, good, bad].map(line);
    const folder = temporaryFolder({ 'many.ndjson': [...lines, '{"no": "resource"}', 'no JSON'].join('\n') });
    for (const jobs of ['1', '2']) {
      const run = await inGuide('--as-api', '--format', 'json', '--jobs', jobs, join(folder, 'many.ndjson'));
      expect(run.code).toBe(1);
      expect(reportOf(run).results.map(({ answer }) => answer?.status)).toEqual([200, 422, 200, 422, 400, 400]);
    }
  });

  test('standard input, an empty file, one that is no text', async () => {
    const run = await ig(['validate', '--quiet', '--as-api', '--format', 'json', '-'], { cwd: root, input: '' });
    expect(run.code).toBe(1);
    expect(reportOf(run).results[0]?.answer).toMatchObject({ status: 400, message: 'No bundle provided.' });
    const folder = temporaryFolder({ 'bytes.json': Uint8Array.from([0x7b, 0xff, 0x00]) });
    const bytes = reportOf(await inGuide('--as-api', '--format', 'json', join(folder, 'bytes.json')));
    expect(bytes.results[0]?.answer?.status).toBe(400);
  });

  test('facts of the session', async () => {
    const run = await inGuide('--as-api', '--format', 'json', good, '--context', 'idPe=somebody-else');
    expect(run.code).toBe(1);
    expect(reportOf(run).results[0]?.answer).toMatchObject({ status: 403, reason: 'Forbidden' });
  });
});

describe('ig validate --search', () => {
  const search = 'Observation?code=29463-7&subject.identifier=urn:oid:2.999.250.1.4%7Cx&_sort=-date&_count=';

  test('is accepted or refused like a payload', async () => {
    expect(await inGuide('--search', `${search}1`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('HTTP 200'),
    });
    const refused = await inGuide('--search', `${search}2`, '--format', 'json');
    expect(refused.code).toBe(1);
    expect(reportOf(refused).results[0]?.answer).toMatchObject({ status: 400, message: 'Request not valid' });
  });

  test('several in one run, and files beside them', async () => {
    const run = await inGuide('--search', `${search}1`, '--search', `${search}2`, '--as-api', good, '--format', 'json');
    expect(reportOf(run).results.map(({ answer }) => answer?.status)).toEqual([200, 400, 200]);
  });
});

describe('from the package of a guide alone', () => {
  const folder = temporaryFolder();
  beforeAll(async () => {
    vi.stubEnv('IG_CACHE', sharedCache);
    const { signal } = new AbortController();
    const { guide, packages } = await buildGuide(root, {
      offline: true,
      frozen: true,
      writes: false,
      recalls: true,
      signal,
    });
    vi.unstubAllEnvs();
    if (guide === undefined) throw new Error('The guide was not compiled.');
    // Not into build/ of this project, where other tests read what is there.
    await writePackage(root, folder, guide, packages, signal);
  });
  const alone = (...args: string[]) =>
    ig(['validate', '--quiet', '--lang', 'en', '--offline', '--package', 'package.tgz', ...args], { cwd: folder });

  test('what the guide lives with is explained there too, by the archive and by its folder', async () => {
    const lines = (text: string) => text.split('\n').filter((line) => line.startsWith('Left out'));
    const there = await alone('--as-api', good);
    const args = ['--quiet', '--lang', 'en', '--offline', '--package', 'package', '--as-api', good];
    const { stdout } = await ig(['validate', ...args], { cwd: folder });
    for (const text of [there.stdout, stdout])
      expect(lines(text).join()).toMatch(/\d+ findings that the guide explains/);
    const { stdout: here } = await inGuide('--as-api', good);
    expect(lines(stdout)).toEqual(lines(there.stdout));
    expect(/(\d+) findings that the guide explains/.exec(there.stdout)?.[1]).toBe(
      /(\d+) findings that the guide explains/.exec(here)?.[1],
    );
  });

  test('payloads and searches are judged as in its folder', async () => {
    for (const file of [good, bad]) {
      const [here, there] = [await inGuide('--as-api', '--format', 'json', file), await alone('--as-api', '--format', 'json', file)].map(reportOf); // biome-ignore format: a pair
      expect(there?.results[0]?.answer).toEqual(here?.results[0]?.answer);
    }
    expect((await alone('--search', 'Observation?code=29463-7')).stdout).toContain('HTTP 400');
  });

  test('what it names of other packages is with it: devices, extensions and lists of codes', async () => {
    const shared = join(root, 'tests/api/cases/shared');
    const names = ['measure-and-device', 'blood-pressure', 'glucose-blood', 'glucose-interstitial', 'glucose-hba1c'];
    const files = names.map((name) => join(shared, `${name}.json`));
    const moment = readFileSync(files[2] ?? '', 'utf8').replace('53049-3', '53049-0');
    expect(moment).toContain('53049-0');
    writeFileSync(join(folder, 'moment.json'), moment);
    files.push(join(folder, 'moment.json'));
    const [here, there] = [
      reportOf(await inGuide('--as-api', '--format', 'json', ...files)),
      reportOf(await alone('--as-api', '--format', 'json', ...files)),
    ];
    expect(there.results.map(({ answer }) => answer)).toEqual(here.results.map(({ answer }) => answer));
    expect(here.results.map(({ answer }) => answer?.status)).toEqual([200, 200, 200, 200, 200, 422]);
    expect(there.issues.map(({ rule }) => rule)).not.toContain('package-missing');
    expect(there.packages.filter(({ source }) => source === 'stand-in').map(({ id }) => id)).toContain(
      'hl7.fhir.uv.phd',
    );
  });

  test('the answer is told in the language of the guide, which the package has too; --lang goes before it', async () => {
    const command = ['validate', '--quiet', '--offline', '--as-api', bad];
    const there = await ig([...command, '--package', 'package.tgz'], { cwd: folder });
    const here = await ig(command, { cwd: root });
    for (const { code, stdout } of [there, here]) {
      expect(code).toBe(1);
      expect(stdout).toContain('HTTP 422 Unprocessable Entity: Observation resource not valid.  ');
      expect(stdout).toContain('\n  documentée\u00a0: le document de l’API le dit\n');
      expect(stdout).toMatch(/^✖ erreur {2}/m);
      expect(stdout).toContain('1 sur 1\u00a0ressource non valide');
    }
    expect((await ig([...command, '--lang', 'en'], { cwd: root })).stdout).toContain('✖ error');
    expect((await ig(['validate', '--quiet', good], { cwd: root })).stdout).toContain('1 resource valid');
    const search = await ig(['validate', '--quiet', '--search', 'Observation?code=29463-7'], { cwd: root });
    expect(search.stdout).toContain('✖ erreur');
    expect(JSON.parse((await ig([...command, '--format', 'operation-outcome'], { cwd: root })).stdout)).toEqual(
      refusal,
    );
  });

  test('nobody says that no profiles are known', async () => {
    const { stdout } = await alone('--format', 'json', good);
    expect(stdout).not.toContain('without-guide');
  });

  test('another package describes no API', async () => {
    const run = await ig(['validate', '--as-api', '--package', 'hl7.terminology.r4#7.0.1', '--offline', good], {
      cwd: folder,
    });
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--package package.tgz') });
  });
});

describe('ig validate without --as-api', () => {
  const unnamed = () => {
    const text = readFileSync(good, 'utf8').replace(/"meta": \{[\s\S]*?\]\s*\},/, '');
    return join(temporaryFolder({ 'plain.json': text }), 'plain.json');
  };

  test('a transaction that names no profile of the guide does not end in a plain "valid"', async () => {
    const { stdout } = await inGuide(unnamed());
    expect(stdout).toMatch(
      /1 resource valid as FHIR alone: no profile of the guide was applied to 1 resource \(--as-api/,
    );
  });

  test('one that does is valid', async () => {
    expect((await inGuide(good)).stdout).toContain('1 resource valid, 0 errors');
  });
});

describe('what cannot be judged', () => {
  for (const [args, says] of [
    [['--as-api'], '--as-api needs paths'],
    [['--as-api', '--fhir-only', good], '--as-api needs a guide'],
    [['--as-api', '--engine', 'both', good], '--as-api cannot be asked of --engine both'],
    [['--context', 'oid=1', good], '--context needs --as-api or --search'],
    [['--as-api', '--context', 'oid', good], 'It must be name=value'],
    [['--search', ''], 'It is empty'],
    [['--search', 'Observation?x=1', good], 'add --as-api for the files'],
  ] as const)
    test(args.join(' ').replaceAll(root, ''), async () => {
      const { code, stdout, stderr } = await inGuide(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(says);
    });

  test('a fact that the API never asks for', async () => {
    const run = await inGuide('--as-api', good, '--context', 'idPE=x');
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Did you mean "idPe"?') });
  });

  test('a folder without a guide', async () => {
    const run = await ig(['validate', '--quiet', '--as-api', good], { cwd: temporaryFolder() });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no sushi-config.yaml') });
  });

  test('a guide that describes no API', async () => {
    const run = await ig(['validate', '--quiet', '--as-api', good], { cwd: copyOf('fsh-only') });
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('describes no API') });
  });
});

describe('ig explain-rule', () => {
  test('tells of a rule of the guide, by its number and by its invariant', async () => {
    const numbered = await ig(['explain-rule', 'E3'], { cwd: root });
    expect(numbered.code).toBe(0);
    expect(numbered.stdout.split('\n')[0]).toBe('E3 (rule of the guide)');
    expect(numbered.stdout).toContain(
      'Answered: HTTP 422 Unprocessable Entity, invalid, Observation.subject.identifier',
    );
    expect(numbered.stdout).toContain(`${rows}E3\n`);
    const json = await ig(['explain-rule', 'mes-imc', '--format', 'json'], { cwd: root });
    expect(JSON.parse(json.stdout).map(({ code }: { code: string }) => code)).toEqual(['E7', 'I9']);
  });

  test('from elsewhere with --project; a number that the guide does not have is unknown', async () => {
    const cwd = temporaryFolder();
    expect((await ig(['explain-rule', 'J12', '--project', root], { cwd })).code).toBe(0);
    expect(await ig(['explain-rule', 'J13', '--project', root], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});
