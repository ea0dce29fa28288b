/** Runs in a thread of its own: makes a validator from the package cache and validates what it is sent, in that order. */
import { parentPort, workerData } from 'node:worker_threads';
import { EnvironmentError } from '../model/issue.ts';
import { prepareValidator } from '../pipeline/validation.ts';
import type { Question } from '../terminology-server/question.ts';
import { type Reply as QuestionReply, Questions } from '../terminology-server/questions.ts';
import type { Validator } from '../validate/validator.ts';
import type { Payload } from './read-payloads.ts';
import { validatePayload } from './validate-payload.ts';
import type { ValidationSetup } from './validation-setup.ts';

/** A payload, and where it was sent before the answers to what it left open then. */
export interface Task {
  readonly payload: Payload;
  readonly questions?: readonly Question[];
  readonly replies?: readonly QuestionReply[];
}

/**
 * What a thread says of one payload. The results go as JSON, which is cheaper to send than the objects themselves.
 * Questions that only a terminology server can answer come in place of results.
 */
export type Reply =
  | { readonly results: string; readonly used?: readonly string[] }
  | { readonly questions: readonly Question[] }
  | { readonly fault: string };

const setup = workerData as ValidationSetup;
const inquiry = setup.asks ? { questions: new Questions() } : undefined;
const ready = prepare();

parentPort?.on('message', async ({ payload, questions = [], replies = [] }: Task) => {
  let reply: Reply;
  try {
    const validator = await ready;
    inquiry?.questions.learn(questions, replies);
    const results = validatePayload(payload, validator, setup.profiles);
    const open = inquiry?.questions.takeOpen() ?? [];
    if (open.length > 0) reply = { questions: open };
    else
      reply = {
        results: JSON.stringify(results),
        ...(inquiry === undefined ? {} : { used: inquiry.questions.takeUsed() }),
      };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error; // a bug: it ends the thread, with its stack
    reply = { fault: error.message };
  }
  parentPort?.postMessage(reply);
});

async function prepare(): Promise<Validator> {
  const { signal } = new AbortController(); // a thread is stopped from outside
  const { value, issues } = await prepareValidator(setup.project, {
    ...setup.options,
    signal,
    ...(inquiry === undefined ? {} : { inquiry }),
  });
  if (value !== undefined) return value.validator;
  const why = issues.find(({ severity }) => severity === 'error')?.message ?? 'Something changed meanwhile.';
  throw new EnvironmentError(`A validation thread could not open the packages. ${why}`);
}
