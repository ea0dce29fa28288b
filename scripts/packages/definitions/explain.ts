import type { Candidate, Resolution } from '../../model/definition/definitions.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { isAmbiguous } from './ambiguity.ts';
import type { LoadedDefinitions } from './definitions.ts';
import { toCandidate, toResolution } from './resolve.ts';

/** What `ig packages explain` tells of a canonical. */
export interface CanonicalExplanation {
  readonly canonical: string;
  readonly from?: PackageRef;
  /** Absent when nothing loaded fits. */
  readonly answer?: Resolution & { readonly resourceType: string; readonly id?: string };
  /** From the package that asks to the one that answers; empty when no dependency leads there. */
  readonly chain: readonly PackageRef[];
  /** Everything loaded that has the URL, also in versions that were not asked for. */
  readonly loaded: readonly Candidate[];
  /** Naming a version would make the reference independent of what is loaded. */
  readonly ambiguous: boolean;
}

/** Tells which loaded resource answers a canonical, why, and which others could have. */
export function explainCanonical(
  canonical: string,
  definitions: LoadedDefinitions,
  from?: PackageRef,
): CanonicalExplanation {
  const decision = definitions.decide(canonical, from);
  const common = {
    canonical,
    ...(from === undefined ? {} : { from }),
    loaded: definitions.candidates(canonical).map(toCandidate),
  };
  if (decision === undefined) return { ...common, chain: [], ambiguous: false };
  const { winner } = decision;
  const resolution = toResolution(decision);
  const { resourceType, id } = winner;
  const own = from !== undefined && packageKey(from) === packageKey(winner.package);
  return {
    ...common,
    answer: { ...resolution, resourceType, ...(id === undefined ? {} : { id }) },
    chain: own ? [from] : definitions.chain(from, winner.package),
    ambiguous: isAmbiguous(resolution),
  };
}
