import { isUtf8 } from 'node:buffer';
import { LONGEST_TEXT, mebibytes } from '../../files/size.ts';
import type { Issue } from '../../model/issue.ts';
import type { ResourceResult } from '../../model/report.ts';
import type { Validator } from '../../validate/validator.ts';
import { isUtf16, type Payload } from './read-payloads.ts';

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Validates one resource, or each line of a payload of NDJSON. What cannot be read is a finding, and the rest goes on.
 * @param begin called before each resource, with its line in NDJSON
 */
export function validatePayload(
  payload: Payload,
  validator: Validator,
  profiles: readonly string[],
  begin: (line?: number) => void = () => {},
): ResourceResult[] {
  const { file, line, isTooLong = false, fault } = payload;
  const validate = (bytes: Buffer) => validateText(bytes, file, validator, profiles);
  if (fault !== undefined) return [unreadableFile(file, fault)];
  begin(line);
  if (isTooLong) return [onLine(tooLong(file), line)];
  const whole = Buffer.from(payload.bytes.buffer, payload.bytes.byteOffset, payload.bytes.byteLength);
  const isMarked = (line === undefined || line === 1) && BYTE_ORDER_MARK.every((byte, at) => whole[at] === byte);
  const bytes = isMarked ? whole.subarray(BYTE_ORDER_MARK.length) : whole;
  const results: ResourceResult[] = [];
  if (line === undefined) results.push(validate(bytes));
  else {
    let number = line;
    for (let start = 0; start < bytes.length; number++) {
      const feed = bytes.indexOf(LINE_FEED, start);
      const end = feed === -1 ? bytes.length : feed;
      const text = bytes.subarray(start, end);
      if (!isBlank(text)) {
        begin(number);
        results.push(onLine(validate(text), number));
      }
      start = end + 1;
    }
  }
  return isMarked ? results.map((result, at) => (at === 0 ? withMarkIssue(result) : result)) : results;
}

function validateText(bytes: Buffer, file: string, validator: Validator, profiles: readonly string[]): ResourceResult {
  if (bytes.length > LONGEST_TEXT) return tooLong(file);
  const fault = encodingFault(bytes);
  if (fault === undefined) return validator.validate(bytes.toString('utf8'), { file, profiles });
  return unreadable(file, 'invalid', 'json-encoding', `${fault} Save the file as UTF-8.`);
}

/** Why the bytes are no text in UTF-8; undefined where they are. */
function encodingFault(bytes: Uint8Array): string | undefined {
  if (isUtf16(bytes)) return 'This is UTF-16, and JSON has to be written in UTF-8.';
  return isUtf8(bytes) ? undefined : 'This is not UTF-8, which JSON has to be written in.';
}

/** Whether it holds nothing but the white space of JSON. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** A finding in a line of NDJSON stands on that line of the file. */
function onLine(result: ResourceResult, line: number | undefined): ResourceResult {
  if (line === undefined) return result;
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

function tooLong(file: string): ResourceResult {
  const message = `This JSON text is longer than ${mebibytes(LONGEST_TEXT)}, the most that is read. Split the resource, or write one resource a line into an .ndjson file.`;
  return unreadable(file, 'too-costly', 'json-syntax', message);
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
