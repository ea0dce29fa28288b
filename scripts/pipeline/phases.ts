import type { Phase } from '../model/report.ts';

/** Measures the parts of a run, and tells of each as it begins. */
export class Phases {
  readonly done: Phase[] = [];
  readonly #onStep: (text: string) => void;
  readonly #spans: (readonly [start: number, end: number])[] = [];

  constructor(onStep: (text: string) => void = () => {}) {
    this.#onStep = onStep;
  }

  async run<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    this.#onStep(name);
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#end(name, start);
    }
  }

  /** The same for a part that hands out what it makes as it goes: it lasts until all of that was taken. */
  async *each<T>(name: string, items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
    this.#onStep(name);
    const start = performance.now();
    try {
      yield* items;
    } finally {
      this.#end(name, start);
    }
  }

  /** Puts the parts of a phase in its place, after it has ended. What they do not account for stays under its name. */
  detail(name: string, parts: readonly Phase[]): void {
    const index = this.done.findLastIndex((each) => each.name === name);
    const whole = this.done[index];
    if (whole === undefined) return;
    const rest = whole.seconds - parts.reduce((sum, { seconds }) => sum + seconds, 0);
    const named = parts.map((part) => ({ ...part, name: `${name}: ${part.name}` }));
    this.done.splice(index, 1, ...named, { name, seconds: Math.max(0, rest) });
  }

  /** To the millisecond; where parts ran at the same time, that time counts once. */
  get seconds(): number {
    let total = 0;
    let reached = 0;
    for (const [start, end] of this.#spans.toSorted(([a], [b]) => a - b)) {
      total += Math.max(0, end - Math.max(start, reached));
      reached = Math.max(reached, end);
    }
    return Math.round(total) / 1000;
  }

  #end(name: string, start: number): void {
    const end = performance.now();
    this.#spans.push([start, end]);
    this.done.push({ name, seconds: (end - start) / 1000 });
  }
}
