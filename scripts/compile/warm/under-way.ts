import type { LogRecord } from '../sushi/log-capture.ts';
import { Recorder } from './lookups.ts';
import type { Exported, ListName } from './traced/exported.ts';
import type { Place } from './traced/order.ts';
import type { Step } from './traced/trace.ts';

/** An export that is under way. */
export interface Frame {
  readonly place: Place;
  /** Nothing is exported but what is asked for on the way: the rest is done as before. */
  readonly isReplay: boolean;
  readonly steps: Step[];
  readonly recorder: Recorder;
  readonly within: Set<string>;
  list?: ListName;
  exported?: Exported;
  fileName?: string;
}

/** The exports that are under way, each begun within the one before it, and what SUSHI says in which of them. */
export class UnderWay {
  readonly root: Place = { key: '', inside: [] };
  readonly #frames: Frame[] = [];
  readonly #records: LogRecord[];
  readonly #start: number;
  #fault: string | undefined;

  /** @param records what SUSHI says; what it has said by now belongs to nobody's export */
  constructor(records: LogRecord[]) {
    this.#records = records;
    this.#start = records.length;
  }

  /** Why all has to be exported after all. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** The first counts: what comes behind it may follow from it. */
  fails(reason: string): void {
    this.#fault ??= reason;
  }

  get top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  /** Where the next export has its place. */
  get place(): Place {
    return this.top?.place ?? this.root;
  }

  with(key: string): Frame | undefined {
    return this.#frames.find(({ place }) => place.key === key);
  }

  begin(place: Place, isReplay: boolean): Frame {
    const isInstance = place.key.startsWith('Instance ');
    const frame = { place, isReplay, steps: [], recorder: new Recorder(isInstance), within: new Set<string>() };
    this.#frames.push(frame);
    return frame;
  }

  end(): void {
    this.#frames.pop();
  }

  /** Whether SUSHI has said something that nobody was given. */
  get hasSaid(): boolean {
    return this.#records.length > this.#start;
  }

  /** Gives the messages since the last time to whoever is being exported. */
  drain(): void {
    const frame = this.top;
    const fresh = this.#records.splice(this.#start);
    if (frame?.isReplay === true) return;
    for (const record of fresh) {
      this.place.inside.push(record);
      frame?.steps.push({ record });
    }
  }

  /** What was said since the last time was said before, or belongs to somebody else. */
  hush(): void {
    this.#records.length = this.#start;
  }

  /** All that was said, in SUSHI's order. */
  tell(records: readonly LogRecord[]): void {
    this.hush();
    for (const record of records) this.#records.push(record);
  }
}
