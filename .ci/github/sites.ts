import { git, type Repository } from './git.ts';
import { type Deployed, indexPage } from './index-page.ts';
import { folderOfBranch } from './slug.ts';
import { type Entries, folderIn, readTree, setFile, setFolder, treeOfFolder, writeTree } from './tree.ts';

/*
 * The branch that Pages shows has branches/<folder>/ for each branch's site, releases/<version>/ for each release, and a
 * page that lists them. It is one commit without parents, made anew each time, so that what is removed takes no room; it
 * is pushed only in place of the commit that it was made from. Git's own objects are edited: no site is checked out.
 */

/** Written into each branch's folder. */
const RECORD = 'deployment.json';
const ATTEMPTS = 5;
const DAY = 24 * 60 * 60 * 1000;
/** How long a branch without an open request keeps its site. */
const KEPT_DAYS = 14;

/** What the sites are held against. */
export interface Living {
  readonly defaultBranch: string;
  /** All branches of the repository. */
  readonly branches: ReadonlySet<string>;
  /** Branches of the repository with an open request; undefined where that is not known. */
  readonly requested: ReadonlySet<string> | undefined;
  readonly now: Date;
}

export type Placed =
  | { readonly kind: 'branch'; readonly branch: string; readonly commit: string; readonly site: string }
  | { readonly kind: 'release'; readonly version: string; readonly site: string };

export interface Sites {
  readonly repository: Repository;
  readonly remote: string;
  /** The branch that Pages shows. */
  readonly pages: string;
}

export interface Outcome {
  readonly changed: boolean;
  readonly removed: readonly string[];
  /** The path of the site that was put there. */
  readonly placed: string | undefined;
}

/**
 * Puts a site into its place, and removes the sites of branches that are gone. With `placed` undefined only the latter.
 * Where somebody else pushed in between, it is done again on top of that.
 */
export function updateSites(sites: Sites, living: Living, placed: Placed | undefined): Outcome {
  const site = placed === undefined ? undefined : treeOfFolder(sites.repository, placed.site);
  for (let attempt = 1; ; attempt++) {
    const before = fetchPages(sites);
    const { tree, removed } = edited(sites.repository, before, living, placed, site);
    const path = placed === undefined ? undefined : pathOf(placed);
    if (before !== undefined && tree === git(sites.repository, ['rev-parse', `${before}^{tree}`]).trim())
      return { changed: false, removed, placed: path };
    const commit = commitOf(sites.repository, tree, living.now);
    try {
      git(sites.repository, [
        'push',
        '--quiet',
        `--force-with-lease=refs/heads/${sites.pages}:${before ?? ''}`,
        sites.remote,
        `${commit}:refs/heads/${sites.pages}`,
      ]);
      return { changed: true, removed, placed: path };
    } catch (error) {
      if (attempt >= ATTEMPTS || fetchPages(sites) === before) throw error;
    }
  }
}

/** The folders whose sites go: nothing, unless it is known which branches have an open request. */
function prunable(deployed: readonly Deployed[], living: Living): string[] {
  const { defaultBranch, requested, branches, now } = living;
  if (requested === undefined) return [];
  const kept = new Set([defaultBranch, ...requested].map(folderOfBranch));
  const alive = new Set([...branches].map(folderOfBranch));
  const oldest = now.getTime() - KEPT_DAYS * DAY;
  return deployed
    .filter(({ folder, date }) => !kept.has(folder) && !(alive.has(folder) && Date.parse(date) > oldest))
    .map(({ folder }) => folder);
}

function edited(
  repository: Repository,
  before: string | undefined,
  living: Living,
  placed: Placed | undefined,
  site: string | undefined,
): { readonly tree: string; readonly removed: string[] } {
  const root = readTree(repository, before);
  const branches = readTree(repository, folderIn(root, 'branches'));
  const releases = readTree(repository, folderIn(root, 'releases'));
  if (placed?.kind === 'branch' && site !== undefined)
    setFolder(branches, folderOfBranch(placed.branch), recorded(repository, site, placed, living.now));
  if (placed?.kind === 'release' && site !== undefined) addRelease(releases, placed.version, site);

  const deployed = [...branches.keys()].map((folder) => recordOf(repository, branches, folder));
  const current = placed?.kind === 'branch' ? folderOfBranch(placed.branch) : undefined;
  const removed = prunable(deployed, living).filter((folder) => folder !== current);
  for (const folder of removed) branches.delete(folder);

  replace(repository, root, 'branches', branches);
  replace(repository, root, 'releases', releases);
  setFile(repository, root, '.nojekyll', '');
  const left = deployed.filter(({ folder }) => branches.has(folder));
  setFile(repository, root, 'index.html', indexPage(left, [...releases.keys()], living.defaultBranch));
  return { tree: writeTree(repository, root), removed };
}

/** A release that is there stays as it is, to the byte. */
function addRelease(releases: Entries, version: string, site: string): void {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) throw new Error(`"${version}" is no version of a release.`);
  const there = releases.get(version);
  if (there !== undefined && there.id !== site)
    throw new Error(`The site of ${version} is published already, and differs: a release is never replaced.`);
  setFolder(releases, version, site);
}

function pathOf(placed: Placed): string {
  return placed.kind === 'branch' ? `branches/${folderOfBranch(placed.branch)}/` : `releases/${placed.version}/`;
}

function recorded(
  repository: Repository,
  site: string,
  { branch, commit }: { readonly branch: string; readonly commit: string },
  now: Date,
): string {
  const entries = readTree(repository, site);
  setFile(repository, entries, RECORD, `${JSON.stringify({ branch, commit, date: now.toISOString() })}\n`);
  return writeTree(repository, entries);
}

/** A folder without a record, or with one that says nothing, is of no branch that is known and very old. */
function recordOf(repository: Repository, branches: Entries, folder: string): Deployed {
  const unknown = { folder, branch: folder, commit: '', date: new Date(0).toISOString() };
  const record = readTree(repository, folderIn(branches, folder)).get(RECORD);
  if (record?.type !== 'blob') return unknown;
  try {
    const { branch, commit, date } = JSON.parse(git(repository, ['cat-file', 'blob', record.id]));
    const isWhole = [branch, commit, date].every((text) => typeof text === 'string') && !Number.isNaN(Date.parse(date));
    return isWhole && folderOfBranch(branch) === folder ? { folder, branch, commit, date } : unknown;
  } catch {
    return unknown;
  }
}

function replace(repository: Repository, root: Entries, name: string, entries: Entries): void {
  if (entries.size === 0) root.delete(name);
  else setFolder(root, name, writeTree(repository, entries));
}

/** The commit that Pages shows now, with all that it has; undefined where there is no such branch yet. */
function fetchPages({ repository, remote, pages }: Sites): string | undefined {
  const ref = `refs/heads/${pages}`;
  if (git(repository, ['ls-remote', remote, ref]).trim() === '') return undefined;
  git(repository, ['fetch', '--quiet', '--no-tags', '--depth=1', remote, ref]);
  return git(repository, ['rev-parse', 'FETCH_HEAD']).trim();
}

function commitOf(repository: Repository, tree: string, now: Date): string {
  const who = { NAME: 'github-actions[bot]', EMAIL: '41898282+github-actions[bot]@users.noreply.github.com' };
  const date = now.toISOString();
  const environment = {
    ...repository.environment,
    GIT_AUTHOR_NAME: who.NAME,
    GIT_AUTHOR_EMAIL: who.EMAIL,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: who.NAME,
    GIT_COMMITTER_EMAIL: who.EMAIL,
    GIT_COMMITTER_DATE: date,
  };
  return git({ ...repository, environment }, ['commit-tree', tree, '-m', 'Sites of the branches and releases']).trim();
}

/** The branches of the remote. */
export function branchesOf({ repository, remote }: Sites): Set<string> {
  const lines = git(repository, ['ls-remote', '--heads', remote]).split('\n');
  return new Set(lines.flatMap((line) => /\trefs\/heads\/(.+)$/.exec(line)?.[1] ?? []));
}

/** The branch that the remote shows first. */
export function defaultBranchOf({ repository, remote }: Sites): string {
  const head = git(repository, ['ls-remote', '--symref', remote, 'HEAD']);
  const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(head)?.[1];
  if (branch === undefined) throw new Error(`${remote} does not say which branch is its default one.`);
  return branch;
}
