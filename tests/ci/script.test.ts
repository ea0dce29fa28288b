import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOfBranch } from '../../.ci/github/slug.ts';
import { githubServer } from './github-server.ts';
import { run, scratchFolder, scratchRepository, write } from './scratch.ts';

const root = join(import.meta.dirname, '../..');

/** .ci as it is in a folder of its own, in which nothing else of this project is but its npm packages. */
function withScripts(folder: string): string {
  cpSync(join(root, '.ci'), join(folder, '.ci'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return write(folder, { 'package.json': '{"type":"module"}' });
}

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** Without waiting here, so that a server of the test can answer. */
function ci(
  folder: string,
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const { GITHUB_STEP_SUMMARY, GITHUB_OUTPUT, GITHUB_ACTIONS, BASE, ...rest } = process.env;
  const env = { ...rest, GIT_CONFIG_GLOBAL: '/dev/null', ...environment };
  return new Promise<Ended>((ended) => {
    execFile(join(folder, '.ci', script), args, { env, encoding: 'utf8' }, (error, stdout, stderr) =>
      ended({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
  });
}

/** A program by which `npx` is replaced: it ends as the file `ends` says, by its first argument that is a command. */
function fakeNpx(folder: string, ends: Readonly<Record<string, number>>): string {
  const bin = join(folder, 'fake');
  mkdirSync(bin);
  const cases = Object.entries(ends).map(([verb, code]) => `  ${verb}) exit ${code} ;;`);
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\necho "asked: $*"\ncase $3 in\n${cases.join('\n')}\nesac\n`, {
    mode: 0o755,
  });
  return `${bin}:${process.env.PATH}`;
}

describe('.ci/ci', () => {
  test('does the steps that it is told, says how long they took, and ends with the gravest exit code', async () => {
    const folder = withScripts(scratchFolder());
    const environment = { PATH: fakeNpx(folder, { build: 1, compare: 0 }), BASE: 'HEAD^1' };
    const { code, said } = await ci(folder, 'ci', ['gate', 'compare', 'summary'], environment);
    expect(code).toBe(1);
    expect(said).toContain('asked: --no ig build --frozen --fail-on error --format text');
    expect(said).toContain('asked: --no ig compare --format markdown');
    expect(said).toContain('git:HEAD^1');
    expect(said).toMatch(/\| gate \| [\d.]+ \| ✖ 1 \|\n\| compare \| [\d.]+ \| ✔ \|/);
  });

  test('tells on GitHub by annotations, and on the page of the run', async () => {
    const folder = withScripts(scratchFolder());
    const page = join(folder, 'page.md');
    const environment = { PATH: fakeNpx(folder, { build: 0 }), GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page };
    const { code, said } = await ci(folder, 'ci', ['gate'], environment);
    expect(code).toBe(0);
    expect(said).toContain('--format github');
    write(folder, { 'build/ci/comparison.md': '## What changed\n' });
    await ci(folder, 'ci', ['summary'], environment);
    expect(readFileSync(page, 'utf8')).toMatch(/^## What changed\n[\s\S]*\| gate \|/);
  });

  test('a number and a text are all that a run leaves for its request; a gate that failed says so', async () => {
    const folder = withScripts(scratchFolder());
    const environment = { PATH: fakeNpx(folder, { build: 2 }), NUMBER: '7' };
    expect((await ci(folder, 'ci', ['gate', 'request'], environment)).code).toBe(2);
    const left = (name: string) => readFileSync(join(folder, 'build/ci/pull-request', name), 'utf8');
    expect(left('number')).toBe('7\n');
    expect(left('comment.md')).toMatch(/^## ✖ The gate is not passed/);
  });

  test('a step that does not exist, or that is not told what it needs, could not run', async () => {
    const folder = withScripts(scratchFolder());
    expect(await ci(folder, 'ci', ['gates'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('no step "gates"'),
    });
    const { code, said } = await ci(folder, 'ci', ['comment'], { RUN_ID: '1', GITHUB_TOKEN: '' });
    expect(code).toBe(2);
    expect(said).toContain('is not set: docs/ci.md says what it is.');
  });

  test('a branch is deployed, and pruned by the requests that GitHub knows', async () => {
    const { local, remote } = scratchRepository(['main', 'feature/pain', 'over']);
    withScripts(local);
    const { address, asked } = await githubServer(({ path }) =>
      path.startsWith('/repos/o/r/pulls?state=open')
        ? { json: [{ head: { ref: 'feature/pain', repo: { full_name: 'o/r' } } }] }
        : undefined,
    );
    write(local, { 'build/site/index.html': 'site' });
    const environment = { GITHUB_SERVER_URL: 'http://127.0.0.1:9', GITHUB_API_URL: address, GITHUB_REPOSITORY: 'o/r', GITHUB_SHA: 'c0ffee', GITHUB_TOKEN: 'secret' }; // biome-ignore format: one line
    for (const BRANCH of ['over', 'feature/pain', 'main']) {
      const { code, said } = await ci(local, 'ci', ['deploy'], { ...environment, BRANCH });
      expect([code, said]).toEqual([0, expect.stringContaining(`branches/${folderOfBranch(BRANCH)}/`)]);
      expect(said).not.toContain('secret');
    }
    run(local, 'push', '--quiet', 'origin', ':over');
    expect((await ci(local, 'ci', ['prune'], environment)).said).toContain('Removed the sites over.');
    const kept = run(remote, 'ls-tree', '--name-only', 'gh-pages:branches').trim().split('\n');
    expect(kept).toEqual([folderOfBranch('feature/pain'), 'main']);
    expect(asked.every(({ token }) => token === 'Bearer secret')).toBe(true);
  });
});

test('what ig release check finds is no release, and nothing is built of it', async () => {
  const { local } = scratchRepository(['main']);
  withScripts(local);
  run(local, 'tag', 'v0.9.0');
  const PATH = fakeNpx(local, { release: 1 });
  const { code, said } = await ci(local, 'release', [], { PATH, STAGE: 'public-comment' });
  expect(code).toBe(1);
  expect(said.match(/asked:.*/g)).toEqual([
    'asked: --no ig release check --stage public-comment --since git:v0.9.0 --format text',
  ]);
});

test('where there is a web site, the release is held against it before anything is built', async () => {
  const { local } = scratchRepository(['main']);
  withScripts(local);
  const environment = { PATH: fakeNpx(local, { release: 1 }), STAGE: 'release', WEB: '../site' };
  const { said } = await ci(local, 'release', [], environment);
  expect(said.match(/asked:.*/g)).toEqual(['asked: --no ig release check --stage release --web ../site --format text']);
});

test('a stage is a word', async () => {
  const folder = withScripts(scratchFolder());
  const { code, said } = await ci(folder, 'release', [], { PATH: fakeNpx(folder, {}), STAGE: '../x' });
  expect([code, said]).toEqual([2, '"../x" is no stage of stages.yaml.\n']);
});

test('a release is put together from the copy in its stage, and its checksums hold', async () => {
  const { local } = scratchRepository(['main']);
  withScripts(local);
  write(local, { 'fhir-packages.lock.json': '{}' });
  const bin = join(local, 'fake');
  mkdirSync(bin);
  const program = (name: string, text: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  for (const name of ['javac', 'jekyll', 'dot']) program(name, ''); // they are there, so that nothing is installed
  program('npm', 'echo "{}"');
  program(
    'npx',
    `echo "$*" >>asked
case "$3 $4" in
  "publish build/stage/release")
    mkdir -p $4/build/package $4/build/site
    echo '{"name":"example.guide","version":"1.0.0"}' >$4/build/package/package.json
    for file in report.html report.json site/index.html site/package.tgz site/full-ig.zip; do echo $file >$4/build/$file; done ;;
esac`,
  );
  const output = join(local, 'output');
  const environment = { PATH: `${bin}:${process.env.PATH}`, GITHUB_OUTPUT: output, WEB: '../site' };
  const { code, said } = await ci(local, 'release', [], environment);
  expect([code, said]).toEqual([0, expect.stringContaining('version 1.0.0 of example.guide, for the stage "release"')]);
  expect(readFileSync(output, 'utf8')).toBe('version=1.0.0\n');
  const folder = join(local, 'build/release');
  expect(readdirSync(folder).sort()).toEqual(
    ['SHA256SUMS', 'example.guide-1.0.0-site.zip', 'example.guide-1.0.0.tgz', 'fhir-packages.lock.json', 'notes.md', 'report.html', 'report.json', 'sbom.cdx.json'], // biome-ignore format: one line
  );
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums.length).toBe(7);
  for (const line of sums) {
    const [digest, name = ''] = line.split('  ');
    expect(digest).toBe(
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    );
  }
  expect(readFileSync(join(local, 'build/site/index.html'), 'utf8')).toBe('site/index.html\n');
  expect(readFileSync(join(local, 'asked'), 'utf8').trim().split('\n').at(-1)).toBe(
    '--no ig release publish build/stage/release --web ../site',
  );
});
