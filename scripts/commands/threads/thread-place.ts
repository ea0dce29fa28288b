/*
 * Where a validation thread is: it notes each resource that it begins in memory that it shares with the thread that
 * started it, which so knows what it is at also when it does not answer.
 */

/** How many resources were begun; the place of the last among those that the thread was given; its line in NDJSON. */
export type Place = Int32Array;

export function newPlace(): Place {
  return new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
}

export function setPlace(place: Place, item: number, line = 0): void {
  Atomics.store(place, 1, item);
  Atomics.store(place, 2, line);
  Atomics.add(place, 0, 1);
}

export function readPlace(place: Place): { readonly item: number; readonly line: number } {
  return { item: Atomics.load(place, 1), line: Atomics.load(place, 2) };
}

/** Tells how long a thread is at one resource already. */
export class PlaceWatch {
  readonly #place: Place;
  #begun = 0;
  #spentMs = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  /**
   * Looks again. A pause of the whole process, such as Ctrl-Z, is not counted against the resource.
   * @param sinceMs since it was looked last; @param mostMs what that is at most when nothing was paused
   * @returns milliseconds for which the thread is at the same resource; 0 when it has not begun any
   */
  look(sinceMs: number, mostMs: number): number {
    const begun = Atomics.load(this.#place, 0);
    if (begun === this.#begun) this.#spentMs += Math.min(sinceMs, mostMs);
    else this.#spentMs = 0;
    this.#begun = begun;
    return begun === 0 ? 0 : this.#spentMs;
  }

  /** It has nothing to do: that is no resource's fault. */
  rest(): void {
    this.#spentMs = 0;
  }
}
