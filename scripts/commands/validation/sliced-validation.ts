import { setImmediate } from 'node:timers/promises';
import type { ResourceResult } from '../../model/report.ts';
import { decided, type Inquiry } from '../../pipeline/terminology.ts';
import { withinTime } from '../../process/within-time.ts';
import type { Validator } from '../../validate/validator.ts';
import { batches } from '../payload/batches.ts';
import { inOrder } from '../payload/in-order.ts';
import type { Payload } from '../payload/read-payloads.ts';
import { validatePayload } from '../payload/validate-payload.ts';
import { type Validated, validated } from '../payload/validated.ts';
import type { ValidationSetup } from '../payload/validation-setup.ts';
import { ValidationThreads } from '../threads/validation-threads.ts';

/** How long a signal may go unheard: after that, what is validated goes to a thread. */
const SLICE_MS = 1_000;
/** So much longer it may be where others use the processor: a thread would compile everything anew, and be as slow. */
const LONGEST_SHARE = 4;
/** After so much of a slice nothing more is begun in it. */
const FULL_MS = 100;
/** What is larger goes to a thread at once. */
const LARGE = 4_000_000;
/** A slice costs a tenth of a millisecond, as much as a small resource: so several go into one. */
const BATCH = { items: 256, bytes: 1_000_000, ms: 25, sizeOf: ({ bytes }: Payload) => bytes.length };

/** What waits for the thread once nothing is validated here any more. */
const AHEAD = { items: 64, bytes: 64_000_000, sizeOf: BATCH.sizeOf };

type Results = readonly ResourceResult[];

/**
 * Validates in this thread, which costs least, a slice of time after the other, so that the event loop turns. What takes
 * longer than a slice is broken off, goes to a thread of its own, and with it all that follows: the validator here may
 * have been in the middle of anything.
 */
export class SlicedValidation {
  readonly #validator: Validator;
  readonly #setup: ValidationSetup;
  readonly #signal: AbortSignal;
  readonly #inquiry: Inquiry | undefined;
  #threads: ValidationThreads | undefined;
  /** Whether nothing was broken off in this thread yet. */
  isSound = true;

  constructor(validator: Validator, setup: ValidationSetup, signal: AbortSignal, inquiry?: Inquiry) {
    this.#validator = validator;
    this.#setup = setup;
    this.#signal = signal;
    this.#inquiry = inquiry;
  }

  /** Validates one payload, asking the terminology server where there is one. */
  async one(payload: Payload): Promise<Results> {
    await setImmediate(); // signals are heard between two payloads
    this.#signal.throwIfAborted();
    if (!this.isSound || isLarge(payload)) return this.#inThread(payload);
    let isDone = true;
    const results = await decided(() => {
      let found: Results = [];
      isDone &&= withinTime(() => {
        found = this.#validate(payload);
      }, sliceTime());
      return found;
    }, this.#inquiry);
    if (isDone) return results;
    this.isSound = false;
    return this.#inThread(payload);
  }

  /** Validates many, without a terminology server, until the signal is aborted; the results come in their order. */
  async *all(payloads: AsyncIterable<Payload>): AsyncGenerator<Validated> {
    const each = batches(payloads, BATCH);
    const inThread = (payload: Payload) => validated(payload, () => this.#inThread(payload), this.#signal);
    for await (const batch of each) {
      for (let begin = 0; begin < batch.length; ) {
        await setImmediate(); // signals are heard between two slices
        if (this.#signal.aborted) return;
        const done = this.#slice(batch, begin);
        for (const each of done) yield each;
        begin += done.length;
        if (!this.isSound) {
          yield* inOrder(followedBy(batch.slice(begin), each), AHEAD, inThread);
          return;
        }
        const next = batch[begin];
        if (next !== undefined && isLarge(next)) {
          yield await inThread(next);
          begin++;
        }
      }
    }
  }

  async close(): Promise<void> {
    await this.#threads?.close();
  }

  /** Validates as many as fit into a slice. */
  #slice(batch: readonly Payload[], begin: number): Validated[] {
    const done: Validated[] = [];
    const start = performance.now();
    this.isSound = withinTime(() => {
      for (const payload of batch.slice(begin)) {
        if (isLarge(payload) || performance.now() - start > FULL_MS) return;
        done.push({ payload, results: this.#validate(payload) });
      }
    }, sliceTime());
    return done;
  }

  #validate(payload: Payload): Results {
    return validatePayload(payload, this.#validator, this.#setup.profiles);
  }

  #inThread(payload: Payload): Promise<Results> {
    this.#threads ??= new ValidationThreads(1, this.#setup, this.#signal, this.#inquiry?.session);
    return this.#threads.validate(payload);
  }
}

/** A slice in milliseconds, as many times longer as this process waits for the processor. */
function sliceTime(): number {
  const { user, system } = process.cpuUsage();
  const share = (process.uptime() * 1_000_000) / (user + system + 1);
  return SLICE_MS * Math.min(LONGEST_SHARE, Math.max(1, share));
}

function isLarge({ bytes }: Payload): boolean {
  return bytes.length > LARGE;
}

async function* followedBy(
  first: readonly Payload[],
  rest: AsyncIterable<readonly Payload[]>,
): AsyncGenerator<Payload> {
  yield* first;
  for await (const batch of rest) yield* batch;
}
