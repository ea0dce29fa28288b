import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import { serve } from '../packages/loopback-registry.ts';
import { startServer } from '../terminology-server/tiny-server.ts';
import { filesBelow, graveFindings, ig, type Run, reportOf, temporaryFolder } from './run-ig.ts';

const observation = (code: string, display?: string) => ({
  resourceType: 'Observation',
  meta: { profile: ['http://guide.test/StructureDefinition/weight'] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code, ...(display === undefined ? {} : { display }) }] },
  subject: { display: 'x' },
  performer: [{ display: 'x' }],
  effectiveDateTime: '2026-01-01',
});
const lines = Array.from({ length: 200 }, (_, at) =>
  JSON.stringify(observation(['29463-7', '8302-2', '41909-3', `${at}-9`][at % 4] ?? '')),
);

const guide = temporaryFolder({
  'sushi-config.yaml':
    'id: test.guide\ncanonical: http://guide.test\nname: Guide\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n',
  'input/fsh/weight.fsh': `Profile: Weight
Id: weight
Parent: Observation
Description: "A weight."
* code from Weights (required)

ValueSet: Weights
Id: weights
Description: "Weights of LOINC."
* include codes from system http://loinc.org where CLASS = "BDYWGT.ATOM"

Instance: right
InstanceOf: Weight
* status = #final
* code = http://loinc.org#29463-7 "Body weight"

Instance: wrong
InstanceOf: Weight
* status = #final
* code = http://loinc.org#8302-2 "Height"
`,
  'weight.json': JSON.stringify(observation('29463-7', 'Body weight')),
  'height.json': JSON.stringify(observation('8302-2', 'Height')),
  'many.ndjson': `${lines.join('\n')}\n`,
});
const server = await startServer();
let isOpen = true;
const closeServer = async () => {
  if (isOpen) await server.close();
  isOpen = false;
};
afterAll(closeServer);

/** The operations of a batch. */
const urlsOf = (body: unknown) =>
  ((body as { entry?: { request: { url: string } }[] } | undefined)?.entry ?? []).map(({ request }) => request.url);
const run = (...args: string[]) => ig([...args, '--format', 'json', '--fail-on', 'never'], { cwd: guide });
/** What is said of codes; that a weight needs a value is another matter. */
const shown = (report: Report) =>
  graveFindings(report).flatMap(({ severity, rule, expression }) =>
    /^(?:binding|code|display)/.test(rule) ? [`${severity} ${rule} ${expression}`] : [],
  );
/** All that a run said, but for when it did and the time that it took. */
const withoutTimes = ({ code, stdout }: Run) => ({
  code,
  stdout: stdout.replace(/"seconds": ?[\d.]+|"date": ?"[^"]+"/g, ''),
});

describe('with a terminology server', () => {
  const commands = [
    ['build'],
    ['validate', 'weight.json', 'height.json'],
    ['validate', 'many.ndjson'],
    ['validate', 'many.ndjson', '--jobs', '2'],
  ];
  const first = new Map<string, Run>();

  test('what the packages leave open is found', async () => {
    await ig(['packages', 'lock'], { cwd: guide });
    for (const args of commands) first.set(args.join(' '), await run(...args, '--tx', server.url));
    const build = reportOf(first.get('build') as Run);
    expect(shown(build)).toEqual([
      'error display Observation.code.coding[0].display',
      'error binding-required Observation.code',
    ]);
    expect(build.terminology).toEqual({ server: server.url, software: ['Tiny 1.0'], answers: 4 });
    const display = graveFindings(build).find(({ rule }) => rule === 'display');
    expect(display?.source).toMatchObject({ file: 'input/fsh/weight.fsh', line: 20 });

    const many = reportOf(first.get('validate many.ndjson') as Run);
    expect(many.summary).toMatchObject({ resources: 200, notChecked: 0 });
    expect(new Set(shown(many))).toEqual(
      new Set([
        'error binding-required Observation.code',
        'warning code-status Observation.code.coding[0].code',
        'error code-unknown Observation.code.coding[0].code',
      ]),
    );
  });

  test('threads say what one thread says', () => {
    const [one, two] = ['validate many.ndjson', 'validate many.ndjson --jobs 2'].map((name) => first.get(name));
    expect(withoutTimes(two as Run)).toEqual(withoutTimes(one as Run));
  });

  test('the server was asked about each code once', () => {
    const asked = server.met.flatMap(({ line, body }) =>
      [line, ...urlsOf(body)].filter((each) => each.includes('CodeSystem/')),
    );
    // 53 codes without a display and 2 with one, of which one is asked once more without: that its display is wrong.
    expect(asked).toHaveLength(53 + 2 + 1);
  });

  test('a second run says the same to the byte, and needs no server', async () => {
    await closeServer();
    for (const args of commands) {
      const again = await run(...args, '--tx', server.url);
      expect(withoutTimes(again), args.join(' ')).toEqual(withoutTimes(first.get(args.join(' ')) as Run));
      expect(again.stderr).toMatch(/Terminology server http:\S+: \d+ answers replayed from input\/txcache\.\n/);
      expect(await run(...args, '--tx', server.url, '--offline').then(withoutTimes)).toEqual(withoutTimes(again));
    }
  });

  test('the recording has nothing but what was asked and answered', () => {
    const files = filesBelow(join(guide, 'input', 'txcache'));
    expect(files.map((name) => name.replace(/^.*\/|-[0-9a-f]{8}\.jsonl$/g, ''))).toEqual([
      'CodeSystem-loinc.org',
      'ValueSet-guide.test-ValueSet-weights-1.0.0',
    ]);
    expect(existsSync(join(guide, 'input', 'txcache', files[0] ?? ''))).toBe(true);
  });

  test('nothing is asked, and the guide is as it was, without --tx', async () => {
    const report = reportOf(await run('validate', 'height.json'));
    expect(shown(report)).toEqual([]);
    expect(report.terminology).toBeUndefined();
    expect(report.summary.notChecked).toBe(2);
  });
});

describe('where nothing may be asked', () => {
  for (const option of ['--offline', '--frozen']) {
    test(`${option} tells of each question without an answer how to record it`, async () => {
      const args = ['validate', 'weight.json', '--tx', 'http://127.0.0.1:9/r4', '--tx-cache', 'elsewhere'];
      const report = reportOf(await run(...args, option));
      const notes = report.results.flatMap(({ issues }) => issues).filter(({ rule }) => rule === 'not-checked');
      expect(notes).toHaveLength(2);
      for (const { message } of notes)
        expect(message).toContain(
          `elsewhere has no answer of http://127.0.0.1:9/r4 to this. To record it, run ig validate --tx http://127.0.0.1:9/r4 without ${option}.`,
        );
      expect(existsSync(join(guide, 'elsewhere'))).toBe(false);
    });
  }
});

describe('a server that cannot be used', () => {
  test('ends the run with one sentence and the exit code 2', async () => {
    const { code, stderr, stdout } = await ig(
      ['validate', 'weight.json', '--tx', 'http://user:secret@127.0.0.1:9/r4', '--tx-cache', 'elsewhere', '--quiet'],
      { cwd: guide },
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^ig: The terminology server http:\/\/127\.0\.0\.1:9\/r4 cannot be used: .*\n$/);
    expect(stderr).not.toContain('secret');
  });

  for (const value of ['tx.fhir.org', 'ftp://tx.fhir.org', 'https://tx.fhir.org/r4?x=1', '']) {
    test(`"${value}" is no address`, async () => {
      const { code, stderr } = await ig(['validate', 'weight.json', '--tx', value], { cwd: guide });
      expect(code).toBe(2);
      expect(stderr).toContain('base address');
    });
  }
});

test('two runs at once record what both were told', async () => {
  const other = await startServer();
  const folder = temporaryFolder({
    'a.json': JSON.stringify(observation('1-8')),
    'b.json': JSON.stringify(observation('2-6')),
    'c.json': JSON.stringify(observation('3-4')),
  });
  const each = ['a.json', 'b.json', 'c.json'];
  const validate = (file: string) =>
    ig(['validate', '--fhir-only', file, '--tx', other.url, '--tx-cache', 'txcache'], { cwd: folder });
  try {
    for (const { code } of await Promise.all(each.map(validate))) expect(code).toBe(1);
  } finally {
    await other.close();
  }
  const again = await ig(['validate', '--fhir-only', ...each, '--tx', other.url, '--tx-cache', 'txcache'], {
    cwd: folder,
  });
  expect(again.stderr).toContain('3 answers replayed from txcache.');
  expect(filesBelow(join(folder, 'txcache'))).toHaveLength(1);
});

test('a run that is stopped keeps the answers that it has', async () => {
  const folder = temporaryFolder({
    'first.json': JSON.stringify(observation('1-8')),
    'never.json': JSON.stringify(observation('2-6')),
  });
  let hasBeenAsked = false;
  const address = await serve((request, response) => {
    if (request.url === '/metadata') response.end('{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1"}');
    else if (request.method === 'GET') response.writeHead(404).end();
    else if (!hasBeenAsked) {
      hasBeenAsked = true;
      response.end('{"resourceType":"Parameters","parameter":[{"name":"result","valueBoolean":true}]}');
    } // the second question waits for ever
  });
  const args = ['validate', '--fhir-only', 'first.json', 'never.json', '--tx', address, '--tx-cache', 'txcache'];
  const { code, stderr } = await ig(args, { cwd: folder, stop: { at: 'Validate', afterMs: 5_000, by: 'SIGINT' } });
  expect(code).toBe(2);
  expect(stderr).toContain('1 asked and recorded there');
  const [name = ''] = filesBelow(join(folder, 'txcache'));
  expect(
    readFileSync(join(folder, 'txcache', name), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(2);
});

test('--tx-cache without --tx is a slip', async () => {
  const { code, stderr } = await ig(['validate', 'weight.json', '--tx-cache', 'x'], { cwd: guide });
  expect(code).toBe(2);
  expect(stderr).toBe('ig: --tx-cache is for the answers of a terminology server: say which with --tx.\n');
});

test('a damaged recording is told with its line, and nothing is validated', async () => {
  const folder = join(guide, 'input', 'txcache');
  const [name = ''] = filesBelow(folder);
  const text = readFileSync(join(folder, name), 'utf8');
  writeFileSync(join(folder, name), text.replace('\n', '\n<<<<<<< HEAD\n'));
  const { code, stdout } = await ig(['validate', 'weight.json', '--tx', server.url, '--format', 'json'], {
    cwd: guide,
  });
  writeFileSync(join(folder, name), text);
  expect(code).toBe(1);
  const report = JSON.parse(stdout) as Report;
  expect(report.results).toEqual([]);
  expect(report.issues).toMatchObject([
    { rule: 'terminology-recording', source: { file: `input/txcache/${name}`, line: 2 } },
  ]);
});
