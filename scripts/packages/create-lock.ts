import { hasErrors, type Issue, type Outcome } from '../model/issue.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import type { Project, ProjectDependency } from '../model/project.ts';
import { automaticPackages, corePackage, isAutomatic, isCore, packageStem } from './automatic.ts';
import { manifestDependencies } from './dependency-levels.ts';
import { missingAutomatic, missingDeclared, missingTransitive, satisfiedByOther } from './lock-issues.ts';
import { byIdAndVersion, type LockedPackage, type Lockfile } from './lockfile.ts';
import type { FoundPackage, PackageSourceReader } from './source.ts';

export type DeclaredPackages = Pick<Project, 'fhirVersion' | 'dependencies'>;

export interface LockOptions {
  /** In order of preference: the first that has a package provides it. */
  readonly sources: readonly PackageSourceReader[];
  readonly signal: AbortSignal;
  /** Called before a source is asked for a package's content, which may mean a download. */
  readonly onLock?: (locking: PackageRef) => void;
}

/**
 * Decides which packages a guide is built with: those it declares, FHIR's core package, the automatic ones, and
 * whatever these depend on, each in one exact version from one source.
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export async function createLock(
  declared: DeclaredPackages,
  options: LockOptions,
): Promise<Outcome<Lockfile | undefined>> {
  const issues: Issue[] = [];
  const chosen = new Map<string, FoundPackage>();
  const find = async (id: string, version: string): Promise<FoundPackage | undefined> => {
    for (const source of options.sources) {
      options.signal.throwIfAborted();
      const { value, issues: found } = await source.find({ id, version, signal: options.signal });
      issues.push(...found);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const choose = (found: FoundPackage) => {
    chosen.set(packageKey(found), found);
  };

  const core: PackageRef = { id: corePackage(declared.fhirVersion), version: declared.fhirVersion };
  const queue: { readonly asked: PackageRef; readonly by?: FoundPackage; readonly as?: ProjectDependency }[] = [
    { asked: core },
    ...declared.dependencies.map((dependency) => ({ asked: dependency, as: dependency })),
  ];
  for (const id of automaticPackages(declared.fhirVersion)) {
    if (declared.dependencies.some((dependency) => packageStem(dependency.id) === packageStem(id))) continue;
    const found = await find(id, 'latest');
    if (found === undefined) issues.push(missingAutomatic(id));
    else choose(found);
  }
  for (const automatic of chosen.values()) queue.push(...wishesOf(automatic));

  const asked = new Set<string>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { id, version } = next.asked;
    if (asked.has(`${id}#${version}`)) continue;
    asked.add(`${id}#${version}`);
    const found = await find(id, version);
    if (found !== undefined) {
      if (!chosen.has(packageKey(found))) queue.push(...wishesOf(found));
      choose(found);
      continue;
    }
    const instead = [...chosen.values()].filter((each) => each.id === id);
    if (next.by === undefined) {
      issues.push(missingDeclared(next.asked, next.as, await available(id, options.sources)));
    } else if (isAutomatic(id) && instead.length > 0) {
      issues.push(satisfiedByOther(next.asked, next.by, instead));
    } else {
      issues.push(missingTransitive(next.asked, next.by, await available(id, options.sources)));
    }
  }
  return lockContent([...chosen.values()], options, issues);
}

async function lockContent(
  chosen: readonly FoundPackage[],
  { onLock, signal }: LockOptions,
  issues: Issue[],
): Promise<Outcome<Lockfile | undefined>> {
  const packages: LockedPackage[] = [];
  for (const found of chosen.toSorted(byIdAndVersion)) {
    signal.throwIfAborted();
    onLock?.(found);
    const integrity = await found.integrity();
    issues.push(...integrity.issues);
    if (integrity.value !== undefined) packages.push(toLocked(found, integrity.value));
  }
  return { value: hasErrors(issues) ? undefined : { lockfileVersion: 1, packages }, issues };
}

function toLocked(found: FoundPackage, integrity: string): LockedPackage {
  const { id, version, source, resolved, manifest } = found;
  if (source === 'file') throw new Error(`${packageKey(found)} is from the command line and cannot be locked`);
  const dependencies = Object.fromEntries(
    manifestDependencies(manifest).map((dependency) => [dependency.id, dependency.version]),
  );
  return {
    id,
    version,
    source,
    integrity,
    ...(resolved === undefined ? {} : { resolved }),
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
  };
}

/** What a package asks for; the core package it was built on is the guide's own. */
function wishesOf(found: FoundPackage): { asked: PackageRef; by: FoundPackage }[] {
  return manifestDependencies(found.manifest)
    .filter(({ id }) => !isCore(id))
    .map((asked) => ({ asked, by: found }));
}

async function available(id: string, sources: readonly PackageSourceReader[]): Promise<string[]> {
  const versions = await Promise.all(sources.map(async (source) => (await source.versions?.(id)) ?? []));
  return [...new Set(versions.flat())];
}
