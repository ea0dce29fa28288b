import { z } from 'zod';
import { strayIn } from './echo.ts';
import type { Operation } from './parameters.ts';
import type { ServerResponse } from './transport.ts';

/** Why a response says nothing about any question; undefined for one that may. */
export function faultOf({ status, body }: ServerResponse): string | undefined {
  if (status === 401 || status === 403)
    return `it answers with HTTP ${status}: give credentials in its address or in IG_TX_TOKEN`;
  if (status === 429 || status >= 500) return `it answers with HTTP ${status}`;
  if (z.object({ resourceType: z.string() }).safeParse(body).success) return undefined;
  return status >= 400 ? `it answers with HTTP ${status}` : 'it answers with something that is not FHIR in JSON';
}

const Batch = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(
    z.object({
      resource: z.unknown().optional(),
      response: z.object({ status: z.string().optional(), outcome: z.unknown().optional() }).optional(),
    }),
  ),
});

/**
 * The responses in a batch's response, in the order of what was asked.
 * @returns undefined where this is no response to the batch: entries that are missing, or about something else than was asked
 * @see https://hl7.org/fhir/R4/http.html#trules
 */
export function entriesOf(
  { status, body }: ServerResponse,
  operations: readonly Operation[],
): ServerResponse[] | undefined {
  const entries = status < 300 ? Batch.safeParse(body).data?.entry : undefined;
  if (entries === undefined || entries.length !== operations.length) return undefined;
  const responses = entries.map(({ resource, response }) => ({
    status: Number.parseInt(response?.status ?? '200', 10) || 200,
    body: resource ?? response?.outcome,
  }));
  return responses.every(({ body: answer }, at) => isAbout(operations[at], answer)) ? responses : undefined;
}

/** Order is all that joins question and answer, where the answer does not say what it is about. */
function isAbout(operation: Operation | undefined, answer: unknown): boolean {
  const given = (name: string) => operation?.parameters.parameter.find((each) => each.name === name);
  const code = given('code')?.valueCode;
  const system = given(operation?.path === 'CodeSystem/$validate-code' ? 'url' : 'system')?.valueUri;
  return code === undefined || strayIn(answer, { code, system }) === undefined;
}
