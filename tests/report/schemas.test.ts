import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatLockfile, parseLockfile } from '../../scripts/packages/lockfile.ts';
import { parseOwnPackages } from '../../scripts/packages/own/own-packages.ts';
import { parseSuppressions } from '../../scripts/report/gate/suppression-file.ts';
import { copyOf, ig, root, writeFiles } from '../cli/run-ig.ts';

const read = (name: string) => readFileSync(join(root, name), 'utf8');
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
const schemas = Object.fromEntries(
  ['report', 'suppressions', 'lockfile', 'packages'].map((name) => [
    name,
    ajv.compile(JSON.parse(read(`docs/schemas/${name}.schema.json`))),
  ]),
);

/** Why a schema refuses a value; empty where it does not. */
function faults(name: string, value: unknown): string[] {
  const schema = schemas[name];
  return schema?.(value) === true ? [] : (schema?.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

describe('packages.yaml', () => {
  test.each([
    'example.a: ../core',
    'example.a#1.0.0: core.tgz',
    '"@scope/a": ./a',
    'example.a: git+https://example.org/a.git#v1.0.0:build/package',
    '',
    'example.a: /core',
    'example.a: https://example.org/a.tgz',
    'example.a: git+https://example.org/a.git',
    'example a: ./core',
    'example.a: 1',
    '- example.a',
  ])('is taken by the schema as by the reader: %s', (text) => {
    expect(faults('packages', parse(text)).length > 0, text).toBe(parseOwnPackages(text).issues.length > 0);
  });
});

describe('the report', () => {
  test('of a guide with findings of every kind is as its schema says', async () => {
    const guide = copyOf('fsh-only', {
      'input/fsh/more.fsh': [
        'Instance: wrong\nInstanceOf: Patient\nUsage: #example\n* gender = #man\n* insert Born\n',
        'RuleSet: Born\n* birthDate = "1999-13-01"\n',
        'Instance: bundle\nInstanceOf: Bundle\nUsage: #example\n* type = #collection\n* entry.resource = wrong\n',
      ].join('\n'),
      'suppressions.yaml': '- rule: invariant\n  reason: because\n  owner: us\n  expires: never\n',
    });
    const run = await ig(['build', guide, '--offline', '--format', 'json']);
    const report = JSON.parse(run.stdout);
    expect(report.summary.errors).toBeGreaterThan(0);
    expect(report).toMatchObject({ guide: { version: expect.any(String) }, date: expect.any(String) });
    expect(JSON.stringify(report)).toContain('"acceptedBy":"us"');
    expect(report.results.length).toBeGreaterThan(2);
    expect(faults('report', report)).toEqual([]);
    expect(faults('report', JSON.parse(readFileSync(join(guide, 'build/report.json'), 'utf8')))).toEqual([]);
    // It says no to what is none.
    expect(faults('report', { ...report, results: [{ ...report.results[0], valid: 'yes' }] })).not.toEqual([]);
    expect(faults('report', { ...report, issues: [{ severity: 'grave' }] })).not.toEqual([]);
  });

  test('of payloads that are judged as an API is as its schema says', async () => {
    const guide = copyOf('fsh-only');
    writeFiles(guide, { 'p.json': '{"resourceType":"Patient","gender":"man"}' });
    const run = await ig([
      'validate',
      join(guide, 'p.json'),
      '--project',
      root,
      '--offline',
      '--as-api',
      '--format',
      'json',
    ]);
    const report = JSON.parse(run.stdout);
    expect(report.results[0].answer.status).toBeGreaterThanOrEqual(200);
    expect(faults('report', report)).toEqual([]);
  });
});

describe('suppressions.yaml', () => {
  test('of this guide, and an empty one, are as the schema says', () => {
    expect(faults('suppressions', parse(read('suppressions.yaml')))).toEqual([]);
    expect(faults('suppressions', parse('# nothing yet\n'))).toEqual([]);
  });

  const whole = { message: '%a%', reason: 'b', owner: 'c', expires: 'never' };
  const { message: _, ...withoutMessage } = whole;
  const cases: Readonly<Record<string, unknown>> = {
    whole: [whole],
    'with a date': [{ ...whole, expires: '2027-06-30' }],
    'with lists': [{ ...whole, message: ['a', 'b'], for: ['ig', 'sushi'] }],
    'with a rule in place of a message': [{ ...withoutMessage, rule: 'x' }],
    'with neither': [withoutMessage],
    'for all findings': [{ ...whole, message: '%%' }],
    'without a reason': [{ ...whole, reason: ' ' }],
    'without an owner': [{ message: 'a', reason: 'b', expires: 'never' }],
    'with no date': [{ ...whole, expires: 'soon' }],
    'for nobody': [{ ...whole, for: 'java' }],
    'with something else': [{ ...whole, note: 'x' }],
    'that is no list': { whole },
  };
  test.each(Object.keys(cases))('%s: the schema says what ig says', (name) => {
    const { issues } = parseSuppressions(JSON.stringify(cases[name]));
    expect(faults('suppressions', cases[name]).length === 0).toBe(issues.length === 0);
  });
});

describe('the lockfile', () => {
  const { value: lock } = parseLockfile(read('fhir-packages.lock.json'), 'fhir-packages.lock.json');
  const own = JSON.parse(formatLockfile(lock ?? { lockfileVersion: 1, packages: [] }));
  const [first] = own.packages;

  test('of this guide is as the schema says', () => {
    expect([own.packages.length > 5, faults('lockfile', own)]).toEqual([true, []]);
  });

  const cases: Readonly<Record<string, unknown>> = {
    'of a scope': { ...own, packages: [{ ...first, id: '@scope/a.b' }] },
    'of another version': { ...own, lockfileVersion: 2 },
    'with an open version': { ...own, packages: [{ ...first, version: '1.0.x!' }] },
    'with a path for a name': { ...own, packages: [{ ...first, id: '../x' }] },
    'without a digest': { ...own, packages: [{ id: 'a.b', version: '1.0.0', source: 'npm' }] },
    'from a file': { ...own, packages: [{ ...first, source: 'nowhere' }] },
    'with something else': { ...own, note: 'x' },
  };
  test.each(Object.keys(cases))('%s: the schema says what ig says', (name) => {
    const { issues } = parseLockfile(JSON.stringify(cases[name]), 'fhir-packages.lock.json');
    expect(faults('lockfile', cases[name]).length === 0).toBe(issues.length === 0);
  });
});
