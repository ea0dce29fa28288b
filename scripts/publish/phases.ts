import type { Phase } from '../model/report.ts';
import { plainText } from './steps.ts';

interface Milestone {
  readonly name: string;
  /** The line of the log with which the phase begins. */
  readonly begins: RegExp;
  /** How long it takes on two cores, for the first run's estimate. */
  readonly seconds: number;
}

/** The Publisher's phases in their order, by the lines that version 2.1.2 prints. */
const milestones: readonly Milestone[] = [
  { name: 'Start', begins: /^/, seconds: 1 },
  { name: 'Template', begins: /^Load Template/, seconds: 5 },
  { name: 'Packages', begins: /^Core Package/, seconds: 36 },
  { name: 'Load resources', begins: /^Initialization complete/, seconds: 1 },
  { name: 'Snapshots', begins: /^Generating Snapshots/, seconds: 4 },
  { name: 'Narratives', begins: /^Generating Narratives/, seconds: 3 },
  { name: 'Validation', begins: /^Validating (Conformance )?Resources/, seconds: 21 },
  { name: 'Native outputs', begins: /^Generate Native Outputs/, seconds: 4 },
  { name: 'Template steps', begins: /^Run Template/, seconds: 1 },
  { name: 'HTML outputs', begins: /^Generate HTML Outputs/, seconds: 12 },
  { name: 'Spreadsheets', begins: /^Generate Spreadsheets/, seconds: 13 },
  { name: 'Summaries', begins: /^Generate Summaries/, seconds: 8 },
  { name: 'Jekyll', begins: /^Run jekyll/, seconds: 5 },
  { name: 'HTML check', begins: /^Checking Output HTML/, seconds: 4 },
  { name: 'Packing', begins: /^Build final \.zip/, seconds: 2 },
  { name: 'QA', begins: /^Generating QA/, seconds: 1 },
];

/** How long each phase took, or may take. */
export type PhaseTimes = Readonly<Record<string, number>>;

export const usualTimes: PhaseTimes = Object.fromEntries(milestones.map(({ name, seconds }) => [name, seconds]));

/** Which phase a run of the Publisher is in, and how long those before it took. */
export class PublisherPhases {
  readonly #done: Phase[] = [];
  #at = 0;
  #since: number;

  /** @param now in seconds, of any clock that only goes forward */
  constructor(now: number) {
    this.#since = now;
  }

  get current(): string {
    return milestones[this.#at]?.name ?? '';
  }

  /** Takes a line of the log. @returns whether a phase begins with it; none begins twice, or after a later one */
  advance(line: string, now: number): boolean {
    const text = plainText(line);
    const next = milestones.findLastIndex(({ begins }, index) => index > this.#at && begins.test(text));
    if (next === -1) return false;
    this.#close(now);
    this.#at = next;
    return true;
  }

  /** The phases that have ended, and, once the run has, the last one. */
  finish(now: number): readonly Phase[] {
    this.#close(now);
    return this.#done;
  }

  /** Seconds that are left when the phases take as long as they are expected to. */
  remaining(expected: PhaseTimes, now: number): number {
    const [current, ...later] = milestones.slice(this.#at).map(({ name }) => expected[name] ?? 0);
    return Math.max(0, (current ?? 0) - (now - this.#since)) + later.reduce((sum, seconds) => sum + seconds, 0);
  }

  #close(now: number): void {
    this.#done.push({ name: this.current, seconds: now - this.#since });
    this.#since = now;
  }
}
