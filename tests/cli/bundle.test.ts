import { existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { closedServer, serve, versionsDocument } from '../packages/loopback-registry.ts';
import { copyOf, copyOfThisGuide, ig, reportOf, sharedCache, temporaryFolder } from './run-ig.ts';

/** What a machine without a network has: an empty cache, an empty home, and addresses at which nobody listens. */
async function withoutNetwork(): Promise<Record<string, string>> {
  const closed = await closedServer();
  const [cache, home] = [temporaryFolder(), temporaryFolder()];
  return { IG_CACHE: cache, HOME: home, FPL_REGISTRY: closed, IG_MAVEN_REPOSITORY: closed };
}

/** A guide that a registry of this machine has a package of, locked and in the shared cache. */
async function guideFromRegistry(): Promise<string> {
  const packed = temporaryFolder({
    'package/package.json': JSON.stringify({ name: 'test.bundled', version: '1.0.0', fhirVersions: ['4.0.1'] }),
    'package/ValueSet-letters.json': JSON.stringify({
      resourceType: 'ValueSet',
      id: 'letters',
      url: 'https://test.example/ValueSet/letters',
      status: 'draft',
      compose: { include: [{ system: 'http://hl7.org/fhir/administrative-gender' }] },
    }),
  });
  await create({ gzip: true, cwd: packed, file: join(packed, 'p.tgz') }, ['package']);
  const server = await serve(({ url = '' }, response) => {
    if (url === '/test.bundled') response.end(versionsDocument('test.bundled', { '1.0.0': {} }, '1.0.0'));
    else if (url === '/test.bundled/1.0.0') response.end(readFileSync(join(packed, 'p.tgz')));
    else response.writeHead(404).end();
  });
  const project = copyOf('fsh-only', {
    'sushi-config.yaml':
      'canonical: https://example.org/fhir/steps\nfhirVersion: 4.0.1\nversion: 0.3.0\nFSHOnly: true\ndependencies:\n  test.bundled: 1.0.0\n',
  });
  const env = { FPL_REGISTRY: server };
  expect((await ig(['packages', 'lock', '--source', 'registry', '--quiet', project], { env })).code).toBe(0);
  const kit = await ig(
    [
      'packages',
      'bundle',
      'export',
      '--without',
      'hl7',
      '--without',
      'publisher',
      join(project, 'kit.tar'),
      '--project',
      project,
    ],
    { env },
  );
  expect({ code: kit.code, stdout: kit.stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/kit\.tar has \d packages and 0 Java archives, 0 errors/),
  });
  return project;
}

test('a machine without a network builds what it imported, and nothing of a bundle that is cut short', async () => {
  const project = await guideFromRegistry();
  const kit = join(project, 'kit.tar');
  const env = await withoutNetwork();
  const build = ['build', '--offline', '--frozen', '--format', 'json', project];
  const before = await ig(build, { env });
  expect(before.code).toBe(1);
  expect(reportOf(before).issues).toContainEqual(
    expect.objectContaining({ rule: 'package-missing', message: expect.stringContaining('test.bundled#1.0.0') }),
  );

  const imported = await ig(['packages', 'bundle', 'import', kit, '--project', project], { env });
  expect(imported.code).toBe(0);
  expect(imported.stdout).toMatch(/^✔ the package cache has \d packages and 0 Java archives of /m);
  expect(imported.stderr).toContain('Checking the bundle, 90 %');
  const after = await ig(build, { env });
  expect(after.code).toBe(0);
  expect(reportOf(after).packages).toContainEqual(expect.objectContaining({ id: 'test.bundled', source: 'registry' }));

  const other = await withoutNetwork();
  truncateSync(kit, 5000);
  const cut = await ig(['packages', 'bundle', 'import', kit, '--project', project, '--quiet'], { env: other });
  expect(cut.code).toBe(1);
  expect(cut.stdout).toMatch(/error.*kit\.tar\n.*is refused, and nothing of it was taken: it ends in the middle/);
  expect(readdirSync(other.IG_CACHE ?? '')).toEqual([]);
});

test('what cannot be had is said: no lockfile, no archives and no network, no such file', async () => {
  const project = copyOf('fsh-only');
  const kit = join(project, 'kit.tar');
  const env = await withoutNetwork();
  const unlocked = await ig(['packages', 'bundle', 'export', kit, '--project', project, '--format', 'json'], { env });
  expect({ code: unlocked.code, rules: reportOf(unlocked).issues.map(({ rule }) => rule) }).toEqual({
    code: 1,
    rules: ['lockfile-missing'],
  });
  const guide = copyOfThisGuide();
  const offline = await ig(['packages', 'bundle', 'export', kit, '--project', guide, '--offline'], { env });
  expect(offline.code).toBe(2);
  expect(offline.stderr).toContain('archives are missing, and with --offline nothing is downloaded');
  const odd = await ig(['packages', 'bundle', 'export', '--without', 'jekyll', kit, '--project', guide], { env });
  expect({ code: odd.code, stderr: odd.stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('It must be hl7 or publisher.'),
  });
  const none = await ig(['packages', 'bundle', 'import', kit, '--project', guide], { env });
  expect(none.code).toBe(2);
  expect(none.stderr).toMatch(/kit\.tar cannot be read\. Name a file of ig packages bundle export/);
  expect(existsSync(kit)).toBe(false);
});

const LONG = 600_000;

test(
  'after import the HL7 validator runs without a network, on this guide',
  async (context) => {
    const guide = copyOfThisGuide();
    const kit = join(temporaryFolder(), 'kit.tar');
    const made = await ig([
      'packages',
      'bundle',
      'export',
      '--without',
      'publisher',
      kit,
      '--project',
      guide,
      '--offline',
      '--quiet',
    ]);
    if (made.code === 2 && made.stderr.includes('are missing')) {
      process.stderr.write(
        `Skipped: a bundle with the HL7 validator. To get its archives: IG_CACHE=${sharedCache} npx ig validate --engine hl7 FILE\n`,
      );
      return context.skip();
    }
    expect(made.code).toBe(0);
    const env = await withoutNetwork();
    expect((await ig(['packages', 'bundle', 'import', kit, '--project', guide, '--quiet'], { env })).code).toBe(0);
    const resource = join(
      temporaryFolder({ 'a.json': '{"resourceType":"Patient","gender":"male","birthDate":"2026-13-01"}' }),
      'a.json',
    );
    const asked = ['validate', resource, '--engine', 'hl7', '--offline', '--format', 'json', '--project', guide];
    const run = await ig(asked, { env });
    if (run.code === 2 && run.stderr.includes('Java development kit')) {
      process.stderr.write('Skipped: the HL7 validator itself (there is no Java development kit here).\n');
      return context.skip();
    }
    expect(run.code).toBe(1);
    expect(reportOf(run).results[0]?.issues).toContainEqual(
      expect.objectContaining({ severity: 'error', rule: expect.stringMatching(/^hl7:/) }),
    );
  },
  LONG,
);
