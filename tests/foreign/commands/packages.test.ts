import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorLines, ig, reportOf, temporaryFolder } from '../../cli/run-ig.ts';
import { archiveOf } from '../../hostile/package-archive.ts';

const packed = (files: Readonly<Record<string, object>>) =>
  archiveOf(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)])));

const guide = {
  resourceType: 'ImplementationGuide',
  url: 'https://test.example/ImplementationGuide/old',
  version: '1.0.0',
  name: 'Old',
  status: 'active',
  packageId: 'test.old',
  fhirVersion: ['4.0.1'],
};
const strict = {
  resourceType: 'StructureDefinition',
  id: 'strict',
  url: 'https://test.example/StructureDefinition/strict',
  version: '1.0.0',
  name: 'Strict',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient.active', path: 'Patient.active', min: 1 }] },
};

/** hl7 (6.8.2): it takes such a package; the first patient is valid, the second is not. */
describe('a package of the Publisher of 2020 to 2022, which has its ImplementationGuide twice', () => {
  const folder = temporaryFolder({
    'old.tgz': packed({
      'package.json': { name: 'test.old', version: '1.0.0', fhirVersions: ['4.0.1'] },
      'ImplementationGuide-old.json': { ...guide, id: 'old', definition: { resource: [] } },
      'StructureDefinition-strict.json': strict,
      'ig-r4.json': { ...guide, id: 'old', definition: { grouping: [] } },
    }),
    'right.json': '{"resourceType":"Patient","active":true}',
    'wrong.json': '{"resourceType":"Patient"}',
  });
  const validate = (file: string) =>
    ig(
      [
        'validate',
        '--fhir-only',
        '--offline',
        '--format',
        'json',
        '--package',
        'old.tgz',
        '--profile',
        strict.url,
        file,
      ],
      { cwd: folder },
    );

  test('is used, and a note says which of the two', async () => {
    const [right, wrong] = [await validate('right.json'), await validate('wrong.json')];
    expect([right.code, wrong.code]).toEqual([0, 1]);
    expect(errorLines(wrong)).toEqual([expect.stringContaining('Patient.active is missing')]);
    expect(reportOf(right).issues.filter(({ rule }) => rule === 'duplicate-canonical')).toEqual([
      expect.objectContaining({
        severity: 'information',
        message: `test.old#1.0.0 defines ${guide.url}|1.0.0 twice: ImplementationGuide-old.json is used, ig-r4.json is not.`,
      }),
    ]);
  });
});

describe('a run that could not validate anything has not passed, whatever is said of findings', () => {
  const folder = temporaryFolder({ 'p.json': '{"resourceType":"Patient"}', 'broken.tgz': 'no archive' });
  const validate = (...args: string[]) =>
    ig(['validate', '--fhir-only', '--offline', '--fail-on', 'never', ...args, 'p.json'], { cwd: folder });

  test.each(['json', 'ndjson', 'text'])('--fail-on never, as %s', async (format) => {
    const run = await validate('--format', format, '--package', 'broken.tgz');
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('broken.tgz is refused');
    expect((await validate('--format', format)).code).toBe(0);
  });

  test('errors that a baseline has', async () => {
    const args = ['validate', '--fhir-only', '--offline', '--package', 'broken.tgz', 'p.json'];
    const recorded = await ig([...args, '--write-baseline', 'known.json'], { cwd: folder });
    expect(recorded.code).not.toBe(0);
    expect((await ig([...args, '--baseline', 'known.json'], { cwd: folder })).code).toBe(2);
  });

  test('a guide whose packages cannot be had', async () => {
    const project = temporaryFolder({
      'sushi-config.yaml':
        'id: test.guide\ncanonical: https://test.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\ndependencies:\n  nobody.has.this: 1.0.0\n',
      'input/fsh/a.fsh': 'Instance: a\nInstanceOf: Patient\n',
    });
    for (const command of ['build', 'validate'] as const) {
      const where = command === 'build' ? [project] : ['--project', project];
      const run = await ig([command, ...where, '--offline', '--fail-on', 'never'], { cwd: project });
      expect({ command, code: run.code }).toEqual({ command, code: 2 });
    }
  });
});

describe('ig build --package: a guide whose packages are archives on this machine', () => {
  const project = temporaryFolder({
    'sushi-config.yaml':
      'id: test.guide\ncanonical: https://test.guide.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\ndependencies:\n  test.old: 1.0.x\n',
    'input/fsh/a.fsh':
      'Profile: Mine\nParent: Strict\nId: mine\n* gender 1..1\n\nInstance: a\nInstanceOf: Mine\n* active = true\n* gender = #male\n',
    'old.tgz': packed({
      'package.json': {
        name: 'test.old',
        version: '1.0.0',
        fhirVersions: ['4.0.1'],
        dependencies: { 'test.base': '2.0.0' },
      },
      'StructureDefinition-strict.json': { ...strict, baseDefinition: 'https://test.example/StructureDefinition/base' },
    }),
    'base.tgz': packed({
      'package.json': { name: 'test.base', version: '2.0.0', fhirVersions: ['4.0.1'] },
      'StructureDefinition-base.json': {
        ...strict,
        id: 'base',
        url: 'https://test.example/StructureDefinition/base',
        name: 'Base',
        differential: { element: [{ id: 'Patient.name', path: 'Patient.name', max: '0' }] },
      },
    }),
    'named.json': '{"resourceType":"Patient","active":true,"gender":"male","name":[{"family":"x"}]}',
  });
  const given = ['--package', 'old.tgz', '--package', 'base.tgz'];
  const run = (...args: string[]) => ig([...args, '--offline', '--format', 'json'], { cwd: project });

  test('builds, makes no lockfile and says so; without them it says what is missing', async () => {
    expect(errorLines(await run('build'))).toEqual([
      expect.stringMatching(/^error package-missing .*test\.old#1\.0\.x/),
    ]);
    const built = await run('build', ...given);
    expect({ code: built.code, errors: errorLines(built) }).toEqual({ code: 0, errors: [] });
    expect(reportOf(built).packages.filter(({ source }) => source === 'file')).toHaveLength(2);
    expect(reportOf(built).issues).toContainEqual(
      expect.objectContaining({
        rule: 'lockfile-created',
        message: expect.stringContaining('no fhir-packages.lock.json'),
      }),
    );
    expect(existsSync(join(project, 'fhir-packages.lock.json'))).toBe(false);
    expect((await run('build')).code).toBe(1);
  });

  test('validates payloads against it, by the rules of the packages that are given in this run', async () => {
    const profile = ['--profile', 'https://test.guide.example/StructureDefinition/mine'];
    const validated = await run('validate', ...given, ...profile, 'named.json');
    expect(validated.code).toBe(1);
    expect(errorLines(validated)).toEqual([expect.stringContaining('Patient.name')]);
  });
});

/** hl7: not run on this one. */
test('a package of another FHIR release is named as such, and is used', async () => {
  const folder = temporaryFolder({
    'r5.tgz': packed({
      'package.json': { name: 'test.r5', version: '1.0.0', fhirVersions: ['5.0.0'] },
      'StructureDefinition-strict.json': strict,
    }),
    'right.json': '{"resourceType":"Patient","active":true}',
  });
  const args = ['validate', '--fhir-only', '--offline', '--format', 'json', '--package', 'r5.tgz'];
  const run = await ig([...args, '--profile', strict.url, 'right.json'], { cwd: folder });
  expect(run.code).toBe(0);
  expect(reportOf(run).issues.filter(({ rule }) => rule === 'package-release')).toEqual([
    expect.objectContaining({
      severity: 'warning',
      message: expect.stringContaining('test.r5#1.0.0 is for FHIR 5.0.0, not for R4'),
    }),
  ]);
});
