import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commit, repository } from './git-repository.ts';
import { serveGit } from './git-server.ts';
import { files, locked, ofA, project, told, url } from './own-project.ts';
import { temporaryFolder, valueSet } from './tiny-package.ts';

/** A served repository, whose certificate is known to git only where that is said. */
async function served(isLocked = false, isKnown = true) {
  const folder = temporaryFolder();
  const origin = join(folder, 'a.git');
  mkdirSync(origin);
  repository(files(), 'v1', origin);
  const server = await serveGit(folder, isLocked);
  onTestFinished(() => server.close());
  const cert = join(temporaryFolder(), 'cert.pem');
  writeFileSync(cert, server.cert);
  if (isKnown) process.env.GIT_SSL_CAINFO = cert;
  onTestFinished(() => {
    delete process.env.GIT_SSL_CAINFO;
  });
  return { ...server, origin, address: (behind: string) => `git+${server.url}/a.git#${behind}` };
}

test('a tag of a repository behind HTTPS is locked by its commit, and the repository is asked once', async () => {
  const { address, asked, origin } = await served();
  const lock = await locked(project(address('v1')));
  const first = ofA(lock)?.resolved?.split('#')[1] ?? '';
  expect(ofA(lock)).toMatchObject({ source: 'git', resolved: address(first), asked: address('v1') });
  commit(origin, { 'package/ValueSet-a.json': JSON.stringify(valueSet(`${url}b`)) }, 'v1');

  const elsewhere = project(address('v1'));
  const { value, issues } = await elsewhere.open(lock);
  expect(issues).toEqual([]);
  expect(value.find(({ id }) => id === 'example.a')?.entries.map((each) => each.url)).toEqual([url]);
  const before = asked.length;
  expect(before).toBeGreaterThan(2);
  expect((await elsewhere.open(lock)).issues).toEqual([]);
  expect(asked.length).toBe(before);
});

test('a repository that wants a password is told of, and nobody is asked for one', async () => {
  const { address } = await served(true);
  expect(told((await project(address('v1')).lock()).issues).join()).toMatch(/cannot be had: could not read Username/);
});

test('a server whose certificate nobody knows gets nothing', async () => {
  const { address, asked } = await served(false, false);
  expect(told((await project(address('v1')).lock()).issues).join()).toMatch(/cannot be had: .*certificate/);
  expect(asked).toEqual([]);
});
