/** Who edits an example edits it again: of some profiles. */
const MOST_DEFINITIONS = 16;

/**
 * Profiles as SUSHI has written them out as JSON for their instances, from one compile to the next: those that were asked
 * for last. One that was not exported again is the same object, and the same JSON.
 */
export class KeptJson {
  #kept = new Map<object, unknown>();

  get(definition: object): unknown {
    const json = this.#kept.get(definition);
    if (json !== undefined) this.set(definition, json);
    return json;
  }

  set(definition: object, json: unknown): void {
    this.#kept.delete(definition);
    this.#kept.set(definition, json);
  }

  /** At the end of a compile: while it is under way, all that is wanted is kept. */
  trim(): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_DEFINITIONS) break;
      this.#kept.delete(oldest);
    }
  }

  /** What is changed after it was written out. */
  forget(definition: object): void {
    this.#kept.delete(definition);
  }
}
