import { hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../../model/package.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { LOCKFILE_NAME } from '../lockfile.ts';
import type { FoundPackage, PackageSourceReader } from '../source/source.ts';
import {
  lacksSnapshots,
  type SnapshotCompletion,
  snapshotContent,
  withSnapshots,
} from '../store/complete-snapshots.ts';
import type { StoredPackage } from '../store/entry.ts';
import { type Store, type StoreKey, storeKey } from '../store/store.ts';
import type { StoreContent } from '../store/write.ts';
import { installOrder } from './install-order.ts';
import { integrityMismatch, noSource } from './locked-issues.ts';

export interface OpenOptions {
  readonly store: Store;
  /** Those that may be asked; without the registry's (offline), what is in the cache is still found. */
  readonly sources: readonly PackageSourceReader[];
  readonly snapshots?: SnapshotCompletion;
  readonly signal: AbortSignal;
  /** Called before a package that the cache does not have is installed. */
  readonly onInstall?: (installing: PackageRef) => void;
}

/** A package is installed in two steps when its snapshots are made here; that is told once. */
function once(tell: OpenOptions['onInstall']): (installing: PackageRef) => void {
  let told = false;
  return ({ id, version }) => {
    if (!told) tell?.({ id, version });
    told = true;
  };
}

interface Opened {
  readonly installed: InstalledPackage;
  /** Stands for everything that the package was made from. */
  readonly key: string;
}

/**
 * Opens all packages of a lockfile, in load order with FHIR's core package first, and installs what the cache lacks.
 * What cannot be had is an issue each; whatever rests on a missing package and has to be compiled is left out with it.
 */
export async function openLocked(
  packages: readonly PinnedPackage[],
  options: OpenOptions,
): Promise<Outcome<InstalledPackage[]>> {
  const { steps, issues } = installOrder(packages);
  if (hasErrors(issues)) return { value: [], issues };
  const opened = new Map<PinnedPackage, Opened>();
  for (const { locked, needs } of steps) {
    options.signal.throwIfAborted();
    const dependencies = needs.map((need) => opened.get(need)).filter((each) => each !== undefined);
    const missing = needs.find((need) => !opened.has(need));
    if (missing !== undefined && locked.source === 'stand-in') {
      issues.push(notCompiled(locked, missing));
      continue;
    }
    const { value, issues: found } = await openOne(locked, dependencies, {
      ...options,
      onInstall: once(options.onInstall),
    });
    issues.push(...found);
    if (value !== undefined) opened.set(locked, value);
  }
  return { value: [...opened.values()].map(({ installed }) => installed), issues };
}

async function openOne(
  locked: PinnedPackage,
  dependencies: readonly Opened[],
  options: OpenOptions,
): Promise<Outcome<Opened | undefined>> {
  const source = options.sources.find(({ kind }) => kind === locked.source);
  const issues: Issue[] = [];
  let found: FoundPackage | undefined;
  if (locked.source === 'stand-in' || locked.source === 'folder') {
    // What it is made of lies in the project or beside it: an edit must be noticed, whatever the cache has.
    const outcome = await findLocked(locked, source, options.signal);
    found = outcome.value;
    if (found === undefined && !(locked.source === 'folder' && isGone(outcome.issues) && isKept(locked, options)))
      return { value: undefined, issues: [...issues, ...outcome.issues] };
    issues.push(...(found === undefined ? [keptInstead(locked)] : outcome.issues));
  }
  const made = found?.fingerprint === undefined ? [] : [found.fingerprint, ...dependencies.map(({ key }) => key)];
  const key = entryKey(locked, made);
  const packages = dependencies.map(({ installed }) => installed);

  const raw = await openOrMake({ id: locked.id, version: locked.version, key }, options, issues, async () => {
    if (found === undefined) {
      const outcome = await findLocked(locked, source, options.signal);
      issues.push(...outcome.issues);
      found = outcome.value;
    }
    const loaded = await found?.load(packages, options.signal);
    if (loaded?.value !== undefined) return { ...loaded.value, issues: loaded.issues };
    issues.push(...(loaded?.issues ?? []));
    return undefined;
  });
  if (raw === undefined) return { value: undefined, issues };
  const installed = toInstalled(locked, raw);
  if (options.snapshots === undefined || !lacksSnapshots(raw.index.entries)) {
    return { value: { installed, key }, issues: [...issues, ...raw.index.issues] };
  }

  const { snapshots } = options;
  const fullKey = storeKey([key, snapshots.fingerprint, ...dependencies.map((each) => each.key)]);
  const stored = await openOrMake({ id: locked.id, version: locked.version, key: fullKey }, options, issues, async () =>
    snapshotContent(installed, packages, snapshots),
  );
  if (stored === undefined) return { value: undefined, issues };
  return {
    value: { installed: withSnapshots(installed, stored), key: fullKey },
    issues: [...issues, ...raw.index.issues, ...stored.index.issues],
  };
}

function isGone(issues: readonly Issue[]): boolean {
  return issues.filter((issue) => hasErrors([issue])).every(({ rule }) => rule === 'package-missing');
}

/** Whether the cache has a package of a folder: an earlier run put it there, or a kit. */
function isKept(locked: PinnedPackage, { store }: OpenOptions): boolean {
  const kept = store.open({ id: locked.id, version: locked.version, key: entryKey(locked) });
  return kept !== undefined && kept !== 'corrupt';
}

function keptInstead(locked: PinnedPackage): Issue {
  const message = `${locked.asked} is not there; ${packageKey(locked)} is used as the package cache has it, with the content that is locked.`;
  return { severity: 'information', code: 'informational', rule: 'package-place', message };
}

/**
 * The key of a package in the cache, by what the lockfile says of it.
 * @param made for a package that is compiled here: all else that its content depends on
 */
export function entryKey({ source, integrity }: PinnedPackage, made: readonly string[] = []): string {
  return storeKey([source, integrity, ...made]);
}

/** The package as its source has it now, held against the lockfile. */
export async function findLocked(
  locked: PinnedPackage,
  source: PackageSourceReader | undefined,
  signal: AbortSignal,
): Promise<Outcome<FoundPackage | undefined>> {
  const { value: found, issues = [] } =
    (await source?.find({ id: locked.id, version: locked.version, locked, signal })) ?? {};
  if (found === undefined) {
    return {
      value: undefined,
      issues: hasErrors(issues)
        ? issues
        : [...issues, noSource(locked, source !== undefined && source.isOffline !== true)],
    };
  }
  const integrity = await found.integrity();
  if (integrity.value === undefined) return { value: undefined, issues: [...issues, ...integrity.issues] };
  if (integrity.value !== locked.integrity) {
    return { value: undefined, issues: [...issues, ...integrity.issues, integrityMismatch(locked, integrity.value)] };
  }
  return { value: found, issues: [...issues, ...integrity.issues] };
}

async function openOrMake(
  of: StoreKey,
  { store, onInstall, signal }: OpenOptions,
  issues: Issue[],
  make: () => Promise<StoreContent | undefined>,
): Promise<StoredPackage | undefined> {
  const present = store.open(of);
  if (present !== undefined && present !== 'corrupt') return present;
  if (present === 'corrupt') issues.push(rebuilt(of));
  onInstall?.(of);
  const content = await make();
  return content === undefined ? undefined : store.write(of, content, signal);
}

function toInstalled({ id, version, source, integrity }: PinnedPackage, stored: StoredPackage): InstalledPackage {
  const { manifest, index, read } = stored;
  const { entries, leftOut, blob } = index;
  const lost = leftOut === undefined ? {} : { leftOut };
  return { id, version, source, integrity, manifest, entries, ...lost, content: blob.sha512, read };
}

function rebuilt(of: PackageRef): Issue {
  const message = `The package cache had ${packageKey(of)} only in part, or damaged; it was made anew.`;
  return { severity: 'information', code: 'informational', rule: 'package-cache', message };
}

function notCompiled(locked: PinnedPackage, missing: PinnedPackage): Issue {
  const message = `The stand-in ${packageKey(locked)} is not compiled, because ${packageKey(missing)} is missing.`;
  return { severity: 'error', code: 'incomplete', rule: 'package-missing', message, source: { file: LOCKFILE_NAME } };
}
