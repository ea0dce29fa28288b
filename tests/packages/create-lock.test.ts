import { describe, expect, test } from 'vitest';
import { packageKey } from '../../scripts/model/package.ts';
import { checkLock } from '../../scripts/packages/lock/check-lock.ts';
import { compareLocks } from '../../scripts/packages/lock/compare-locks.ts';
import { createLock, type DeclaredPackages } from '../../scripts/packages/lock/create-lock.ts';
import type { Lockfile } from '../../scripts/packages/lockfile.ts';
import { neverAborted, packageRef, writeFiles } from './tiny-package.ts';
import { CORE, declares, npmProject, tinySources, writeStandIns } from './tiny-source.ts';

const AUTOMATIC = {
  'hl7.fhir.uv.tools.r4#0.9.0': {},
  'hl7.terminology.r4#7.0.1': { dependencies: { 'hl7.fhir.r4.core': '4.0.1', 'hl7.fhir.uv.extensions.r4': '5.2.0' } },
  'hl7.fhir.uv.extensions.r4#5.3.0': { dependencies: { 'hl7.fhir.r4.core': '4.0.1', 'hl7.terminology.r4': '6.5.0' } },
};

async function lockOf(project: string, declared: DeclaredPackages) {
  return createLock(declared, { sources: tinySources(project), signal: neverAborted });
}

function packagesOf(lock: Lockfile | undefined): string[] {
  return lock?.packages.map((locked) => `${packageKey(locked)} ${locked.source}`) ?? [];
}

describe('a lock', () => {
  test('has the core package, what the guide declares, what that depends on, and the automatic packages', async () => {
    const project = npmProject({ ...CORE, ...AUTOMATIC });
    writeStandIns(project, {
      'example.vitals#3.0.1': { 'example.base': '1.0.0' },
      'example.vitals#3.2.0': { 'example.base': '2.0.0', 'hl7.terminology.r4': '5.0.0' },
      'example.base#1.0.0': {},
      'example.base#2.0.0': {},
      'example.unrelated#1.0.0': {},
    });
    const declared = declares('example.vitals#3.0.1', 'example.vitals#3.2.0');
    const { value, issues } = await lockOf(project, declared);
    expect(packagesOf(value)).toEqual([
      'example.base#1.0.0 stand-in',
      'example.base#2.0.0 stand-in',
      'example.vitals#3.0.1 stand-in',
      'example.vitals#3.2.0 stand-in',
      'hl7.fhir.r4.core#4.0.1 npm',
      'hl7.fhir.uv.extensions.r4#5.3.0 npm',
      'hl7.fhir.uv.tools.r4#0.9.0 npm',
      'hl7.terminology.r4#7.0.1 npm',
    ]);
    expect(issues.map(({ severity }) => severity)).toEqual(['information', 'information', 'information']);
    expect(issues.map(({ message }) => message)).toContain(
      'example.vitals#3.2.0 depends on hl7.terminology.r4#5.0.0, which no source has; hl7.terminology.r4#7.0.1 answers for it.',
    );
    expect(checkLock(declared, value ?? { lockfileVersion: 1, packages: [] })).toEqual([]);
  });

  test('takes a package from the first source that has it', async () => {
    const project = npmProject({ ...CORE, 'example.a#1.0.0': {} });
    writeStandIns(project, { 'example.a#1.0.0': {}, 'example.a#1.0.1': {} });
    expect(packagesOf((await lockOf(project, declares('example.a#1.0.0'))).value)).toContain('example.a#1.0.0 npm');
    expect(packagesOf((await lockOf(project, declares('example.a#1.0.1'))).value)).toContain(
      'example.a#1.0.1 stand-in',
    );
  });

  test('turns an open version into an exact one', async () => {
    const project = npmProject(CORE);
    writeStandIns(project, { 'example.a#1.0.0': {}, 'example.a#1.0.4': {}, 'example.a#1.1.0': {} });
    const declared = declares('example.a#1.0.x');
    const { value } = await lockOf(project, declared);
    expect(packagesOf(value)).toContain('example.a#1.0.4 stand-in');
    expect(checkLock(declared, value ?? { lockfileVersion: 1, packages: [] })).toEqual([]);
  });

  test('says which automatic package cannot be had, and goes on', async () => {
    const { value, issues } = await lockOf(npmProject(CORE), declares());
    expect(packagesOf(value)).toEqual(['hl7.fhir.r4.core#4.0.1 npm']);
    expect(issues.map(({ severity, message }) => `${severity} ${message.split(',')[0]}`)).toEqual([
      'information hl7.fhir.uv.tools.r4',
      'information hl7.terminology.r4',
      'information hl7.fhir.uv.extensions.r4',
    ]);
  });

  test('lets a declared package stand in the place of an automatic one under its other name', async () => {
    const project = npmProject({ ...CORE, ...AUTOMATIC, 'hl7.terminology#5.0.0': {} });
    const { value } = await lockOf(project, declares('hl7.terminology#5.0.0'));
    expect(packagesOf(value)).toContain('hl7.terminology#5.0.0 npm');
  });

  test('is not made when a declared package is missing: the line that declares it and what there is instead', async () => {
    const project = npmProject(CORE);
    writeStandIns(project, { 'example.a#1.0.0': {} });
    const { value, issues } = await lockOf(project, declares('example.a#2.0.0'));
    expect(value).toBeUndefined();
    const [error, ...more] = issues.filter(({ severity }) => severity === 'error');
    expect(more).toEqual([]);
    expect(error?.message).toMatch(
      /^The project declares example\.a#2\.0\.0, which no source has \(there is 1\.0\.0\)/,
    );
    expect(error?.source).toEqual({ file: 'sushi-config.yaml', line: 10 });
  });

  test('is made when only a dependency of a dependency is missing, with a warning that says who wants it', async () => {
    const project = npmProject(CORE);
    writeStandIns(project, { 'example.a#1.0.0': { 'example.gone': '1.0.0' } });
    const { value, issues } = await lockOf(project, declares('example.a#1.0.0'));
    expect(packagesOf(value)).toContain('example.a#1.0.0 stand-in');
    const warnings = issues.filter(({ severity }) => severity === 'warning');
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^example\.a#1\.0\.0 depends on example\.gone#1\.0\.0, which no source has/),
    ]);
  });

  test('says when a stand-in’s configuration names another package', async () => {
    const project = npmProject(CORE);
    writeStandIns(project, { 'example.a#1.0.0': {} });
    writeFiles(`${project}/upstream/example.a/1.0.0`, {
      'sushi-config.yaml': 'id: example.b\ncanonical: http://example.org\nversion: 1.0.0\nfhirVersion: 4.0.1\n',
    });
    const { issues } = await lockOf(project, declares('example.a#1.0.0'));
    const [error, ...more] = issues.filter(({ severity }) => severity === 'error');
    expect(more).toEqual([]);
    expect(error?.message).toMatch(/example\.a\/1\.0\.0\/sushi-config\.yaml says it is example\.b#1\.0\.0/);
  });
});

const locked = (key: string, source: 'npm' | 'stand-in' | 'registry', integrity = 'x') => ({
  ...packageRef(key),
  source,
  integrity,
});
const lock = (...packages: Lockfile['packages']): Lockfile => ({ lockfileVersion: 1, packages });

test('two locks differ in packages, versions, sources and contents', () => {
  const before = lock(
    locked('a.a#1.0.0', 'npm'),
    locked('b.b#1.0.0', 'stand-in'),
    locked('c.c#1.0.0', 'npm'),
    locked('d.d#1.0.0', 'npm'),
    locked('f.f#1.0.0', 'npm'),
  );
  const after = lock(
    locked('a.a#1.0.0', 'npm'),
    locked('b.b#1.0.0', 'registry'),
    locked('c.c#1.1.0', 'npm'),
    locked('d.d#1.0.0', 'npm', 'y'),
    locked('e.e#1.0.0', 'npm'),
  );
  expect(compareLocks(before, after).map((change) => `${change.change} ${packageKey(change.package)}`)).toEqual([
    'source b.b#1.0.0',
    'version c.c#1.1.0',
    'content d.d#1.0.0',
    'added e.e#1.0.0',
    'removed f.f#1.0.0',
  ]);
  expect(compareLocks(before, before)).toEqual([]);
});

test('a lock that no longer fits the project is said with the line that declares what is missing', () => {
  const stale = lock(locked('hl7.fhir.r4.core#4.0.1', 'npm'), locked('a.a#1.0.0', 'npm'));
  expect(checkLock(declares('a.a#1.0.0'), stale)).toEqual([]);
  const [issue, ...more] = checkLock(declares('a.a#1.0.0', 'a.a#1.1.0'), stale);
  expect(more).toEqual([]);
  expect(issue?.message).toBe('fhir-packages.lock.json has 1.0.0 instead of a.a#1.1.0. Run ig packages lock.');
  expect(issue?.source?.line).toBe(11);
  expect(checkLock(declares(), lock())).toHaveLength(1); // the core package
});
