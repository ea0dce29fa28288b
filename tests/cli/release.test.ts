import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ig, temporaryFolder } from './run-ig.ts';

const files: Readonly<Record<string, string>> = {
  'sushi-config.yaml':
    'id: fr.example.guide\ncanonical: https://example.org/ig/guide\nversion: 1.0.0 # the next\nstatus: draft\nreleaseLabel: ci-build\nfhirVersion: 4.0.1\n',
  'ig.ini':
    '[IG]\nig = fsh-generated/resources/ImplementationGuide-fr.example.guide.json\ntemplate = fhir.base.template#1.0.0\n',
  'stages.yaml':
    'ci-build:\n  releaseLabel: ci-build\n  guideStatus: draft\n  banner: in the works\nrelease:\n  releaseLabel: release\n  guideStatus: active\n  mode: milestone\n  status: trial-use\n  template: other.template#2.0.0\n  banner: released\n',
  'publication-request.json': JSON.stringify(
    { 'package-id': 'fr.example.guide', version: '1.0.0', path: 'https://example.org/ig/guide/1.0.0', mode: 'milestone', status: 'trial-use', sequence: 'R1', desc: 'First.', changes: 'changes.html', first: true, category: 'Health', title: 'T', introduction: 'I', 'ci-build': 'https://example.org/build' },
    undefined,
    2,
  ), // biome-ignore format: one line
  'input/pagecontent/changes.md': '# Changes\n\n| 1.0.0 | The first one |\n',
  'build/report.json': '{"summary": {"errors": 0, "invalid": 0}}',
};

function guide(changes: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ ...files, ...changes })) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function commit(cwd: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'All');
}

test('a release is checked as it would be published, and what is wrong has its line', async () => {
  const folder = guide();
  commit(folder);
  const good = await ig(['release', 'check', folder, '--stage', 'release']);
  expect(good.stdout).toContain('✔ fr.example.guide 1.0.0 in the stage release, 0 errors');
  expect(good.code).toBe(0);
  execFileSync('git', ['tag', 'v1.0.0'], { cwd: folder });
  writeFileSync(join(folder, 'input/pagecontent/changes.md'), '# Changes\n');
  const bad = await ig(['release', 'check', folder, '--stage', 'release']);
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/input\/pagecontent\/changes\.md:1\n {4}The page does not tell what changed in 1\.0\.0/);
  expect(bad.stdout).toMatch(/One file is changed and not committed, such as input\/pagecontent\/changes\.md/);
  expect(bad.stdout).toMatch(/There is a tag v1\.0\.0 already/);
  writeFileSync(join(folder, 'input/pagecontent/new.md'), '# New\n');
  writeFileSync(join(folder, 'notes.txt'), 'for myself');
  const added = await ig(['release', 'check', folder, '--stage', 'release']);
  expect(added.stdout).toContain('2 files are changed and not committed');
  const unknown = await ig(['release', 'check', folder, '--stage', 'final']);
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    'ig: There is no stage final: stages.yaml has ci-build, release.\n',
  ]);
});

test('a web site that has the version refuses it, and a folder is looked at only from inside', async () => {
  const web = temporaryFolder();
  const setup = { website: { url: 'https://example.org/ig', 'clone-xml-json': false }, 'layout-rules': [{ npm: 'fr.example.*', canonical: 'https://example.org/ig/{3}', destination: '{3}' }] }; // biome-ignore format: one line
  writeFileSync(join(web, 'publish-setup.json'), JSON.stringify(setup));
  writeFileSync(join(web, 'package-registry.json'), '{}');
  mkdirSync(join(web, 'guide', '1.0.0'), { recursive: true });
  const { code, stdout } = await ig(['release', 'check', guide(), '--stage', 'release', '--web', web]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/The web site has a folder guide\/1\.0\.0 already/);
});

test('a copy is set up for a stage, and the sources stay as they are', async () => {
  const folder = guide();
  const run = await ig(['release', 'stage', 'release', folder]);
  const copy = join(folder, 'build', 'stage', 'release');
  expect([run.code, run.stdout]).toEqual([0, `${copy}\n`]);
  expect(readFileSync(join(copy, 'sushi-config.yaml'), 'utf8')).toBe(
    files['sushi-config.yaml']?.replace('status: draft', 'status: active').replace('ci-build', 'release'),
  );
  expect(readFileSync(join(copy, 'ig.ini'), 'utf8')).toContain('template = other.template#2.0.0');
  expect(existsSync(join(copy, 'build'))).toBe(false);
  for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text);
  expect(readdirSync(join(folder, 'build', 'stage'))).toEqual(['release']);
});

test('a copy takes the place of nothing but an earlier copy', async () => {
  const folder = guide({ 'input/data/keep.yml': 'a: 1\n' });
  symlinkSync('..', join(folder, 'input', 'loop'));
  const other = temporaryFolder();
  writeFileSync(join(other, 'thesis.txt'), 'years of work');
  const stage = (output: string) => ig(['release', 'stage', 'release', folder, '--output', output]);
  for (const output of ['', 'input', 'input/data', '..', 'elsewhere'].map((each) => join(folder, each))) {
    const { code, stderr } = await stage(output);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Name a folder outside of the guide')]);
  }
  for (const output of [other, join(other, 'thesis.txt')]) {
    const { code, stderr } = await stage(output);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is there already, and is no copy of a stage')]);
  }
  expect(readFileSync(join(folder, 'input/data/keep.yml'), 'utf8')).toBe('a: 1\n');
  expect(readFileSync(join(other, 'thesis.txt'), 'utf8')).toBe('years of work');
  expect(readdirSync(other)).toEqual(['thesis.txt']);

  const copy = temporaryFolder(); // empty
  expect((await stage(copy)).code).toBe(0);
  writeFileSync(join(copy, 'stale.txt'), 'of the earlier copy');
  expect((await stage(copy)).code).toBe(0);
  expect(existsSync(join(copy, 'stale.txt'))).toBe(false);
  expect(readFileSync(join(copy, 'input/data/keep.yml'), 'utf8')).toBe('a: 1\n');
  expect(readdirSync(join(copy, '..')).filter((name) => name.includes(basename(copy)))).toEqual([basename(copy)]);
}, 60_000);

test('a label that is no stage is told by each build, at its line', async () => {
  const config = files['sushi-config.yaml']?.replace('releaseLabel: ci-build', 'releaseLabel: trial') ?? '';
  const { stdout } = await ig(['build', guide({ 'sushi-config.yaml': config }), '--offline', '--quiet']);
  expect(stdout).toMatch(
    /sushi-config\.yaml:5:1\n {4}releaseLabel trial is no stage: stages\.yaml has ci-build, release/,
  );
});
