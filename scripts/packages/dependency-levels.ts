import { type PackageManifest, type PackageRef, packageKey } from '../model/package.ts';
import { isAutomatic, isCore } from './automatic.ts';
import { compareVersions, resolveOpenVersion } from './version.ts';

/** Who is asked for a canonical, nearest first. Packages of one level are equally near. */
export interface DependencyLevels {
  readonly levels: readonly (readonly PackageRef[])[];
  /** The packages that lead from the one that asks to another, both included; empty when nothing leads there. */
  chain(to: PackageRef): readonly PackageRef[];
}

export interface Loaded extends PackageRef {
  readonly manifest: Pick<PackageManifest, 'dependencies'>;
}

/**
 * Walks the dependencies of a package breadth-first through what is loaded.
 * A dependency whose exact version is not loaded is answered by the newest loaded version of that package. Every
 * package depends on the automatic packages without saying so, and last of all on the FHIR core package.
 * @param dependencies of the package that asks; what it has itself is level 0 and not listed here
 */
export function dependencyLevels(
  from: PackageRef | undefined,
  dependencies: readonly PackageRef[],
  loaded: readonly Loaded[],
): DependencyLevels {
  const parents = new Map<string, PackageRef | undefined>();
  if (from !== undefined) parents.set(packageKey(from), undefined);
  const levels: PackageRef[][] = [];
  const add = (level: PackageRef[], candidate: Loaded | undefined, parent: PackageRef | undefined) => {
    if (candidate === undefined || parents.has(packageKey(candidate))) return;
    parents.set(packageKey(candidate), parent);
    level.push(candidate);
  };

  let level: Loaded[] = [];
  for (const dependency of dependencies) {
    if (!isCore(dependency.id)) add(level, findLoaded(dependency, loaded), from);
  }
  while (level.length > 0) {
    levels.push(level);
    const next: Loaded[] = [];
    for (const parent of level) {
      for (const dependency of manifestDependencies(parent.manifest)) {
        if (!isCore(dependency.id)) add(next, findLoaded(dependency, loaded), parent);
      }
    }
    level = next;
  }
  const automatic: PackageRef[] = [];
  for (const id of new Set(loaded.map((each) => each.id).filter(isAutomatic))) {
    add(automatic, findLoaded({ id, version: 'latest' }, loaded), from);
  }
  const core: PackageRef[] = [];
  add(core, fhirCore(loaded), from);
  levels.push(automatic, core);

  return {
    levels: levels.filter(({ length }) => length > 0),
    chain(to) {
      if (!parents.has(packageKey(to))) return [];
      const chain: PackageRef[] = [];
      for (let at: PackageRef | undefined = to; at !== undefined; at = parents.get(packageKey(at))) {
        chain.unshift({ id: at.id, version: at.version });
      }
      return chain;
    },
  };
}

/** The core package that the guide builds on; a second one (another release, as a dependency) is a package like any. */
function fhirCore<T extends PackageRef>(loaded: readonly T[]): T | undefined {
  return loaded.find(({ id }) => isCore(id));
}

/**
 * The dependencies in a package.json. One package may be there twice under aliases: `name@npm:<id>`.
 */
export function manifestDependencies(manifest: {
  readonly dependencies?: PackageManifest['dependencies'] | undefined;
}): PackageRef[] {
  const { dependencies = {} } = manifest;
  return Object.entries(dependencies).map(([name, version]) => ({ id: unaliased(name), version }));
}

function unaliased(name: string): string {
  return name.replace(/^.*@npm:/, '');
}

/** The loaded package that answers a dependency: the version asked for, else the newest there is. */
export function findLoaded<T extends PackageRef>({ id, version }: PackageRef, loaded: readonly T[]): T | undefined {
  const candidates = loaded.filter((candidate) => candidate.id === id);
  const wanted = resolveOpenVersion(
    version,
    candidates.map((candidate) => candidate.version),
  );
  const newestFirst = candidates.toSorted((a, b) => compareVersions(b.version, a.version));
  return candidates.find((candidate) => candidate.version === wanted) ?? newestFirst[0];
}
