import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exportBundle } from '../../scripts/packages/bundle/export.ts';
import { importBundle } from '../../scripts/packages/bundle/import.ts';
import { compareLocks } from '../../scripts/packages/lock/compare-locks.ts';
import { openLocked } from '../../scripts/packages/lock/open-locked.ts';
import { formatLockfile, parseLockfile } from '../../scripts/packages/lockfile.ts';
import { checkOwnLocked } from '../../scripts/packages/own/check-own.ts';
import { fetchCommit } from '../../scripts/packages/own/git-fetch.ts';
import { parseOwnPackages } from '../../scripts/packages/own/own-packages.ts';
import { parseOwnPlace } from '../../scripts/packages/own/own-place.ts';
import { createStore } from '../../scripts/packages/store/store.ts';
import { commit, git, repository } from './git-repository.ts';
import { files, locked, ofA, project, told, url } from './own-project.ts';
import { manifestText, neverAborted as signal, temporaryFolder, valueSet, writeFiles } from './tiny-package.ts';
import { CORE, npmProject } from './tiny-source.ts';

const address = (folder: string, behind: string) => `git+${pathToFileURL(folder)}#${behind}`;

describe('a package in a folder beside the project', () => {
  const besides = () => {
    const folder = npmProject({ ...CORE });
    writeFiles(join(folder, 'core'), files());
    return { ...project('./core', folder), folder, place: join(folder, 'core') };
  };

  test('is locked by its content, and the lock is what it says again', async () => {
    const made = besides();
    const lock = await locked(made);
    expect(ofA(lock)).toMatchObject({ source: 'folder', asked: './core' });
    expect(parseLockfile(formatLockfile(lock), 'lock').value?.packages).toEqual(lock.packages);
    expect(JSON.stringify(lock)).not.toContain(made.folder);
    const { value, issues } = await made.open(lock);
    expect(issues).toEqual([]);
    expect(value.find(({ id }) => id === 'example.a')?.entries.map((each) => each.url)).toEqual([url]);
  });

  test('that was changed since is one finding, which says what to do', async () => {
    const made = besides();
    const lock = await locked(made);
    await made.open(lock);
    writeFileSync(join(made.place, 'package', 'ValueSet-a.json'), JSON.stringify(valueSet(`${url}b`)));
    expect(told((await made.open(lock)).issues)).toEqual([
      expect.stringMatching(
        /^package-integrity: example.a#1.0.0 in \.\/core has the content .* Restore its files, or run ig packages lock/,
      ),
    ]);
    expect(compareLocks(lock, await locked(made)).map(({ change }) => change)).toEqual(['content']);
  });

  test('that is gone is taken as the cache has it, and is an error where that has none', async () => {
    const made = besides();
    const lock = await locked(made);
    await made.open(lock);
    rmSync(made.place, { recursive: true });
    const kept = await made.open(lock, true);
    expect(kept.value.map(({ id }) => id)).toContain('example.a');
    expect(told(kept.issues)).toEqual([expect.stringContaining('package-place: ./core is not there')]);
    expect(told((await made.open(lock, true, temporaryFolder())).issues)).toEqual([
      'package-missing: ./core, the place of example.a in packages.yaml, is not there. Put the package there, or correct its place.',
    ]);
    expect(told((await made.lock()).issues)).toContain(
      'package-missing: ./core, the place of example.a in packages.yaml, is not there. Put the package there, or correct its place.',
    );
  });

  test('is refused where it is no package, another one, or has links', async () => {
    const made = besides();
    symlinkSync('/etc/passwd', join(made.place, 'package', 'ValueSet-b.json'));
    expect(told((await made.lock()).issues).join()).toContain('ValueSet-b.json is no file');
    rmSync(made.place, { recursive: true });
    writeFiles(made.place, files('2.0.0'));
    expect(told((await made.lock()).issues)).toContain(
      'package-place: ./core has example.a#2.0.0, and example.a#1.0.0 is asked for. Write example.a#2.0.0 in packages.yaml if it is for that version alone, or correct the place.',
    );
    rmSync(made.place, { recursive: true });
    mkdirSync(made.place);
    expect(told((await made.lock()).issues).join()).toContain('has no package.json');
  });

  test('may be the folder of a guide that was built', async () => {
    const folder = npmProject({ ...CORE });
    writeFiles(join(folder, 'core', 'build'), files());
    writeFiles(join(folder, 'core'), { 'sushi-config.yaml': 'id: example.a', 'package.json': '{"name":"tools"}' });
    expect(ofA(await locked(project('core', folder)))).toMatchObject({ source: 'folder', asked: 'core' });
  });
});

describe('a package in a git repository', () => {
  test('is locked by the commit of its tag, and needs the repository no more', async () => {
    const origin = repository({ ...files(), 'README.md': 'a' });
    const first = git(origin, 'rev-parse', 'HEAD');
    const made = project(address(origin, 'v1'));
    const lock = await locked(made);
    expect(ofA(lock)).toMatchObject({ source: 'git', resolved: address(origin, first), asked: address(origin, 'v1') });
    rmSync(origin, { recursive: true });
    const { value, issues } = await made.open(lock, true);
    expect(issues).toEqual([]);
    expect(value.find(({ id }) => id === 'example.a')?.entries.map((each) => each.url)).toEqual([url]);
    expect(told((await made.open(lock, true, temporaryFolder())).issues)).toEqual([]);
  });

  test('stays the commit that is locked when its tag moves, on another machine too', async () => {
    const origin = repository(files());
    const made = project(address(origin, 'v1'));
    const lock = await locked(made);
    commit(origin, { 'package/ValueSet-a.json': JSON.stringify(valueSet(`${url}b`)) }, 'v1');
    const other = project(address(origin, 'v1'));
    const { value, issues } = await other.open(lock);
    expect(issues).toEqual([]);
    expect(value.find(({ id }) => id === 'example.a')?.entries.map((each) => each.url)).toEqual([url]);
    const [change] = compareLocks(lock, await locked(other));
    expect(change).toMatchObject({
      change: 'content',
      package: { resolved: address(origin, git(origin, 'rev-parse', 'HEAD')) },
    });
  });

  test('may lie in a folder of it, or as an archive', async () => {
    const origin = repository(
      Object.fromEntries(Object.entries(files()).map(([name, text]) => [`made/${name}`, text])),
    );
    const one = await locked(project(address(origin, 'v1:made')));
    execFileSync('tar', ['-czf', 'package.tgz', 'package'], { cwd: join(origin, 'made') });
    commit(origin, {}, 'v2');
    const two = await locked(project(address(origin, 'v2:made/package.tgz')));
    expect(ofA(two)?.integrity).toBe(ofA(one)?.integrity);
  });

  test('is the content of the commit, through no filter and no hook', async () => {
    const ran = join(temporaryFolder(), 'ran');
    const origin = repository({ ...files(), '.gitattributes': '*.json filter=evil text eol=crlf\n' });
    const hooks = temporaryFolder();
    for (const hook of ['post-checkout', 'reference-transaction'])
      writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    const settings = join(temporaryFolder(), 'config');
    writeFileSync(settings, `[core]\nhooksPath = ${hooks}\n[filter "evil"]\nsmudge = "touch ${ran}; cat"\n`);
    process.env.GIT_CONFIG_GLOBAL = settings;
    onTestFinished(() => {
      delete process.env.GIT_CONFIG_GLOBAL;
    });
    const plain = await locked(project(address(repository(files()), 'v1:package')));
    const filtered = await locked(project(address(origin, 'v1:package')));
    expect(ofA(filtered)?.integrity).toBe(ofA(plain)?.integrity);
    expect(existsSync(ran)).toBe(false);
  });

  test.each([
    ['a tag that is not there', () => repository(files()), 'v9', /cannot be had: .*v9/],
    ['no package', () => repository({ 'README.md': 'a' }), 'v1', /its top has no package.json of a FHIR package/],
    ['a folder that is not there', () => repository(files()), 'v1:nowhere', /the commit has no nowhere/],
    ['no repository', () => temporaryFolder(), 'v1', /cannot be had/],
    [
      'a pointer of Git LFS',
      () =>
        repository({
          ...files(),
          'package/ValueSet-b.json': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
        }),
      'v1',
      /is kept in Git LFS/,
    ],
  ])('is told of where there is %s', async (_, make, behind, message) => {
    const { value, issues } = await project(address(make(), behind)).lock();
    expect(value).toBeUndefined();
    const errors = issues.filter(({ severity }) => severity === 'error');
    expect(errors.map((each) => each.message).join('\n')).toMatch(message);
    expect(errors[0]?.source).toEqual({ file: 'packages.yaml', line: 1 });
  });

  test('with a link in it is refused', async () => {
    const origin = repository(files());
    symlinkSync('/etc/passwd', join(origin, 'package', 'ValueSet-b.json'));
    commit(origin, {}, 'v1');
    expect(told((await project(address(origin, 'v1')).lock()).issues).join()).toMatch(/ValueSet-b.json is a link/);
  });

  test('is asked for in no run that may not, and not where git is missing', async () => {
    const made = project(address(repository(files()), 'v1'));
    expect(told((await made.lock(true)).issues).join()).toContain('which --offline forbids to ask');
    const path = process.env.PATH;
    process.env.PATH = temporaryFolder();
    try {
      expect(told((await made.lock()).issues).join()).toContain('git is not installed, or not on the PATH');
    } finally {
      process.env.PATH = path;
    }
  });
});

test.each(['a folder', 'an archive', 'a repository'])(
  'a kit brings a package of %s to a machine without it',
  async (kind) => {
    const folder = npmProject({ ...CORE });
    const origin = repository(files());
    execFileSync('tar', ['-czf', join(folder, 'a.tgz'), 'package'], { cwd: origin });
    writeFiles(join(folder, 'core'), files());
    const place = { 'a folder': './core', 'an archive': 'a.tgz', 'a repository': address(origin, 'v1') }[kind] ?? '';
    const made = project(place, folder);
    const lock = await locked(made);
    const kit = join(temporaryFolder(), 'kit.tar');
    const { packages } = lock;
    expect((await exportBundle(kit, { packages, archives: [], sources: made.sources(), signal })).issues).toEqual([]);
    for (const gone of [origin, join(folder, 'core'), join(folder, 'a.tgz')]) rmSync(gone, { recursive: true });
    const store = createStore(temporaryFolder());
    expect((await importBundle(kit, { packages, sets: [], store, signal })).issues).toEqual([]);
    const { value, issues } = await openLocked(packages, {
      store,
      sources: project(place, folder).sources(true),
      signal,
    });
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value.find(({ id }) => id === 'example.a')?.entries.map((each) => each.url)).toEqual([url]);
  },
);

describe('packages.yaml', () => {
  test.each([
    ['git+https://me:secret@example.org/a.git#v1', 'a user or password'],
    ['git+https://secret@example.org/a.git#v1', 'a user or password'],
    ['git+https://example.org/a.git?token=secret#v1', 'a ? and more behind it'],
    ['git+https://example.org/a.git', 'which tag or commit'],
    ['git+http://example.org/a.git#v1', 'use git+https'],
    ['git+ext::sh -c secret#v1', 'git+https, git+ssh or git+file'],
    ['git+ssh://-oProxyCommand=secret/a#v1', 'is none'],
    ['git+https://example.org/a.git#--upload-pack=secret', 'no name of a tag'],
    ['git+https://example.org/a.git#v1:../secret', 'has to lie in the repository'],
    ['/etc/secret', 'relative to this file'],
    ['C:\\secret', 'neither a folder nor an address'],
    ['https://example.org/secret.tgz', 'neither a folder nor an address'],
  ])('refuses %s, and does not repeat it', (place, fault) => {
    const { value, issues } = parseOwnPackages(`# a comment\nexample.a: '${place}'\n`);
    expect(value).toEqual([]);
    expect(issues).toMatchObject([
      { severity: 'error', rule: 'package-place', source: { file: 'packages.yaml', line: 2 } },
    ]);
    expect(issues[0]?.message).toContain(fault);
    expect(issues[0]?.message).not.toContain('secret');
  });

  test('that is no list of packages is told with its line', () => {
    expect(parseOwnPackages('- a').issues).toMatchObject([{ rule: 'package-place' }]);
    expect(parseOwnPackages('a b: ./c').issues[0]?.message).toContain('is no package');
    expect(parseOwnPackages('a: [').issues[0]?.message).toContain('not well-formed YAML');
    expect(parseOwnPackages('')).toEqual({ value: [], issues: [] });
  });

  test('and the lockfile must agree', async () => {
    const folder = npmProject({ ...CORE });
    writeFiles(join(folder, 'core'), files());
    const lock = await locked(project('./core', folder));
    expect(checkOwnLocked(project('./core', folder).own, lock)).toEqual([]);
    expect(told(checkOwnLocked(project('./other', folder).own, lock))).toEqual([
      'lockfile-stale: packages.yaml says where example.a#1.0.0 is, and fhir-packages.lock.json has it from ./core. Run ig packages lock.',
    ]);
    expect(told(checkOwnLocked([], lock))).toEqual([
      'lockfile-stale: fhir-packages.lock.json takes example.a#1.0.0 from ./core, and packages.yaml does not name it. Run ig packages lock.',
    ]);
    expect(readFileSync(join(folder, 'core', 'package', 'package.json'), 'utf8')).toContain('example.a');
  });
});

test('a repository that is too large is told, with its bound', async () => {
  const from = repository({ 'package/package.json': manifestText({ id: 'example.a', version: '1.0.0' }) });
  const place = parseOwnPlace(address(from, 'v1'));
  if ('fault' in place || place.kind !== 'git') throw new Error('That is a place in a repository.');
  const into = () => join(temporaryFolder(), 'repository');
  await expect(fetchCommit(place, undefined, into(), signal, 100)).rejects.toThrow('it has more than 0 MiB');
  expect(await fetchCommit(place, undefined, into(), signal, 1 << 20)).toMatch(/^[0-9a-f]{40}$/);
});
