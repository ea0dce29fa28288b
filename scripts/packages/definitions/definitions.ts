import { parseCanonical } from '../../model/canonical.ts';
import type { DefinitionInfo, Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource } from '../../model/fhir.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../../model/package.ts';
import { type DependencyLevels, dependencyLevels, manifestDependencies } from '../dependency-levels.ts';
import { type IndexedResource, indexPackages, indexResources, type PackageIndex } from './package-index.ts';
import { type Decision, decide, toResolution } from './resolve.ts';

/** The guide being built: its resources answer before any package, and its dependencies decide what its own references mean. */
export interface GuideDefinitions {
  readonly package: PackageRef;
  /** As declared, in that order; automatic packages need not be among them. */
  readonly dependencies: readonly PackageRef[];
  readonly resources: readonly FhirResource[];
}

/** {@link Definitions} that can also tell how they came to a decision. */
export interface LoadedDefinitions extends Definitions {
  /** All loaded resources with the canonical's URL, whatever their version. */
  candidates(canonical: string): readonly IndexedResource[];
  decide(canonical: string, from?: PackageRef): Decision | undefined;
  /** From the package that asks to the one that answers, through dependencies. */
  chain(from: PackageRef | undefined, to: PackageRef): readonly PackageRef[];
}

/**
 * All conformance resources of the loaded packages, and of the guide, by canonical.
 * The index over the packages is made once per array of packages: only the guide's part is new at each compile.
 * @param packages in load order, FHIR's core package first
 */
export function createDefinitions(packages: readonly InstalledPackage[], guide?: GuideDefinitions): LoadedDefinitions {
  const installed = sharedIndex(packages);
  const own = guide === undefined ? indexPackages([]) : indexResources(guide.package, guide.resources);
  const levelsOf = rememberLevels(packages, guide);
  const decisions = new Map<string, Decision | undefined>();

  const candidates = (canonical: string): readonly IndexedResource[] => {
    const { url } = parseCanonical(canonical);
    return [...own.withUrl(url), ...installed.withUrl(url)];
  };
  const decideOnce = (canonical: string, from?: PackageRef): Decision | undefined => {
    const key = `${from === undefined ? '' : packageKey(from)} ${canonical}`;
    if (!decisions.has(key)) {
      if (decisions.size > MAX_DECISIONS) decisions.clear(); // references out of many instances
      decisions.set(key, decide(canonical, candidates(canonical), from, levelsOf(from).levels));
    }
    return decisions.get(key);
  };

  return {
    candidates,
    decide: decideOnce,
    chain: (from, to) => levelsOf(from).chain(to),
    resolve(canonical, from) {
      const decision = decideOnce(canonical, from);
      if (decision === undefined) return undefined;
      const { winner } = decision;
      const { filename } = winner;
      const named = filename === undefined ? {} : { file: filename };
      return { resource: winner.read(), package: winner.package, ...named };
    },
    explain(canonical, from) {
      const decision = decideOnce(canonical, from);
      return decision === undefined ? undefined : toResolution(decision);
    },
    list(resourceType): readonly DefinitionInfo[] {
      return [...own.withType(resourceType), ...installed.withType(resourceType)];
    },
  };
}

const MAX_DECISIONS = 20_000;

const indexes = new WeakMap<readonly InstalledPackage[], PackageIndex>();

function sharedIndex(packages: readonly InstalledPackage[]): PackageIndex {
  const known = indexes.get(packages) ?? indexPackages(packages);
  indexes.set(packages, known);
  return known;
}

function rememberLevels(packages: readonly InstalledPackage[], guide: GuideDefinitions | undefined) {
  const known = new Map<string, DependencyLevels>();
  const make = (from: PackageRef | undefined): DependencyLevels => {
    if (from === undefined) return dependencyLevels(undefined, [], packages);
    if (guide !== undefined && packageKey(guide.package) === packageKey(from)) {
      return dependencyLevels(from, guide.dependencies, packages);
    }
    const asking = packages.find((candidate) => packageKey(candidate) === packageKey(from));
    return dependencyLevels(from, asking === undefined ? [] : manifestDependencies(asking.manifest), packages);
  };
  return (from: PackageRef | undefined): DependencyLevels => {
    const key = from === undefined ? '' : packageKey(from);
    const levels = known.get(key) ?? make(from);
    known.set(key, levels);
    return levels;
  };
}
