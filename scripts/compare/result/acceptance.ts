import { type Impact, impacts, worst } from '../rules/impact.ts';
import type { Change } from './change.ts';

/** Changes that somebody answers for. */
export interface Acceptance {
  /** Fingerprints. */
  readonly changes: readonly string[];
  /** The class that was accepted: a change that became graver is not. */
  readonly class: Impact;
  readonly reason: string;
  readonly owner: string;
  /** When it was accepted, as `2026-11-30`. */
  readonly date: string;
  /** Where it is written: `accepted-changes.yaml:12`. */
  readonly place: string;
}

/** Marks the changes that are accepted. A fingerprint is of rule, artefact, element and values: a change that grows has another one. */
export function withAccepted(changes: readonly Change[], acceptances: readonly Acceptance[]): readonly Change[] {
  if (acceptances.length === 0) return changes;
  const byFingerprint = new Map(acceptances.flatMap((each) => each.changes.map((one) => [one, each] as const)));
  return changes.map((change) => {
    const found = byFingerprint.get(change.fingerprint);
    if (found === undefined || impacts.indexOf(worst(change.class)) < impacts.indexOf(found.class)) return change;
    const { reason, owner, date } = found;
    return { ...change, accepted: { reason, owner, date } };
  });
}

/** What is accepted and is not there, or is graver by now: in sentences that say what to do. */
export function idleAcceptances(changes: readonly Change[], acceptances: readonly Acceptance[]): readonly string[] {
  const known = new Map(changes.map((change) => [change.fingerprint, change]));
  return acceptances.flatMap(({ changes: fingerprints, class: accepted, place }) => {
    const gone = fingerprints.filter((each) => !known.has(each));
    const graver = fingerprints.flatMap((each) => {
      const change = known.get(each);
      return change !== undefined && change.accepted === undefined
        ? [
            `${place} accepts ${each} as ${accepted}, but it is ${worst(change.class)} by now. Accept it anew, or change the guide.`,
          ]
        : [];
    });
    return gone.length === 0
      ? graver
      : [`${place} accepts ${gone.join(', ')}, which this comparison does not have. Remove it.`, ...graver];
  });
}
