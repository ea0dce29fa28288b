import type { Diagnostic } from 'vscode-languageserver/node';

export type Tier = 'syntax' | 'compile' | 'conformance';

const order: readonly Tier[] = ['syntax', 'compile', 'conformance'];

/** What is shown in each file, from three finders of which each replaces only what it has told itself. */
export class Tiers {
  readonly #files = new Map<string, Map<Tier, readonly Diagnostic[]>>();
  readonly #shown = new Map<string, string>();

  set(file: string, tier: Tier, diagnostics: readonly Diagnostic[]): void {
    const tiers = this.#files.get(file) ?? new Map<Tier, readonly Diagnostic[]>();
    this.#files.set(file, tiers.set(tier, diagnostics));
  }

  /** What is told of a file is elsewhere in it now. */
  move(file: string, moved: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[]): void {
    const tiers = this.#files.get(file) ?? new Map<Tier, readonly Diagnostic[]>();
    for (const [tier, diagnostics] of tiers) tiers.set(tier, moved(diagnostics));
  }

  /**
   * Replaces what one finder has told of all files.
   * @param keeps files of which it told something that is too old
   */
  setAll(tier: Tier, found: ReadonlyMap<string, readonly Diagnostic[]>, keeps: (file: string) => boolean): void {
    for (const file of new Set([...this.#files.keys(), ...found.keys()]))
      if (!keeps(file)) this.set(file, tier, found.get(file) ?? []);
  }

  /** Files whose diagnostics are others than were taken before, with them. */
  takeChanged(): [file: string, diagnostics: Diagnostic[]][] {
    const changed: [string, Diagnostic[]][] = [];
    for (const [file, tiers] of this.#files) {
      const all = merged(tiers);
      const text = JSON.stringify(all);
      if ((this.#shown.get(file) ?? '[]') === text) continue;
      this.#shown.set(file, text);
      changed.push([file, all]);
    }
    return changed;
  }

  /** What one finder has told of a file. */
  of(file: string, tier: Tier): readonly Diagnostic[] {
    return this.#files.get(file)?.get(tier) ?? [];
  }

  get(file: string): Diagnostic[] {
    return merged(this.#files.get(file) ?? new Map());
  }
}

/** What two of them tell alike is shown once. */
function merged(tiers: ReadonlyMap<Tier, readonly Diagnostic[]>): Diagnostic[] {
  const keys = new Set<string>();
  return order
    .flatMap((tier) => tiers.get(tier) ?? [])
    .filter(({ code, message, range }) => {
      const key = JSON.stringify([code, message, range.start.line]);
      return !keys.has(key) && keys.add(key);
    });
}
