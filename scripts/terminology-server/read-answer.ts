import { z } from 'zod';
import { type Answer, readableReason, shortened } from './answer.ts';
import { strayIn } from './echo.ts';
import type { Question } from './question.ts';
import { type Issue, OperationOutcome, Parameters, Said, textOf, typesOf } from './said.ts';
import type { ServerResponse } from './transport.ts';

/** What a response comes to. */
export type Reading =
  | Answer
  /** The display or the code may be what is wrong: to be asked again without the display. */
  | { readonly outcome: 'ambiguous' }
  /** The server will not answer this form of the question; another form may do. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** No answer to any question. */
  | { readonly outcome: 'failed'; readonly reason: string };

/**
 * Reads what a server says to `$validate-code`. R4 leaves open how a server tells a wrong code from a wrong display and
 * from a code system that it does not have, so that each of the ways in use is looked for.
 * @param isListed whether the server lists the code system among those it has; undefined where it lists none
 */
export function readAnswer(
  question: Question,
  { status, body }: ServerResponse,
  isListed: (system: string) => boolean | undefined,
): Reading {
  const outcome = OperationOutcome.safeParse(body).data;
  if (outcome !== undefined || status >= 400) return readRefusal(status, outcome?.issue);
  const parameters = Parameters.safeParse(body).data?.parameter;
  if (parameters === undefined) return { outcome: 'failed', reason: `it answers with ${described(body)}` };
  const result = parameters.find(({ name }) => name === 'result')?.valueBoolean;
  if (result === undefined) return { outcome: 'failed', reason: 'its Parameters have no result' };
  const stray = strayIn(body, question);
  if (stray !== undefined) return { outcome: 'failed', reason: `it answers about ${stray}` };
  const said = new Said(parameters);
  return question.kind === 'member'
    ? readMembership(question.system, result, said, isListed)
    : readCode(question.system, question.display, result, said, isListed);
}

function readMembership(
  system: string | undefined,
  result: boolean,
  said: Said,
  isListed: (system: string) => boolean | undefined,
): Reading {
  if (result) return { outcome: 'member' };
  if (said.isUnknownSystem) return undecided(said.textOn('not-found') ?? 'it does not know the code system');
  if (said.has('vs-invalid')) return undecided(said.textOn('vs-invalid') ?? 'it cannot evaluate the value set');
  if (system !== undefined && !said.isPrecise && isListed(system) === false)
    return undecided(`it does not list the code system ${system}`);
  return { outcome: 'not-member' };
}

function readCode(
  system: string,
  display: string | undefined,
  result: boolean,
  said: Said,
  isListed: (system: string) => boolean | undefined,
): Reading {
  const displays = said.display === undefined ? [] : [shortened(said.display)];
  const displaySeverity = said.severityOf('invalid-display');
  if (result) {
    if (displaySeverity === 'warning') return { outcome: 'wrong-display', displays, isMinor: true };
    return said.status === undefined ? { outcome: 'known' } : { outcome: 'known', status: said.status };
  }
  if (said.isUnknownSystem) return undecided(said.textOn('not-found') ?? 'it does not know the code system');
  if (said.has('invalid-code')) return { outcome: 'unknown-code' };
  if (displaySeverity !== undefined)
    return { outcome: 'wrong-display', displays, ...(displaySeverity === 'error' ? {} : { isMinor: true as const }) };
  if (!said.isPrecise && isListed(system) === false) return undecided(`it does not list the code system ${system}`);
  if (display === undefined) return { outcome: 'unknown-code' };
  // A display of the code is only known for a code that is known.
  return said.display !== undefined && said.display !== display
    ? { outcome: 'wrong-display', displays }
    : { outcome: 'ambiguous' };
}

function readRefusal(status: number, issues: readonly Issue[] | undefined): Reading {
  const text = issues?.map(textOf).find((each) => each !== undefined);
  if (issues === undefined || status === 401 || status === 403 || status === 429 || status >= 500)
    return {
      outcome: 'failed',
      reason: `it answers with HTTP ${status}${text === undefined ? '' : `: ${readableReason(text)}`}`,
    };
  const isNotFound =
    status === 404 || issues.some((issue) => issue.code === 'not-found' || typesOf(issue).includes('not-found'));
  const said = text ?? `it answers with HTTP ${status}`;
  return isNotFound ? undecided(said) : { outcome: 'refused', reason: readableReason(said) };
}

function undecided(reason: string): Answer {
  return { outcome: 'undecided', reason: readableReason(reason) };
}

/** `a Patient`, `something that is not FHIR`. */
function described(body: unknown): string {
  const type = z.object({ resourceType: z.string() }).safeParse(body).data?.resourceType;
  if (type === 'Parameters') return 'Parameters of another form';
  return type === undefined
    ? 'something that is not FHIR in JSON'
    : `a resource of the type ${readableReason(type)} instead of Parameters`;
}
