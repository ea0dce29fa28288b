import type { Issue, Outcome } from '../../model/issue.ts';
import type { Suppression } from './suppression.ts';

/** Where the IG Publisher finds its suppressions. */
export const IGNORE_WARNINGS = 'input/ignoreWarnings.txt';

const HEADER = /^==.*==$/;

/**
 * Reads suppressions in the form in which the IG Publisher takes them, for a project that writes them by hand:
 * a message a line, below the comment lines (`#`) that give the reason for it.
 * @returns also a warning for each message without a reason; such a message accepts nothing
 * @see https://github.com/HL7/fhir-ig-publisher class SuppressedMessageInformation
 */
export function parseIgnoreWarnings(text: string, file: string = IGNORE_WARNINGS): Outcome<Suppression[]> {
  const value: Suppression[] = [];
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
    const source = { file, line: index + 1 };
    if (words === '') issues.push(withoutReason(line, source));
    else value.push({ messages: [line], rules: [], reason: words, finders: ['ig', 'publisher'], source });
  }
  return { value, issues };
}

function withoutReason(pattern: string, source: Suppression['source']): Issue {
  return {
    severity: 'warning',
    code: 'business-rule',
    rule: 'suppression-without-reason',
    message: `The suppression '${pattern}' has no reason and is not applied. Write the reason above it, in a line that starts with #.`,
    source,
  };
}
