import { type KeptCopies, MOST_COPIES, type SharedDefinition } from './kept-copies.ts';
import type { TankEntity } from './traced/entities.ts';
import type { Exported } from './traced/exported.ts';
import type { Trace } from './traced/trace.ts';

/** An instance that was not exported again, and what was made of it before. */
export interface Growing {
  readonly entity: TankEntity;
  readonly exported: Exported;
  readonly trace: Trace;
}

/** A profile as an instance of it finds it. */
export interface SharedProfile {
  readonly url: unknown;
  /** Which definition it is: another text when it is another one. */
  readonly version: string;
}

/** What is used of SUSHI's InstanceExporter. */
interface CopyHolder {
  readonly sdCache: Map<unknown, SharedDefinition>;
}

/**
 * The copies of profiles that instances share: SUSHI makes one of each profile, and each instance may unfold elements
 * of it, which those behind it then find unfolded. Who is exported again has to find what its predecessors have done.
 */
export class SharedCopies {
  readonly #kept: KeptCopies;
  readonly #growing = new Map<unknown, Growing[]>();
  readonly #states = new Map<unknown, string>();
  /** Who has changed the copy that there is. */
  readonly #history = new Map<unknown, Trace[]>();
  /** How many copies are still worth to be kept as instances find them that are exported one behind the other. */
  #left: number;

  /**
   * @param kept copies of the compiles before
   * @param isPartial whether few are exported: who has edited a profile edits one of its examples next
   */
  constructor(kept: KeptCopies, isPartial: boolean) {
    this.#kept = kept;
    this.#left = isPartial ? MOST_COPIES / 2 : 0;
  }

  /** @param url of the profile whose copy an instance has changed that is not exported again */
  passedOver(url: unknown, growing: Growing): void {
    const others = this.#growing.get(url);
    if (others === undefined) this.#growing.set(url, [growing]);
    else others.push(growing);
  }

  /**
   * Lets the copy be as those have left it that were passed over since the last time.
   * @param exportAgain exports one of them, whose result counts for nothing
   */
  catchUp(exporter: object, { url, version }: SharedProfile, exportAgain: (growing: Growing) => void): void {
    const { sdCache } = exporter as CopyHolder;
    let open = this.#growing.get(url) ?? [];
    this.#growing.delete(url);
    const history = this.#historyOf(url);
    if (open.length === 0) {
      const found = sdCache.get(url);
      if (history.length === 0 || found === undefined || this.#left-- <= 0) return;
      this.#kept.keep(version, history, found);
      return;
    }
    if (history.length === 0 && !sdCache.has(url)) {
      const traces = open.map(({ trace }) => trace);
      const known = this.#kept.copyFor(version, traces);
      if (known !== undefined) {
        sdCache.set(url, known.copy);
        history.push(...known.growers);
        open = open.slice(known.growers.length);
      }
    }
    for (const growing of open) {
      exportAgain(growing);
      history.push(growing.trace);
    }
    const copy = sdCache.get(url);
    if (open.length > 0 && copy !== undefined) this.#kept.keep(version, history, copy);
    this.#states.set(url, stateOf(copy));
  }

  /** Whether the copy was changed since the last time. */
  grew(exporter: object, url: unknown): boolean {
    const { sdCache } = exporter as CopyHolder;
    const state = stateOf(sdCache.get(url));
    const before = this.#states.get(url);
    this.#states.set(url, state);
    return state !== before;
  }

  /** @param trace of an export that has changed the copy */
  grownBy(url: unknown, trace: Trace): void {
    this.#historyOf(url).push(trace);
  }

  #historyOf(url: unknown): Trace[] {
    const known = this.#history.get(url) ?? [];
    this.#history.set(url, known);
    return known;
  }
}

function stateOf(definition: SharedDefinition | undefined): string {
  return (definition?.elements ?? [])
    .map(
      ({ id, min, max, slicing, type = [] }) =>
        `${id},${min},${max},${slicing !== undefined},${type.map(({ code }) => code)}`,
    )
    .join('\n');
}
