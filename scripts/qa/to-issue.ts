import { toExpression, toPath } from '../model/hl7-location.ts';
import { type Issue, toIssueCode } from '../model/issue.ts';
import type { QaMessage } from './qa-xml.ts';
import type { QaRule } from './rules.ts';

/** A message of the IG Publisher as a finding, without the place where it is to be mended. */
export function toIssue({ severity, code, text, location, ...message }: QaMessage): Issue {
  const place = location?.replace(/^[A-Z]\w+\/[^\s:]+: /, '');
  const [expression, path] = [toExpression(place), toPath(place)];
  return {
    severity: severity === 'fatal' || severity === 'error' || severity === 'warning' ? severity : 'information',
    code: toIssueCode(code),
    rule: ruleOf({ ...message, text }),
    message: text,
    ...(expression === undefined ? {} : { expression }),
    ...(path === undefined ? {} : { path }),
  };
}

/** The Publisher's own name behind `publisher:`; some of the messages without one have a name here. */
function ruleOf({ id, text }: Pick<QaMessage, 'id' | 'text'>): string {
  if (id !== undefined && id !== '') return `publisher:${id}`;
  return named.find(([pattern]) => pattern.test(text))?.[1] ?? unnamed;
}

const unnamed: QaRule = 'publisher-message';
const named: readonly (readonly [pattern: RegExp, rule: QaRule])[] = [
  [/^Img Source '.*' does not resolve|^The image source /, 'publisher-image'],
  [/^(An HTML fragment from the set|The HTML fragment) .* not included anywhere/, 'publisher-fragment'],
  [/duplicate anchor/, 'publisher-anchors'],
];
