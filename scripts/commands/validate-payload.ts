import { type Issue, isAtLeast } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import type { Validator } from '../validate/validator.ts';
import type { Payload } from './payloads.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** Validates what a file holds: one resource, or one a line where it is NDJSON. */
export function validatePayload(
  { file, bytes }: Payload,
  validator: Validator,
  profiles: readonly string[],
): ResourceResult[] {
  const fault = encodingFault(bytes);
  if (fault !== undefined) {
    const message = `${fault} Save the file as UTF-8.`;
    return [unreadable(file, { severity: 'fatal', code: 'invalid', rule: 'json-encoding', message, source: { file } })];
  }
  const marked = bytes.toString('utf8');
  const text = marked.startsWith(BYTE_ORDER_MARK) ? marked.slice(1) : marked;
  const results = isNdjson(file, text)
    ? text
        .split('\n')
        .map((line, index) => ({ line, number: index + 1 }))
        .filter(({ line }) => line.trim() !== '')
        .map(({ line, number }) => onLine(validator.validate(line, { file, profiles }), number))
    : [validator.validate(text, { file, profiles })];
  return text === marked ? results : results.map((result, at) => (at === 0 ? withMarkIssue(result) : result));
}

/** Why the bytes are no text in UTF-8; undefined where they are. */
function encodingFault(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'This is UTF-16, and JSON has to be written in UTF-8.';
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return 'This is not UTF-8, which JSON has to be written in.';
  }
}

/** By the file's name; standard input has none, and is NDJSON when its first line is a whole object and not its last. */
function isNdjson(file: string, text: string): boolean {
  if (file !== '-') return /\.ndjson$/i.test(file);
  const [first = '', ...rest] = text.trim().split('\n');
  return rest.length > 0 && isWholeObject(first);
}

function isWholeObject(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A finding in a line of NDJSON stands on that line of the file. */
function onLine(result: ResourceResult, line: number): ResourceResult {
  const issues = result.issues.map((issue) =>
    issue.source === undefined ? issue : { ...issue, source: { ...issue.source, line } },
  );
  return { ...result, issues };
}

function withMarkIssue(result: ResourceResult): ResourceResult {
  const message =
    'The text starts with a byte order mark, which JSON must not have. Save the file as UTF-8 without it.';
  const issue: Issue = {
    severity: 'warning',
    code: 'invalid',
    rule: 'json-encoding',
    message,
    source: { file: result.file, line: 1, column: 1 },
  };
  return { ...result, issues: [issue, ...result.issues] };
}

function unreadable(file: string, issue: Issue): ResourceResult {
  return { file, profiles: [], valid: !isAtLeast(issue.severity, 'error'), issues: [issue] };
}
