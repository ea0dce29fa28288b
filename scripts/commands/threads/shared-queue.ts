/** One piece of work, as far as sharing it out goes. */
export interface Shareable {
  /** Work of one kind is done fastest where work of that kind was done before. */
  readonly kind: string;
  readonly bytes: number;
}

/** A taker has no more than this in hand, so that all end at about the same time; one piece it takes whatever its size. */
const MOST_BYTES = 128 * 1024;

/**
 * Work that several takers share, each of which takes some at a time. A taker is given the kinds that it had before,
 * then those that nobody had; before it goes idle it takes what would be another's.
 */
export class SharedQueue<Work extends Shareable, Taker> {
  readonly #waiting: Work[] = [];
  readonly #homes = new Map<string, Taker>();
  readonly #takers: number;

  /** @param takers how many there are at most */
  constructor(takers: number) {
    this.#takers = takers;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  push(work: Work): void {
    this.#waiting.push(work);
  }

  /** The next pieces for a taker, the oldest first; none only when there are none. */
  take(taker: Taker): Work[] {
    // Less and less towards the end: then nobody waits for long for another's last pieces.
    const most = Math.ceil(this.#waiting.length / (2 * this.#takers));
    const isMine = ({ kind }: Work) => (this.#homes.get(kind) ?? taker) === taker;
    const mine = this.#waiting.filter(isMine);
    const taken: Work[] = [];
    let bytes = 0;
    for (const work of mine.length === 0 ? this.#waiting : mine) {
      if (taken.length === most || (taken.length > 0 && bytes + work.bytes > MOST_BYTES)) break;
      taken.push(work);
      bytes += work.bytes;
      if (!this.#homes.has(work.kind)) this.#homes.set(work.kind, taker);
    }
    const gone = new Set(taken);
    this.#waiting.splice(0, this.#waiting.length, ...this.#waiting.filter((work) => !gone.has(work)));
    return taken.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  }

  /** All that nobody has taken. */
  drain(): Work[] {
    return this.#waiting.splice(0);
  }
}
