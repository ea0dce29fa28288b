/** Where text is put aside that can go out only when what stands before it is known: written once, not held in memory. */
export interface Spool {
  write(text: string): void;
  /** How much was written: a place to read from, or up to. */
  readonly size: number;
  read(from: number, to: number): Iterable<Uint8Array>;
}
