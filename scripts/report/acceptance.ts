import type { Issue, Outcome } from '../model/issue.ts';

/** A finding that the project lives with, and why. */
export interface Acceptance {
  /** The message in full, in any case; a `%` at its start or end stands for any text. */
  readonly pattern: string;
  readonly reason: string;
}

const HEADER = /^==.*==$/;

/**
 * Reads `input/ignoreWarnings.txt`, the form in which the IG Publisher takes suppressions:
 * a message a line, below the comment lines (`#`) that give the reason for it.
 * @returns also a warning for each message without a reason; such a message accepts nothing
 * @see https://github.com/HL7/fhir-ig-publisher class SuppressedMessageInformation
 */
export function parseAcceptances(text: string, file: string): Outcome<Acceptance[]> {
  const value: Acceptance[] = [];
  const issues: Issue[] = [];
  let reason: string[] = [];
  let afterMessage = false;
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || HEADER.test(line)) continue;
    if (line.startsWith('#')) {
      if (afterMessage) reason = [];
      afterMessage = false;
      reason.push(line.replace(/^#+\s*/, ''));
      continue;
    }
    afterMessage = true;
    const words = reason.join(' ').trim();
    if (words !== '') value.push({ pattern: line, reason: words });
    else issues.push(withoutReason(line, file, index + 1));
  }
  return { value, issues };
}

function withoutReason(pattern: string, file: string, line: number): Issue {
  return {
    severity: 'warning',
    code: 'business-rule',
    rule: 'suppression-without-reason',
    message: `The suppression '${pattern}' has no reason and is not applied. Write the reason above it, in a line that starts with #.`,
    source: { file, line },
  };
}

/** Marks the warnings and notes that the project accepts. Errors are never accepted, and nothing is left out. */
export function accept(issues: readonly Issue[], acceptances: readonly Acceptance[]): Issue[] {
  return issues.map((issue) => {
    if (issue.severity !== 'warning' && issue.severity !== 'information') return issue;
    const acceptance = acceptances.find(({ pattern }) => matches(issue.message.toLowerCase(), pattern.toLowerCase()));
    return acceptance === undefined ? issue : { ...issue, accepted: acceptance.reason };
  });
}

function matches(message: string, pattern: string): boolean {
  const openStart = pattern.startsWith('%');
  const openEnd = pattern.length > 1 && pattern.endsWith('%');
  const text = pattern.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  if (openStart && openEnd) return message.includes(text);
  if (openStart) return message.endsWith(text);
  return openEnd ? message.startsWith(text) : message === text;
}
