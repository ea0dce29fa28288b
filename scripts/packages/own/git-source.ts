import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import type { PackageRef } from '../../model/package.ts';
import { cacheName } from '../../model/package-path.ts';
import { asCacheError } from '../disk/disk-fault.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { archivedPackage } from '../source/archived-package.ts';
import { packFolder } from '../source/pack.ts';
import type { FoundPackage, PackageSourceReader } from '../source/source.ts';
import { readTarball } from '../source/tarball.ts';
import { temporaryFolder } from '../store/store.ts';
import { otherThan } from './folder-source.ts';
import { GitFault } from './git.ts';
import { fetchCommit } from './git-fetch.ts';
import { writeFromCommit } from './git-tree.ts';
import { OWN_PACKAGES, type OwnPackage, ownPackage } from './own-packages.ts';
import { type GitPlace, gitAddress, isCommit, parseOwnPlace } from './own-place.ts';

export interface GitSourceOptions {
  readonly cache: string;
  /** No repository is asked: what earlier runs have brought is all there is. */
  readonly offline: boolean;
}

/**
 * Packages in git repositories. A lock pins the commit that a tag or branch leads to, and the content; the archive that
 * is made of it stays in the cache, so that a repository is asked once.
 * @param own what the project names, of all kinds
 */
export function gitSource(own: readonly OwnPackage[], options: GitSourceOptions): PackageSourceReader {
  /** Within a run one tag means one commit, however often it is asked for. */
  const fetched = new Map<string, Promise<Outcome<FoundPackage | undefined>>>();
  return {
    kind: 'git',
    isOffline: options.offline,
    async find({ id, version, locked, signal }) {
      if (locked !== undefined) return findPinned(locked, options, signal);
      const named = ownPackage(own, id, version);
      if (named === undefined || named.place.kind !== 'git') return { value: undefined, issues: [] };
      if (options.offline) return { value: undefined, issues: [notAsked(named)] };
      const { asked, place, source } = named;
      const outcome = fetched.get(asked) ?? obtain(place, undefined, { ...options, asked, signal });
      fetched.set(asked, outcome);
      const { value, issues } = await outcome;
      const other = value && otherThan(value, id, version, named);
      if (other !== undefined) return { value: undefined, issues: [...issues, other] };
      return { value, issues: issues.map((issue) => ({ ...issue, source })) };
    },
  };
}

async function findPinned(
  locked: PinnedPackage,
  options: GitSourceOptions,
  signal: AbortSignal,
): Promise<Outcome<FoundPackage | undefined>> {
  const { resolved = '', asked = '', integrity } = locked;
  const place = parseOwnPlace(resolved);
  if ('fault' in place || place.kind !== 'git' || !isCommit(place.ref)) {
    const message = `The lockfile does not say which commit ${locked.id} is of. Run ig packages lock.`;
    return { value: undefined, issues: [{ severity: 'error', code: 'structure', rule: 'lockfile', message }] };
  }
  const kept = await openKept(locked, resolved, asked, options, signal);
  if (kept !== undefined && (await kept.integrity()).value === integrity) return { value: kept, issues: [] };
  if (options.offline) return { value: undefined, issues: [] };
  return obtain(place, locked, { ...options, asked, signal });
}

interface Obtaining extends GitSourceOptions {
  readonly asked: string;
  readonly signal: AbortSignal;
}

/** @param locked what it must be, where that is pinned already: its place then names a commit */
async function obtain(
  place: GitPlace,
  locked: PinnedPackage | undefined,
  options: Obtaining,
): Promise<Outcome<FoundPackage | undefined>> {
  const { cache, asked, signal } = options;
  const work = temporaryFolder(cache);
  try {
    mkdirSync(work, { recursive: true });
    const folder = join(work, 'repository');
    const commit = await fetchCommit(place, locked === undefined ? undefined : place.ref, folder, signal);
    const made = join(work, 'made');
    const kind = await writeFromCommit(commit, place.path, made, { folder, protocol: place.protocol, signal });
    const packed = join(made, 'package.tgz');
    if (kind === 'folder') await packFolder(made, packed);
    const { value, issues } = await readTarball(packed, shownPlace(asked, place), signal, locked);
    if (value === undefined || hasErrors(issues)) return { value: undefined, issues };
    const ref = { id: value.manifest.name, version: value.manifest.version };
    const resolved = gitAddress(place, commit);
    const file = keptPlace(ref, resolved, cache);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { recursive: true, force: true });
    renameSync(packed, file);
    return { value: await openKept(ref, resolved, asked, options, signal), issues };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GitFault)
      return { value: undefined, issues: [notFetched(shownPlace(asked, place), error.message)] };
    throw asCacheError(error, cache);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function openKept(
  { id, version }: PackageRef,
  resolved: string,
  asked: string,
  { cache }: GitSourceOptions,
  signal: AbortSignal,
): Promise<FoundPackage | undefined> {
  const file = keptPlace({ id, version }, resolved, cache);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const read = () => readTarball(file, resolved, signal, { id, version });
  const { value: tarball } = await read();
  if (tarball === undefined) return undefined;
  return archivedPackage(file, tarball, read, { id, version, source: 'git', resolved, asked });
}

/** Beside what registries send. */
function keptPlace(ref: PackageRef, resolved: string, cache: string): string {
  const address = createHash('sha256').update(resolved).digest('hex').slice(0, 12);
  return join(cache, 'downloads', cacheName(ref, `${address}.tgz`));
}

function shownPlace(asked: string, place: GitPlace): string {
  return asked === '' ? gitAddress(place, place.ref) : asked;
}

function notFetched(place: string, reason: string): Issue {
  const message = `${place} cannot be had: ${reason}. Check the address and the tag in ${OWN_PACKAGES}, and what git may reach.`;
  return { severity: 'error', code: 'not-found', rule: 'package-missing', message };
}

function notAsked({ asked, id, source }: OwnPackage): Issue {
  const message = `${id} is in ${asked}, which --offline forbids to ask. Run ig packages lock without --offline.`;
  return { severity: 'error', code: 'not-found', rule: 'package-missing', message, source };
}
