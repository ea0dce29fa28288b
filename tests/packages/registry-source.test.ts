import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  downloadedSource,
  type RegistryOptions,
  registriesFrom,
  registrySource,
} from '../../scripts/packages/source/registry-source.ts';
import type { PackageSourceReader } from '../../scripts/packages/source/source.ts';
import { works } from '../cli/rights.ts';
import { closedServer, type Dist, packed, serve, versionsDocument } from './loopback-registry.ts';
import { neverAborted, temporaryFolder } from './tiny-package.ts';

const QUICK = { silenceMs: 2_000, attempts: 2 };
const wanted = { id: 'example.a', version: '1.0.0' };

interface Served {
  readonly versions?: Readonly<Record<string, Dist>>;
  readonly latest?: string;
  /** Answers the request for the packed package. */
  readonly tarball?: (response: ServerResponse, attempt: number) => void;
}

/** A registry that has versions of example.a; what was asked of it is in `asked`. */
async function registry({ versions = { '1.0.0': {} }, latest, tarball }: Served) {
  const asked: string[] = [];
  let attempts = 0;
  const server = await serve((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/example.a') response.end(versionsDocument('example.a', versions, latest));
    else if (request.url?.startsWith('/example.a/') && tarball !== undefined) tarball(response, ++attempts);
    else response.writeHead(404).end('Not Found');
  });
  return { server, asked };
}

async function find(servers: readonly string[], version = '1.0.0', more: Partial<RegistryOptions> = {}) {
  const cache = temporaryFolder();
  const source = registrySource({ servers, cache, ...QUICK, ...more });
  const outcome = await source.find({ ...wanted, version, signal: neverAborted });
  return { ...outcome, cache, source };
}

describe('a registry', () => {
  test('gives a package by its exact version, and what it depends on', async () => {
    const tgz = await packed('example.a#1.0.0', { 'example.b': '2.0.0' });
    const { server } = await registry({ tarball: (response) => response.end(tgz) });
    const { value, issues } = await find([server]);
    expect(issues).toEqual([]);
    expect(value).toMatchObject({ ...wanted, source: 'registry', resolved: `${server}/example.a/1.0.0` });
    expect(value?.manifest.dependencies).toEqual({ 'example.b': '2.0.0' });
    const loaded = await value?.load([], neverAborted);
    expect([...(loaded?.value?.files() ?? [])].map(({ name }) => name)).toEqual(['ValueSet-a.json']);
  });

  test('gives the version that it calls latest, and the newest that an open version stands for', async () => {
    const versions = { '1.0.0': {}, '1.0.1': {}, '1.1.0': {}, '2.0.0-ballot': {} };
    for (const [version, answer] of [
      ['latest', '1.0.1'],
      ['1.x', '1.1.0'],
      ['1.0.x', '1.0.1'],
    ] as const) {
      const tgz = await packed(`example.a#${answer}`);
      const { server } = await registry({ versions, latest: '1.0.1', tarball: (response) => response.end(tgz) });
      expect((await find([server], version)).value?.version).toBe(answer);
    }
  });

  test('may have the packed package somewhere else, behind a redirect', async () => {
    const tgz = await packed('example.a#1.0.0');
    const elsewhere = await serve((_, response) => response.end(tgz));
    const { server } = await registry({
      tarball: (response) => response.writeHead(302, { location: `${elsewhere}/x` }).end(),
    });
    expect((await find([server])).value?.version).toBe('1.0.0');
  });

  describe('what was downloaded before', () => {
    const damages: Readonly<Record<string, (file: string, tgz: Buffer) => void | Promise<void>>> = {
      'is cut short': (file, tgz) => writeFileSync(file, tgz.subarray(0, tgz.length / 2)),
      'is empty': (file) => writeFileSync(file, ''),
      'has a bit flipped': (file, tgz) => {
        const changed = Buffer.from(tgz);
        changed.writeUInt8(changed.readUInt8(tgz.length >> 1) ^ 1, tgz.length >> 1);
        writeFileSync(file, changed);
      },
      'was packed again with another content': async (file) =>
        writeFileSync(file, await packed('example.a#1.0.0', { 'example.evil': '1.0.0' })),
      'is another package': async (file) => writeFileSync(file, await packed('example.b#1.0.0')),
      'is a folder now': (file) => {
        rmSync(file);
        mkdirSync(join(file, 'taken'), { recursive: true });
      },
      'is a pipe now': (file) => {
        rmSync(file);
        expect(works('mkfifo', file)).toBe(true);
      },
      'leads nowhere': (file) => {
        rmSync(file);
        symlinkSync(`${file}.gone`, file);
      },
    };
    for (const [damage, inflict] of Object.entries(damages)) {
      test(`and ${damage} is downloaded again in the same run`, async () => {
        const tgz = await packed('example.a#1.0.0');
        const { server, asked } = await registry({ tarball: (response) => response.end(tgz) });
        const { cache, value } = await find([server]);
        const [name = ''] = readdirSync(join(cache, 'downloads'));
        const file = join(cache, 'downloads', name);
        await inflict(file, tgz);
        const integrity = (await value?.integrity())?.value ?? '';
        const locked = { ...wanted, source: 'registry', integrity, resolved: `${server}/example.a/1.0.0` } as const;
        const asks = async (source: PackageSourceReader) =>
          (await source.find({ ...wanted, locked, signal: neverAborted })).value;
        expect(await asks(downloadedSource(cache))).toBeUndefined();
        const again = await asks(registrySource({ servers: [server], cache, ...QUICK }));
        expect((await again?.integrity())?.value).toBe(integrity);
        expect(readFileSync(file)).toEqual(tgz);
        expect(asked.filter((url) => url === '/example.a/1.0.0')).toHaveLength(2);
        const loaded = await (await asks(downloadedSource(cache)))?.load([], neverAborted);
        expect([...(loaded?.value?.files() ?? [])].map(({ name }) => name)).toEqual(['ValueSet-a.json']);
      });
    }

    test('and has what the lockfile pins is taken without asking a registry', async () => {
      const tgz = await packed('example.a#1.0.0');
      const { server, asked } = await registry({ tarball: (response) => response.end(tgz) });
      const { cache, value } = await find([server]);
      const integrity = (await value?.integrity())?.value ?? '';
      const locked = { ...wanted, source: 'registry', integrity, resolved: `${server}/example.a/1.0.0` } as const;
      const before = asked.length;
      const source = registrySource({ servers: [await closedServer()], cache, ...QUICK });
      expect((await source.find({ ...wanted, locked, signal: neverAborted })).value?.version).toBe('1.0.0');
      expect(asked).toHaveLength(before);
    });
  });

  test('is asked once for what was downloaded before', async () => {
    const tgz = await packed('example.a#1.0.0');
    const { server, asked } = await registry({ tarball: (response) => response.end(tgz) });
    const { cache } = await find([server]);
    await find([server], '1.0.0', { cache });
    expect(asked.filter((url) => url === '/example.a/1.0.0')).toHaveLength(1);
    expect(readdirSync(join(cache, 'downloads'))).toHaveLength(1);
  });

  test('tells how far a download is', async () => {
    const tgz = await packed('example.a#1.0.0');
    const { server } = await registry({
      tarball: (response) => response.writeHead(200, { 'content-length': tgz.length }).end(tgz),
    });
    const seen: unknown[] = [];
    await find([server], '1.0.0', { onBytes: (ref, received, total) => seen.push([ref.id, received, total]) });
    expect(seen.at(-1)).toEqual(['example.a', tgz.length, tgz.length]);
  });

  test('is one of several, each of which gets its own token and no other', async () => {
    const tgz = await packed('example.a#1.0.0');
    const tokens: Record<string, Set<string | undefined>> = { first: new Set(), second: new Set() };
    const listen = (name: string, answers: boolean) =>
      serve((request, response) => {
        tokens[name]?.add(request.headers.authorization);
        if (!answers) response.writeHead(404).end();
        else if (request.url === '/example.a') response.end(versionsDocument('example.a', { '1.0.0': {} }));
        else response.end(tgz);
      });
    const [first, second] = [await listen('first', false), await listen('second', true)];
    const named = registriesFrom({ FPL_REGISTRY: `${first}/, ${second}`, FPL_REGISTRY_TOKEN: 'one' });
    expect(named).toEqual({ servers: [first, second], token: 'one' });
    const authorizationOf = (server: string) => (server === second ? 'Bearer two' : 'Bearer none');
    const { value } = await find(named.servers, '1.0.0', { ...named, authorizationOf });
    expect(value?.resolved).toBe(`${second}/example.a/1.0.0`);
    expect(tokens).toEqual({ first: new Set(['Bearer one']), second: new Set(['Bearer two']) });
  });

  test('of a scope alone is asked for the packages of that scope', async () => {
    const { server, asked } = await registry({});
    const own = await registry({ tarball: (response) => response.end() });
    await find([server], '1.0.0', { registryOf: () => own.server });
    expect([asked, own.asked[0]]).toEqual([[], '/example.a']);
  });

  test('gets the token of the registry that FPL_REGISTRY names', async () => {
    let header: string | undefined;
    const server = await serve((request, response) => {
      header = request.headers.authorization;
      response.writeHead(401).end();
    });
    const { issues } = await find(
      [],
      '1.0.0',
      registriesFrom({ FPL_REGISTRY: `${server}/`, FPL_REGISTRY_TOKEN: 'secret' }),
    );
    expect(header).toBe('Bearer secret');
    expect(issues[0]?.message).toMatch(/HTTP 401.*FPL_REGISTRY_TOKEN/);
    expect(issues[0]?.message).not.toMatch(/secret/);
  });
});

describe('what a registry does not have', () => {
  test('is no trouble: the next one is asked', async () => {
    const tgz = await packed('example.a#1.0.0');
    const none = await serve((_, response) => response.writeHead(404).end());
    const other = await registry({ versions: { '0.9.0': {} } });
    const has = await registry({ tarball: (response) => response.end(tgz) });
    const { value, issues } = await find([none, other.server, has.server]);
    expect(issues).toEqual([]);
    expect(value?.resolved).toBe(`${has.server}/example.a/1.0.0`);
  });
});

describe('a server in trouble is one warning, and the next one is asked', () => {
  const whole = (length: number) => ({ 'content-length': length });
  const cases: Readonly<Record<string, readonly [served: Served, message: RegExp]>> = {
    'fails for good': [{ tarball: (response) => response.writeHead(500).end() }, /HTTP 500/],
    'falls silent before its answer': [{ tarball: () => undefined }, /it said nothing for 2 s/],
    'falls silent in its answer': [
      { tarball: (response) => response.writeHead(200, whole(1000)).write('x') },
      /it said nothing for 2 s/,
    ],
    'ends its answer early': [
      { tarball: (response) => response.writeHead(200, whole(1000)).write('x', () => response.destroy()) },
      /it ended its answer in the middle/,
    ],
    'has lost the package that it lists': [{ tarball: (response) => response.writeHead(404).end() }, /HTTP 404/],
  };
  for (const [claim, [served, message]] of Object.entries(cases)) {
    test(claim, async () => {
      const tgz = await packed('example.a#1.0.0');
      const { server } = await registry(served);
      const good = await registry({ tarball: (response) => response.end(tgz) });
      const { value, issues, cache } = await find([server, good.server]);
      expect(issues).toHaveLength(1);
      expect(issues[0]).toMatchObject({ severity: 'warning', rule: 'package-registry' });
      expect(issues[0]?.message).toMatch(message);
      expect(issues[0]?.message).toContain(`${server} could not be asked for example.a#1.0.0`);
      expect(value?.resolved).toBe(`${good.server}/example.a/1.0.0`);
      expect(readdirSync(join(cache, 'downloads'))).toHaveLength(1);
    });
  }

  test('answers with a page instead of a list of versions', async () => {
    const server = await serve((_, response) => response.end('<html>'));
    const { issues } = await find([server]);
    expect(issues.map(({ message }) => message)).toEqual([expect.stringMatching(/something that is not JSON/)]);
  });

  test('refuses the connection; it is not asked again in this run', async () => {
    const gone = await closedServer();
    const { source, issues } = await find([gone]);
    expect(issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/could not be asked.*refuses the connection/),
    ]);
    expect(await source.find({ id: 'example.b', version: '1.0.0', signal: neverAborted })).toEqual({
      value: undefined,
      issues: [],
    });
  });
});

describe('trouble that passes', () => {
  test('is tried again', async () => {
    const tgz = await packed('example.a#1.0.0');
    const { server, asked } = await registry({
      tarball: (response, attempt) => (attempt === 1 ? response.writeHead(503).end() : response.end(tgz)),
    });
    const { value, issues } = await find([server]);
    expect(issues).toEqual([]);
    expect(value?.version).toBe('1.0.0');
    expect(asked).toHaveLength(3);
  });
});

describe('a package that is not what it should be is an error, and not kept', () => {
  const cases: Readonly<Record<string, (tgz: Buffer) => readonly [body: Buffer, dist: Dist, message: RegExp]>> = {
    'another sha1 than announced': (tgz) => [
      tgz,
      { shasum: '0'.repeat(40) },
      /its sha1 is [0-9a-f]{40}, and 0{40} was announced/,
    ],
    'another integrity than announced': (tgz) => [tgz, { integrity: `sha512-${'A'.repeat(86)}==` }, /was announced/],
    'not gzip': () => [Buffer.from('<html>'), {}, /not packed with gzip/],
    'cut short by the one who put it there': (tgz) => [tgz.subarray(0, tgz.length - 40), {}, /ends in the middle/],
  };
  for (const [claim, make] of Object.entries(cases)) {
    test(claim, async () => {
      const [body, dist, message] = make(await packed('example.a#1.0.0'));
      const { server } = await registry({ versions: { '1.0.0': dist }, tarball: (response) => response.end(body) });
      const { value, issues, cache } = await find([server]);
      expect(value).toBeUndefined();
      expect(issues).toHaveLength(1);
      expect(issues[0]?.severity).toBe('error');
      expect(issues[0]?.message).toMatch(message);
      expect(readdirSync(join(cache, 'downloads'))).toEqual([]);
    });
  }

  test('the right sha1 and integrity pass', async () => {
    const tgz = await packed('example.a#1.0.0');
    const dist = {
      shasum: createHash('sha1').update(tgz).digest('hex'),
      integrity: `sha512-${createHash('sha512').update(tgz).digest('base64')}`,
    };
    const { server } = await registry({ versions: { '1.0.0': dist }, tarball: (response) => response.end(tgz) });
    expect((await find([server])).issues).toEqual([]);
  });

  test('another package under its name', async () => {
    const tgz = await packed('example.evil#1.0.0');
    const { server } = await registry({ tarball: (response) => response.end(tgz) });
    expect((await find([server])).issues[0]?.message).toMatch(/says it is example\.evil#1\.0\.0/);
  });
});

test('Ctrl-C ends a download with its reason, and leaves nothing', async () => {
  const { server } = await registry({ tarball: (response) => response.writeHead(200).write('x') });
  const controller = new AbortController();
  const cache = temporaryFolder();
  const finding = registrySource({ servers: [server], cache, ...QUICK }).find({ ...wanted, signal: controller.signal });
  setTimeout(() => controller.abort(new Error('Ctrl-C')), 100);
  await expect(finding).rejects.toThrow('Ctrl-C');
  expect(readdirSync(join(cache, 'downloads'))).toEqual([]);
});
