import type { Changes } from '../result/change.ts';
import type { Side } from '../tree/side.ts';
import type { Trees } from '../tree/trees.ts';

/** The two versions, and what is known of what belongs together in them. */
export interface Versions {
  readonly from: Side;
  readonly to: Side;
  readonly oldTrees: Trees;
  readonly newTrees: Trees;
  /** Canonicals of the newer version by those of the older one, where they differ. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Where an element stands, and where its changes go. */
export interface Place {
  readonly versions: Versions;
  readonly changes: Changes;
  /** Id of the element in the newer version. */
  readonly path: string;
  /** The nearest element around it that need not be there: a change in it concerns only who has that one. */
  readonly optional?: string;
  /**
   * Whether both versions and all their parents say the same of an element in rules of a kind, by its path: what differs
   * in snapshots is then the doing of tools. Absent where that is not known, as it is inside of a value that follows a profile.
   */
  readonly isSaidAlike?: ((path: string, kind: string) => boolean) | undefined;
  /** Whether the element itself need not be there. */
  readonly isOptional?: boolean;
  /** Keys of invariants that the base types have: they are the same on both sides, however a snapshot tells them. */
  readonly baseKeys: ReadonlySet<string>;
}

/** A reason with the remark that the change is inside of something that need not be there. */
export function inside({ optional }: Place, why: string): string {
  return optional === undefined ? why : `${why} This concerns only instances that have ${optional}.`;
}
