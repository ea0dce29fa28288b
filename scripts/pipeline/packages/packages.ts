import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { missingPackages, notInstalled } from '../../../bin/installed.js';
import { compileProject } from '../../compile/compile-project.ts';
import { readText } from '../../files/read-file.ts';
import { formatCanonical } from '../../model/canonical.ts';
import type { FhirResource } from '../../model/fhir.ts';
import { EnvironmentError, hasErrors, type Issue, isAtLeast, type Outcome } from '../../model/issue.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../../model/package.ts';
import type { Project } from '../../model/project.ts';
import { resourceFileName } from '../../model/resource-file.ts';
import { jsonOf } from '../../model/written-digits.ts';
import { silenceFrom } from '../../network/patience.ts';
import { createDefinitions } from '../../packages/definitions/definitions.ts';
import { findDuplicateDefinitions } from '../../packages/definitions/duplicates.ts';
import { findOtherReleases } from '../../packages/definitions/other-release.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { digestMemory } from '../../packages/disk/digest-memory.ts';
import { addPackages } from '../../packages/lock/add-packages.ts';
import { checkLock } from '../../packages/lock/check-lock.ts';
import { createLock, type DeclaredPackages } from '../../packages/lock/create-lock.ts';
import { openLocked } from '../../packages/lock/open-locked.ts';
import {
  LOCKFILE_NAME,
  type LockedPackage,
  type Lockfile,
  readLockfile,
  writeLockfile,
} from '../../packages/lockfile.ts';
import { checkOwnLocked } from '../../packages/own/check-own.ts';
import { folderSource } from '../../packages/own/folder-source.ts';
import { gitSource } from '../../packages/own/git-source.ts';
import { readOwnPackages } from '../../packages/own/own-packages.ts';
import { archiveSource } from '../../packages/source/archive-source.ts';
import { inTurn } from '../../packages/source/in-turn.ts';
import { npmAuthorization, npmRegistryFrom, scopeRegistry } from '../../packages/source/npm-registry.ts';
import { npmSource } from '../../packages/source/npm-source.ts';
import { downloadedSource, registriesFrom, registrySource } from '../../packages/source/registry-source.ts';
import type { PackageSourceReader } from '../../packages/source/source.ts';
import { type BuildStandIn, type StandInFolder, standInSource } from '../../packages/source/stand-in-source.ts';
import type { SnapshotCompletion } from '../../packages/store/complete-snapshots.ts';
import { createStore } from '../../packages/store/store.ts';
import { declaredRefs } from '../guide/guide-definitions.ts';
import { completeSnapshots } from '../guide/snapshots.ts';
import { toolchainFingerprint, toolchainFolder } from '../guide/toolchain.ts';
import { withVersion } from '../guide/versioned.ts';
import { givenPackages, notLocked, withoutGiven } from './given-packages.ts';
import type { PackageOptions } from './package-options.ts';
import { repairElsewhere } from './repair.ts';

/** Where a run without a guide looks for what a project has: nowhere that belongs to one. */
const NO_PROJECT = join(toolchainFolder, 'no-project');

/** A FHIR R4 run without a guide: the packages that HL7's validator has by default. */
const fhirOnly: DeclaredPackages = { fhirVersion: '4.0.1', dependencies: [] };

/**
 * What this machine has of a project's packages: installed by npm, or pinned in this program, or written as stand-ins.
 * Enough to make a lockfile that does not depend on which network there happens to be.
 */
export function localSources(projectFolder: string, offline = false): PackageSourceReader[] {
  const installed = npmSource([projectFolder, toolchainFolder], digestMemory(cacheFolder(process.env)));
  return [
    ...ownSources(projectFolder, offline),
    isClone() ? installed : inTurn(installed, npmArchives(projectFolder, offline)),
    standInSource({
      folders: standInFolders(projectFolder),
      build: buildStandIn,
      fingerprint: toolchainFingerprint(),
    }),
  ];
}

/** Where the project itself says that packages are: asked before all others. */
function ownSources(projectFolder: string, offline: boolean): PackageSourceReader[] {
  const { value: own } = readOwnPackages(projectFolder);
  if (own.length === 0) return [];
  return [folderSource(projectFolder, own), gitSource(own, { cache: cacheFolder(process.env), offline })];
}

/** In a clone of the toolchain npm installs the packages that every guide needs; anywhere else they are fetched. */
function isClone(): boolean {
  return existsSync(join(toolchainFolder, 'package-lock.json'));
}

function npmArchives(projectFolder: string, offline: boolean): PackageSourceReader {
  return archiveSource({
    npm: () => npmRegistryFrom(process.env, projectFolder),
    registries: registriesFrom(process.env).servers,
    silenceMs: silenceFrom(process.env),
    cache: cacheFolder(process.env),
    offline,
  });
}

/** The project's own `upstream`, then the one of this program, which belongs to the guide in the same repository. */
function standInFolders(projectFolder: string): StandInFolder[] {
  const own = join(projectFolder, 'upstream');
  const shipped = join(toolchainFolder, 'upstream');
  return [{ path: own, isOwn: true }, ...(isSamePlace(own, shipped) ? [] : [{ path: shipped, isOwn: false }])];
}

function isSamePlace(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false; // one of them is not there
  }
}

/** All sources that a locked package may name: the project's own, then the FHIR registries. */
export function allSources(projectFolder: string): PackageSourceReader[] {
  const registry = registrySource({
    ...registriesFrom(process.env),
    authorizationOf: (server) => npmAuthorization(server, process.env),
    registryOf: (id) => scopeRegistry(id, process.env, projectFolder),
    silenceMs: silenceFrom(process.env),
    cache: cacheFolder(process.env),
  });
  return [...ownSources(projectFolder, false), registry, ...localSources(projectFolder)];
}

function sourcesFor(projectFolder: string, { offline = false }: PackageOptions): PackageSourceReader[] {
  return offline
    ? [downloadedSource(cacheFolder(process.env)), ...localSources(projectFolder, true)]
    : allSources(projectFolder);
}

/**
 * Opens the packages of a project as its lockfile pins them; makes the lockfile where there is none.
 * @returns nothing installed when an error says why; the issues name every package that is not as wanted
 */
export async function openProjectPackages(
  projectFolder: string,
  project: Project,
  options: PackageOptions,
): Promise<Outcome<InstalledPackage[]>> {
  const { value, issues } = await projectLock(projectFolder, project, options);
  requireInstalled(issues);
  if (value === undefined) return { value: [], issues };
  const { lock, isNew } = value;
  const opened = await open(lock, sourcesFor(projectFolder, options), options, projectFolder);
  requireInstalled(opened.issues);
  const all = [...issues, ...opened.issues, ...findOtherReleases(opened.value, project.dependencies)];
  // What cannot be opened is not pinned: once that is fixed, the next run would be held against it.
  if (!isNew || hasErrors(all)) return { value: opened.value, issues: all };
  writeLockfile(projectFolder, lock);
  return { value: opened.value, issues: [...all, lockfileCreated(lock)] };
}

/**
 * Opens the packages of a run without a guide: what npm installed with this program, so that no run waits for a network.
 * Only what `--package` names may come from a registry.
 * @param folder of a guide whose stand-ins may be asked for
 */
export async function openFhirPackages(
  options: PackageOptions,
  folder: string = NO_PROJECT,
): Promise<Outcome<InstalledPackage[]>> {
  const recalled = await openFhirOnly(options, folder, true);
  // Nothing is locked here: what a package does not have is the digest that was remembered of it.
  const isDoubtful = recalled.issues.some(({ rule }) => rule === 'package-integrity');
  return isDoubtful ? openFhirOnly(options, folder, false) : recalled;
}

/** @param recall whether digests are taken from memory, where one is */
async function openFhirOnly(
  options: PackageOptions,
  folder: string,
  recall: boolean,
): Promise<Outcome<InstalledPackage[]>> {
  const { signal, offline } = options;
  const sources = localSources(folder, offline);
  const { value: lock, issues: found } = await createLock(fhirOnly, { sources, signal, recall });
  const issues = found.filter(({ severity }) => isAtLeast(severity, 'warning')); // what stands in for what is ours to know
  requireInstalled(found);
  if (lock === undefined) return { value: [], issues };
  const changed = changedPackages(lock);
  if (changed.length > 0) {
    if (recall) return openFhirOnly(options, folder, false); // it may be the remembered digest that is wrong
    throw new EnvironmentError(`${notInstalled(changed, toolchainFolder)}.`);
  }
  const opened = await open(lock, sourcesFor(folder, options), options);
  return { value: opened.value, issues: [...issues, ...opened.issues, ...findOtherReleases(opened.value, [])] };
}

/**
 * Whether packages are missing because npm has not installed this program whole.
 * @throws EnvironmentError then: what the guide declares is right, and nothing but npm can help
 */
function requireInstalled(issues: readonly Issue[]): void {
  if (!issues.some(({ rule }) => rule === 'package-missing' || rule === 'package-content')) return;
  const missing = missingPackages(toolchainFolder);
  if (missing.length > 0) throw new EnvironmentError(`${notInstalled(missing, toolchainFolder)}.`);
}

/**
 * The packages that npm installed with this program and that have another content than its own lockfile pins: without a
 * guide no other lockfile tells, and a package that lost half of its files still has a name and a version.
 */
function changedPackages({ packages }: Lockfile): string[] {
  const own = readOwnLock().filter(({ source }) => source === 'npm');
  const isOther = ({ id, version, integrity }: LockedPackage) =>
    own.some((each) => each.id === id && each.version === version && each.integrity !== integrity);
  return packages.filter((each) => each.source === 'npm' && isOther(each)).map(({ id }) => id);
}

function readOwnLock(): Lockfile['packages'] {
  try {
    return (JSON.parse(readText(join(toolchainFolder, LOCKFILE_NAME))) as Lockfile).packages;
  } catch {
    return []; // it is the guide's of this folder, and need not be there
  }
}

interface ProjectLock {
  readonly lock: Lockfile;
  /** Decided in this run, and not written yet. */
  readonly isNew: boolean;
}

async function projectLock(
  folder: string,
  project: Project,
  { frozen = false, offline = false, signal, added = [] }: PackageOptions,
): Promise<Outcome<ProjectLock | undefined>> {
  const { value: lock, issues: faults } = readLockfile(folder);
  const own = readOwnPackages(folder);
  const issues = [...faults, ...own.issues];
  if (own.issues.length > 0) return { value: undefined, issues };
  if (lock !== undefined) {
    const moved = checkOwnLocked(own.value, lock);
    if (moved.length > 0) return { value: undefined, issues: [...issues, ...moved] };
    const stale = checkLock(project, lock);
    if (stale.length === 0) return { value: { lock, isNew: false }, issues };
    if (!frozen && added.length > 0) {
      const given = await givenPackages(added, process.cwd(), signal);
      if (checkLock(withoutGiven(project, given), lock).length === 0) return { value: { lock, isNew: false }, issues };
    }
    return { value: undefined, issues: [...issues, ...stale] };
  }
  if (issues.length > 0) return { value: undefined, issues };
  if (frozen) {
    const message = `There is no ${LOCKFILE_NAME}, and --frozen allows only what it pins. Run ig packages lock, and commit the file.`;
    const missing: Issue = { severity: 'error', code: 'not-found', rule: 'lockfile-missing', message };
    return { value: undefined, issues: [missing] };
  }
  const given = added.length === 0 ? [] : await givenPackages(added, process.cwd(), signal);
  const declared = withoutGiven(project, given);
  const isWhole = declared.dependencies.length === project.dependencies.length;
  const { value, issues: found } = await createLock(declared, { sources: localSources(folder, offline), signal });
  return {
    value: value && { lock: value, isNew: isWhole },
    issues: isWhole ? found : [...found, notLocked(given)],
  };
}

function lockfileCreated({ packages }: Lockfile): Issue {
  const message = `${LOCKFILE_NAME} was made: it pins ${packages.length} packages. Commit it.`;
  return { severity: 'information', code: 'informational', rule: 'lockfile-created', message };
}

async function open(
  { packages }: Lockfile,
  sources: readonly PackageSourceReader[],
  options: PackageOptions,
  project?: string,
): Promise<Outcome<InstalledPackage[]>> {
  const { signal, added = [], readPackage, checksAll = false, onStep } = options;
  const { value, issues } = await addPackages(added, process.cwd(), packages, { sources, signal }, readPackage);
  if (hasErrors(issues)) return { value: [], issues };
  const opened = await openLocked(value.packages, {
    store: createStore(
      cacheFolder(process.env),
      checksAll ? { checksAll } : { repair: repairElsewhere({ ...options, ...(project && { project }) }) },
    ),
    sources: value.sources,
    snapshots: snapshotCompletion(),
    signal,
    onInstall: (installing) => onStep?.(`Installing ${packageKey(installing)}`),
  });
  const doubled = findDuplicateDefinitions(opened.value);
  const installed = opened.value.map((each) => {
    const suppressions = value.suppressions.get(packageKey(each));
    return suppressions === undefined ? each : { ...each, suppressions };
  });
  return { value: installed, issues: [...issues, ...opened.issues, ...doubled] };
}

const buildStandIn: BuildStandIn = async (folder, dependencies, signal) => {
  const { resources, guide, issues } = await compileProject(folder, dependencies, { signal });
  if (guide === undefined || hasErrors(issues)) return { value: undefined, issues };
  const owner: PackageRef = { id: guide.packageId ?? guide.id ?? guide.canonical, version: guide.version ?? '0.0.0' };
  const plain = resources.map(({ resource }) => withVersion(resource, owner.version));
  const definitions = createDefinitions(dependencies, {
    package: owner,
    dependencies: declaredRefs(guide.dependencies),
    resources: plain,
  });
  const completed = completeSnapshots(plain, owner, definitions);
  const files = new Map(
    completed.value.flatMap((resource) => {
      const name = resourceFileName(resource);
      return name === undefined ? [] : [[name, jsonOf(resource)] as const]; // SUSHI has refused its id
    }),
  );
  const { title, canonical, license } = guide;
  const manifest = {
    name: owner.id,
    version: owner.version,
    canonical,
    type: 'fhir.ig',
    ...(title === undefined ? {} : { title }),
    ...(license === undefined ? {} : { license }),
  };
  const notes = packageNotes(
    completed,
    owner,
    new Map(plain.map((each) => [canonicalOf(each), resourceFileName(each) ?? each.resourceType])),
  );
  return {
    value: { manifest, files },
    issues: [...issues.filter(({ severity }) => severity !== 'information'), ...notes],
  };
};

function snapshotCompletion(): SnapshotCompletion {
  return {
    fingerprint: toolchainFingerprint(),
    complete: (incomplete, owner, dependencies) => {
      const definitions = createDefinitions([...dependencies, owner]);
      const { value, issues } = completeSnapshots([...incomplete.values()], owner, definitions);
      const files = new Map([...incomplete].map(([name, resource]) => [canonicalOf(resource), name]));
      const completed = [...incomplete.keys()].flatMap((name, index): [string, FhirResource][] => {
        const resource = value[index];
        return resource === undefined || resource.snapshot === undefined ? [] : [[name, resource]];
      });
      return { value: new Map(completed), issues: packageNotes({ value, issues }, owner, files) };
    },
  };
}

/**
 * What the users of a package should know of its profiles: those that have no snapshot, so nothing can be held against
 * them, and those with rules for elements that do not exist. Other faults in what others made, such as a binding weaker than its base, are theirs to mend.
 */
function packageNotes(
  { value, issues }: Outcome<readonly FhirResource[]>,
  owner: PackageRef,
  files: ReadonlyMap<string, string>,
): Issue[] {
  const without = new Set(value.flatMap((each) => (lacksSnapshot(each) ? [canonicalOf(each)] : [])));
  const notes = issues.flatMap(({ source: _, ...issue }): Issue[] => {
    const { profile, rule } = issue;
    if (profile === undefined) return [];
    const isWithout = without.has(profile);
    if (!isWithout && rule !== 'snapshot-path-unknown') return [];
    const file = files.get(profile);
    const place = file === undefined ? '' : ` (${file})`;
    const what = isWithout ? 'cannot be used' : 'is used without a rule';
    const message = `A profile of ${packageKey(owner)} ${what}${place}: ${issue.message}`;
    return [{ ...issue, severity: 'information', message }];
  });
  const left = notes.length - MOST_NOTES;
  if (left <= 0) return notes;
  const message = `${left} more findings of this kind are on profiles of ${packageKey(owner)}; one that cannot be used is told where it is asked for.`;
  return [
    ...notes.slice(0, MOST_NOTES),
    { severity: 'information', code: 'informational', rule: 'package-content', message },
  ];
}

/** They are told at every use of the package. */
const MOST_NOTES = 50;

function canonicalOf({ url, version }: FhirResource): string {
  return formatCanonical(String(url), version?.toString());
}

function lacksSnapshot({ resourceType, snapshot }: FhirResource): boolean {
  return resourceType === 'StructureDefinition' && snapshot === undefined;
}
