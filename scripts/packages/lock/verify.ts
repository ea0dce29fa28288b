import { isDeepStrictEqual } from 'node:util';
import { hasErrors, type Issue } from '../../model/issue.ts';
import { type LoadedFrom, type PackageRef, packageKey } from '../../model/package.ts';
import { parseJson } from '../json-text.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { LOCKFILE_NAME } from '../lockfile.ts';
import type { FoundPackage, PackageSourceReader } from '../source/source.ts';
import { openEntry } from '../store/entry.ts';
import type { Store } from '../store/store.ts';
import { entryFolders, verifyEntry } from '../store/verify-entry.ts';
import { digestOfContent } from '../store/write.ts';
import { integrityMismatch, noSource } from './locked-issues.ts';
import { entryKey } from './open-locked.ts';
import { verifyFiles } from './verify-files.ts';

export interface VerifyOptions {
  readonly store: Store;
  /** Those that may be asked; what is locked to another one is checked in the cache only, and that is said. */
  readonly sources: readonly PackageSourceReader[];
  readonly signal: AbortSignal;
  readonly onVerify?: (verifying: PackageRef) => void;
}

/**
 * Reads every locked package from end to end, where it comes from and in the cache, and holds it against the lock; and
 * whatever else the cache has that was made from packages.
 * Changes nothing.
 * @returns one issue per problem, with the package, the file where it can be told, and the remedy
 */
export async function verifyPackages(packages: readonly PinnedPackage[], options: VerifyOptions): Promise<Issue[]> {
  const issues = await verifyFiles(options.store.folder, packages, options.signal);
  for (const locked of packages) {
    options.signal.throwIfAborted();
    options.onVerify?.({ id: locked.id, version: locked.version });
    const damaged: string[] = [];
    for (const folder of entryFolders(options.store, locked)) {
      const fault = await verifyEntry(folder, options.signal);
      if (fault === undefined) continue;
      damaged.push(folder);
      issues.push(damagedEntry(locked, folder, fault.fault));
    }
    const sound = entryFolders(options.store, locked).filter((folder) => !damaged.includes(folder));
    issues.push(...(await verifySource(locked, sound, options)));
  }
  return issues;
}

async function verifySource(
  locked: PinnedPackage,
  soundEntries: readonly string[],
  options: VerifyOptions,
): Promise<readonly Issue[]> {
  const { sources, signal } = options;
  const source = sources.find(({ kind }) => kind === locked.source);
  if (source === undefined) return soundEntries.length > 0 ? [notChecked(locked)] : [noSource(locked, false)];
  const { value: found, issues } = await source.find({ id: locked.id, version: locked.version, locked, signal });
  if (found === undefined) return hasErrors(issues) ? issues : [...issues, noSource(locked, true)];
  const integrity = await found.integrity();
  const trouble = [...issues, ...integrity.issues];
  if (integrity.value === undefined) return trouble;
  if (integrity.value === locked.integrity)
    return [
      ...trouble,
      ...(locked.source === 'stand-in' ? [] : await compareEntry(locked, found, soundEntries, options)),
    ];
  const details = locked.source === 'npm' ? await compareFiles(locked, found, soundEntries, signal) : [];
  return [...trouble, integrityMismatch(locked, integrity.value), ...details];
}

/**
 * An entry that says of itself that it is whole may have been made by somebody else: the source has what is locked.
 * A stand-in would have to be compiled for that.
 */
async function compareEntry(
  locked: PinnedPackage,
  found: FoundPackage,
  soundEntries: readonly string[],
  { store, signal }: VerifyOptions,
): Promise<Issue[]> {
  const folder = store.entryFolder({ id: locked.id, version: locked.version, key: entryKey(locked) });
  const entry = soundEntries.includes(folder) ? openEntry(folder) : undefined;
  if (entry === undefined || entry === 'corrupt') return [];
  const { value: content, issues } = await found.load([], signal);
  if (content === undefined) return [...issues];
  const isSame =
    entry.index.blob.sha512 === (await digestOfContent(content, signal)) &&
    isDeepStrictEqual(entry.manifest, JSON.parse(JSON.stringify(content.manifest)));
  return isSame ? [] : [damagedEntry(locked, folder, 'it is not what the locked package has')];
}

const MAX_FILES_TOLD = 10;

/** Which files are missing, cut short or changed, as far as the cache remembers what they held. */
async function compareFiles(
  locked: PinnedPackage,
  found: FoundPackage,
  soundEntries: readonly string[],
  signal: AbortSignal,
): Promise<Issue[]> {
  const { value: content, issues } = await found.load([], signal);
  if (content === undefined) return [...issues];
  const remembered = soundEntries
    .map((folder) => openEntry(folder))
    .filter((entry) => entry !== undefined && entry !== 'corrupt')
    .find(({ index }) => index.holds === 'package');
  const entries = new Map(remembered?.index.entries.map((entry) => [entry.filename, entry]));
  const faults: [name: string, fault: string][] = [];
  for (const { name, text } of content.files()) {
    const entry = entries.get(name);
    entries.delete(name);
    const parsed = parseJson(text);
    if ('problem' in parsed) faults.push([name, 'is cut short or damaged']);
    else if (entry !== undefined && !isDeepStrictEqual(remembered?.read(entry), parsed.value))
      faults.push([name, 'was changed']);
  }
  faults.push(...[...entries.keys()].map((name): [string, string] => [name, 'is missing']));
  const told = faults.slice(0, MAX_FILES_TOLD).map(([name, fault]) => fileFault(locked, `${name} ${fault}`));
  const rest = faults.length - told.length;
  return rest === 0 ? told : [...told, fileFault(locked, `${rest} further files differ`)];
}

const REMEDY: Readonly<Record<LoadedFrom, string>> = {
  npm: 'Run npm ci to install it again.',
  'stand-in': 'Restore its files.',
  registry: 'Delete it and run again with a network.',
  folder: 'Restore its files.',
  git: 'Delete it and run again where git reaches the repository.',
  file: 'Get the file again.',
};

function fileFault(locked: PinnedPackage, fault: string): Issue {
  const message = `${packageKey(locked)}: ${fault}. ${REMEDY[locked.source]}`;
  return { severity: 'error', code: 'conflict', rule: 'package-integrity', message };
}

function damagedEntry(locked: PinnedPackage, folder: string, fault: string): Issue {
  const message = `The package cache's copy of ${packageKey(locked)} is damaged: ${fault}. Delete ${folder}: the next run makes it anew.`;
  return { severity: 'error', code: 'conflict', rule: 'package-cache', message };
}

function notChecked(locked: PinnedPackage): Issue {
  const message = `${packageKey(locked)} was checked in the package cache only: the source it is locked to (${locked.source}) is not asked in this run.`;
  return {
    severity: 'information',
    code: 'informational',
    rule: 'not-checked',
    message,
    source: { file: LOCKFILE_NAME },
  };
}
