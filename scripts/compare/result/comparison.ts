import type { Change } from './change.ts';

/** What a comparison finds. */
export interface Comparison {
  /** The gravest first. */
  readonly changes: readonly Change[];
  /** Canonicals of the newer version by those of the older one, where they differ. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Canonicals of bound value sets of which neither side has a definition. */
  readonly notCompared: readonly string[];
}
