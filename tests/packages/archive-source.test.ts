import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ArchiveOptions, archiveSource } from '../../scripts/packages/source/archive-source.ts';
import { type BasePackage, basePackages } from '../../scripts/packages/source/base-packages.ts';
import { npmAuthorization, npmRegistryFrom, scopeRegistry } from '../../scripts/packages/source/npm-registry.ts';
import type { PackageSourceReader } from '../../scripts/packages/source/source.ts';
import { readTarball } from '../../scripts/packages/source/tarball.ts';
import { closedServer, packed, serve, versionsDocument } from './loopback-registry.ts';
import { neverAborted, temporaryFolder, writeFiles } from './tiny-package.ts';

const wanted = { id: 'example.a', version: '1.0.0' };

/** A pinned package as npm's registry has it. */
async function pinned(): Promise<{ base: BasePackage; tgz: Buffer }> {
  const tgz = await packed('example.a#1.0.0');
  const folder = temporaryFolder();
  writeFiles(folder, { 'a.tgz': tgz });
  const { value } = await readTarball(join(folder, 'a.tgz'), 'a', neverAborted);
  if (value === undefined) throw new Error('The archive of the test cannot be read.');
  const archive = `sha512-${createHash('sha512').update(tgz).digest('base64')}`;
  return { base: { carrier: wanted, archive, integrity: value.integrity, manifest: value.manifest }, tgz };
}

/** A registry that has one archive, and what was asked of it, with the tokens that came along. */
async function registry(tgz: Uint8Array, path = '/example.a/-/example.a-1.0.0.tgz') {
  const asked: string[] = [];
  const server = await serve((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ''}`.trim());
    if (request.url === path) response.end(tgz);
    else if (request.url === '/example.a') response.end(versionsDocument('example.a', { '1.0.0': {} }));
    else response.writeHead(404).end();
  });
  return { server, asked };
}

function source(server: string, base: BasePackage, more: Partial<ArchiveOptions> = {}): PackageSourceReader {
  return archiveSource({
    npm: () => ({ server }),
    cache: temporaryFolder(),
    silenceMs: 2_000,
    attempts: 1,
    base: [base],
    ...more,
  });
}

async function load(from: PackageSourceReader) {
  const { value: found } = await from.find({ ...wanted, signal: neverAborted });
  const outcome = await found?.load([], neverAborted);
  return { names: [...(outcome?.value?.files() ?? [])].map(({ name }) => name), issues: outcome?.issues ?? [] };
}

describe('a package that the program pins', () => {
  test('is known before anything is asked, and downloaded when it is opened', async () => {
    const { base, tgz } = await pinned();
    const { server, asked } = await registry(tgz);
    const from = source(server, base);
    const { value: found } = await from.find({ ...wanted, version: 'latest', signal: neverAborted });
    expect(found).toMatchObject({ ...wanted, source: 'npm', resolved: 'npm:example.a@1.0.0' });
    expect([(await found?.integrity())?.value, asked]).toEqual([base.integrity, []]);
    expect(await load(from)).toEqual({ names: ['ValueSet-a.json'], issues: [] });
    expect(asked).toEqual(['/example.a/-/example.a-1.0.0.tgz']);
    await load(from);
    expect(asked).toHaveLength(1);
  });

  test('comes from a FHIR registry where npm’s cannot be reached', async () => {
    const { base, tgz } = await pinned();
    const { server, asked } = await registry(tgz, '/example.a/1.0.0');
    expect((await load(source(await closedServer(), base, { registries: [server] }))).names).toEqual([
      'ValueSet-a.json',
    ]);
    expect(asked).toEqual(['/example.a', '/example.a/1.0.0']);
  });

  test('is refused where its archive is another one, or a FHIR registry has another content', async () => {
    const { base } = await pinned();
    const other = await packed('example.a#1.0.0', { 'example.b': '1.0.0' });
    const npm = await registry(other);
    const refused = await load(source(npm.server, base));
    expect([refused.names, refused.issues.map(({ rule }) => rule)]).toEqual([[], ['package-integrity']]);
    const fhir = await registry(other, '/example.a/1.0.0');
    const alsoRefused = await load(source(await closedServer(), base, { registries: [fhir.server] }));
    expect([alsoRefused.names, alsoRefused.issues.map(({ rule }) => rule)]).toEqual([[], ['package-integrity']]);
  });

  test('is taken from the cache with --offline, and asked for where it is not there', async () => {
    const { base, tgz } = await pinned();
    const { server, asked } = await registry(tgz);
    const cache = temporaryFolder();
    const [missing] = (await load(source(server, base, { cache, offline: true }))).issues;
    expect([missing?.rule, asked]).toEqual(['package-missing', []]);
    expect(missing?.message).toContain('Run once without --offline');
    await load(source(server, base, { cache }));
    expect((await load(source(server, base, { cache, offline: true }))).names).toEqual(['ValueSet-a.json']);
    expect(asked).toHaveLength(1);
  });

  test('is the one of a lockfile where another version came from npm', async () => {
    const { base } = await pinned();
    const tgz = await packed('example.a#2.0.0');
    const { server } = await registry(tgz, '/example.a/-/example.a-2.0.0.tgz');
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.tgz': tgz });
    const { value } = await readTarball(join(folder, 'a.tgz'), 'a', neverAborted);
    const locked = {
      id: 'example.a',
      version: '2.0.0',
      source: 'npm',
      resolved: 'npm:example.a@2.0.0',
      integrity: value?.integrity ?? '',
    } as const;
    const { value: found } = await source(server, base).find({ ...locked, locked, signal: neverAborted });
    expect([found?.source, (await found?.integrity())?.value]).toEqual(['npm', locked.integrity]);
  });
});

test('the packages that every guide needs are those that this repository locks', () => {
  const { packages } = JSON.parse(readFileSync('fhir-packages.lock.json', 'utf8')) as {
    packages: { id: string; source: string; integrity: string; resolved: string; dependencies?: object }[];
  };
  const pins = basePackages.map(({ manifest: { name: id, dependencies = {} }, carrier, integrity }) => ({
    id,
    integrity,
    resolved: `npm:${carrier.id}@${carrier.version}`,
    dependencies,
  }));
  const locked = packages
    .filter(({ source: from }) => from === 'npm')
    .map(({ id, integrity, resolved, dependencies = {} }) => ({ id, integrity, resolved, dependencies }));
  expect(pins.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(locked);
});

describe('npm’s registry', () => {
  const settings = (own: string, theirs = '') => {
    const [home, project] = [temporaryFolder(), temporaryFolder()];
    writeFiles(home, { '.npmrc': own });
    writeFiles(project, { '.npmrc': theirs });
    return [{ NPM_CONFIG_USERCONFIG: join(home, '.npmrc'), SECRET: 's3cret' }, project] as const;
  };

  test('is the one that npm would ask', () => {
    const [env, project] = settings('registry = "https://own.test/npm/"\n', '# none\n');
    expect(npmRegistryFrom(env, project)).toEqual({ server: 'https://own.test/npm' });
    const [also, theirs] = settings('registry=https://own.test\n', 'registry=https://theirs.test\n');
    expect(npmRegistryFrom(also, theirs).server).toBe('https://theirs.test');
    expect(npmRegistryFrom({ ...also, npm_config_registry: 'https://env.test' }, theirs).server).toBe(
      'https://env.test',
    );
  });

  test('gets the token that is for it, and a project cannot have one sent elsewhere', () => {
    const own = `registry=https://own.test/npm\n//own.test/npm/:_authToken=\${SECRET}\n`;
    expect(npmRegistryFrom(...settings(own))).toEqual({
      server: 'https://own.test/npm',
      credentials: { origin: 'https://own.test', authorization: 'Bearer s3cret' },
    });
    const hostile = `registry=https://theirs.test\n//theirs.test/:_authToken=\${SECRET}\n`;
    expect(npmRegistryFrom(...settings(own, hostile))).toEqual({ server: 'https://theirs.test' });
  });

  test('of a scope is the one that .npmrc gives it, and tokens go by host', () => {
    const [env, project] = settings('@own:registry=https://own.test/\n//fhir.test/:_authToken=t0ken\n');
    expect(scopeRegistry('@own/x', env, project)).toBe('https://own.test');
    expect([scopeRegistry('@other/x', env, project), scopeRegistry('x', env, project)]).toEqual([undefined, undefined]);
    expect(npmAuthorization('https://fhir.test/packages', env)).toBe('Bearer t0ken');
    expect(npmAuthorization('https://fhir.test:8443', env)).toBeUndefined();
  });

  test('must be an address', () => {
    expect(() => npmRegistryFrom(...settings('registry=file:///etc\n'))).toThrow('http or https');
  });
});
