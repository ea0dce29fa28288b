import type { PackageRef } from '../../model/package.ts';
import { type Impact, impacts, worst } from '../rules/impact.ts';
import type { Side } from '../tree/side.ts';
import { type Acceptance, idleAcceptances, withAccepted } from './acceptance.ts';
import { type Actor, actorImpacts } from './actors.ts';
import type { Change } from './change.ts';
import type { Comparison } from './comparison.ts';
import { isAtLeastVersion, suggestedStep, suggestedVersion, type VersionStep } from './suggested-version.ts';
import { type Failure, withWitnesses } from './witness.ts';

/** How many changes there are of each kind, each counted once by what is graver of its two sides. */
interface ChangeCounts {
  readonly breaking: number;
  readonly mayBreak: number;
  readonly obligation: number;
  readonly compatible: number;
  readonly editorial: number;
}

/** A comparison as programs and readers get it. */
export interface ComparisonReport {
  readonly from: PackageRef;
  readonly to: PackageRef;
  readonly suggestedVersion: VersionStep;
  /** The number that follows from it; absent where the older version has none of the form 1.2.3. */
  readonly nextVersion?: string;
  /** Whether the newer side's own version is enough; absent where nothing is suggested. */
  readonly isVersionEnough?: boolean;
  readonly summary: ChangeCounts;
  /** The same without the changes that are accepted: what a gate looks at. */
  readonly open: ChangeCounts;
  readonly changes: readonly Change[];
  readonly notCompared: readonly string[];
  /** What the comparison rests on otherwise than its reader may think: packages that are missing, examples that were not tried. */
  readonly notes: readonly string[];
  /** Examples of each version under the other one; absent where neither version has any. */
  readonly replay?: Replay;
  /** As `Comparison.treeOf`; nothing that a program gets. */
  readonly treeOf: Comparison['treeOf'];
}

/** How many examples were valid under the other version, and how many were not held against it. */
interface Tried {
  readonly valid: number;
  /** They claim no profile that both versions have, or are not valid under their own. */
  readonly notTried: number;
}

/** What became of examples that are valid under the version that they come with. */
export interface Replay {
  readonly oldExamples: Tried & { readonly noLongerValid: readonly Failure[] };
  readonly newExamples: Tried & { readonly notValidBefore: readonly Failure[] };
}

/**
 * @param replay examples that were tried, by which changes are classed anew
 * @param actors who takes part; nobody where the guide does not say
 * @param notes what was found while the versions were opened
 * @param acceptances changes that somebody answers for
 */
export function reportOf(
  from: Side,
  to: Side,
  { changes: found, notCompared, treeOf }: Comparison,
  replay?: Replay,
  actors: readonly Actor[] = [],
  notes: readonly string[] = [],
  acceptances: readonly Acceptance[] = [],
): ComparisonReport {
  const classed = replay === undefined ? found : shown(found, replay);
  const told =
    actors.length === 0 ? classed : classed.map((change) => ({ ...change, actors: actorImpacts(change, actors) }));
  const changes = withAccepted(told, acceptances);
  const step = suggestedStep(changes, from.package.version);
  const next = suggestedVersion(from.package.version, step);
  return {
    from: from.package,
    to: to.package,
    suggestedVersion: step,
    ...(next === undefined ? {} : { nextVersion: next, isVersionEnough: isAtLeastVersion(to.package.version, next) }),
    summary: countChanges(changes),
    open: countChanges(changes.filter(({ accepted }) => accepted === undefined)),
    changes,
    notCompared,
    notes: [...notes, ...idleAcceptances(changes, acceptances)],
    treeOf,
    ...(replay === undefined ? {} : { replay }),
  };
}

function shown(changes: readonly Change[], { oldExamples, newExamples }: Replay): readonly Change[] {
  const tried = oldExamples.valid + oldExamples.noLongerValid.length;
  const ofProducer = withWitnesses(changes, oldExamples.noLongerValid, 'producer', tried);
  const triedBack = newExamples.valid + newExamples.notValidBefore.length;
  const both = withWitnesses(ofProducer, newExamples.notValidBefore, 'consumer', triedBack);
  const rank = (change: Change) => impacts.indexOf(worst(change.class)) * 2 + (change.witness === undefined ? 1 : 0);
  return both.toSorted((a, b) => rank(a) - rank(b));
}

function countChanges(changes: readonly Change[]): ChangeCounts {
  const count = (impact: Impact) => changes.filter((change) => worst(change.class) === impact).length;
  return {
    breaking: count('breaking'),
    mayBreak: count('may-break'),
    obligation: count('obligation'),
    compatible: count('compatible'),
    editorial: count('editorial'),
  };
}
