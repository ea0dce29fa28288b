/** How long one part of a run took. */
export interface Phase {
  readonly name: string;
  readonly seconds: number;
}

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

  get seconds(): number {
    return this.done.reduce((total, { seconds }) => total + seconds, 0);
  }
}
