import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EnvironmentError } from '../../model/issue.ts';
import { atSignalledEnd } from '../../process/signals.ts';

const run = promisify(execFile);
const MOST_OUTPUT = 16 << 20;

/** A folder as a revision of its repository has it, in a temporary place. */
export interface CheckedOut {
  readonly folder: string;
  remove(): void;
}

/**
 * Checks a revision out into a temporary folder, by an index of its own: the work tree and the index of the repository
 * stay as they are. Links become files with the place that they lead to.
 * @param cwd in the repository; the same folder of the revision is what is opened
 * @throws EnvironmentError where there is no repository, or no such revision
 */
export async function checkOutRevision(revision: string, cwd: string, signal: AbortSignal): Promise<CheckedOut> {
  const place = mkdtempSync(join(tmpdir(), 'ig-compare-'));
  const remove = () => rmSync(place, { recursive: true, force: true });
  const forget = atSignalledEnd(remove);
  try {
    const root = await git(['rev-parse', '--show-toplevel'], cwd, signal);
    const prefix = await git(['rev-parse', '--show-prefix'], cwd, signal);
    const commit = await git(['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`], cwd, signal);
    const tree = join(place, 'tree');
    mkdirSync(tree);
    const index = { GIT_INDEX_FILE: join(place, 'index') };
    await git(['read-tree', commit], root, signal, index);
    await git(['-c', 'core.symlinks=false', 'checkout-index', '--all', `--prefix=${tree}/`], root, signal, index);
    return {
      folder: join(tree, prefix),
      remove: () => {
        forget();
        remove();
      },
    };
  } catch (error) {
    forget();
    remove();
    throw error;
  }
}

/** The last release before the work tree: the nearest tag that is a version. */
export async function lastRelease(cwd: string, signal: AbortSignal): Promise<string> {
  const patterns = ['--match', 'v[0-9]*', '--match', '[0-9]*'];
  try {
    return await git(['describe', '--tags', '--abbrev=0', ...patterns], cwd, signal);
  } catch (cause) {
    signal.throwIfAborted();
    const message =
      'No release is found to compare with: no tag such as v1.2.0 leads here. Name the older version: ig compare <from>.';
    throw new EnvironmentError(message, { cause });
  }
}

async function git(
  args: readonly string[],
  cwd: string,
  signal: AbortSignal,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    const options = { cwd, signal, maxBuffer: MOST_OUTPUT, env: { ...process.env, ...env } };
    const { stdout } = await run('git', [...args], options);
    return stdout.trim();
  } catch (cause) {
    signal.throwIfAborted();
    const { stderr = '', code } = cause as { readonly stderr?: string; readonly code?: unknown };
    if (code === 'ENOENT') throw new EnvironmentError('git: a revision needs git. Is it on your PATH?', { cause });
    const [first = 'it failed'] = stderr.trim().split('\n');
    throw new EnvironmentError(`git ${args[0]} cannot be run in ${cwd}: ${first}`, { cause });
  }
}
