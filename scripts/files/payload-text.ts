import type { Issue } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import { mebibytes } from './size.ts';

/** Of UTF-8. */
export const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** A finding in a line of NDJSON stands on that line of the file. */
export function onLine(result: ResourceResult, line: number | undefined): ResourceResult {
  if (line === undefined) return result;
  const issues = result.issues.map((issue) =>
    issue.source === undefined ? issue : { ...issue, source: { ...issue.source, line } },
  );
  return { ...result, issues };
}

export function withMarkIssue(result: ResourceResult): ResourceResult {
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

/** @param most bytes that are read of one text */
export function tooLong(file: string, most: number): ResourceResult {
  const message = `This JSON text is longer than ${mebibytes(most)}, the most that is read. Split the resource, or write one resource a line into an .ndjson file.`;
  return unreadable(file, 'too-costly', 'json-syntax', message);
}

export function utf16(file: string): ResourceResult {
  return wronglyEncoded(file, 'This is UTF-16, and JSON has to be written in UTF-8.');
}

export function notUtf8(file: string): ResourceResult {
  return wronglyEncoded(file, 'This is not UTF-8, which JSON has to be written in.');
}

function wronglyEncoded(file: string, fault: string): ResourceResult {
  return unreadable(file, 'invalid', 'json-encoding', `${fault} Save the file as UTF-8.`);
}

/** The result for a file that gave no text. @param reason as behind "cannot be read: " */
export function unreadableFile(file: string, reason: string): ResourceResult {
  const message = `This cannot be read: ${reason}. Name a regular file, or take it out of the folder.`;
  return unreadable(file, 'processing', 'file-unreadable', message);
}

function unreadable(
  file: string,
  code: Issue['code'],
  rule: 'file-unreadable' | 'json-encoding' | 'json-syntax',
  message: string,
): ResourceResult {
  return { file, profiles: [], valid: false, issues: [{ severity: 'fatal', code, rule, message, source: { file } }] };
}
