import type { Node } from './node.ts';
import type { Scope } from './scope.ts';
import type { FindSlices } from './slice-index.ts';
import type { SliceNeed } from './slice-need.ts';

/** Looks at one occurrence of an element. */
export type ItemCheck = (node: Node, scope: Scope) => void;

/** What a profile adds to the base rules of one element: flat, pruned of everything that adds nothing. */
export interface ItemRules {
  readonly checks: readonly ItemCheck[];
  readonly children: readonly ChildRules[];
}

export interface ChildRules {
  /** Without `[x]`. */
  readonly name: string;
  /** As the definition spells it, for messages: `Observation.component`. */
  readonly path: string;
  /** Set where the profile is narrower than the base specification. */
  readonly min: number;
  readonly max: number;
  readonly profile: string;
  /** What each occurrence must be. */
  readonly item: ItemRules | undefined;
  readonly slicing: Slicing | undefined;
  /** Only occurrences of these types, where the definition names one type of a choice in its path. */
  readonly onlyType: string | undefined;
}

export interface Slicing {
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered: boolean;
  readonly slices: readonly Slice[];
  readonly find: FindSlices;
  /** Of all slices, for messages. */
  readonly names: string;
  /** How the slices are told apart, for messages. */
  readonly by: string;
  readonly profile: string;
  readonly path: string;
}

export interface Slice {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The slice `@default`: takes what no other slice takes. */
  readonly isDefault: boolean;
  /** Undefined when it cannot be told who belongs to the slice. */
  readonly belongs: ((node: Node, scope: Scope) => boolean) | undefined;
  /** Why nobody can tell who belongs to it, where the profile is to blame. */
  readonly fault: string | undefined;
  /** Who lacks one of these values does not belong to it. */
  readonly needs: readonly SliceNeed[];
  readonly item: ItemRules | undefined;
  /** Reslicing. */
  readonly slicing: Slicing | undefined;
}
