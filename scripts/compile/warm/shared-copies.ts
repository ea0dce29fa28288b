import type { TankEntity } from './entities.ts';
import type { Exported } from './exported.ts';

interface SharedDefinition {
  readonly elements: readonly {
    readonly id: unknown;
    readonly min: unknown;
    readonly max: unknown;
    readonly slicing?: unknown;
    readonly type?: readonly { readonly code: unknown }[];
  }[];
}

/** An instance that was not exported again, and what was made of it before. */
export interface Growing {
  readonly entity: TankEntity;
  readonly exported: Exported;
}

/**
 * The copies of profiles that instances share: SUSHI makes one of each profile, and each instance may unfold elements
 * of it, which those behind it then find unfolded. Who is exported again has to find what its predecessors have done.
 */
export class SharedCopies {
  readonly #growing = new Map<unknown, Growing[]>();
  readonly #states = new Map<unknown, string>();

  /** @param url of the profile whose copy an instance has changed that is not exported again */
  passedOver(url: unknown, growing: Growing): void {
    const others = this.#growing.get(url);
    if (others === undefined) this.#growing.set(url, [growing]);
    else others.push(growing);
  }

  /** Those that were passed over since the last time. */
  takePassedOver(url: unknown): readonly Growing[] {
    const growing = this.#growing.get(url) ?? [];
    this.#growing.delete(url);
    return growing;
  }

  /** Whether the copy was changed since the last time. */
  grew(exporter: object, url: unknown): boolean {
    const { sdCache } = exporter as { readonly sdCache: ReadonlyMap<unknown, SharedDefinition> };
    const state = stateOf(sdCache.get(url));
    const before = this.#states.get(url);
    this.#states.set(url, state);
    return state !== before;
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
