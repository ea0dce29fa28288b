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

  get seconds(): number {
    return this.done.reduce((total, { seconds }) => total + seconds, 0);
  }
}
