import { z } from 'zod';
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
 * @returns undefined where this is no response to the batch: entries that are missing, or of other codes than those asked for
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

const Echo = z.object({
  parameter: z.array(z.object({ name: z.string(), valueCode: z.string().optional() })),
});

/** Servers that tell the code in their answer must tell the one that was asked for: order is all that joins the two. */
function isAbout(operation: Operation | undefined, answer: unknown): boolean {
  const told = Echo.safeParse(answer).data?.parameter.find(({ name }) => name === 'code')?.valueCode;
  const asked = operation?.parameters.parameter.find(({ name }) => name === 'code')?.valueCode;
  return told === undefined || asked === undefined || told.toLowerCase() === asked.toLowerCase();
}
