import { EnvironmentError, hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { compareLocks, type LockChange } from '../../packages/lock/compare-locks.ts';
import { createLock } from '../../packages/lock/create-lock.ts';
import { verifyPackages } from '../../packages/lock/verify.ts';
import { LOCKFILE_NAME, type Lockfile, readLockfile, writeLockfile } from '../../packages/lockfile.ts';
import { readOwnPackages } from '../../packages/own/own-packages.ts';
import { createStore } from '../../packages/store/store.ts';
import { readProject } from '../guide/project.ts';
import type { PackageOptions } from './package-options.ts';
import { allSources, localSources } from './packages.ts';

export interface Relocked {
  readonly lock: Lockfile;
  readonly changes: readonly LockChange[];
}

/**
 * Decides anew which packages a project is built with, and writes the lockfile if that changes anything.
 * @param first which source is asked first: what is installed here, or the FHIR registries
 */
export async function relock(
  folder: string,
  first: 'npm' | 'registry',
  { signal, offline = false, frozen = false, onStep }: PackageOptions,
): Promise<Outcome<Relocked | undefined>> {
  if (offline && first === 'registry')
    throw new EnvironmentError(
      '--source registry asks the FHIR registries, which --offline forbids. Leave one of them out.',
    );
  const { value: project, issues: faults } = readProject(folder);
  const own = readOwnPackages(folder);
  const issues = [...faults, ...own.issues];
  if (project === undefined || own.issues.length > 0) return { value: undefined, issues };
  const before = readLockfile(folder);
  const created = await createLock(project, {
    sources: first === 'registry' ? allSources(folder) : localSources(folder, offline),
    signal,
    onLock: (locking) => onStep?.(`Locking ${packageKey(locking)}`),
  });
  const all = [...issues, ...created.issues];
  if (created.value === undefined) return { value: undefined, issues: all };
  if (first === 'registry') requireRegistry(created.issues, created.value);
  const changes = compareLocks(before.value, created.value);
  if (changes.length > 0 && frozen) return { value: undefined, issues: [...all, frozenLock(changes.length)] };
  // A lockfile that could not be read is replaced: that is what the user asks for here.
  if (changes.length > 0 || before.value === undefined) writeLockfile(folder, created.value);
  return { value: { lock: created.value, changes }, issues: all };
}

/** Whoever asks for the registries' packages must not get a lockfile without any because none of them answered. */
function requireRegistry(issues: readonly Issue[], { packages }: Lockfile): void {
  const trouble = issues.find(({ rule }) => rule === 'package-registry');
  if (trouble === undefined || packages.some(({ source }) => source === 'registry')) return;
  throw new EnvironmentError(
    `No FHIR registry could be asked, so ${LOCKFILE_NAME} stays as it was. ${trouble.message} Check the network or FPL_REGISTRY, or run ig packages lock without --source registry to pin what this machine has.`,
  );
}

/** Holds every locked package, and what the cache has of it, against the lockfile. */
export async function verifyLocked(folder: string, options: PackageOptions): Promise<Outcome<Lockfile | undefined>> {
  const { value: lock, issues } = requireLock(folder);
  if (lock === undefined) return { value: lock, issues };
  const found = await verifyPackages(lock.packages, {
    store: createStore(cacheFolder(process.env)),
    sources: options.offline === true ? localSources(folder, true) : allSources(folder),
    signal: options.signal,
    onVerify: (verifying) => options.onStep?.(`Verifying ${packageKey(verifying)}`),
  });
  return { value: lock, issues: [...issues, ...found] };
}

/** The project's lockfile, for what makes no sense without one. */
export function requireLock(folder: string): Outcome<Lockfile | undefined> {
  const { value: lock, issues } = readLockfile(folder);
  return { value: lock, issues: lock !== undefined || hasErrors(issues) ? issues : [noLock()] };
}

function frozenLock(changes: number): Issue {
  const message = `${LOCKFILE_NAME} would change in ${changes} places, and --frozen forbids it. Run ig packages lock without --frozen.`;
  return { severity: 'error', code: 'conflict', rule: 'lockfile-stale', message, source: { file: LOCKFILE_NAME } };
}

function noLock(): Issue {
  const message = `There is no ${LOCKFILE_NAME} to hold the packages against. Run ig packages lock.`;
  return { severity: 'error', code: 'not-found', rule: 'lockfile-missing', message };
}
