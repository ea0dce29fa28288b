import { Worker } from 'node:worker_threads';
import { EnvironmentError } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import type { Question } from '../terminology-server/question.ts';
import type { TerminologySession } from '../terminology-server/session.ts';
import type { Payload } from './read-payloads.ts';
import { fromTexts } from './result-texts.ts';
import { type Shareable, SharedQueue } from './shared-queue.ts';
import type { ValidationSetup } from './validation-setup.ts';
import type { Reply, Task } from './validation-worker.ts';

/** What a resource needs is garbage as soon as its result is there: with room for many it is seldom collected. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

/** What a thread has before it: while it works on one batch, the next is there. The rest waits for whoever is free first. */
const AT_HAND = 2;

interface Asked extends Shareable {
  readonly payload: Payload;
  readonly resolve: (results: readonly ResourceResult[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  /** A thread answers batch by batch, in the order in which it was asked. */
  readonly asked: (readonly Asked[])[];
}

/** Validates in threads; each is started when there is work that those before it cannot take at once. */
export class ValidationThreads {
  readonly #threads: Thread[] = [];
  readonly #waiting: SharedQueue<Asked, Thread>;
  readonly #most: number;
  readonly #setup: ValidationSetup;
  readonly #signal: AbortSignal;
  readonly #session: TerminologySession | undefined;
  /** Those that wait for a terminology server's answers. */
  readonly #open = new Set<Asked>();
  #failure: unknown;

  constructor(most: number, setup: ValidationSetup, signal: AbortSignal, session?: TerminologySession) {
    this.#most = most;
    this.#waiting = new SharedQueue(most);
    this.#setup = setup;
    this.#signal = signal;
    this.#session = session;
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** @throws EnvironmentError when a thread could not go on, or the signal's reason */
  validate(payload: Payload): Promise<readonly ResourceResult[]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ payload, kind: kindOf(payload), bytes: payload.bytes.length, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#abort);
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
    const thread: Thread = { worker: startWorker(this.#setup), asked: [] };
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
  async #answer({ asked, worker }: Thread, again: Asked, questions: readonly Question[]): Promise<void> {
    this.#open.add(again);
    try {
      const replies = (await this.#session?.reply(questions)) ?? [];
      if (this.#failure !== undefined) return;
      asked.push([again]);
      worker.postMessage([{ payload: again.payload, questions, replies }] satisfies Task);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#open.delete(again);
    }
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

function startWorker(workerData: ValidationSetup): Worker {
  const here = new URL(import.meta.url);
  if (here.pathname.endsWith('.cjs'))
    return new Worker(new URL('../bin/validation-worker.js', here), { workerData, resourceLimits });
  // Run from the sources: a thread does not have the loader of the thread that starts it.
  const file = JSON.stringify(new URL('./validation-worker.ts', here).href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const start = `import(${loader}).then(({ register }) => { register(); return import(${file}); })`;
  return new Worker(start, { eval: true, workerData, resourceLimits });
}
