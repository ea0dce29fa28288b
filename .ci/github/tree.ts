import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, type Repository } from './git.ts';

/** What a folder of git has: the lines of `git ls-tree` by name. */
export type Entries = Map<string, { readonly mode: string; readonly type: string; readonly id: string }>;

const MOST_FILES = 100_000;
/** A site on Pages has 1 GB at most: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits */
const MOST_BYTES = 1_000_000_000;

export function readTree(repository: Repository, tree: string | undefined): Entries {
  const entries: Entries = new Map();
  if (tree === undefined) return entries;
  for (const line of git(repository, ['ls-tree', '-z', tree]).split('\0')) {
    const [, mode, type, id, name] = /^(\d+) (\w+) ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    if (mode !== undefined && type !== undefined && id !== undefined && name !== undefined)
      entries.set(name, { mode, type, id });
  }
  return entries;
}

/** The id of the tree inside, or undefined where there is none. */
export function folderIn(entries: Entries, name: string): string | undefined {
  const entry = entries.get(name);
  return entry?.type === 'tree' ? entry.id : undefined;
}

export function writeTree(repository: Repository, entries: Entries): string {
  const lines = [...entries].map(([name, { mode, type, id }]) => `${mode} ${type} ${id}\t${name}\0`);
  return git(repository, ['mktree', '-z'], lines.join('')).trim();
}

export function setFolder(entries: Entries, name: string, id: string): void {
  entries.set(name, { mode: '040000', type: 'tree', id });
}

export function setFile(repository: Repository, entries: Entries, name: string, text: string): void {
  const id = git(repository, ['hash-object', '-w', '--no-filters', '--stdin'], text).trim();
  entries.set(name, { mode: '100644', type: 'blob', id });
}

/**
 * A folder of the disk as a tree of git, byte for byte: no attribute, filter or list of ignored files in it counts, and
 * what is no regular file (a link could show what lies elsewhere) is refused.
 */
export function treeOfFolder(repository: Repository, folder: string): string {
  const files = filesIn(folder);
  if (files.length === 0) throw new Error(`${folder} has no files: there is no site to put anywhere.`);
  const paths = files.map((file) => join(folder, file));
  const ids = git(repository, ['hash-object', '-w', '--no-filters', '--stdin-paths'], `${paths.join('\n')}\n`)
    .trim()
    .split('\n');
  const scratch = mkdtempSync(join(tmpdir(), 'site-index-'));
  try {
    const indexed = {
      ...repository,
      environment: { ...repository.environment, GIT_INDEX_FILE: join(scratch, 'index') },
    };
    const lines = files.map((file, at) => `100644 ${ids[at]}\t${file}\0`);
    git(indexed, ['update-index', '-z', '--index-info'], lines.join(''));
    return git(indexed, ['write-tree']).trim();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function filesIn(folder: string): string[] {
  const files: string[] = [];
  let bytes = 0;
  const walk = (inside: string) => {
    for (const item of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = inside === '' ? item.name : `${inside}/${item.name}`;
      if (item.isDirectory()) {
        walk(path);
        continue;
      }
      if (!item.isFile() || /[\r\n]/.test(path))
        throw new Error(`${JSON.stringify(path)} is no regular file: a site has only such.`);
      files.push(path);
      bytes += statSync(join(folder, path)).size;
      if (files.length > MOST_FILES || bytes > MOST_BYTES)
        throw new Error(
          `The site has more than ${MOST_FILES} files or ${MOST_BYTES} bytes, which Pages does not take.`,
        );
    }
  };
  walk('');
  return files;
}
