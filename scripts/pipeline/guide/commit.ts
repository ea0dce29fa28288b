import { dirname, join, relative, resolve } from 'node:path';
import { FileFault } from '../../files/file-fault.ts';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';

/** Where a folder stands in a repository of git. */
export interface Commit {
  /** The commit that is checked out; what is edited since is not in it. */
  readonly commit: string;
  /** Where GitHub or GitLab show the folder's files as of it: the path of a file follows. Absent for other hosts. */
  readonly source?: string;
}

/** The commit of a folder, read without git; undefined where it is in no repository, or that has none yet. */
export function commitOf(folder: string): Commit | undefined {
  for (let root = resolve(folder); ; root = dirname(root)) {
    const pointer = read(join(root, '.git'));
    // A work tree beside the first one has a file that leads to its folder in the repository.
    const named = pointer === undefined ? undefined : /^gitdir: (.+)$/m.exec(pointer)?.[1];
    const git = named === undefined ? join(root, '.git') : resolve(root, named);
    const head = read(join(git, 'HEAD'))?.trim();
    if (head !== undefined) {
      const common = resolve(git, read(join(git, 'commondir'))?.trim() ?? '.');
      const commit = isCommit(head) ? head : commitOfBranch(head, git, common);
      if (commit === undefined) return undefined;
      const source = sourceUrl(read(join(common, 'config')), commit, relative(root, resolve(folder)));
      return { commit, ...(source === undefined ? {} : { source }) };
    }
    if (root === dirname(root)) return undefined;
  }
}

function commitOfBranch(head: string, git: string, common: string): string | undefined {
  const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
  if (ref?.includes('..') !== false) return undefined;
  const loose = (read(join(git, ref)) ?? read(join(common, ref)))?.trim();
  if (loose !== undefined) return isCommit(loose) ? loose : undefined;
  const packed = read(join(common, 'packed-refs'))?.split('\n') ?? [];
  return packed.find((line) => line.endsWith(` ${ref}`) && isCommit(line.slice(0, -ref.length - 1)))?.split(' ')[0];
}

function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** The two hosts whose addresses of a line are known. */
const REMOTE =
  /^\s*url\s*=\s*(?:https:\/\/(?:[^@/\s]+@)?|git@|ssh:\/\/git@)(github\.com|gitlab\.com)[:/]([\w./-]+?)(?:\.git)?\/?\s*$/m;

function sourceUrl(config: string | undefined, commit: string, prefix: string): string | undefined {
  const remote = config?.slice(config.search(/^\[remote "origin"\]/m));
  const [, host, name] = (config?.includes('[remote "origin"]') === true && REMOTE.exec(remote ?? '')) || [];
  if (host === undefined || name === undefined) return undefined;
  const blob = host === 'github.com' ? 'blob' : '-/blob';
  const path = prefix.split(/[\\/]/).filter((part) => part !== '');
  return `https://${[host, name, blob, commit, ...path.map(encodeURIComponent)].join('/')}/`;
}

/** A repository that cannot be read is none that could be named. */
function read(file: string): string | undefined {
  try {
    return readTextIfThere(file, LONGEST_SETTINGS);
  } catch (error) {
    if (error instanceof FileFault) return undefined;
    throw error;
  }
}
