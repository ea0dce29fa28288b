import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mebibytes } from '../../files/size.ts';
import { type GitCall, GitFault, git } from './git.ts';
import { type GitPlace, isCommit } from './own-place.ts';

const WANTED = 'refs/ig/wanted';
/** What a repository may come to on this disk: a guide's has a hundredth of it. */
const MOST_BYTES = 2 ** 31;
const LOOK_MS = 500;

/**
 * Fetches what a place names into an empty folder as a bare repository: its objects alone, without hooks, submodules or
 * a work tree.
 * @param commit that is pinned already, in the place of the tag or branch
 * @param mostBytes that the folder may come to while git fetches
 * @returns the commit, in full
 * @throws {GitFault}
 */
export async function fetchCommit(
  { url, ref, protocol }: GitPlace,
  commit: string | undefined,
  folder: string,
  signal: AbortSignal,
  mostBytes = MOST_BYTES,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const bounded = new AbortController();
  const call: GitCall = { folder, protocol, signal: AbortSignal.any([signal, bounded.signal]) };
  const look = () => {
    if (bytesIn(folder) > mostBytes) bounded.abort(new GitFault(`it has more than ${mebibytes(mostBytes)}`));
  };
  const watch = setInterval(look, LOOK_MS);
  try {
    await git(['init', '--quiet', '--bare', '--template='], call);
    const wanted = commit ?? ref;
    const one = ['--depth=1', '--', url, `+${wanted}:${WANTED}`];
    const fetched = fetching(one, call);
    if (!isCommit(wanted)) await fetched;
    else {
      // Not every server gives a commit by its name; each gives its branches and tags.
      await fetched.catch(() => {
        call.signal.throwIfAborted();
        return fetching(['--', url, '+refs/heads/*:refs/ig/heads/*', '+refs/tags/*:refs/ig/tags/*'], call);
      });
    }
    look(); // what came between two looks
    call.signal.throwIfAborted();
    const name = isCommit(wanted) ? wanted : WANTED;
    const found = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], call).catch(
      () => {
        throw new GitFault(`the repository has no commit ${wanted}`);
      },
    );
    return found.trim();
  } finally {
    clearInterval(watch);
  }
}

function fetching(args: readonly string[], call: GitCall): Promise<string> {
  return git(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-auto-maintenance', ...args], call);
}

function bytesIn(folder: string): number {
  let bytes = 0;
  try {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // git moves its own files about
  }
  return bytes;
}
