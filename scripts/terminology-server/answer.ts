import { z } from 'zod';

/**
 * What a terminology server says, in our words: small enough to read in a diff, and the same for every server.
 * `undecided` is an answer too: the server does not know the code system or the value set, and says so.
 */
export const Answer = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('known'),
    /** Why the code should be used with care. */
    status: z.string().optional(),
  }),
  z.strictObject({
    outcome: z.literal('wrong-display'),
    /** Those that the server would take. */
    displays: z.array(z.string()),
    /** The server takes it for a slip that a warning is enough for. */
    isMinor: z.literal(true).optional(),
  }),
  z.strictObject({ outcome: z.literal('unknown-code') }),
  z.strictObject({ outcome: z.literal('member') }),
  z.strictObject({ outcome: z.literal('not-member') }),
  z.strictObject({ outcome: z.literal('undecided'), reason: z.string() }),
]);

export type Answer = z.infer<typeof Answer>;

/** No answer: none is recorded, or the server could not be asked. Never recorded. */
export interface Unanswered {
  readonly outcome: 'unanswered';
  readonly reason: string;
}

/** An answer, and the software that gave it: `HAPI FHIR Server 7.0.2`. */
export interface GivenAnswer {
  readonly answer: Answer;
  readonly by: string;
}

/** What of a server's own text is passed on to the reader. */
const MAX_REASON = 300;

/** A server's words on one line, and no more of them than a reader wants. */
export function readableReason(text: string): string {
  return shortened(text.replace(/\s+/g, ' ').trim());
}

export function shortened(text: string): string {
  return text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 3)}...` : text;
}
