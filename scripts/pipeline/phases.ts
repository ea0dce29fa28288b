import type { Phase } from '../model/report.ts';

/** Measures the parts of a run, and tells of each as it begins. */
export class Phases {
  readonly done: Phase[] = [];
  readonly #onStep: (text: string) => void;

  constructor(onStep: (text: string) => void = () => {}) {
    this.#onStep = onStep;
  }

  async run<T>(name: string, work: () => Promise<T> | T): Promise<T> {
    this.#onStep(name);
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.done.push({ name, seconds: (performance.now() - start) / 1000 });
    }
  }

  /** The same for a part that hands out what it makes as it goes: it lasts until all of that was taken. */
  async *each<T>(name: string, items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
    this.#onStep(name);
    const start = performance.now();
    try {
      yield* items;
    } finally {
      this.done.push({ name, seconds: (performance.now() - start) / 1000 });
    }
  }

  /** To the millisecond. */
  get seconds(): number {
    return Math.round(this.done.reduce((total, { seconds }) => total + seconds, 0) * 1000) / 1000;
  }
}
