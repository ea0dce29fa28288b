/** The codes of a value set, as far as what is loaded tells. */
export interface CodeList {
  /** Displays by `system#code`. */
  readonly codes: ReadonlyMap<string, string | undefined>;
  /**
   * Parts whose codes cannot be listed, in words that are the same for parts that are defined alike; each with the
   * code system that it is the whole of, where it is the whole of one.
   */
  readonly open: ReadonlyMap<string, string | undefined>;
}
