import type { Phase } from '../model/report.ts';
import { type PhaseTimes, PublisherPhases } from './phases.ts';
import { plainText, readStep } from './steps.ts';

/** Where a run is. */
export interface Position {
  readonly phase: string;
  readonly elapsed: number;
  /** Seconds that are left if all goes as it did before. */
  readonly remaining: number;
  /** Of memory in use, as far as it has told. */
  readonly megabytes: number;
}

/** What a run has come to, as far as its lines and its clock tell. */
export class Watch {
  readonly lines: string[] = [];
  readonly #phases: PublisherPhases;
  readonly #start: number;
  readonly #expected: PhaseTimes;
  #heard: number;
  #isOutOfMemory = false;
  #megabytes = 0;

  constructor(expected: PhaseTimes, now: number) {
    this.#expected = expected;
    this.#start = now;
    this.#heard = now;
    this.#phases = new PublisherPhases(now);
  }

  /** Takes a line of the log. @returns whether a phase begins with it */
  take(line: string, now: number): boolean {
    this.#heard = now;
    this.lines.push(line);
    if (/java\.lang\.OutOfMemoryError/.test(line)) this.#isOutOfMemory = true;
    this.#megabytes = readStep(line)?.megabytes ?? this.#megabytes;
    return this.#phases.advance(line, now);
  }

  position(now: number): Position {
    return {
      phase: this.#phases.current,
      elapsed: now - this.#start,
      remaining: this.#phases.remaining(this.#expected, now),
      megabytes: this.#megabytes,
    };
  }

  /** For how many seconds the program has printed nothing. */
  silence(now: number): number {
    return now - this.#heard;
  }

  /** Whether Java said that its memory did not suffice. */
  get isOutOfMemory(): boolean {
    return this.#isOutOfMemory;
  }

  get phase(): string {
    return this.#phases.current;
  }

  /** The last line that says something. */
  get lastWords(): string {
    return this.lines.map((line) => plainText(line).trim()).findLast((line) => line !== '') ?? '';
  }

  finish(now: number): readonly Phase[] {
    return this.#phases.finish(now);
  }
}
