import { expect, test } from 'vitest';
import { requestedBranches } from '../../.ci/github/requested-branches.ts';
import { comment } from '../../.ci/github/sticky-comment.ts';
import { githubServer } from './github-server.ts';
import { zipped } from './zip.ts';

const head = 'a'.repeat(40);
const bot = { login: 'github-actions[bot]', type: 'Bot' };
const run = { id: '99', commit: head, address: 'https://git.example.org/o/r/actions/runs/99' };

interface Scene {
  readonly archive?: Buffer;
  readonly size?: number;
  readonly artifacts?: readonly unknown[];
  readonly request?: unknown;
  readonly comments?: readonly unknown[];
}

/** A repository `o/r` with one run, one request, and the comments on it. */
async function scene({ archive = zipped({ number: '7', 'comment.md': '## ✔ Fine' }), ...more }: Scene) {
  const storage = await githubServer(() => ({ bytes: archive }));
  const artifacts = more.artifacts ?? [{ id: 5, name: 'pull-request', size_in_bytes: more.size ?? archive.length, expired: false }]; // biome-ignore format: one line
  const comments = more.comments ?? [];
  const server = await githubServer(({ method, path }) => {
    const { pathname, searchParams } = new URL(path, 'http://x');
    const page = Number(searchParams.get('page') ?? 1);
    if (method !== 'GET') return { status: method === 'POST' ? 201 : 200 };
    if (pathname === '/repos/o/r/actions/runs/99/artifacts') return { json: { artifacts } };
    if (pathname === '/repos/o/r/actions/artifacts/5/zip') return { to: `${storage.address}/signed` };
    if (pathname === '/repos/o/r/pulls/7') return { json: more.request ?? { state: 'open', head: { sha: head } } };
    if (pathname === '/repos/o/r/issues/7/comments') return { json: comments.slice((page - 1) * 100, page * 100) };
    return undefined;
  });
  const api = { server: server.address, repository: 'o/r', token: 'secret' };
  const sent = () => server.asked.filter(({ method }) => method !== 'GET');
  const bodies = () => sent().map(({ body }) => String((body as { body: string }).body));
  return { api, sent, bodies, storage };
}

test('the first run comments, and the token goes to GitHub alone', async () => {
  const { api, sent, bodies, storage } = await scene({});
  expect(await comment(api, run)).toBe('Commented on request 7.');
  expect(sent().map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /repos/o/r/issues/7/comments']);
  expect(bodies()[0]).toMatch(/^<!-- ig: what this request changes -->\n## ✔ Fine\n/);
  expect(bodies()[0]).toContain(`Of commit ${head}, by [this run](https://git.example.org/o/r/actions/runs/99).`);
  expect(sent()[0]?.token).toBe('Bearer secret');
  expect(storage.asked.map(({ token }) => token)).toEqual([undefined]);
});

test('the next run changes that comment, however many others there are, and the same text changes nothing', async () => {
  const first = await scene({});
  await comment(first.api, run);
  const [body = ''] = first.bodies();
  const others = Array.from({ length: 130 }, (_, id) => ({
    id,
    body: `comment ${id}`,
    user: { login: 'x', type: 'User' },
  }));
  const forged = { id: 900, body: `${body} not ours`, user: { login: 'x', type: 'User' } };

  const old = await scene({ comments: [...others, forged, { id: 901, body: `${body} of before`, user: bot }] });
  expect(await comment(old.api, run)).toBe('Changed the comment on request 7.');
  expect(old.sent().map(({ method, path }) => `${method} ${path}`)).toEqual(['PATCH /repos/o/r/issues/comments/901']);
  expect(old.bodies()).toEqual([body]);

  const same = await scene({ comments: [...others, { id: 901, body, user: bot }] });
  expect(await comment(same.api, run)).toContain('as it should be');
  expect(same.sent()).toEqual([]);
});

test('the text of a fork can only be read', async () => {
  const text = '@everyone <img src=x> [log in](https://t.example)\n<details>';
  const { api, bodies } = await scene({ archive: zipped({ number: '7', 'comment.md': text }) });
  await comment(api, run);
  expect(bodies()[0]).not.toMatch(/@everyone|<img|\]\(https:\/\/t/);
  expect(bodies()[0]).toMatch(/<\/details>\n\n<sub>Of commit/);
});

for (const [what, more, said] of [
  ['a request that is closed', { request: { state: 'closed', head: { sha: head } } }, 'is not open'],
  [
    'another commit than the run was of',
    { request: { state: 'open', head: { sha: 'b'.repeat(40) } } },
    'is not at commit',
  ],
  ['a run without the artifact', { artifacts: [] }, 'has no artifact'],
] as const)
  test(`nothing is said of ${what}`, async () => {
    const { api, sent } = await scene(more);
    expect(await comment(api, run)).toContain(said);
    expect(sent()).toEqual([]);
  });

for (const [what, more, said] of [
  ['a number that is a path', { archive: zipped({ number: '7/../8', 'comment.md': 'x' }) }, 'no number of a request'],
  ['no text', { archive: zipped({ number: '7' }) }, 'no number of a request, or no comment.md'],
  ['too large an artifact', { size: 2_000_000 }, '1048576 are the most'],
  ['more bytes than it says', { archive: Buffer.alloc(2_000_000), size: 10 }, 'more than 1048576 bytes'],
  [
    'a text that unpacks to more',
    { archive: zipped({ number: '7', 'comment.md': 'x'.repeat(900_000) }) },
    '262144 are the most',
  ],
  ['no archive', { archive: Buffer.from('#!/bin/sh') }, 'no ZIP archive'],
] as const)
  test(`an artifact with ${what} is refused`, async () => {
    const { api, sent } = await scene(more);
    await expect(comment(api, run)).rejects.toThrow(said);
    expect(sent()).toEqual([]);
  });

test('a run is named by a number', async () => {
  const { api } = await scene({});
  await expect(comment(api, { ...run, id: '9/../..' })).rejects.toThrow('is no number of a run');
});

test('branches with an open request are those of the repository itself, on every page', async () => {
  const all = Array.from({ length: 150 }, (_, at) => ({
    head: {
      ref: `branch/${at}`,
      repo: at % 2 === 0 ? { full_name: 'o/r' } : at % 3 === 0 ? null : { full_name: 'fork/r' },
    },
  }));
  const { address } = await githubServer(({ path }) => {
    const page = Number(new URL(path, 'http://x').searchParams.get('page'));
    return { json: all.slice((page - 1) * 100, page * 100) };
  });
  const branches = await requestedBranches({ server: address, repository: 'o/r', token: 't' });
  expect(branches).toEqual(new Set(Array.from({ length: 75 }, (_, at) => `branch/${at * 2}`)));
});

test('a list that does not end is not taken for a whole one', async () => {
  const full = Array.from({ length: 100 }, () => ({ head: { ref: 'a', repo: { full_name: 'o/r' } } }));
  const { address } = await githubServer(() => ({ json: full }));
  expect(await requestedBranches({ server: address, repository: 'o/r', token: 't' })).toBeUndefined();
});

test('what GitHub refuses is an error that says what was asked', async () => {
  const { address } = await githubServer(() => ({ status: 403, json: {} }));
  await expect(requestedBranches({ server: address, repository: 'o/r', token: 't' })).rejects.toThrow(
    'GitHub answers 403 to GET /pulls?state=open&per_page=100&page=1.',
  );
});
