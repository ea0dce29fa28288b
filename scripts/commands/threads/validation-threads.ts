import type { Worker } from 'node:worker_threads';
import { EnvironmentError } from '../../model/issue.ts';
import type { ResourceResult } from '../../model/report.ts';
import { givenUp, millisecondsFor, TIME_LIMIT } from '../../pipeline/time-limit.ts';
import { startThread } from '../../process/start-thread.ts';
import type { Question } from '../../terminology-server/question.ts';
import type { TerminologySession } from '../../terminology-server/session.ts';
import type { Payload } from '../payload/read-payloads.ts';
import { aroundLine } from '../payload/split-payload.ts';
import type { ValidationSetup } from '../payload/validation-setup.ts';
import { fromTexts } from './result-texts.ts';
import { type Shareable, SharedQueue } from './shared-queue.ts';
import { newPlace, type Place, PlaceWatch, readPlace } from './thread-place.ts';
import type { Reply, Task, ThreadData } from './validation-worker.ts';

/** What a resource needs is garbage as soon as its result is there: with room for many it is seldom collected. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

const ENTRY = 'validation-worker.js';
const SOURCE = 'commands/threads/validation-worker.ts';

/** What a thread has before it: while it works on one batch, the next is there. The rest waits for whoever is free first. */
const AT_HAND = 2;

/** How often it is looked whether a thread is still at the same resource. */
const LOOK_MS = 250;

type Results = readonly ResourceResult[];

interface Asked extends Shareable {
  readonly payload: Payload;
  readonly resolve: (results: Results | Promise<Results>) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  /** A thread answers batch by batch, in the order in which it was asked. */
  readonly asked: (readonly Asked[])[];
  readonly place: Place;
  readonly watch: PlaceWatch;
}

/**
 * Validates in threads; each is started when there is work that those before it cannot take at once. A thread that is
 * at one resource for longer than the limit is ended, the resource is given up, and another thread takes the rest.
 */
export class ValidationThreads {
  readonly #threads: Thread[] = [];
  readonly #waiting: SharedQueue<Asked, Thread>;
  readonly #most: number;
  readonly #setup: ValidationSetup;
  readonly #signal: AbortSignal;
  readonly #session: TerminologySession | undefined;
  /** Those that wait for a terminology server's answers. */
  readonly #open = new Set<Asked>();
  readonly #limit: number;
  readonly #looking: NodeJS.Timeout;
  #looked = performance.now();
  #failure: unknown;

  constructor(most: number, setup: ValidationSetup, signal: AbortSignal, session?: TerminologySession) {
    this.#most = most;
    this.#waiting = new SharedQueue(most);
    this.#setup = setup;
    this.#signal = signal;
    this.#session = session;
    this.#limit = setup.options.timeLimit ?? TIME_LIMIT;
    this.#looking = setInterval(() => this.#look(), LOOK_MS).unref();
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** @throws EnvironmentError when a thread could not go on, or the signal's reason */
  validate(payload: Payload): Promise<Results> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ payload, kind: kindOf(payload), bytes: payload.bytes.length, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#abort);
    clearInterval(this.#looking);
    // One leaves what it compiled to the next run; it stands for all.
    const [first] = this.#threads;
    if (this.#failure === undefined && first !== undefined) await asksToKeep(first.worker);
    // A second thread's error may still be on its way: the first was told, and nobody waits for this one.
    const silenced = this.#threads.map(({ worker }) => worker.removeAllListeners().on('error', () => {}));
    await Promise.all(silenced.map((worker) => worker.terminate()));
  }

  #assign(): void {
    while (!this.#waiting.isEmpty) {
      const thread = this.#freest();
      if (thread.asked.length >= AT_HAND) return;
      const batch = this.#waiting.take(thread);
      thread.asked.push(batch);
      thread.worker.postMessage(batch.map(({ payload }) => ({ payload })) satisfies Task);
    }
  }

  #freest(): Thread {
    const [first = this.#start(), ...others] = this.#threads;
    const freest = others.reduce((a, b) => (b.asked.length < a.asked.length ? b : a), first);
    return freest.asked.length > 0 && this.#threads.length < this.#most ? this.#start() : freest;
  }

  #start(): Thread {
    const place = newPlace();
    const workerData: ThreadData = { setup: this.#setup, place };
    const worker = startThread(ENTRY, SOURCE, { workerData, resourceLimits });
    const thread: Thread = { worker, asked: [], place, watch: new PlaceWatch(place) };
    this.#threads.push(thread);
    thread.worker.on('message', (reply: Reply) => {
      if ('fault' in reply) this.#fail(new EnvironmentError(reply.fault));
      else this.#take(thread, reply);
    });
    thread.worker.on('error', (error) => this.#fail(failureOf(error)));
    thread.worker.on('exit', (code) => this.#fail(new EnvironmentError(`${ended} (exit code ${code}). ${remedy}`)));
    return thread;
  }

  #take(
    thread: Thread,
    { results: texts, open = [], used = [] }: Extract<Reply, { results: readonly string[] }>,
  ): void {
    const batch = thread.asked.shift() ?? [];
    this.#assign(); // the thread goes on while its answer is read
    this.#session?.use(used);
    const questions = new Map(open);
    const results = fromTexts(texts);
    for (const [index, asked] of batch.entries()) {
      const left = questions.get(index);
      if (left === undefined) asked.resolve(results[index] ?? []);
      else void this.#answer(thread, asked, left);
    }
  }

  /** Sends a payload once more to its thread, with the answers to what it left open; the thread has others meanwhile. */
  async #answer(thread: Thread, again: Asked, questions: readonly Question[]): Promise<void> {
    this.#open.add(again);
    try {
      const replies = (await this.#session?.reply(questions)) ?? [];
      if (this.#failure !== undefined) return;
      if (!this.#threads.includes(thread)) {
        this.#waiting.push(again); // another thread asks the same, and has the answers at once
        this.#assign();
        return;
      }
      thread.asked.push([again]);
      thread.worker.postMessage([{ payload: again.payload, questions, replies }] satisfies Task);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#open.delete(again);
    }
  }

  #look(): void {
    const now = performance.now();
    const since = now - this.#looked;
    this.#looked = now;
    for (const thread of [...this.#threads]) {
      const { item, line } = readPlace(thread.place);
      const at = thread.asked[0]?.[item];
      if (at === undefined) thread.watch.rest();
      else if (thread.watch.look(since, 2 * LOOK_MS) > millisecondsFor(at.bytes, this.#limit))
        this.#giveUp(thread, at, line);
    }
  }

  /** Ends a thread that is at one resource for too long. What it had before it, and the lines around, another one does. */
  #giveUp(thread: Thread, at: Asked, line: number): void {
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    thread.worker.removeAllListeners().on('error', () => {});
    void thread.worker.terminate();
    const { payload, resolve } = at;
    const left = thread.asked.flat().filter((each) => each !== at);
    for (const each of left) this.#waiting.push(each);
    const isLine = payload.line !== undefined;
    const { before, after } = isLine ? aroundLine(payload, line) : {};
    const parts = [
      before === undefined ? [] : this.validate(before),
      [givenUp(payload.file, isLine ? line : undefined, this.#limit)],
      after === undefined ? [] : this.validate(after),
    ];
    resolve(Promise.all(parts).then((results) => results.flat()));
    this.#assign();
  }

  readonly #abort = () => this.#fail(this.#signal.reason);

  /** One failure ends them all: a report without the results of one thread would be none. */
  #fail(error: unknown): void {
    this.#failure ??= error;
    const asked = this.#threads.flatMap((thread) => thread.asked.splice(0).flat());
    for (const { reject } of [...this.#open, ...asked, ...this.#waiting.drain()]) reject(this.#failure);
  }
}

/** The resource type that a payload names first: good enough to tell what is alike. */
function kindOf({ bytes }: Payload): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = text.indexOf('"resourceType"');
  return at === -1 ? '' : (/^"resourceType"\s*:\s*"(\w+)/.exec(text.toString('latin1', at, at + 80))?.[1] ?? '');
}

/** Waits for the answer, or for the end of a thread that cannot give one. */
async function asksToKeep(worker: Worker): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    for (const event of ['message', 'error', 'exit']) worker.once(event, () => resolve());
  });
  worker.postMessage('keep' satisfies Task);
  await answered;
}

const ended = 'A validation thread ended before its work was done';
const remedy = 'Run again with --jobs 1.';

function failureOf(error: Error & { readonly code?: string }): Error {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new EnvironmentError(
    `A validation thread ran out of memory. Use fewer --jobs, or allow more with NODE_OPTIONS=--max-old-space-size=8192 (in MiB).`,
  );
}
