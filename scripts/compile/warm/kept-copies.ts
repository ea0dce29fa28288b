import type { Trace } from './traced/trace.ts';

/** What is read of a profile's copy. */
export interface SharedDefinition {
  readonly elements: readonly {
    readonly id: unknown;
    readonly min: unknown;
    readonly max: unknown;
    readonly slicing?: unknown;
    readonly type?: readonly { readonly code: unknown }[];
  }[];
}

interface KeptCopy {
  readonly version: string;
  readonly growers: readonly Trace[];
  readonly copy: SharedDefinition;
}

/** Who edits an example edits it again: of some profiles. */
export const MOST_COPIES = 16;

/**
 * Copies of profiles as instances have left them, from one compile to the next: to bring one to where the next instance
 * needs it, all instances before it have to be exported.
 */
export class KeptCopies {
  #copies: KeptCopy[] = [];

  /**
   * @param growers who has to have changed the copy, in this order
   * @returns a copy that the first of them have changed, and no other has
   */
  copyFor(version: string, growers: readonly Trace[]): Pick<KeptCopy, 'growers' | 'copy'> | undefined {
    let best: KeptCopy | undefined;
    for (const each of this.#copies) {
      const isLonger = each.growers.length > (best?.growers.length ?? 0);
      if (isLonger && each.version === version && each.growers.every((trace, i) => trace === growers[i])) best = each;
    }
    if (best === undefined) return undefined;
    this.#copies = [...this.#copies.filter((each) => each !== best), best];
    return { growers: best.growers, copy: forkOf(best.copy) };
  }

  keep(version: string, growers: readonly Trace[], copy: SharedDefinition): void {
    const isKept = this.#copies.some(
      (each) =>
        each.version === version &&
        each.growers.length === growers.length &&
        each.growers.every((trace, i) => trace === growers[i]),
    );
    if (isKept) return;
    this.#copies = [...this.#copies, { version, growers: [...growers], copy: forkOf(copy) }].slice(-MOST_COPIES);
  }
}

/** Of an element: a copy that belongs to no definition. */
const BEFORE_RULES = '_original';

/**
 * Another one of the same classes, in which nothing is shared with the first but the definitions of FHIR's own types, and
 * what elements were before their rules, which SUSHI replaces and does not change.
 */
function forkOf<T extends object>(definition: T): T {
  const forks = new Map<object, object>();
  const fork = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return value;
    const known = forks.get(value);
    if (known !== undefined) return known;
    if (value.constructor === definition.constructor && value !== definition) return value;
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      forks.set(value, list);
      for (const each of value) list.push(fork(each));
      return list;
    }
    const own = Object.create(Object.getPrototypeOf(value)) as Record<string, unknown>;
    forks.set(value, own);
    for (const key of Object.keys(value)) {
      const each = (value as Record<string, unknown>)[key];
      own[key] = key === BEFORE_RULES ? each : fork(each);
    }
    return own;
  };
  return fork(definition) as T;
}
