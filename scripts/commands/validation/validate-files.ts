import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { ResourceResult } from '../../model/report.ts';
import type { Inquiry } from '../../pipeline/terminology.ts';
import type { Validator } from '../../validate/validator.ts';
import { inOrder, type Room } from '../payload/in-order.ts';
import { isNdjson, type Payload, readPayloads } from '../payload/read-payloads.ts';
import type { Unreached } from '../payload/unreached.ts';
import { untilAborted } from '../payload/until-aborted.ts';
import { validated } from '../payload/validated.ts';
import type { ValidationSetup } from '../payload/validation-setup.ts';
import { ValidationThreads } from '../threads/validation-threads.ts';
import { SlicedValidation } from './sliced-validation.ts';

/** More threads than this pay only for what is validated for minutes: then they can be asked for. */
const MOST_BY_DEFAULT = 4;
/** Each thread has to compile profiles and to warm up by itself; below so many bytes of JSON that takes what it saves. */
const WORTH_A_THREAD = 16_000_000;
/** Payloads per thread that are under way or wait for their turn, so that one large resource does not stop the others. */
const AHEAD = 64;
const AHEAD_BYTES = 64_000_000;
/** What some kilobytes of NDJSON count as: what is found of so many small resources takes far more than their text. */
const LEAST_OF_LINES = 2_000_000;

/**
 * Validates what the files hold; the results come in the order of the files and their lines, however many threads.
 * When the signal is aborted they end early.
 * @param unreached knows then what is missing
 */
export async function* validateFiles(
  files: readonly string[],
  jobs: number,
  validator: Validator,
  setup: ValidationSetup,
  signal: AbortSignal,
  unreached: Unreached,
  inquiry?: Inquiry,
): AsyncGenerator<ResourceResult> {
  const sliced = new SlicedValidation(validator, setup, signal, inquiry);
  const threads = jobs > 1 ? new ValidationThreads(jobs, setup, signal, inquiry?.session) : undefined;
  const payloads = unreached.watch(untilAborted(readPayloads(files, signal), signal));
  const each = (room: Room<Payload>, work: (payload: Payload) => Promise<readonly ResourceResult[]>) =>
    inOrder(payloads, room, (payload) => validated(payload, work, signal));
  const all =
    threads !== undefined
      ? each(roomFor(jobs * AHEAD), (payload) => threads.validate(payload))
      : inquiry === undefined
        ? sliced.all(payloads)
        : // While a server answers for some, others are validated, so that their questions go together.
          each(roomFor(AHEAD), (payload) => sliced.one(payload));
  try {
    for await (const { payload, results } of all) {
      if (results === undefined) continue;
      unreached.done(payload);
      for (const result of results) yield result; // `yield*` waits three times for each
    }
    await setImmediate(); // a signal that came at the end is heard
  } finally {
    await sliced.close();
    await threads?.close();
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
