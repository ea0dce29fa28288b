import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** No setting of whoever runs the tests counts. */
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ig-ci-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function run(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A repository with a remote of its own that has these branches, the first of them the default one. */
export function scratchRepository(branches: readonly string[]): { readonly local: string; readonly remote: string } {
  const folder = scratchFolder();
  const [remote, local] = [join(folder, 'remote.git'), join(folder, 'local')];
  const [first = 'main'] = branches;
  run(folder, 'init', '--quiet', '--bare', `--initial-branch=${first}`, remote);
  run(folder, 'init', '--quiet', `--initial-branch=${first}`, local);
  write(local, { 'README.md': 'A guide.\n' });
  run(local, 'add', '.');
  run(local, 'commit', '--quiet', '-m', 'Begin');
  run(local, 'remote', 'add', 'origin', remote);
  run(local, 'push', '--quiet', 'origin', ...branches.map((name) => `HEAD:refs/heads/${name}`));
  return { local, remote };
}
