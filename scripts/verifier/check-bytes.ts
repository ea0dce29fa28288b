import { BYTE_ORDER_MARK, notUtf8, onLine, tooLong, utf16, withMarkIssue } from '../files/payload-text.ts';
import type { ResourceResult } from '../model/report.ts';
import type { Checker, CheckOptions } from '../pipeline/checker/checker.ts';

const LINE_FEED = 0x0a;

/** Most bytes of one text: V8 holds no longer string, and what is made of it takes many times the memory. */
const LONGEST = 256 * 1024 * 1024;

/**
 * Checks the bytes of a file: one JSON text, or NDJSON by its name or where its first line is a whole object and not its
 * last.
 * @param most bytes of one text that are read
 */
export function* checkBytes(
  bytes: Uint8Array,
  checker: Checker,
  options: CheckOptions & { readonly file: string },
  most: number = LONGEST,
): Generator<ResourceResult> {
  const { file } = options;
  const isMarked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  const text = isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
  const one = (part: Uint8Array): ResourceResult => {
    if (part.length > most) return checker.unread(tooLong(file, most), options);
    if (isUtf16(part)) return checker.unread(utf16(file), options);
    const decoded = decode(part);
    return decoded === undefined ? checker.unread(notUtf8(file), options) : checker.check(decoded, options);
  };
  let isFirst = isMarked;
  for (const { part, line } of isUtf16(text) ? [{ part: text, line: undefined }] : parts(text, file)) {
    const result = onLine(one(part), line);
    yield isFirst ? withMarkIssue(result) : result;
    isFirst = false;
  }
}

function* parts(text: Uint8Array, file: string): Generator<{ part: Uint8Array; line: number | undefined }> {
  if (!isNdjson(text, file)) return yield { part: text, line: undefined };
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    const feed = text.indexOf(LINE_FEED, start);
    const end = feed === -1 ? text.length : feed;
    const part = text.subarray(start, end);
    if (!part.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)) yield { part, line };
    start = end + 1;
  }
}

function isNdjson(text: Uint8Array, file: string): boolean {
  if (/\.ndjson$/i.test(file)) return true;
  if (/\.json$/i.test(file)) return false;
  const feed = text.indexOf(LINE_FEED);
  const first = decode(text.subarray(0, feed))?.trim() ?? '';
  return feed !== -1 && first.startsWith('{') && isWhole(first) && /\S/.test(decode(text.subarray(feed)) ?? '');
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Undefined for what is no UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
