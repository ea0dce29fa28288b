import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { newPartFile, removeAbandonedParts } from '../../scripts/network/part-file.ts';
import { silenceFrom } from '../../scripts/network/patience.ts';
import { RequestFailure } from '../../scripts/network/request-failure.ts';
import { type FileRequestOptions, requestFile } from '../../scripts/network/request-file.ts';
import { parseDocument, requestJson } from '../../scripts/network/request-json.ts';
import {
  type Behaviour,
  endless,
  flood,
  hangingUp,
  misjudging,
  redirecting,
  sending,
  silentWithin,
  startServer,
  trickling,
} from '../hostile/hostile-server.ts';
import { temporaryFolder } from '../packages/tiny-package.ts';

const { signal } = new AbortController();
const patience = { signal, silenceMs: 20_000, attempts: 1 };

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RequestFailure);
  return error instanceof Error ? error.message : '';
}

async function download(behaviour: Behaviour, more: Partial<FileRequestOptions> = {}) {
  const { url } = await startServer(behaviour);
  const folder = temporaryFolder();
  const file = join(folder, 'x');
  const run = requestFile(`${url}/x`, file, { ...patience, mostBytes: 1 << 20, ...more });
  return { run, folder, file };
}

/** So many pieces, each some time after the one before. */
const slowly =
  (pieces: number, bytes: number): Behaviour =>
  async (_, response) => {
    response.writeHead(200);
    for (let piece = 0; piece < pieces && !response.destroyed; piece++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      response.write(Buffer.alloc(bytes, 'x'));
    }
    response.end();
  };

describe('a download', () => {
  test('that trickles is ended, and leaves nothing', async () => {
    const { run, folder } = await download(trickling(), { silenceMs: 300 });
    expect(await failureOf(run)).toMatch(/it sends less than 1 KiB a second|it said nothing/); // on a busy machine
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that takes longer than all of it may is ended, over all tries', async () => {
    const { run } = await download(slowly(10_000, 4096), { totalMs: 300 });
    expect(await failureOf(run)).toBe('it took longer than 0.3 s');
    const { run: again } = await download(hangingUp(), { totalMs: 300, attempts: 50 });
    expect(await failureOf(again)).toBe('it took longer than 0.3 s');
  });

  test('that is longer than it may be is ended, announced or not, packed or not', async () => {
    for (const behaviour of [endless(), misjudging(1e15), flood('gzip'), flood('br')]) {
      const { run, folder } = await download(behaviour);
      expect(await failureOf(run)).toBe('its answer is longer than 1 MiB');
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test('that is longer than it may be is not resumed either', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'x');
    writeFileSync(file, 'part');
    const { url } = await startServer(endless());
    const options = { ...patience, mostBytes: 1 << 20, most: 'the 3 bytes', resume: true };
    expect(await failureOf(requestFile(url, file, options))).toBe('its answer is longer than the 3 bytes');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that cannot be written is told as the disk’s fault, once', async () => {
    const { url, met } = await startServer(sending('x'));
    const run = requestFile(url, join(temporaryFolder(), 'no', 'such', 'x'), {
      ...patience,
      attempts: 3,
      mostBytes: 9,
    });
    await expect(run).rejects.toMatchObject({ code: 'ENOENT' });
    expect(met).toHaveLength(1);
  });

  test('that the user ends is ended for the user’s reason', async () => {
    const user = new AbortController();
    const { run } = await download(silentWithin(), { signal: user.signal });
    user.abort(new Error('Ctrl-C'));
    await expect(run).rejects.toThrow('Ctrl-C');
  });
});

test('the body of a redirect is not waited for', async () => {
  const { run, file } = await download((request, response) => {
    if (request.url === '/b') sending('whole')(request, response);
    else {
      response.writeHead(302, { location: '/b' }).flushHeaders();
      endless()(request, response);
    }
  });
  await run;
  expect(readFileSync(file, 'utf8')).toBe('whole');
});

describe('credentials', () => {
  const authorization = 'Bearer secret';

  test('go to their origin, through its own redirects', async () => {
    const server = await startServer((request, response) =>
      (request.url === '/a' ? redirecting('/b') : sending('{}'))(request, response),
    );
    await requestJson(`${server.url}/a`, { ...patience, credentials: { origin: server.url, authorization } });
    expect(server.met.map((met) => met.authorization)).toEqual([authorization, authorization]);
  });

  test('go to no other port, nor anywhere once the way has led there', async () => {
    const back = { to: '' };
    const other = await startServer((request, response) => redirecting(`${back.to}/b`)(request, response));
    const own = await startServer((request, response) =>
      (request.url === '/a' ? redirecting(`${other.url}/x`) : sending('{}'))(request, response),
    );
    back.to = own.url;
    await requestJson(`${own.url}/a`, { ...patience, credentials: { origin: own.url, authorization } });
    expect(own.met.map((met) => met.authorization)).toEqual([authorization, undefined]);
    expect(other.met.map((met) => met.authorization)).toEqual([undefined]);
  });

  test('do not go to the same name with another ending, in other letters or on another scheme', async () => {
    const server = await startServer(sending('{}'));
    const { port } = new URL(server.url);
    for (const origin of [
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      'http://127.0.0.1',
      `${server.url}.`,
    ])
      await requestJson(server.url, { ...patience, credentials: { origin, authorization } });
    expect(server.met.map((met) => met.authorization)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('a document', () => {
  test('may nest 500 levels, and have any brackets in its strings', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(parseDocument(nested(500))).toHaveProperty('value');
    expect(parseDocument(nested(501))).toEqual({ fault: 'JSON that nests deeper than 500 levels' });
    expect(parseDocument(`{"a":${'['.repeat(1e6)}`)).toEqual({ fault: 'JSON that nests deeper than 500 levels' });
    const text = `${'['.repeat(1000)}\\"${'{'.repeat(1000)}`;
    expect(parseDocument(JSON.stringify([text, '\\', text]))).toEqual({ value: [text, '\\', text] });
    expect(parseDocument('<html>')).toEqual({ fault: 'something that is not JSON' });
  });
});

describe('IG_NETWORK_TIMEOUT', () => {
  test('is a number of seconds, 30 without it', () => {
    expect(silenceFrom({})).toBe(30_000);
    expect(silenceFrom({ IG_NETWORK_TIMEOUT: '' })).toBe(30_000);
    expect(silenceFrom({ IG_NETWORK_TIMEOUT: '2.5' })).toBe(2_500);
  });

  for (const text of ['0', '-1', '301', 'Infinity', 'NaN', '30 s', ' '])
    test(`is not "${text}"`, () => {
      expect(() => silenceFrom({ IG_NETWORK_TIMEOUT: text })).toThrow(EnvironmentError);
    });
});

test('parts of killed runs are removed, and no others', () => {
  const folder = temporaryFolder();
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  const dead = 2 ** 22 + 1; // beyond the largest process id of Linux
  const own = newPartFile(folder);
  const names = {
    killed: `.${machine}-${dead}-0123456789ab.part`,
    living: `.${machine}-${process.ppid}-0123456789ab.part`,
    elsewhere: `.00000000-${dead}-0123456789ab.part`,
    elsewhereOld: `.00000000-${dead}-ba9876543210.part`,
    earlierVersionOld: '.0123456789ab.part',
    noneOfOurs: '.something.part',
    whole: 'example.a#1.0.0-0123456789ab.tgz',
  };
  for (const name of Object.values(names)) writeFileSync(join(folder, name), '');
  writeFileSync(own, 'x');
  const long = new Date(Date.now() - 2 * 3_600_000);
  for (const name of [names.elsewhereOld, names.earlierVersionOld, names.noneOfOurs, names.whole])
    utimesSync(join(folder, name), long, long);
  removeAbandonedParts(folder);
  expect(readdirSync(folder).sort()).toEqual(
    [own.slice(folder.length + 1), names.living, names.elsewhere, names.noneOfOurs, names.whole].sort(),
  );
  expect(readFileSync(own, 'utf8')).toBe('x');
  removeAbandonedParts(join(folder, 'none'));
});
