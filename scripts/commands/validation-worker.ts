/** Runs in a thread of its own: makes a validator from the package cache and validates what it is sent, in that order. */
import { parentPort, workerData } from 'node:worker_threads';
import { EnvironmentError } from '../model/issue.ts';
import { prepareValidator } from '../pipeline/validation.ts';
import type { Validator } from '../validate/validator.ts';
import type { Payload } from './read-payloads.ts';
import { validatePayload } from './validate-payload.ts';
import type { ValidationSetup } from './validation-setup.ts';

/** What a thread says of one payload. The results go as JSON, which is cheaper to send than the objects themselves. */
export type Reply = { readonly results: string } | { readonly fault: string };

const setup = workerData as ValidationSetup;
const ready = prepare();

parentPort?.on('message', async (payload: Payload) => {
  let reply: Reply;
  try {
    reply = { results: JSON.stringify(validatePayload(payload, await ready, setup.profiles)) };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error; // a bug: it ends the thread, with its stack
    reply = { fault: error.message };
  }
  parentPort?.postMessage(reply);
});

async function prepare(): Promise<Validator> {
  const { signal } = new AbortController(); // a thread is stopped from outside
  const { value, issues } = await prepareValidator(setup.project, { ...setup.options, signal });
  if (value !== undefined) return value.validator;
  const why = issues.find(({ severity }) => severity === 'error')?.message ?? 'Something changed meanwhile.';
  throw new EnvironmentError(`A validation thread could not open the packages. ${why}`);
}
