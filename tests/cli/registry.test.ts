import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { closedServer, serve, versionsDocument } from '../packages/loopback-registry.ts';
import { copyOf, filesBelow, graveFindings, ig, reportOf, temporaryFolder, writeFiles } from './run-ig.ts';

const LOCK = 'fhir-packages.lock.json';
const config =
  'canonical: https://example.org/fhir/steps\nfhirVersion: 4.0.1\nversion: 0.3.0\nFSHOnly: true\ndependencies:\n  test.published: 1.0.0\n';

/** A guide that depends on a package for which it has a stand-in, and its lockfile. */
async function guideWithStandIn(): Promise<string> {
  const project = copyOf('fsh-only', {
    'sushi-config.yaml': config,
    'upstream/test.published/1.0.0/sushi-config.yaml':
      'id: test.published\ncanonical: https://test.example\nname: Published\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n',
    'upstream/test.published/1.0.0/input/fsh/a.fsh':
      'ValueSet: Letters\nId: letters\nTitle: "Letters"\nDescription: "Letters."\n* ^experimental = true\n* http://hl7.org/fhir/administrative-gender#male\n',
  });
  expect((await ig(['packages', 'lock', '--offline', project])).code).toBe(0);
  return project;
}

/** The package as published, with a profile that the stand-in lacks and no snapshot. */
async function published(): Promise<Buffer> {
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
  const folder = temporaryFolder({
    'package/package.json': JSON.stringify({ name: 'test.published', version: '1.0.0', fhirVersions: ['4.0.1'] }),
    'package/StructureDefinition-counted.json': JSON.stringify(profile),
  });
  await create({ gzip: true, cwd: folder, file: join(folder, 'p.tgz') }, ['package']);
  return readFileSync(join(folder, 'p.tgz'));
}

test('a registry that can be reached: the real package takes the place of the stand-in, and that is told', async () => {
  const project = await guideWithStandIn();
  const tarball = await published();
  const asked: string[] = [];
  const server = await serve(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/test.published') response.end(versionsDocument('test.published', { '1.0.0': {} }, '1.0.0'));
    else if (url === '/test.published/1.0.0') response.end(tarball);
    else response.writeHead(404).end();
  });
  const env = { FPL_REGISTRY: server };
  const locked = await ig(['packages', 'lock', '--source', 'registry', project], { env });
  expect(locked.code).toBe(0);
  expect(locked.stdout).toContain('test.published#1.0.0: from stand-in to registry');
  expect(asked).toContain('/test.published/1.0.0');

  writeFiles(project, {
    'input/fsh/counted.fsh':
      'Profile: CountedSteps\nParent: https://test.example/StructureDefinition/counted\nId: counted-steps\n\nInstance: counted\nInstanceOf: CountedSteps\n* status = #final\n* code.text = "x"\n',
  });
  const built = await ig(['build', '--frozen', '--format', 'json', project], { env });
  expect(built.code).toBe(1);
  expect(reportOf(built).packages).toContainEqual(
    expect.objectContaining({ id: 'test.published', source: 'registry' }),
  );
  expect(graveFindings(reportOf(built))).toContainEqual(
    expect.objectContaining({ rule: 'cardinality', message: expect.stringContaining('Observation.device is missing') }),
  );
  const offline = await ig(['build', '--offline', '--frozen', '--format', 'json', project]);
  expect(reportOf(offline).results).toEqual(reportOf(built).results); // it is in the cache, as the lockfile pins it
}, 90_000);

test('no network: the lockfile stays as it was, and what to do is said', async () => {
  const project = await guideWithStandIn();
  const before = readFileSync(join(project, LOCK), 'utf8');
  const run = await ig(['packages', 'lock', '--source', 'registry', '--quiet', project], {
    env: { FPL_REGISTRY: await closedServer() },
  });
  expect(run.code).toBe(2);
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(
    /No FHIR registry could be asked, so fhir-packages\.lock\.json stays as it was\. .*127\.0\.0\.1.* without --source registry/,
  );
  expect(readFileSync(join(project, LOCK), 'utf8')).toBe(before);
});

test('no network, and a package that only a registry has: the build says which, and with --offline too', async () => {
  const project = copyOf('fsh-only', { 'sushi-config.yaml': config });
  const env = { FPL_REGISTRY: await closedServer() };
  for (const args of [['build'], ['build', '--offline']]) {
    const run = await ig([...args, '--format', 'json', project], { env });
    expect(run.code).toBe(1);
    const [error] = graveFindings(reportOf(run)).filter(({ severity }) => severity === 'error');
    expect(error).toMatchObject({
      rule: 'package-missing',
      message: expect.stringMatching(
        /The project declares test\.published#1\.0\.0, which no source has.*--source registry/,
      ),
      source: { file: 'sushi-config.yaml', line: 6 },
    });
  }
  expect(filesBelow(project)).not.toContain(LOCK);
});

test('a registry that sends something else than it announced is not believed', async () => {
  const project = await guideWithStandIn();
  const tarball = await published();
  const server = await serve(({ url = '' }, response) => {
    if (url === '/test.published')
      response.end(versionsDocument('test.published', { '1.0.0': { shasum: '0'.repeat(40) } }, '1.0.0'));
    else if (url === '/test.published/1.0.0') response.end(tarball);
    else response.writeHead(404).end();
  });
  const run = await ig(['packages', 'lock', '--source', 'registry', '--format', 'json', project], {
    env: { FPL_REGISTRY: server, IG_CACHE: temporaryFolder() },
  });
  expect(run.code).toBe(1);
  expect(graveFindings(reportOf(run))).toContainEqual(
    expect.objectContaining({
      rule: 'package-integrity',
      message: expect.stringMatching(/refused: its sha1 is .* was announced/),
    }),
  );
});
