import type { Asked } from './attempt.ts';
import type { Reply } from './questions.ts';

/** A question in the queue, under the key that tells it from others. */
export interface Queued extends Asked {
  readonly key: string;
}

interface Waiting {
  readonly queued: Queued;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

/** So many questions go in one request, */
const BATCH = 50;
/** and so many requests are under way. */
const CONCURRENT = 4;

/** Joins questions that are asked one by one: those of one moment go together, and each is asked once at a time. */
export class AskQueue {
  readonly #ask: (queued: readonly Queued[]) => Promise<readonly Reply[]>;
  readonly #pending = new Map<string, Promise<Reply>>();
  readonly #waiting: Waiting[] = [];
  #under = 0;
  #isScheduled = false;

  /** @param ask replies to questions, in their order */
  constructor(ask: (queued: readonly Queued[]) => Promise<readonly Reply[]>) {
    this.#ask = ask;
  }

  /** How many wait, or are under way. */
  get size(): number {
    return this.#pending.size;
  }

  /** The reply to come, if the question is asked already. */
  pending(key: string): Promise<Reply> | undefined {
    return this.#pending.get(key);
  }

  push(queued: Queued): Promise<Reply> {
    const reply = new Promise<Reply>((resolve, reject) => {
      this.#waiting.push({ queued, resolve, reject });
    });
    reply.catch(() => {}); // told to those who wait for it
    this.#pending.set(queued.key, reply);
    this.#schedule();
    return reply;
  }

  /** Once those who ask at the same moment have all asked. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#under < CONCURRENT && this.#waiting.length > 0) void this.#send(this.#waiting.splice(0, BATCH));
    });
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    this.#under++;
    try {
      const replies = await this.#ask(batch.map(({ queued }) => queued));
      batch.forEach(({ queued, resolve, reject }, at) => {
        const reply = replies[at];
        if (reply === undefined) reject(new Error(`${queued.key} was asked and has no reply.`));
        else resolve(reply);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#under--;
      for (const { queued } of batch) this.#pending.delete(queued.key);
      if (this.#waiting.length > 0) this.#schedule();
    }
  }
}
