import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Build, buildGuide } from '../../scripts/pipeline/build.ts';
import { type Verdict, Workspace } from '../../scripts/workspace/workspace.ts';
import { isRoot, works } from '../cli/rights.ts';
import { ig, reportOf, sharedCache, temporaryFolder } from '../cli/run-ig.ts';
import { writeProject } from '../compile/temporary-project.ts';
import { packageWith } from '../hostile/package-archive.ts';
import { guideFiles } from './edited-guide.ts';
import { firstDifference, messageOf, offline, toldOf } from './fresh.ts';

/*
 * What changes around a project that is open: its packages, its settings, the store that all programs share, the disk.
 * Whatever it is, the verdict is that of a build from nothing.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const { signal } = new AbortController();
const GIVEN = 'http://given.example/ValueSet/given';
const files: Readonly<Record<string, string>> = {
  ...guideFiles,
  'input/fsh/given.fsh': `Profile: Bound\nParent: Basic\nId: bound\n* code from ${GIVEN} (required)\n\nInstance: bound-a\nInstanceOf: Bound\n* code = http://given.example/CodeSystem/given#b\n`,
};
const NOT_IN_SET = /^Basic\/bound-a: .*given/;

/** A package with a value set of these codes. */
function givenPackage(codes: readonly string[]): Buffer {
  const system = 'http://given.example/CodeSystem/given';
  const set = { resourceType: 'ValueSet', id: 'given', url: GIVEN, version: '1.0.0', name: 'Given', status: 'active', compose: { include: [{ system, concept: codes.map((code) => ({ code })) }] } }; // biome-ignore format: a resource
  const codeSystem = { resourceType: 'CodeSystem', id: 'given', url: system, version: '1.0.0', name: 'Given', status: 'active', content: 'complete', concept: [{ code: 'a' }, { code: 'b' }] }; // biome-ignore format: a resource
  return packageWith(
    { name: 'test.given' },
    {
      'package/ValueSet-given.json': JSON.stringify(set),
      'package/CodeSystem-given.json': JSON.stringify(codeSystem),
    },
  );
}

/** A package cache of one's own, but for the packages in it. */
const cache = temporaryFolder();
const archive = join(temporaryFolder(), 'given.tgz');
let folder = '';
let workspace: Workspace;
const options = { ...offline, added: [archive] };

beforeAll(async () => {
  for (const name of readdirSync(sharedCache))
    if (name.includes('#')) symlinkSync(join(sharedCache, name), join(cache, name));
  vi.stubEnv('IG_CACHE', cache);
  writeFileSync(archive, givenPackage(['a', 'b']));
  folder = writeProject(files);
  workspace = new Workspace(folder, options);
  await workspace.known(signal);
});

afterAll(async () => {
  await workspace.end();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

beforeEach(async () => {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  await workspace.change({}, signal);
});

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const change = (file: string) => workspace.change({ files: [file] }, signal);
const fresh = () => buildGuide(folder, { ...options, signal });
const messages = (issues: Verdict['added']) => issues.map(({ resource, issue }) => `${resource}: ${issue.message}`);

async function edit(file: string, from: string | RegExp, to: string): Promise<Verdict> {
  const text = files[file]?.replace(from, to) ?? '';
  expect(text).not.toBe(files[file]);
  write(file, text);
  return change(file);
}

async function expectFresh({ build }: { readonly build: Build }): Promise<void> {
  expect(firstDifference(toldOf(build), toldOf(await fresh()))).toBe('');
}

describe('packages and settings', () => {
  test('a package is replaced by another one of its name: what rests on it is checked again', async () => {
    writeFileSync(archive, givenPackage(['a']));
    const without = await workspace.change({ files: [archive] }, signal);
    expect(messages(without.added)).toContainEqual(expect.stringMatching(NOT_IN_SET));
    await expectFresh(without);
    writeFileSync(archive, givenPackage(['a', 'b']));
    const back = await workspace.change({ files: [archive] }, signal);
    expect(messages(back.fixed)).toEqual(messages(without.added));
    expect(back.added).toEqual([]);
  });

  test('a package is gone, or no package: that is told, and no more once it is there again', async () => {
    for (const spoil of [() => rmSync(archive), () => writeFileSync(archive, 'no archive')]) {
      spoil();
      const told = await workspace.change({ files: [archive] }, signal).then(({ build }) => toldOf(build), messageOf);
      expect(told).toBe(await fresh().then(toldOf, messageOf));
      writeFileSync(archive, givenPackage(['a', 'b']));
      await expectFresh(await workspace.change({ files: [archive] }, signal));
    }
  });

  test('a lockfile that is none: told as a build tells it, and no more once it is mended', async () => {
    const file = 'fhir-packages.lock.json';
    const whole = readFileSync(join(folder, file), 'utf8'); // the first look has made it
    write(file, '{ "lockfileVersion": 1, ');
    const told = await change(file).then(({ build }) => toldOf(build), messageOf);
    expect(told).toBe(await fresh().then(toldOf, messageOf));
    expect(told).toContain(file);
    write(file, whole);
    const back = await change(file);
    expect(back.added).toEqual([]);
    await expectFresh(back);
  });

  test('a package of a folder that packages.yaml names: what is changed there is told, and no more once it is put back', async () => {
    const lock = 'fhir-packages.lock.json';
    const whole = readFileSync(join(folder, lock), 'utf8');
    const manifest = (title: string) => JSON.stringify({ name: 'test.own', version: '1.0.0', title });
    try {
      rmSync(join(folder, lock));
      mkdirSync(join(folder, 'own'));
      write('own/package.json', manifest('a'));
      write('packages.yaml', 'test.own: ./own\n');
      const named = await edit('sushi-config.yaml', /$/, 'dependencies:\n  test.own: 1.0.0\n');
      expect(named.isWhole).toBe(true); // and the lockfile is made, which is told once
      await expectFresh(await change('packages.yaml')); // by the lockfile that there is now
      write('own/package.json', manifest('b'));
      const told = await change('packages.yaml');
      expect(messages(told.added)).toContainEqual(expect.stringContaining('test.own#1.0.0 in ./own has the content'));
      await expectFresh(told);
      write('own/package.json', manifest('a'));
      await expectFresh(await change('packages.yaml'));
      write('packages.yaml', 'test.own: [\n');
      const spoilt = await change('packages.yaml');
      expect(messages(spoilt.added)).toContainEqual(expect.stringContaining('not well-formed YAML'));
      await expectFresh(spoilt);
    } finally {
      for (const name of ['own', 'packages.yaml']) rmSync(join(folder, name), { recursive: true, force: true });
      write(lock, whole);
    }
  });

  test('another version, and a dependency that is not to be had: everything is compiled', async () => {
    const other = await edit('sushi-config.yaml', 'version: 1.0.0', 'version: 1.0.1');
    expect(other.trace.compile).toEqual({
      kind: 'full',
      because: 'the configuration or a predefined resource changed',
    });
    await expectFresh(other);
    const missing = await edit('sushi-config.yaml', /$/, 'dependencies:\n  absent.package: 1.0.0\n');
    expect(missing.isWhole).toBe(false);
    expect(missing.fixed).toEqual([]);
    expect(messages(missing.added)).toContainEqual(expect.stringContaining('absent.package'));
    await expectFresh(missing);
  });
});

describe('what does not belong in input/fsh', () => {
  const FOLDER = 'input/fsh/odd';
  const elsewhere = temporaryFolder();

  const changed = () => workspace.change({ files: [FOLDER] }, signal);

  test('links to nothing, to themselves and back: told, and what was found stays; forgotten when they are gone', async () => {
    mkdirSync(join(folder, FOLDER), { recursive: true });
    symlinkSync('nothing', join(folder, FOLDER, 'dangling.fsh'));
    symlinkSync('itself.fsh', join(folder, FOLDER, 'itself.fsh'));
    symlinkSync('..', join(folder, FOLDER, 'back'));
    const odd = await changed();
    const places = odd.added.map(({ issue }) => issue.source?.file).toSorted();
    expect(places).toEqual(['back', 'dangling.fsh', 'itself.fsh'].map((name) => `${FOLDER}/${name}`));
    expect([odd.isWhole, odd.fixed]).toEqual([false, []]);
    await expectFresh(odd);
    rmSync(join(folder, FOLDER), { recursive: true });
    const back = await changed();
    expect(back.added).toEqual([]);
    expect(messages(back.fixed)).toEqual(messages(odd.added));
  });

  test('binary files, a link to elsewhere, a folder with a file’s name, 100,000 lines', async () => {
    mkdirSync(join(folder, FOLDER, 'folder.fsh'), { recursive: true });
    write(`${FOLDER}/binary.fsh`, '\u0000\u0001\ufffd"""\u0000((((');
    write(
      `${FOLDER}/long.fsh`,
      `${'// a line\n'.repeat(100_000)}Instance: long\nInstanceOf: Patient\n* activ = true\n`,
    );
    const linked = (status: string) =>
      writeFileSync(join(elsewhere, 'a.fsh'), `Instance: linked\nInstanceOf: Basic\n* ${status} = #x\n`);
    linked('code');
    symlinkSync(elsewhere, join(folder, FOLDER, 'elsewhere'));
    const odd = await changed();
    const places = odd.added.map(({ issue }) => `${issue.source?.file}:${issue.source?.line}`);
    expect(places).toContain(`${FOLDER}/long.fsh:100003`);
    expect(places.some((each) => each.startsWith(`${FOLDER}/binary.fsh`))).toBe(true);
    await expectFresh(odd);
    linked('cod');
    const behindTheLink = await changed();
    expect(behindTheLink.added.map(({ issue }) => issue.source?.file)).toContain(`${FOLDER}/elsewhere/a.fsh`);
    rmSync(join(folder, FOLDER), { recursive: true });
    expect((await changed()).added).toEqual([]);
  });
});

describe('what dozens rest on', () => {
  test('a RuleSet that vanishes while entities of all kinds insert it', async () => {
    const gone = await edit('input/fsh/rule-sets.fsh', /RuleSet: Published\n(\*.*\n)*/, '');
    expect(messages(gone.added).filter((each) => each.includes('Published')).length).toBeGreaterThan(0);
    await expectFresh(gone);
    write('input/fsh/rule-sets.fsh', files['input/fsh/rule-sets.fsh'] ?? '');
    const back = await change('input/fsh/rule-sets.fsh');
    expect(back.added).toEqual([]);
    expect(back.fixed).toHaveLength(gone.added.length);
  });

  test('a parent that appears later: who looked for it in vain is compiled, and what is an instance of that', async () => {
    const file = 'input/fsh/parent.fsh';
    const orphan = await edit('input/fsh/leaf.fsh', 'Parent: Base', 'Parent: NotYet');
    expect(orphan.build.results.some(({ resource }) => resource === 'StructureDefinition/leaf')).toBe(false);
    await expectFresh(orphan);
    write(file, 'Profile: NotYet\nParent: Base\nId: not-yet\n');
    const there = await change(file);
    expect(there.build.results.some(({ resource }) => resource === 'StructureDefinition/leaf')).toBe(true);
    await expectFresh(there);
    rmSync(join(folder, file));
  });
});

test('other programs at work on the same store: each says what it would say alone', async () => {
  const validate = async () => {
    const args = ['validate', '--offline', '--quiet', '--format', 'json', '--package', archive, '--project', folder];
    const run = await ig(args, { env: { IG_CACHE: cache } });
    const { issues, results } = reportOf(run);
    return { code: run.code, issues, results };
  };
  const edited = edit('input/fsh/leaf.fsh', '* note MS', '* note 1..');
  const both = await Promise.all([validate(), validate(), edited]);
  const alone = await validate();
  expect(alone.results.length).toBeGreaterThan(5);
  expect(both[0]).toEqual(alone);
  expect(both[1]).toEqual(alone);
  await expectFresh(both[2]);
  for (const name of readdirSync(cache).filter((each) => !each.includes('#')))
    expect(readdirSync(join(cache, name)).filter((each) => /^\.|tmp/.test(each))).toEqual([]);
});

const disk = temporaryFolder();
const canMount = isRoot && works('mount', '-t', 'tmpfs', '-o', 'size=64k', 'ig-test', disk) && works('umount', disk);
if (!canMount) process.stderr.write('skipped: full disks under an open project (this user may not mount one)\n');

describe.skipIf(!canMount)('a disk', () => {
  /** Mounts a disk in the place of a folder while something is done. */
  async function on<T>(place: string, mountOptions: string, work: () => Promise<T>): Promise<T> {
    mkdirSync(place, { recursive: true });
    expect(works('mount', '-t', 'tmpfs', '-o', mountOptions, 'ig-test', place)).toBe(true);
    try {
      return await work();
    } finally {
      works('umount', place);
    }
  }

  test.each(['size=4k,nr_inodes=1', 'ro,size=1m'])(
    'of the store that takes nothing (%s) costs time, and no verdict',
    (options) =>
      on(join(cache, 'compiled'), options, async () => {
        // Something that was not compiled before.
        const verdict = await edit('input/fsh/base.fsh', 'component.exists()', 'component.count() > 0');
        await expectFresh(verdict);
        expect(readdirSync(join(cache, 'compiled'))).toEqual([]);
      }),
  );

  test('of temporary files that is full: told with what to do, and forgotten when there is room', async () => {
    const temporary = temporaryFolder();
    await on(temporary, 'size=4k,nr_inodes=3', async () => {
      vi.stubEnv('TMPDIR', temporary);
      // The title is in the ImplementationGuide, which SUSHI can only write to disk.
      const told = edit('input/fsh/leaf.fsh', '"Leaf"', '"A leaf"');
      await expect(told).rejects.toThrow(`Cannot write to the temporary folder ${temporary}.`);
      vi.stubEnv('TMPDIR', undefined);
    });
    const verdict = await workspace.change({}, signal);
    expect(verdict.changed).toEqual(['input/fsh/leaf.fsh']);
    await expectFresh(verdict);
  });
});
