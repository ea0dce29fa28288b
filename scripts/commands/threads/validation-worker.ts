/** Runs in a thread of its own: makes a validator from the package cache and validates what it is sent, in that order. */
import { parentPort, workerData } from 'node:worker_threads';
import { EnvironmentError } from '../../model/issue.ts';
import { prepareValidator, type ReadyValidator } from '../../pipeline/validation.ts';
import type { Question } from '../../terminology-server/question.ts';
import { type Reply as QuestionReply, Questions } from '../../terminology-server/questions.ts';
import type { Validator } from '../../validate/validator.ts';
import type { Payload } from '../payload/read-payloads.ts';
import { validatePayload } from '../payload/validate-payload.ts';
import type { ValidationSetup } from '../payload/validation-setup.ts';
import { toTexts } from './result-texts.ts';
import { type Place, setPlace } from './thread-place.ts';

/** What a thread is given when it starts. */
export interface ThreadData {
  readonly setup: ValidationSetup;
  readonly place: Place;
}

/** A payload, and where it was sent before the answers to what it left open then. */
interface Item {
  readonly payload: Payload;
  readonly questions?: readonly Question[];
  readonly replies?: readonly QuestionReply[];
}

/** Payloads, several at a time because a message costs as much as a small one; or the last that is asked. */
export type Task = readonly Item[] | 'keep';

/**
 * What a thread says of each payload, its results as texts (result-texts.ts).
 * Some may leave questions open that only a terminology server can answer: by their place among the payloads.
 */
export type Reply =
  | {
      readonly results: readonly string[];
      readonly open?: readonly (readonly [index: number, questions: readonly Question[]])[];
      readonly used?: readonly string[];
    }
  | { readonly fault: string };

export const keepsCode = false; // whoever starts it does

const { setup, place } = workerData as ThreadData;
const inquiry = setup.asks ? { questions: new Questions() } : undefined;
const ready = prepare();

parentPort?.on('message', async (task: Task) => {
  let reply: Reply;
  try {
    const { validator, keep } = await ready;
    if (task === 'keep') keep();
    reply = validateAll(task === 'keep' ? [] : task, validator);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error; // a bug: it ends the thread, with its stack
    reply = { fault: error.message };
  }
  parentPort?.postMessage(reply);
});

function validateAll(items: readonly Item[], validator: Validator): Reply {
  const open: [number, readonly Question[]][] = [];
  const results = items.map(({ payload, questions = [], replies = [] }, index) => {
    inquiry?.questions.learn(questions, replies);
    const found = validatePayload(payload, validator, setup.profiles, (line) => setPlace(place, index, line));
    const left = inquiry?.questions.takeOpen() ?? [];
    if (left.length === 0) return found;
    open.push([index, left]);
    return [];
  });
  const texts = toTexts(results);
  return inquiry === undefined ? { results: texts } : { results: texts, open, used: inquiry.questions.takeUsed() };
}

async function prepare(): Promise<ReadyValidator> {
  const { signal } = new AbortController(); // a thread is stopped from outside
  const { value, issues } = await prepareValidator(setup.project, {
    ...setup.options,
    signal,
    ...(inquiry === undefined ? {} : { inquiry }),
  });
  if (value !== undefined) return value;
  const why = issues.find(({ severity }) => severity === 'error')?.message ?? 'Something changed meanwhile.';
  throw new EnvironmentError(`A validation thread could not open the packages. ${why}`);
}
