import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyOf, errorLines, graveFindings, ig, reportOf, sharedCache, temporaryFolder, writeFiles } from './run-ig.ts';

const LOCK = 'fhir-packages.lock.json';
const dependency = (id: string) => `dependencies:\n  ${id}: 1.0.0\n`;

function standIn(id: string, dependencies = ''): Readonly<Record<string, string>> {
  const folder = `upstream/${id}/1.0.0`;
  return {
    [`${folder}/sushi-config.yaml`]: `id: ${id}\ncanonical: https://test.example/${id}\nname: StandIn\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n${dependencies}`,
    [`${folder}/input/fsh/a.fsh`]:
      'ValueSet: Letters\nId: letters\nTitle: "Letters"\nDescription: "Letters."\n* ^experimental = true\n* http://hl7.org/fhir/administrative-gender#male\n',
  };
}

const npmPackage = {
  'node_modules/test.npm.terms/package.json': '{"name":"test.npm.terms","version":"1.0.0","fhirVersions":["4.0.1"]}',
  'node_modules/test.npm.terms/ValueSet-a.json':
    '{"resourceType":"ValueSet","id":"a","url":"https://test.example/a","version":"1","status":"active"}',
  'node_modules/test.npm.terms/ValueSet-c.json': '{"resourceType":"ValueSet","id":"c"}',
  'node_modules/test.npm.terms/ValueSet-b.json':
    '{"resourceType":"ValueSet","id":"b","url":"https://test.example/b","version":"1","status":"active"}',
};

/** A guide with a package of each kind, and its lockfile. */
let locked = '';
beforeAll(async () => {
  locked = copyOf('fsh-only', { ...standIn('test.stand.in'), ...npmPackage });
  const config = readFileSync(join(locked, 'sushi-config.yaml'), 'utf8');
  writeFiles(locked, { 'sushi-config.yaml': `${config}${dependency('test.stand.in')}  test.npm.terms: 1.0.0\n` });
  const run = await ig(['packages', 'lock', '--offline', locked]);
  expect(run.stdout).toContain('added: test.stand.in#1.0.0 (stand-in)');
  expect(run.stdout).toContain('added: test.npm.terms#1.0.0 (npm)');
});

function copyOfLocked(): string {
  const folder = temporaryFolder();
  cpSync(locked, folder, { recursive: true });
  return folder;
}

const list = (project: string, ...args: string[]) =>
  ig(['packages', 'list', '--offline', '--format', 'json', ...args, project]);

describe('the lockfile', () => {
  test('that fits: the packages as it pins them, without a word', async () => {
    const run = await list(locked, '--frozen');
    expect(run.code).toBe(0);
    const packages = reportOf(run).packages.map(({ id, source }) => `${id} ${source}`);
    expect(packages).toEqual(
      expect.arrayContaining(['hl7.fhir.r4.core npm', 'test.npm.terms npm', 'test.stand.in stand-in']),
    );
    const { stdout } = await ig(['packages', 'lock', '--offline', locked]);
    expect(stdout).toMatch(/^Nothing changes: 6 packages are pinned\./);
    expect(stdout).toMatch(/✔ the lockfile is up to date, 0 errors/);
  });

  test('that is missing: --frozen refuses to make one', async () => {
    const project = copyOfLocked();
    rmSync(join(project, LOCK));
    const run = await list(project, '--frozen');
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([expect.stringMatching(/^error lockfile-missing .*Run ig packages lock/)]);
    expect(readdirSync(project)).not.toContain(LOCK);
  });

  test('that is not JSON, or of another version: its line, and what to do', async () => {
    const project = copyOfLocked();
    writeFiles(project, { [LOCK]: '{\n  "lockfileVersion": 1,\n  "packages": [\n    { "id": "x" ]\n}\n' });
    const broken = await list(project);
    expect(broken.code).toBe(1);
    expect(errorLines(broken)).toEqual([
      expect.stringMatching(/^error lockfile fhir-packages\.lock\.json:4 .*not JSON.*or run ig packages lock/),
    ]);
    writeFiles(project, { [LOCK]: '{\n  "lockfileVersion": 2,\n  "packages": []\n}\n' });
    expect(errorLines(await list(project))).toEqual([
      expect.stringMatching(/^error lockfile .*:2 lockfileVersion: must be 1/),
    ]);
    const mended = await ig(['packages', 'lock', '--offline', project]);
    expect(mended.code).toBe(0);
    expect(readFileSync(join(project, LOCK), 'utf8')).toBe(readFileSync(join(locked, LOCK), 'utf8'));
  });

  test('that is older than sushi-config.yaml: the line of the dependency', async () => {
    const project = copyOfLocked();
    const config = readFileSync(join(project, 'sushi-config.yaml'), 'utf8');
    writeFiles(project, { 'sushi-config.yaml': `${config}  test.more: 1.0.0\n`, ...standIn('test.more') });
    const run = await list(project, '--frozen');
    expect(run.code).toBe(1);
    const line = config.split('\n').length;
    expect(errorLines(run)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^error lockfile-stale sushi-config\\.yaml:${line} .*does not have test\\.more#1\\.0\\.0\\. Run ig packages lock`,
        ),
      ),
    ]);
    const frozen = await ig(['packages', 'lock', '--offline', '--frozen', project]);
    expect(frozen).toMatchObject({ code: 1, stdout: expect.stringContaining('lockfile-stale') });
    expect(readFileSync(join(project, LOCK), 'utf8')).not.toContain('test.more');
  });

  test('with a digest that no content has', async () => {
    const project = copyOfLocked();
    const text = readFileSync(join(project, LOCK), 'utf8');
    const [, digest = ''] = /"test\.npm\.terms",[^}]*"(sha512-[^"]+)"/s.exec(text) ?? [];
    writeFiles(project, { [LOCK]: text.replace(digest, `sha512-${'A'.repeat(86)}==`) });
    const run = await list(project);
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(
        /^error package-integrity fhir-packages\.lock\.json.* test\.npm\.terms#1\.0\.0 in node_modules .* but sha512-AAAAAAAAAAAA… is locked\. Run npm ci/,
      ),
    ]);
  });

  test('is not written for stand-ins that depend on each other in a circle', async () => {
    const config = `canonical: https://test.example\nfhirVersion: 4.0.1\nFSHOnly: true\n${dependency('c.one')}`;
    const project = temporaryFolder({
      'sushi-config.yaml': config,
      ...standIn('c.one', dependency('c.two')),
      ...standIn('c.two', dependency('c.one')),
    });
    const run = await ig(['build', '--offline', '--format', 'json', project]);
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(/^error package-cycle .*c\.one#1\.0\.0 → c\.two#1\.0\.0 → c\.one#1\.0\.0.*Remove one/),
    ]);
    expect(readdirSync(project)).not.toContain(LOCK);
  });
});

describe('what was changed after locking', () => {
  test('a stand-in: nothing is built from it until it is locked again', async () => {
    const project = copyOfLocked();
    writeFiles(project, { 'upstream/test.stand.in/1.0.0/input/fsh/b.fsh': 'Alias: $x = https://x.org\n' });
    const run = await ig(['build', '--offline', '--format', 'json', project]);
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(
        /^error package-integrity .* test\.stand\.in#1\.0\.0 in upstream\/test\.stand\.in\/1\.0\.0 .*ig packages lock if the change is meant/,
      ),
    ]);
    const relocked = await ig(['packages', 'lock', '--offline', project]);
    expect(relocked.stdout).toContain('test.stand.in#1.0.0: other content (stand-in)');
    expect((await list(project, '--frozen')).code).toBe(0);
  });

  test('an npm package: verify names the file that was changed, cut short or removed', async () => {
    const project = copyOfLocked();
    expect((await list(project)).code).toBe(0); // the cache knows what it held
    const module = join(project, 'node_modules/test.npm.terms');
    const verify = () => ig(['packages', 'verify', '--offline', '--format', 'json', project]);
    expect((await verify()).code).toBe(0);

    writeFileSync(
      join(module, 'ValueSet-a.json'),
      npmPackage['node_modules/test.npm.terms/ValueSet-a.json'].replace('active', 'retired'),
    );
    truncateSync(join(module, 'ValueSet-b.json'), 30);
    rmSync(join(module, 'ValueSet-c.json'));
    const tampered = await verify();
    expect(tampered.code).toBe(1);
    const lines = errorLines(tampered);
    expect(lines).toContainEqual(expect.stringMatching(/test\.npm\.terms#1\.0\.0 in node_modules .*Run npm ci/));
    expect(lines).toContainEqual(expect.stringContaining('ValueSet-a.json was changed'));
    expect(lines).toContainEqual(expect.stringContaining('ValueSet-b.json is cut short or damaged'));
    expect(lines).toContainEqual(expect.stringContaining('ValueSet-c.json is missing'));
  });

  test('the cache: verify finds what is damaged, and the next run makes it anew and says so', async () => {
    expect((await list(locked)).code).toBe(0);
    const cache = temporaryFolder();
    const env = { IG_CACHE: cache };
    const isOurs = (name: string) =>
      name.startsWith('test.npm.terms#1.0.0-') || name.startsWith('test.stand.in#1.0.0-');
    for (const name of readdirSync(sharedCache)) {
      if (isOurs(name)) cpSync(join(sharedCache, name), join(cache, name), { recursive: true });
      else symlinkSync(join(sharedCache, name), join(cache, name));
    }
    const entries = readdirSync(cache)
      .filter(isOurs)
      .map((name) => join(cache, name));
    for (const entry of entries) {
      const biggest =
        readdirSync(entry)
          .map((name) => join(entry, name))
          .filter((file) => file.endsWith('json'))
          .toSorted()
          .at(-1) ?? '';
      truncateSync(biggest, 20);
    }
    mkdirSync(join(cache, '.installing-1-abc'));
    const verify = () => ig(['packages', 'verify', '--offline', '--format', 'json', locked], { env });
    const damaged = await verify();
    expect(damaged.code).toBe(1);
    expect(errorLines(damaged)).toContainEqual(
      expect.stringMatching(
        /^error package-cache .*copy of test\.npm\.terms#1\.0\.0 is damaged: .* Delete .*: the next run makes it anew/,
      ),
    );
    const run = await ig(['packages', 'list', '--offline', '--format', 'json', locked], { env });
    expect(run.code).toBe(0);
    const rebuilt = reportOf(run)
      .issues.filter(({ rule }) => rule === 'package-cache')
      .map(({ message }) => message);
    expect(rebuilt).toContainEqual(
      expect.stringContaining('test.npm.terms#1.0.0 only in part, or damaged; it was made anew'),
    );
    const again = await ig(['packages', 'list', '--offline', '--format', 'json', locked], { env });
    expect(reportOf(again).issues.filter(({ rule }) => rule === 'package-cache')).toEqual([]);
    expect(graveFindings(reportOf(again))).toEqual(graveFindings(reportOf(run)));
  });
});
