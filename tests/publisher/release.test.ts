import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { requestFile } from '../../scripts/network/request-file.ts';
import { requestJson } from '../../scripts/network/request-json.ts';
import { obtainRelease, type Release, type ReleaseOptions, readRelease } from '../../scripts/publish/release.ts';
import { serve } from '../packages/loopback-registry.ts';
import { temporaryFolder } from '../packages/tiny-package.ts';

const JAR = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
const HALF = JAR.length / 2;
const sha256 = createHash('sha256').update(JAR).digest('hex');
const pinned = { bytes: JAR.length, sha256 };
const NAME = 'publisher-2.1.2.jar';

type Answer = (request: IncomingMessage, response: ServerResponse, attempt: number) => void;

/** Sends what was asked for, as GitHub does. */
const whole: Answer = ({ headers }, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  if (from >= JAR.length) response.writeHead(416).end();
  else if (from === 0) response.writeHead(200, { 'content-length': JAR.length }).end(JAR);
  else {
    const head = {
      'content-range': `bytes ${from}-${JAR.length - 1}/${JAR.length}`,
      'content-length': JAR.length - from,
    };
    response.writeHead(206, head).end(JAR.subarray(from));
  }
};

const halfThen =
  (then: (response: ServerResponse) => void): Answer =>
  (request, response, attempt) => {
    if (attempt > 1) return whole(request, response, attempt);
    response.writeHead(200, { 'content-length': JAR.length });
    response.write(JAR.subarray(0, HALF), () => then(response));
  };

interface Given {
  readonly folder?: string;
  readonly pinned?: Release['pinned'];
  readonly announces?: unknown;
  readonly attempts?: number;
  readonly offline?: boolean;
  readonly signal?: AbortSignal;
}

async function obtain(answer: Answer, given: Given = {}) {
  const { folder = temporaryFolder(), attempts = 1, signal = new AbortController().signal, offline = false } = given;
  const ranges: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    if (request.url === '/announced') response.end(JSON.stringify(given.announces));
    else {
      ranges.push(request.headers.range);
      answer(request, response, ranges.length);
    }
  });
  const release: Release = {
    version: '2.1.2',
    url: `${server}/publisher.jar`,
    announced: `${server}/announced`,
    ...('pinned' in given ? (given.pinned === undefined ? {} : { pinned: given.pinned }) : { pinned }),
  };
  const request = { signal, silenceMs: 2_000, attempts };
  const steps: string[] = [];
  const options: ReleaseOptions = {
    folder,
    offline,
    signal,
    download: (url, file, bytes, onBytes) =>
      requestFile(url, file, { ...request, mostBytes: bytes, most: `the ${bytes} bytes`, resume: true }, onBytes),
    readJson: (url) => requestJson(url, request),
    onStep: (text) => steps.push(text),
  };
  const result = await obtainRelease(release, options).catch((error: unknown) => error);
  return { result, ranges, steps, folder, kept: readdirSync(folder).sort() };
}

function refusal({ result }: Awaited<ReturnType<typeof obtain>>): string {
  expect(result).toBeInstanceOf(EnvironmentError);
  return result instanceof Error ? result.message : '';
}

test('the release is downloaded once, and tells how far it is', async () => {
  const first = await obtain(whole);
  expect(first.result).toEqual({ jar: join(first.folder, NAME) });
  expect(readFileSync(join(first.folder, NAME)).equals(JAR)).toBe(true);
  expect(first.kept).toEqual([NAME]);
  expect(first.steps.at(-1)).toBe('Downloading the IG Publisher 2.1.2, 100 % of 1 MB');
  const second = await obtain(whole, { folder: first.folder });
  expect(second.ranges).toEqual([]);
});

test('a download that was interrupted is gone on with by the next run', async () => {
  const first = await obtain(halfThen((response) => response.destroy()));
  expect(refusal(first)).toMatch(/cannot be had from .*what was downloaded is kept/);
  expect(first.kept).toEqual([`${NAME}.part`]);
  const { length } = readFileSync(join(first.folder, `${NAME}.part`));
  expect(length).toBeGreaterThan(0);
  const second = await obtain(whole, { folder: first.folder });
  expect(second.ranges).toEqual([`bytes=${length}-`]);
  expect(readFileSync(join(first.folder, NAME)).equals(JAR)).toBe(true);
  expect(second.kept).toEqual([NAME]);
});

test('within one run too: a server that stalls half-way is asked for the rest', async () => {
  const { result, ranges } = await obtain(
    halfThen(() => {}),
    { attempts: 2 },
  );
  expect(result).toMatchObject({ jar: expect.stringContaining(NAME) });
  expect(ranges).toEqual([undefined, `bytes=${HALF}-`]);
});

test('a server that only stalls is given up, and says so', async () => {
  expect(refusal(await obtain(() => {}))).toContain('it said nothing for 2 s');
});

test('a server that answers 500 is asked again, then given up with the other way to get it', async () => {
  const failing = await obtain((_, response) => response.writeHead(500).end('no'), { attempts: 2 });
  expect(failing.ranges.length).toBe(2);
  expect(refusal(failing)).toMatch(/HTTP 500.*--publisher-source maven/);
  expect(failing.kept).toEqual([]);
});

test('a server without Range sends all of it again, and that is taken', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${NAME}.part`), JAR.subarray(0, HALF));
  const { kept, ranges } = await obtain((_, response) => response.end(JAR), { folder });
  expect(ranges).toEqual([`bytes=${HALF}-`]);
  expect(kept).toEqual([NAME]);
  expect(readFileSync(join(folder, NAME)).equals(JAR)).toBe(true);
});

test('an answer that ends early without a word is half a download, not the release', async () => {
  const short = await obtain((_, response) => response.end(JAR.subarray(0, HALF)));
  expect(refusal(short)).toContain(`it ended after ${HALF} of ${JAR.length} bytes`);
  expect(short.kept).toEqual([`${NAME}.part`]);
});

test('a first part of something else does not spoil the download: it is begun anew once', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${NAME}.part`), Buffer.alloc(HALF));
  const { kept, ranges } = await obtain(whole, { folder });
  expect(ranges).toEqual([`bytes=${HALF}-`, undefined]);
  expect(kept).toEqual([NAME]);
});

test('a first part that is longer than the release is thrown away', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${NAME}.part`), Buffer.alloc(JAR.length + 1));
  expect((await obtain(whole, { folder })).kept).toEqual([NAME]);
});

test('another content is refused, whatever its size, and nothing of it is kept', async () => {
  const other = Buffer.alloc(JAR.length, 7);
  const swapped = await obtain((_, response) => response.end(other));
  expect(refusal(swapped)).toMatch(/is refused: its sha256 is \w{64}, and \w{64} is wanted/);
  expect(swapped.kept).toEqual([]);
  const longer = await obtain((_, response) => response.end(Buffer.concat([JAR, other])));
  expect(refusal(longer)).toContain('its answer is longer than the 200000 bytes');
  expect(longer.kept).toEqual([]);
});

test('a download that a killed run left is gone on with; that of a living one is let be', async () => {
  const folder = temporaryFolder();
  const dead = 2 ** 22 + 1; // beyond the largest process id of Linux
  writeFileSync(join(folder, `.${NAME}-${dead}.part`), JAR.subarray(0, HALF));
  writeFileSync(join(folder, `.${NAME}-${process.ppid}.part`), JAR.subarray(0, 10));
  const { kept, ranges } = await obtain(whole, { folder });
  expect(ranges).toEqual([`bytes=${HALF}-`]);
  expect(kept).toEqual([`.${NAME}-${process.ppid}.part`, NAME]);
});

test('where the project pins no checksum, the one that the release announces is held to, and told', async () => {
  const announces = { assets: [{ name: 'publisher.jar', size: JAR.length, digest: `sha256:${sha256}` }] };
  const { result } = await obtain(whole, { pinned: undefined, announces });
  expect(result).toMatchObject({ unpinned: pinned });
  const wrong = { assets: [{ name: 'publisher.jar', size: JAR.length, digest: `sha256:${'0'.repeat(64)}` }] };
  expect(refusal(await obtain(whole, { pinned: undefined, announces: wrong }))).toContain('is refused');
  expect(refusal(await obtain(whole, { pinned: undefined, announces: { assets: [] } }))).toContain(
    'it announces no digest of publisher.jar',
  );
});

test('offline: nothing is asked, and the way to get it is told', async () => {
  const { ranges, ...run } = await obtain(whole, { offline: true });
  expect(refusal(run as never)).toMatch(/not on this machine.*ig packages bundle/);
  expect(ranges).toEqual([]);
});

test('Ctrl-C keeps what was downloaded', async () => {
  const stop = new AbortController();
  const { result, kept } = await obtain(
    halfThen(() => setTimeout(() => stop.abort(new Error('stopped')), 1_000)),
    { signal: stop.signal },
  );
  expect(result).toMatchObject({ message: 'stopped' });
  expect(kept).toEqual([`${NAME}.part`]);
});

test('the release and the archives of Maven Central are of one version', () => {
  const folder = fileURLToPath(new URL('../../publisher', import.meta.url));
  const { version, url } = readRelease(folder);
  expect(url).toContain(`/${version}/`);
});
