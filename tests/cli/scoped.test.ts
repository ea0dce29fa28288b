import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { describe, expect, test } from 'vitest';
import { serve, versionsDocument } from '../packages/loopback-registry.ts';
import { copyOf, errorLines, graveFindings, ig, reportOf, temporaryFolder } from './run-ig.ts';

const LOCK = 'fhir-packages.lock.json';
const KEY = '@scope/counted#1.0.0';
const config = (dependency = '"@scope/counted": 1.0.0') =>
  `canonical: https://example.org/fhir/steps\nfhirVersion: 4.0.1\nversion: 0.3.0\nFSHOnly: true\ndependencies:\n  ${dependency}\n`;

const profile = {
  resourceType: 'StructureDefinition',
  id: 'counted',
  url: 'https://test.example/StructureDefinition/counted',
  version: '1.0.0',
  name: 'Counted',
  status: 'draft',
  kind: 'resource',
  abstract: false,
  type: 'Observation',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
  derivation: 'constraint',
  differential: { element: [{ id: 'Observation.device', path: 'Observation.device', min: 1 }] },
};
const manifest = JSON.stringify({ name: '@scope/counted', version: '1.0.0', fhirVersions: ['4.0.1'] });
const child =
  'Profile: CountedSteps\nParent: https://test.example/StructureDefinition/counted\nId: counted-steps\n\nInstance: counted\nInstanceOf: CountedSteps\n* status = #final\n* code.text = "x"\n';

/** The package without a device in an example: what its profile finds, wherever it came from. */
const finding = expect.objectContaining({
  rule: 'cardinality',
  message: expect.stringContaining('Observation.device is missing'),
});

function guide(files: Readonly<Record<string, string>> = {}): string {
  return copyOf('fsh-only', { 'sushi-config.yaml': config(), 'input/fsh/counted.fsh': child, ...files });
}

/** As npm's registries serve a package with a scope: its document under an escaped slash, its archive elsewhere. */
async function privateRegistry() {
  const folder = temporaryFolder({
    'package/package.json': manifest,
    'package/StructureDefinition-counted.json': JSON.stringify(profile),
  });
  await create({ gzip: true, cwd: folder, file: join(folder, 'p.tgz') }, ['package']);
  const tarball = readFileSync(join(folder, 'p.tgz'));
  const asked: string[] = [];
  const server = await serve(({ url = '', headers }, response) => {
    asked.push(url);
    const archive = '/@scope/counted/-/counted-1.0.0.tgz';
    const dist = { tarball: `http://${headers.host}${archive}` };
    if (url === '/@scope%2fcounted') response.end(versionsDocument('@scope/counted', { '1.0.0': dist }, '1.0.0'));
    else if (url === archive) response.end(tarball);
    else response.writeHead(404).end();
  });
  return { env: { FPL_REGISTRY: server }, asked, tarball };
}

describe('a package with a scope', () => {
  test('comes from a registry, is locked, and every command names it', async () => {
    const { env, asked } = await privateRegistry();
    const project = guide();
    const locked = await ig(['packages', 'lock', '--source', 'registry', '--quiet', project], { env });
    expect(locked).toMatchObject({ code: 0, stdout: expect.stringContaining(`added: ${KEY} (registry)`) });
    expect(asked).toContain('/@scope%2fcounted');

    const built = reportOf(await ig(['build', '--frozen', '--format', 'json', project], { env }));
    expect(graveFindings(built)).toContainEqual(finding);
    const { dependencies } = JSON.parse(readFileSync(join(project, 'build/package/package.json'), 'utf8'));
    expect(dependencies).toMatchObject({ '@scope/counted': '1.0.0' });

    const list = await ig(['packages', 'list', '--offline', '--quiet', project]);
    expect(list).toMatchObject({ code: 0, stdout: expect.stringMatching(/@scope\/counted#1\.0\.0 +registry/) });
    const verified = await ig(['packages', 'verify', '--quiet', project], { env });
    expect(verified.code).toBe(0);
    const args = ['packages', 'explain', profile.url, '--project', project, '--offline', '--quiet'];
    expect((await ig(args)).stdout).toContain(`StructureDefinition/counted of ${KEY}`);
    expect((await ig([...args, '--from', KEY])).stdout).toContain('the package that asks has it');
  });

  test('is added to a payload by --package: from a registry, a file and a folder', async () => {
    const { env, tarball } = await privateRegistry();
    const payload = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      meta: { profile: [profile.url] },
    };
    const cwd = temporaryFolder({
      'o.json': JSON.stringify(payload),
      'p.tgz': tarball,
      'p/package.json': manifest,
      'p/StructureDefinition-counted.json': JSON.stringify(profile),
    });
    for (const added of [KEY, 'p.tgz', 'p']) {
      const run = await ig(['validate', '--fhir-only', '--package', added, '--format', 'json', 'o.json'], { cwd, env });
      expect(graveFindings(reportOf(run)), added).toContainEqual(finding);
    }
  });

  test('comes from node_modules', async () => {
    const project = guide({
      'node_modules/@scope/counted/package.json': manifest,
      'node_modules/@scope/counted/StructureDefinition-counted.json': JSON.stringify(profile),
    });
    const built = reportOf(await ig(['build', '--offline', '--format', 'json', project]));
    expect(built.packages).toContainEqual(expect.objectContaining({ id: '@scope/counted', source: 'npm' }));
    expect(graveFindings(built)).toContainEqual(finding);
  });

  test('has a stand-in, and an alias', async () => {
    const project = guide({
      'sushi-config.yaml': config('counts@npm:@scope/counted: 1.0.0'),
      'upstream/@scope/counted/1.0.0/sushi-config.yaml':
        'id: counted\npackageId: "@scope/counted"\ncanonical: https://test.example\nname: Counted\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n',
      'upstream/@scope/counted/1.0.0/input/fsh/a.fsh':
        'Profile: Counted\nParent: Observation\nId: counted\n* device 1..\n',
    });
    const built = reportOf(await ig(['build', '--offline', '--format', 'json', project]));
    expect(built.packages).toContainEqual(expect.objectContaining({ id: '@scope/counted', source: 'stand-in' }));
    expect(graveFindings(built)).toContainEqual(finding);
  });

  test('that nobody has is an error on its line, and leaves no lockfile that a later run is held to', async () => {
    const project = guide();
    const failed = await ig(['build', '--offline', '--format', 'json', project]);
    expect(errorLines(failed)).toEqual([
      expect.stringMatching(
        /^error package-missing sushi-config\.yaml:6 The project declares @scope\/counted#1\.0\.0,/,
      ),
    ]);
    expect(existsSync(join(project, LOCK))).toBe(false);
    const { env } = await privateRegistry();
    expect((await ig(['packages', 'lock', '--source', 'registry', '--quiet', project], { env })).code).toBe(0);
    expect(graveFindings(reportOf(await ig(['build', '--format', 'json', project], { env })))).toContainEqual(finding);
  });
});
