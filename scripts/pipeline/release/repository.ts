import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import type { Issue } from '../../model/issue.ts';
import { found } from '../../release/found.ts';
import type { GuideFacts } from '../../release/guide-facts.ts';
import { STAGES, type Stage } from '../../release/stages.ts';

const run = promisify(execFile);

/** In each copy for a stage, so that nothing else is ever replaced by one: the stage, and what it was copied from. */
export const MARK = '.ig-stage';

/** What a repository says of the files in a folder. */
export interface Sources {
  /** The revision that is checked out; undefined before the first one. */
  readonly commit?: string;
  /** Files that are changed and not committed, or that the guide is made of and nobody has added. */
  readonly changed: readonly string[];
}

/** @returns undefined where the folder is in no repository */
export async function sourcesOf(folder: string, signal: AbortSignal): Promise<Sources | undefined> {
  const git = gitIn(folder, signal);
  const [status, others, commit] = await Promise.all([
    git('status', '--porcelain', '--untracked-files=no', '--', '.'),
    git('ls-files', '--others', '--exclude-standard', '--', 'input', 'upstream', 'template'),
    git('rev-parse', '--verify', '--quiet', 'HEAD'),
  ]);
  if (status === undefined) return undefined;
  const linesOf = (text = '') => (text === '' ? [] : text.split('\n'));
  const changed = [...linesOf(status).map((line) => line.slice(3)), ...linesOf(others)];
  return { changed, ...(commit === undefined || commit === '' ? {} : { commit }) };
}

/** What stands in the mark of a copy. */
export function markText(stage: Stage, sources: Sources | undefined): string {
  const { commit, changed = [] } = sources ?? {};
  return `stage: ${stage.name}\n${commit === undefined ? '' : `commit: ${commit}\n`}${changed.map((file) => `changed: ${file}\n`).join('')}`;
}

function readMark(folder: string): Sources | undefined {
  const text = readTextIfThere(join(folder, MARK), LONGEST_SETTINGS);
  if (text === undefined) return undefined;
  const all = (name: string) =>
    text.split('\n').flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));
  const [commit] = all('commit');
  return { changed: all('changed'), ...(commit === undefined ? {} : { commit }) };
}

/** What is published is what the repository has, under a tag that is new. Of a copy its mark tells. */
export async function checkRepository(
  folder: string,
  { version }: GuideFacts,
  stage: Stage | undefined,
  signal: AbortSignal,
): Promise<Issue[]> {
  if (stage?.mode === undefined) return [];
  const source = { file: STAGES, line: 1 };
  const mark = readMark(folder);
  const isCopy = mark !== undefined;
  const sources = isCopy
    ? mark.commit === undefined && mark.changed.length === 0
      ? undefined
      : mark
    : await sourcesOf(folder, signal);
  const tag = await gitIn(folder, signal)('tag', '--list', version, `v${version}`);
  const issues: Issue[] = [];
  if (sources === undefined)
    issues.push(
      found(
        'release-source',
        'The guide is in no git repository, so that nobody can tell what was published. Commit it first.',
        source,
        'warning',
      ),
    );
  else if (sources.changed.length > 0) {
    const { length } = sources.changed;
    const what =
      `${length === 1 ? 'One file' : `${length} files`} ${isCopy ? 'of what this was copied from' : ''}`.trim();
    issues.push(
      found(
        'release-source',
        `${what} ${length === 1 ? 'is' : 'are'} changed and not committed, such as ${sources.changed[0]}. Commit what is published${isCopy ? ', and copy it anew' : ''}.`,
        source,
      ),
    );
  }
  if (tag !== undefined && tag !== '')
    issues.push(
      found('release-version', `There is a tag ${tag.split('\n')[0]} already. Take the next version.`, source),
    );
  return issues;
}

/** @returns what git prints; undefined where it fails */
function gitIn(folder: string, signal: AbortSignal): (...args: readonly string[]) => Promise<string | undefined> {
  return async (...args) => {
    try {
      return (await run('git', [...args], { cwd: folder, signal, maxBuffer: 16 << 20 })).stdout.trimEnd();
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  };
}
