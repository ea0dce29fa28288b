import { isUtf8 } from 'node:buffer';
import {
  BYTE_ORDER_MARK,
  notUtf8,
  onLine,
  tooLong,
  unreadableFile,
  utf16,
  withMarkIssue,
} from '../../files/payload-text.ts';
import { LONGEST_TEXT } from '../../files/size.ts';
import type { ResourceResult } from '../../model/report.ts';
import type { Validator } from '../../validate/validator.ts';
import { isUtf16, type Payload } from './read-payloads.ts';

const LINE_FEED = 0x0a;

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
  if (isTooLong) return [onLine(tooLong(file, LONGEST_TEXT), line)];
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
  if (bytes.length > LONGEST_TEXT) return tooLong(file, LONGEST_TEXT);
  if (isUtf16(bytes)) return utf16(file);
  return isUtf8(bytes) ? validator.validate(bytes.toString('utf8'), { file, profiles }) : notUtf8(file);
}

/** Whether it holds nothing but the white space of JSON. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
