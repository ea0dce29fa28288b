import { z } from 'zod';
import { isArtefact } from '../model/hl7-artefact.ts';
import { toExpression, toPath } from '../model/hl7-location.ts';
import { type Issue, toIssueCode } from '../model/issue.ts';

const text = z.string().nullish();
const Message = z.object({
  severity: z.string(),
  type: text,
  location: text,
  messageId: text,
  message: text,
  line: z.number().optional(),
  column: z.number().optional(),
});
const Answer = z.union([
  z.object({ step: z.string() }),
  z.object({ index: z.number(), issues: z.array(Message) }),
  z.object({ index: z.number(), crash: z.string() }),
]);

/** What the HL7 validator says of one resource. */
export interface Opinion {
  /** Undefined when it failed on the resource: it has no verdict then. */
  readonly valid: boolean | undefined;
  readonly issues: readonly Issue[];
  /** How many of the issues it has only for want of a terminology server. */
  readonly artefacts: number;
}

export type AnswerLine = { readonly step: string } | { readonly index: number; readonly opinion: Opinion };

/** Reads one line of the Java program's standard output; undefined for a line that is not of its protocol. */
export function parseAnswer(line: string): AnswerLine | undefined {
  const { data } = Answer.safeParse(parseJson(line));
  if (data === undefined) return undefined;
  if ('step' in data) return data;
  if ('crash' in data)
    return { index: data.index, opinion: { valid: undefined, issues: [crashed(data.crash)], artefacts: 0 } };
  const messages = data.issues.map(toIssue);
  const artefacts = messages.filter((message) => message.isArtefact).length;
  const issues = messages.map(({ issue }) => issue);
  return { index: data.index, opinion: { valid: !issues.some(isError), issues, artefacts } };
}

/**
 * A message of the HL7 validator as an issue of ours. What it says only for want of a terminology server becomes a note:
 * as an error it would refuse every resource with a MIME type.
 */
function toIssue(found: z.infer<typeof Message>): { issue: Issue; isArtefact: boolean } {
  const message = oneLine(found.message ?? 'No message.');
  const artefact = isArtefact(found.messageId ?? undefined, message);
  const severity = severityOf(found.severity);
  const expression = toExpression(found.location ?? undefined);
  const path = toPath(found.location ?? undefined);
  const issue: Issue = {
    severity: artefact ? 'information' : severity,
    code: artefact ? 'incomplete' : toIssueCode(found.type ?? undefined),
    rule: ruleOf(found.messageId ?? undefined),
    message: artefact ? `Not checked, for want of a terminology server: ${message}` : message,
    ...(expression === undefined ? {} : { expression }),
    ...(path === undefined ? {} : { path }),
    ...(found.line === undefined
      ? {}
      : { source: { file: '', line: found.line, ...(found.column === undefined ? {} : { column: found.column }) } }),
  };
  return { issue, isArtefact: artefact };
}

function crashed(reason: string): Issue {
  const message = `The HL7 validator failed on this resource, so it has no verdict: ${oneLine(reason)}`;
  return { severity: 'error', code: 'exception', rule: 'hl7:crash', message };
}

/** `hl7:` and the HL7 validator's own name of the message; some have none. */
function ruleOf(messageId: string | undefined): string {
  return `hl7:${messageId === undefined || messageId === '' ? 'unnamed' : messageId}`;
}

function severityOf(severity: string): Issue['severity'] {
  return severity === 'fatal' || severity === 'error' || severity === 'warning' ? severity : 'information';
}

function isError({ severity }: Issue): boolean {
  return severity === 'fatal' || severity === 'error';
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
