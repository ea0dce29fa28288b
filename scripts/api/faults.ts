import type { FhirResource, OperationOutcome, OperationOutcomeIssue } from '../model/fhir.ts';
import type { IssueCode } from '../model/issue.ts';
import { type Issue, isAtLeast } from '../model/issue.ts';
import type { AnswerBasis, ApiAnswer } from '../model/report.ts';
import type { ApiError, Trigger } from './api-errors.ts';
import { bestBasis } from './best-basis.ts';

/** Something that the API refuses a request for. */
export interface Fault {
  readonly error: ApiError;
  /** What the error was found in, and the FHIRPath of the element: where its text takes values from. */
  readonly resource: FhirResource;
  readonly at: string;
  /** The finding behind it; its text is what is answered where the guide has none. */
  readonly issue: Issue;
}

/** The errors that an interaction can have. */
export function errorsOf(errors: readonly ApiError[], interaction: string): readonly ApiError[] {
  return errors.filter((error) => error.interaction === undefined || error.interaction === interaction);
}

export function triggered(errors: readonly ApiError[], trigger: Trigger): ApiError | undefined {
  return errors.find((error) => error.trigger === trigger);
}

/**
 * The faults behind the findings of a validation: an error that names the constraint; for what no error names, the one
 * for all that does not conform. What a named error says better is left out.
 */
export function faultsBehind(issues: readonly Issue[], resource: FhirResource, errors: readonly ApiError[]): Fault[] {
  const grave = issues.filter(({ severity }) => isAtLeast(severity, 'error'));
  const known = grave.flatMap((issue) =>
    errors
      .filter(({ constraints }) => issue.constraint !== undefined && constraints.includes(issue.constraint))
      .map((error): Fault => ({ error, resource, at: issue.expression ?? '', issue })),
  );
  const explained = new Set(known.map(({ issue }) => issue));
  const rest = triggered(errors, 'not-conformant');
  const others = grave.filter((issue) => !explained.has(issue) && !known.some((fault) => covers(fault, issue)));
  return rest === undefined
    ? known
    : [...known, ...others.map((issue) => ({ error: rest, resource, at: issue.expression ?? '', issue }))];
}

function covers({ error, at }: Fault, { constraint, rule, expression, element: place = expression }: Issue): boolean {
  if (error.covers.includes(constraint ?? rule)) return true;
  if (place === undefined) return false;
  return error.elements.some((path) => {
    const element = `${at}.${path}`;
    return place === element || place.startsWith(`${element}.`);
  });
}

/** The answer to a request that has these faults; HTTP allows one status, so those of another are not answered. */
export function refusal(
  faults: readonly Fault[],
  textOf: (fault: Fault) => string | undefined,
  basisOf: (fault: Fault) => AnswerBasis,
): ApiAnswer | undefined {
  const ranked = faults.toSorted((a, b) => a.error.rank - b.error.rank);
  const [first] = ranked;
  if (first === undefined) return undefined;
  const { status, reason } = first.error;
  const answered = ranked.filter(({ error }) => error.status === status);
  const messages = [...new Set(answered.flatMap(({ error }) => error.message ?? []))];
  const issues = new Map<string, { readonly issue: OperationOutcomeIssue; readonly bases: AnswerBasis[] }>();
  for (const fault of answered) {
    const diagnostics = textOf(fault);
    const code = (fault.error.issueType ?? fault.issue.code) as IssueCode;
    const issue: OperationOutcomeIssue = {
      severity: 'error',
      code,
      ...(diagnostics === undefined ? {} : { diagnostics }),
    };
    const key = JSON.stringify(issue);
    const same = issues.get(key);
    if (same === undefined) issues.set(key, { issue, bases: [basisOf(fault)] });
    else same.bases.push(basisOf(fault));
  }
  const told = [...issues.values()];
  const outcome: OperationOutcome = { resourceType: 'OperationOutcome', issue: told.map(({ issue }) => issue) };
  const issueBases = told.map(({ bases }) => bestBasis(bases));
  const message = messages.length === 0 ? {} : { message: messages.join(' ') };
  return { status, reason, ...message, basis: bestBasis(issueBases), outcome, issueBases };
}
