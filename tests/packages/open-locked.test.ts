import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import { packageKey } from '../../scripts/model/package.ts';
import { digestMemory } from '../../scripts/packages/disk/digest-memory.ts';
import { createLock, type DeclaredPackages } from '../../scripts/packages/lock/create-lock.ts';
import { openLocked } from '../../scripts/packages/lock/open-locked.ts';
import type { LockedPackage } from '../../scripts/packages/lockfile.ts';
import { npmSource } from '../../scripts/packages/source/npm-source.ts';
import type { BuildStandIn } from '../../scripts/packages/source/stand-in-source.ts';
import type { SnapshotCompletion } from '../../scripts/packages/store/complete-snapshots.ts';
import { createStore } from '../../scripts/packages/store/store.ts';
import { neverAborted, temporaryFolder } from './tiny-package.ts';
import { buildOneValueSet, CORE, declares, npmProject, tinySources, writeStandIns } from './tiny-source.ts';

function lock(project: string, declared: DeclaredPackages) {
  return createLock(declared, { sources: tinySources(project), signal: neverAborted });
}

async function lockedPackages(project: string, declared: DeclaredPackages): Promise<LockedPackage[]> {
  const { value } = await lock(project, declared);
  if (value === undefined) throw new Error('no lock');
  return value.packages;
}

interface Opening {
  readonly build?: BuildStandIn;
  readonly fingerprint?: string;
  readonly snapshots?: SnapshotCompletion;
  readonly cache: string;
  readonly signal?: AbortSignal;
}

async function open(
  project: string,
  packages: LockedPackage[],
  { build, fingerprint, cache, signal, snapshots }: Opening,
) {
  const installed: string[] = [];
  const outcome = await openLocked(packages, {
    store: createStore(cache),
    sources: tinySources(project, build, fingerprint),
    signal: signal ?? neverAborted,
    onInstall: (ref) => installed.push(packageKey(ref)),
    ...(snapshots === undefined ? {} : { snapshots }),
  });
  return { ...outcome, installed, opened: outcome.value.map(packageKey) };
}

function chainProject(): string {
  const project = npmProject({ ...CORE, 'hl7.terminology.r4#7.0.1': {} });
  writeStandIns(project, {
    'example.a#1.0.0': { 'example.b': '1.0.0' },
    'example.b#1.0.0': { 'example.c': '2.0.0' },
    'example.c#1.0.0': {},
    'example.c#2.0.0': {},
  });
  return project;
}

describe('the packages of a lock', () => {
  test('are opened in dependency order, and from the second time on without installing anything', async () => {
    const project = chainProject();
    const packages = await lockedPackages(project, declares('example.a#1.0.0', 'example.c#1.0.0'));
    const cache = temporaryFolder();
    const first = await open(project, packages, { cache });
    const order = [
      'hl7.fhir.r4.core#4.0.1',
      'hl7.terminology.r4#7.0.1',
      'example.c#2.0.0',
      'example.b#1.0.0',
      'example.a#1.0.0',
      'example.c#1.0.0',
    ];
    expect(first.issues).toEqual([]);
    expect(first.opened).toEqual(order);
    expect(first.installed).toEqual(order);
    const second = await open(project, packages, { cache });
    expect(second.opened).toEqual(order);
    expect(second.installed).toEqual([]);
  });

  test('a stand-in is compiled with all it rests on, and says what it is', async () => {
    const project = chainProject();
    const packages = await lockedPackages(project, declares('example.a#1.0.0'));
    const given = new Map<string, string[]>();
    const build: BuildStandIn = async (folder, dependencies, signal) => {
      given.set(folder.slice(project.length), dependencies.map(packageKey));
      return buildOneValueSet(folder, dependencies, signal);
    };
    const { value } = await open(project, packages, { cache: temporaryFolder(), build });
    expect(given.get('/upstream/example.b/1.0.0')).toEqual([
      'hl7.fhir.r4.core#4.0.1',
      'hl7.terminology.r4#7.0.1',
      'example.c#2.0.0',
    ]);
    const standIn = value.find(({ id }) => id === 'example.b');
    expect(standIn?.source).toBe('stand-in');
    expect(standIn?.manifest).toMatchObject({ name: 'example.b', version: '1.0.0', standIn: true, title: 'example.b' });
    expect(standIn?.manifest.description).toMatch(/^Stand-in for example\.b#1\.0\.0/);
    expect(standIn?.manifest.dependencies).toMatchObject({ 'example.c': '2.0.0' });
  });

  test('an edited stand-in is not used until the lock says so; then it and what rests on it are made anew', async () => {
    const project = chainProject();
    const declared = declares('example.a#1.0.0', 'example.c#1.0.0');
    const packages = await lockedPackages(project, declared);
    const cache = temporaryFolder();
    await open(project, packages, { cache });
    writeFileSync(join(project, 'upstream/example.b/1.0.0/input/fsh/a.fsh'), 'ValueSet: Other\n');
    const edited = await open(project, packages, { cache });
    expect(edited.opened).not.toContain('example.b#1.0.0');
    expect(edited.issues.map(({ rule }) => rule)).toEqual(['package-integrity', 'package-missing']);
    expect(edited.issues[0]?.message).toMatch(
      /example\.b#1\.0\.0 in upstream\/example\.b\/1\.0\.0 has the content sha512-.*ig packages lock/,
    );
    const relocked = await open(project, await lockedPackages(project, declared), { cache });
    expect(relocked.installed).toEqual(['example.b#1.0.0', 'example.a#1.0.0']);
  });

  test('build output beside a stand-in’s sources changes nothing', async () => {
    const project = chainProject();
    const packages = await lockedPackages(project, declares('example.b#1.0.0'));
    writeStandIns(join(project, 'upstream/example.b/1.0.0/fsh-generated'), { 'x.y#1.0.0': {} });
    expect((await open(project, packages, { cache: temporaryFolder() })).issues).toEqual([]);
  });

  test('another compiler makes stand-ins anew, and only those', async () => {
    const project = chainProject();
    const packages = await lockedPackages(project, declares('example.b#1.0.0'));
    const cache = temporaryFolder();
    await open(project, packages, { cache });
    const again = await open(project, packages, { cache, fingerprint: 'compiler 2' });
    expect(again.installed).toEqual(['example.c#2.0.0', 'example.b#1.0.0']);
  });

  test('what was found while a stand-in was compiled is told at every use, with its file', async () => {
    const project = npmProject(CORE);
    writeStandIns(project, { 'example.a#1.0.0': {} });
    const packages = await lockedPackages(project, declares('example.a#1.0.0'));
    const source = { file: 'input/fsh/a.fsh', line: 1 };
    const warning: Issue = { severity: 'warning', code: 'informational', rule: 'fsh', message: 'unused', source };
    const build: BuildStandIn = async (...args) => ({ ...(await buildOneValueSet(...args)), issues: [warning] });
    const cache = temporaryFolder();
    const told = [{ ...warning, source: { file: 'upstream/example.a/1.0.0/input/fsh/a.fsh', line: 1 } }];
    expect((await open(project, packages, { cache, build })).issues).toEqual(told);
    expect((await open(project, packages, { cache, build })).issues).toEqual(told);
  });

  test('a stand-in that does not compile is its own issues, and what rests on it is left out', async () => {
    const project = chainProject();
    const packages = await lockedPackages(project, declares('example.a#1.0.0'));
    const build: BuildStandIn = async (folder, ...rest) =>
      folder.includes('example.c')
        ? {
            value: undefined,
            issues: [{ severity: 'error', code: 'invalid', rule: 'fsh', message: 'no viable alternative' }],
          }
        : buildOneValueSet(folder, ...rest);
    const { opened, issues } = await open(project, packages, { cache: temporaryFolder(), build });
    expect(opened).toEqual(['hl7.fhir.r4.core#4.0.1', 'hl7.terminology.r4#7.0.1']);
    expect(issues.map(({ message }) => message)).toEqual([
      'no viable alternative',
      'The stand-in example.b#1.0.0 is not compiled, because example.c#2.0.0 is missing.',
      'The stand-in example.a#1.0.0 is not compiled, because example.c#2.0.0 is missing.',
    ]);
  });

  test('stand-ins that depend on each other in a circle are not even locked, with one issue that names the circle', async () => {
    const project = npmProject(CORE);
    writeStandIns(project, {
      'example.a#1.0.0': { 'example.b': '1.0.0' },
      'example.b#1.0.0': { 'example.a': '1.0.0' },
    });
    const { value, issues } = await lock(project, declares('example.a#1.0.0'));
    expect(value).toBeUndefined();
    const errors = issues.filter(({ severity }) => severity === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(
      /example\.a#1\.0\.0 → example\.b#1\.0\.0 → example\.a#1\.0\.0 depend on each other in a circle/,
    );
  });

  test('published packages may depend on each other in a circle', async () => {
    const project = npmProject({
      ...CORE,
      'hl7.terminology.r4#7.0.1': { dependencies: { 'hl7.fhir.uv.extensions.r4': '5.3.0' } },
      'hl7.fhir.uv.extensions.r4#5.3.0': { dependencies: { 'hl7.terminology.r4': '7.0.1' } },
    });
    const { opened, issues } = await open(project, await lockedPackages(project, declares()), {
      cache: temporaryFolder(),
    });
    expect(issues).toEqual([]);
    expect(opened).toHaveLength(3);
  });

  test('a package that npm has in another content than locked is not used', async () => {
    const project = npmProject({ ...CORE, 'example.a#1.0.0': { resources: [{ resourceType: 'ValueSet', id: 'a' }] } });
    const packages = await lockedPackages(project, declares('example.a#1.0.0'));
    npmProject(
      { 'example.a#1.0.0': { resources: [{ resourceType: 'ValueSet', id: 'a', status: 'retired' }] } },
      project,
    );
    const { opened, issues } = await open(project, packages, { cache: temporaryFolder() });
    expect(opened).toEqual(['hl7.fhir.r4.core#4.0.1']);
    expect(issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/example\.a#1\.0\.0 in node_modules .* Run npm ci/),
    ]);
  });

  test('a digest from memory does not let in a content that was changed since', async () => {
    const project = npmProject({ ...CORE, 'example.a#1.0.0': { resources: [{ resourceType: 'ValueSet', id: 'a' }] } });
    const sources = [npmSource([project], digestMemory(temporaryFolder()))];
    const declared = declares('example.a#1.0.0');
    const first = await createLock(declared, { sources, signal: neverAborted });
    writeFileSync(join(project, 'node_modules/example.a/ValueSet-a.json'), '{"resourceType":"ValueSet","id":"evil"}');
    const recalled = await createLock(declared, { sources, signal: neverAborted, recall: true });
    expect(recalled.value).toEqual(first.value);
    const store = createStore(temporaryFolder());
    const { issues } = await openLocked(recalled.value?.packages ?? [], { store, sources, signal: neverAborted });
    expect(issues.map(({ rule }) => rule)).toEqual(['package-integrity']);
  });

  test('a package that is nowhere any more is said; one that the cache has is not looked for', async () => {
    const project = npmProject({ ...CORE, 'example.a#1.0.0': {} });
    const packages = await lockedPackages(project, declares('example.a#1.0.0'));
    const cache = temporaryFolder();
    await open(project, packages, { cache });
    const empty = temporaryFolder();
    expect((await open(empty, packages, { cache })).issues).toEqual([]);
    const { issues } = await open(empty, packages, { cache: temporaryFolder() });
    expect(issues.map(({ rule, message }) => `${rule} ${message.split(',')[0]}`)).toEqual([
      'package-missing hl7.fhir.r4.core#4.0.1 is locked to node_modules (npm:hl7.fhir.r4.core@4.0.1)',
      'package-missing example.a#1.0.0 is locked to node_modules (npm:example.a@1.0.0)',
    ]);
  });

  test('a damaged copy in the cache is told and made anew', async () => {
    const project = npmProject(CORE);
    const packages = await lockedPackages(project, declares());
    const cache = temporaryFolder();
    await open(project, packages, { cache });
    const [entry = ''] = readdirSync(cache);
    truncateSync(join(cache, entry, 'resources.ndjson'), 10);
    const { issues, value } = await open(project, packages, { cache });
    expect(issues.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(['information package-cache']);
    expect(value[0]?.entries.map((each) => value[0]?.read(each))).toMatchObject([{ id: 'Patient' }]);
  });

  test('an abort ends it with the reason that was given', async () => {
    const project = npmProject(CORE);
    const packages = await lockedPackages(project, declares());
    const controller = new AbortController();
    controller.abort(new Error('Ctrl-C'));
    await expect(open(project, packages, { cache: temporaryFolder(), signal: controller.signal })).rejects.toThrow(
      'Ctrl-C',
    );
  });
});

describe('a package that comes without snapshots', () => {
  const bare = {
    resourceType: 'StructureDefinition',
    id: 'bare',
    url: 'http://example.org/bare',
    differential: { element: [] },
  };
  const project = () =>
    npmProject({ ...CORE, 'example.a#1.0.0': { resources: [bare, { resourceType: 'ValueSet', id: 'a' }] } });
  const completion = (fingerprint: string): SnapshotCompletion => ({
    fingerprint,
    complete: (incomplete) => ({
      value: new Map(
        [...incomplete].map(([name, resource]) => [
          name,
          { ...resource, snapshot: { element: [{ path: fingerprint }] } },
        ]),
      ),
      issues: [],
    }),
  });

  test('is completed in a copy of its own, once; the published content stays as it is', async () => {
    const folder = project();
    const packages = await lockedPackages(folder, declares('example.a#1.0.0'));
    const cache = temporaryFolder();
    const completed = await open(folder, packages, { cache, snapshots: completion('one') });
    const [, installed] = completed.value;
    expect(installed?.entries.map(({ filename, hasSnapshot }) => `${filename} ${hasSnapshot}`)).toEqual([
      'StructureDefinition-bare.json true',
      'ValueSet-a.json undefined',
    ]);
    const again = await open(folder, packages, { cache, snapshots: completion('one') });
    expect(again.installed).toEqual([]);
    const without = await open(folder, packages, { cache });
    expect(without.installed).toEqual([]);
    expect(without.value[1]?.entries[0]?.hasSnapshot).toBe(false);
  });

  test('is completed anew by another generator', async () => {
    const folder = project();
    const packages = await lockedPackages(folder, declares('example.a#1.0.0'));
    const cache = temporaryFolder();
    await open(folder, packages, { cache, snapshots: completion('one') });
    const { value, installed } = await open(folder, packages, { cache, snapshots: completion('two') });
    expect(installed).toEqual(['example.a#1.0.0']);
    const [entry] = value[1]?.entries ?? [];
    expect(entry && value[1]?.read(entry)).toMatchObject({ snapshot: { element: [{ path: 'two' }] } });
  });
});
