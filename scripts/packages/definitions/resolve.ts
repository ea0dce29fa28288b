import { parseCanonical } from '../../model/canonical.ts';
import type { Candidate, Resolution, ResolutionReason } from '../../model/definition/definitions.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { compareVersions, matchesVersion } from '../version.ts';
import type { IndexedResource } from './package-index.ts';

export interface Decision {
  readonly winner: IndexedResource;
  readonly reason: ResolutionReason;
  readonly others: readonly IndexedResource[];
}

/**
 * Decides which of several resources with one URL a reference means.
 *
 * A version in the reference decides by itself. Without one, the package that asks comes first, then its dependencies,
 * nearest first: what a package meant when it was built is what it depended on. Only where none of these has the URL
 * the newest of whatever else is loaded answers, as other tools do from the start; with two versions of one package
 * loaded, that would let the newer one speak for the older one's profiles.
 * FHIR's own types are never up for choice.
 * @param candidates all loaded resources with the URL of `canonical`
 * @param levels the dependencies of `from`, nearest first (see dependency-levels.ts)
 * @see https://hl7.org/fhir/R4/references.html#canonical
 */
export function decide(
  canonical: string,
  candidates: readonly IndexedResource[],
  from: PackageRef | undefined,
  levels: readonly (readonly PackageRef[])[],
): Decision | undefined {
  const { version } = parseCanonical(canonical);
  const fitting = version === undefined ? candidates : withVersion(candidates, version);
  const near = nearest(fitting, from, levels);
  if (near === undefined) return undefined;
  const others = fitting.filter((candidate) => candidate !== near.winner);
  return { winner: near.winner, reason: version === undefined ? near.reason : 'exact-version', others };
}

export function toResolution({ winner, reason, others }: Decision): Resolution {
  return { ...toCandidate(winner), reason, others: others.map(toCandidate) };
}

export function toCandidate({ package: owner, version }: IndexedResource): Candidate {
  return { package: owner, ...(version === undefined ? {} : { version }) };
}

/** The version itself where there is one, else what a partial version stands for. */
function withVersion(candidates: readonly IndexedResource[], version: string): readonly IndexedResource[] {
  const exact = candidates.filter(({ effectiveVersion }) => effectiveVersion === version);
  return exact.length > 0 ? exact : candidates.filter((each) => matchesVersion(each.effectiveVersion, version));
}

function nearest(
  candidates: readonly IndexedResource[],
  from: PackageRef | undefined,
  levels: readonly (readonly PackageRef[])[],
): Omit<Decision, 'others'> | undefined {
  const inPackages = (packages: readonly PackageRef[]) => {
    const keys = new Set(packages.map(packageKey));
    return candidates.filter((candidate) => keys.has(packageKey(candidate.package)));
  };
  const own = newestOf(from === undefined ? [] : inPackages([from]));
  if (own !== undefined) return { winner: own, reason: 'same-package' };

  const core = levels.at(-1) ?? [];
  const baseType = inPackages(core).find(({ isBaseType }) => isBaseType);
  if (baseType !== undefined) return { winner: baseType, reason: 'dependency' };

  for (const level of levels) {
    const here = inPackages(level);
    const winner = newestOf(here);
    if (winner !== undefined) return { winner, reason: here.length === 1 ? 'dependency' : 'newest-dependency' };
  }
  const winner = newestOf(candidates);
  return winner === undefined ? undefined : { winner, reason: candidates.length === 1 ? 'only-candidate' : 'newest' };
}

/** By the resource's version, then by the package's; the first loaded wins a draw. */
function newestOf(candidates: readonly IndexedResource[]): IndexedResource | undefined {
  return candidates.toSorted(
    (a, b) =>
      compareVersions(b.effectiveVersion, a.effectiveVersion) || compareVersions(b.package.version, a.package.version),
  )[0];
}
