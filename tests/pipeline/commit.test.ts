import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commitOf } from '../../scripts/pipeline/guide/commit.ts';

const place = realpathSync(mkdtempSync(join(tmpdir(), 'ig-commit-')));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const root = join(place, 'repository');
const guide = join(root, 'guides', 'a b');
mkdirSync(guide, { recursive: true });
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.test', ...args], {
    cwd: root,
    encoding: 'utf8',
  }).trim();

test('a folder has no commit before there is a repository, or one in it', () => {
  expect(commitOf(guide)).toBeUndefined();
  git('init', '--quiet', '--initial-branch', 'main');
  expect(commitOf(guide)).toBeUndefined();
});

test('it has the one that git says, on a branch, apart from one, packed, and in another work tree', () => {
  git('commit', '--quiet', '--allow-empty', '-m', 'one');
  const head = git('rev-parse', 'HEAD');
  expect(commitOf(guide)).toEqual({ commit: head });
  git('pack-refs', '--all');
  expect(commitOf(guide)).toEqual({ commit: head });
  git('worktree', 'add', '--quiet', '-b', 'other', join(place, 'beside'));
  expect(commitOf(join(place, 'beside'))).toEqual({ commit: head });
  git('checkout', '--quiet', '--detach');
  expect(commitOf(guide)).toEqual({ commit: head });
});

test('its files have an address where the host is known', () => {
  const commit = git('rev-parse', 'HEAD');
  const sourceWith = (url: string) => {
    git('config', 'remote.origin.url', url);
    return commitOf(guide)?.source;
  };
  const github = `https://github.com/owner/guide.git/blob/${commit}/guides/a%20b/`.replace('.git/', '/');
  expect(sourceWith('https://github.com/owner/guide.git')).toBe(github);
  expect(sourceWith('git@github.com:owner/guide.git')).toBe(github);
  expect(sourceWith('https://secret:token@github.com/owner/guide')).toBe(github);
  expect(sourceWith('https://gitlab.com/group/sub/guide.git')).toBe(
    `https://gitlab.com/group/sub/guide/-/blob/${commit}/guides/a%20b/`,
  );
  expect(sourceWith('https://forge.example/owner/guide.git')).toBeUndefined();
});

test('what a repository says of itself is no path to anything else', () => {
  const odd = join(place, 'odd');
  mkdirSync(join(odd, '.git'), { recursive: true });
  writeFileSync(join(place, 'secret'), 'f'.repeat(40));
  for (const head of ['ref: refs/../../../secret', 'ref: /etc/passwd', 'secret', '']) {
    writeFileSync(join(odd, '.git', 'HEAD'), head);
    expect(commitOf(odd), head).toBeUndefined();
  }
});
