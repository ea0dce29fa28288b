import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOf, filesBelow, graveFindings, ig, litterIn, reportOf, temporaryFolder, writeFiles } from './run-ig.ts';

const contents = (folder: string) =>
  Object.fromEntries(filesBelow(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

const COMPANIONS = [
  '.editorconfig',
  '.github/workflows/guide.yml',
  '.gitignore',
  '.vscode/extensions.json',
  '.vscode/settings.json',
  'fhir-packages.lock.json',
  'package.json',
];

test('a new guide builds without a finding, and nothing is left for a second run', async () => {
  const folder = join(temporaryFolder(), 'steps');
  const names = ['--id', 'test.steps', '--canonical', 'https://steps.test/fhir', '--title', 'Étape : "un"'];
  const made = await ig(['init', folder, '--offline', ...names]);
  expect([made.code, made.stdout.includes('input/fsh/step-count.fsh')]).toEqual([0, true]);
  expect(litterIn(folder).filter((name) => !COMPANIONS.includes(name))).toEqual([]);

  const run = await ig(['build', folder, '--offline', '--frozen', '--format', 'json']);
  const report = reportOf(run);
  expect([run.code, graveFindings(report)]).toEqual([0, []]);
  expect(report.results.map(({ resource }) => resource)).toEqual(
    expect.arrayContaining(['Observation/steps', 'Patient/walker', 'StructureDefinition/step-count']),
  );
  const guide = JSON.parse(readFileSync(join(folder, 'build/package/package.json'), 'utf8'));
  expect([guide.name, guide.canonical, guide.title]).toEqual(['test.steps', 'https://steps.test/fhir', 'Étape : "un"']);

  const before = contents(folder);
  const again = await ig(['init', folder, '--offline']);
  expect([again.code, again.stdout.includes('Nothing is missing.')]).toEqual([0, true]);
  expect(contents(folder)).toEqual(before);
});

test('of a guide that exists nothing changes, and what was added is told', async () => {
  const folder = copyOf('fsh-only', {
    'input/ignoreWarnings.txt': '== Suppressed Messages ==\n# because\n%a warning%\n',
    '.gitignore': '/build/\n',
    'package.json': '{"name":"theirs"}',
    '.github/workflows/theirs.yml': 'name: theirs\n',
  });
  const before = contents(folder);
  const run = await ig(['init', folder, '--offline']);
  expect(run.code).toBe(0);
  const after = contents(folder);
  for (const [name, text] of Object.entries(before)) expect([name, after[name]]).toEqual([name, text]);
  const added = Object.keys(after).filter((name) => !(name in before));
  expect(added).toEqual(COMPANIONS.filter((name) => !(name in before)));
  for (const name of added) expect(run.stdout).toContain(`  ${name}\n`);
  expect(run.stdout).toContain('input/ignoreWarnings.txt suppresses 1 findings');
  expect(run.stdout).toContain('.gitignore: add to it: node_modules/');
  expect(run.stdout).toContain('package.json: run npm install --save-dev --save-exact fhir-ig');
});

test('FSH without a configuration gets one, and no example of ours', async () => {
  const folder = temporaryFolder({
    'input/fsh/a.fsh': 'Instance: a\nInstanceOf: Patient\nUsage: #example\n* active = true\n',
  });
  const run = await ig(['init', folder, '--offline', '--id', 'test.own']);
  expect([run.code, existsSync(join(folder, 'sushi-config.yaml'))]).toEqual([0, true]);
  expect(filesBelow(join(folder, 'input/fsh'))).toEqual(['a.fsh']);
  expect((await ig(['build', folder, '--offline', '--frozen'])).code).toBe(0);
});

test('--dry-run writes nothing, and says what it would add', async () => {
  const folder = temporaryFolder();
  const run = await ig(['init', folder, '--dry-run']);
  expect([run.code, filesBelow(folder)]).toEqual([0, []]);
  expect(run.stdout).toMatch(/^Would add\n {2}sushi-config\.yaml\n/);
});

test('nothing is written through a link that leads out of the folder', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(elsewhere, 'theirs'));
  symlinkSync(elsewhere, join(folder, '.github'));
  const run = await ig(['init', folder, '--offline']);
  expect([run.code, filesBelow(elsewhere)]).toEqual([2, []]);
  expect(run.stderr).toContain('a link leads out of the project');
});

test('names that no guide can have are refused', async () => {
  const folder = temporaryFolder();
  for (const wrong of [
    ['--id', '../x'],
    ['--canonical', 'ftp://x'],
    ['--canonical', 'http://x/"\n'],
    ['--title', 'a\nb'],
  ]) {
    const run = await ig(['init', folder, ...wrong]);
    expect([wrong, run.code, filesBelow(folder)]).toEqual([wrong, 2, []]);
  }
  writeFiles(folder, { file: '' });
  expect((await ig(['init', join(folder, 'file')])).code).toBe(2);
});
