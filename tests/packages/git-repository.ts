import { execFileSync } from 'node:child_process';
import { temporaryFolder, writeFiles } from './tiny-package.ts';

/** A repository that nobody but the test knows, without the settings of whoever runs it. */
export function git(folder: string, ...args: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', ['-C', folder, ...who, ...args], { env, encoding: 'utf8' }).trim();
}

export function repository(content: Readonly<Record<string, string>>, tag = 'v1', folder = temporaryFolder()): string {
  git(folder, 'init', '--quiet');
  commit(folder, content, tag);
  return folder;
}

/** @returns its name */
export function commit(folder: string, content: Readonly<Record<string, string>>, tag: string): string {
  writeFiles(folder, content);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'a');
  git(folder, 'tag', '--force', tag);
  return git(folder, 'rev-parse', 'HEAD');
}
