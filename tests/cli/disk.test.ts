import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asNobody, canDropRights, isRoot, works } from './rights.ts';
import { copyOf, filesBelow, ig, litterIn, root, temporaryFolder, writeFiles } from './run-ig.ts';

const LOCK = 'fhir-packages.lock.json';
const program = join(root, 'bin', 'ig.js');
let built = '';
beforeAll(async () => {
  built = copyOf('fsh-only');
  expect((await ig(['build', '--offline', '--quiet', built])).code).toBe(0);
});

function copyOfBuilt(into = temporaryFolder()): string {
  cpSync(built, into, { recursive: true });
  return into;
}

async function recovers(project: string): Promise<void> {
  expect(litterIn(project)).toEqual([]);
  expect((await ig(['build', '--frozen', '--quiet', project])).code).toBe(0);
  expect(filesBelow(project)).toEqual(filesBelow(built));
}

describe('a place that is taken', () => {
  test('a file where a folder should be: its name, exit code 2, and nothing else is touched', async () => {
    const project = copyOfBuilt();
    rmSync(join(project, 'build'), { recursive: true });
    writeFiles(project, { build: 'mine' });
    const run = await ig(['build', '--frozen', '--quiet', project]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^ig: Cannot write .*\/build: something else has its name\. Move that away/);
    expect(readFileSync(join(project, 'build'), 'utf8')).toBe('mine');
    rmSync(join(project, 'build'));
    await recovers(project);
  });

  test('a cache that is a file', async () => {
    const file = join(temporaryFolder({ cache: '' }), 'cache');
    const run = await ig(['packages', 'list', '--offline', '--quiet', built], { env: { IG_CACHE: file } });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^ig: .*cache.* IG_CACHE/);
  });
});

if (!canDropRights)
  process.stderr.write('skipped: read-only folders (this user may write everywhere, and setpriv is not here)\n');

describe.skipIf(!canDropRights)('a project that may not be written', () => {
  const readOnly = (project: string) => {
    chmodSync(project, 0o555);
    if (!isRoot)
      for (const name of ['build', 'fsh-generated'])
        if (existsSync(join(project, name))) chmodSync(join(project, name), 0o555);
  };

  test('build tells which folder, and leaves what was there', async () => {
    const project = copyOfBuilt();
    writeFiles(project, {
      'input/fsh/more.fsh':
        'ValueSet: More\nId: more\nTitle: "More"\nDescription: "More."\n* ^experimental = true\n* include codes from system http://hl7.org/fhir/administrative-gender\n',
    });
    const before = filesBelow(project);
    readOnly(project);
    const run = await asNobody(program, 'build', '--frozen', '--quiet', project);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(
      /^ig: Cannot write .*fsh-generated: it may not be written\. Check its permissions.*unchanged/,
    );
    expect(filesBelow(project)).toEqual(before);
    chmodSync(project, 0o755);
  });

  test('the lockfile cannot be made there', async () => {
    const project = copyOf('fsh-only');
    readOnly(project);
    const run = await asNobody(program, 'build', '--offline', '--quiet', project);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`${LOCK} cannot be written`);
    chmodSync(project, 0o755);
  });

  test('what only reads works', async () => {
    const project = copyOfBuilt();
    readOnly(project);
    const run = await asNobody(
      program,
      'validate',
      '--offline',
      '--frozen',
      '--quiet',
      '--project',
      project,
      join(project, 'fsh-generated/resources'),
    );
    expect(run.code).toBe(0);
    chmodSync(project, 0o755);
  });
});

const disk = temporaryFolder();
const canMount = isRoot && works('mount', '-t', 'tmpfs', '-o', 'size=64k', 'ig-test', disk) && works('umount', disk);
if (!canMount) process.stderr.write('skipped: full disks (this user may not mount one)\n');

describe.skipIf(!canMount)('a full disk', () => {
  const mounted: string[] = [];
  const mount = (size: string): string => {
    const folder = join(temporaryFolder(), 'disk');
    mkdirSync(folder);
    expect(works('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'ig-test', folder)).toBe(true);
    mounted.push(folder);
    return folder;
  };
  afterAll(() => {
    for (const folder of mounted) works('umount', folder);
  });

  test('of the project: exit code 2, the earlier build stays, and with room the next one works', async () => {
    const project = copyOfBuilt(mount('2m'));
    const before = filesBelow(project);
    const generated = readFileSync(join(project, 'fsh-generated/fsh-index.txt'), 'utf8');
    const steps = readFileSync(join(project, 'input/fsh/steps.fsh'), 'utf8');
    writeFiles(project, { 'input/fsh/steps.fsh': steps.replace('8123', '8124') });
    works('dd', 'if=/dev/zero', `of=${join(project, 'filler')}`, 'bs=1k');
    const run = await ig(['build', '--frozen', '--quiet', project]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^ig: Cannot write .*disk/);
    expect(litterIn(project)).toEqual([]);
    expect(readFileSync(join(project, 'fsh-generated/fsh-index.txt'), 'utf8')).toBe(generated);
    rmSync(join(project, 'filler'));
    expect(filesBelow(project)).toEqual(before);
    await recovers(project);
  });

  test('of the cache: exit code 2, and nothing half installed', async () => {
    const cache = mount('8m');
    const run = await ig(['packages', 'list', '--offline', '--quiet', built], { env: { IG_CACHE: cache } });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^ig: .*(disk is full|no space|full)/i);
    expect(filesBelow(cache).filter((name) => name.includes('#'))).toEqual([]);
    expect(litterIn(cache)).toEqual([]);
  });
});
