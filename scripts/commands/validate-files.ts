import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { ResourceResult } from '../model/report.ts';
import { decided, type Inquiry } from '../pipeline/terminology.ts';
import type { Validator } from '../validate/validator.ts';
import { inOrder, type Room } from './in-order.ts';
import { isNdjson, type Payload, readPayloads } from './read-payloads.ts';
import { validatePayload } from './validate-payload.ts';
import type { ValidationSetup } from './validation-setup.ts';
import { ValidationThreads } from './validation-threads.ts';

/** More threads than this pay only for what is validated for minutes: then they can be asked for. */
const MOST_BY_DEFAULT = 4;
/** Each thread has to compile profiles and to warm up by itself; below so many bytes of JSON that takes what it saves. */
const WORTH_A_THREAD = 16_000_000;
/** Payloads per thread that are under way or wait for their turn, so that one large resource does not stop the others. */
const AHEAD = 64;
const AHEAD_BYTES = 64_000_000;
/** What some kilobytes of NDJSON count as: what is found of so many small resources takes far more than their text. */
const LEAST_OF_LINES = 2_000_000;

/** Validates what the files hold; the results come in the order of the files and their lines, however many threads. */
export async function* validateFiles(
  files: readonly string[],
  jobs: number,
  validator: Validator,
  setup: ValidationSetup,
  signal: AbortSignal,
  inquiry?: Inquiry,
): AsyncGenerator<ResourceResult> {
  if (jobs === 1 && inquiry !== undefined) {
    // While a server answers for some, others are validated, so that their questions go together.
    const batches = inOrder(readPayloads(files, signal), roomFor(AHEAD), async (payload) => {
      await setImmediate(); // Ctrl-C is heard between two payloads
      signal.throwIfAborted();
      return decided(() => validatePayload(payload, validator, setup.profiles), inquiry);
    });
    for await (const results of batches) yield* results;
    return;
  }
  if (jobs === 1) {
    for await (const payload of readPayloads(files, signal)) {
      await setImmediate(); // Ctrl-C is heard between two payloads
      signal.throwIfAborted();
      yield* validatePayload(payload, validator, setup.profiles);
    }
    return;
  }
  const threads = new ValidationThreads(jobs, setup, signal, inquiry?.session);
  try {
    for await (const results of validateInThreads(readPayloads(files, signal), threads, jobs)) yield* results;
  } finally {
    await threads.close();
  }
}

/** The results of each payload, in the order of the payloads. */
export function validateInThreads(
  payloads: AsyncIterable<Payload>,
  threads: ValidationThreads,
  jobs: number,
): AsyncGenerator<readonly ResourceResult[]> {
  return inOrder(payloads, roomFor(jobs * AHEAD), (payload) => threads.validate(payload));
}

function roomFor(items: number): Room<Payload> {
  const sizeOf = ({ bytes, line }: Payload) => Math.max(bytes.length, line === undefined ? 0 : LEAST_OF_LINES);
  return { items, bytes: AHEAD_BYTES, sizeOf };
}

/**
 * One thread for little, more for much, as far as the machine has cores; standard input may be little, and a single
 * resource is never shared out.
 */
export async function defaultJobs(files: readonly string[]): Promise<number> {
  const most = Math.min(MOST_BY_DEFAULT, availableParallelism());
  if (most === 1 || (files.length === 1 && !files.some(isNdjson))) return 1;
  let bytes = 0;
  for (const file of files) {
    bytes += (await stat(file).catch(() => undefined))?.size ?? 0;
    if (bytes >= WORTH_A_THREAD) return most;
  }
  return 1;
}
