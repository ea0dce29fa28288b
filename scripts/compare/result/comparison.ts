import type { TreeRow } from '../tree/side-by-side.ts';
import type { Change } from './change.ts';

/** What a comparison finds. */
export interface Comparison {
  /** The gravest first. */
  readonly changes: readonly Change[];
  /** Canonicals of the newer version by those of the older one, where they differ. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Canonicals of bound value sets of which neither side has a definition. */
  readonly notCompared: readonly string[];
  /**
   * The elements of an artefact that are named, and those around them, as both versions have them; made when asked for.
   * @param ids of elements in the newer version
   * @param sliceNames names that slices had in the older version, by the id of the slice, where they differ
   */
  treeOf(artefact: string, ids: Iterable<string>, sliceNames: ReadonlyMap<string, string>): readonly TreeRow[];
}
