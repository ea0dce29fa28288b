import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { EnvironmentError } from '../model/issue.ts';
import { wholeLines } from './whole-lines.ts';

/** Bytes to validate, and where they came from: a file whole, or some lines of NDJSON. */
export interface Payload {
  /** As the user would type it; `-` for standard input. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Of NDJSON: the number of the first line in the bytes, counting from 1. */
  readonly line?: number;
  /** The bytes were left out, because they are more than what is held of one text. */
  readonly isTooLong?: true;
}

/** Reads the files one after the other; of NDJSON a few lines at a time, however long it is. */
export async function* readPayloads(files: readonly string[]): AsyncGenerator<Payload> {
  for (const file of files) {
    for await (const payload of readable(file, payloadsOf(file))) yield payload;
  }
}

function payloadsOf(file: string): AsyncIterable<Payload> {
  if (file === '-') return standardInput();
  return isNdjson(file) ? ndjson(file, createReadStream(file)) : wholeFile(file);
}

/** @throws EnvironmentError in place of what the file system says */
async function* readable(file: string, payloads: AsyncIterable<Payload>): AsyncGenerator<Payload> {
  const each = payloads[Symbol.asyncIterator]();
  while (true) {
    const next = await each.next().catch((cause: unknown) => {
      throw new EnvironmentError(`${file} cannot be read. Check that it exists and its permissions.`, { cause });
    });
    if (next.done === true) return;
    yield next.value;
  }
}

export function isNdjson(file: string): boolean {
  return /\.ndjson$/i.test(file);
}

async function* wholeFile(file: string): AsyncGenerator<Payload> {
  yield { file, bytes: await readFile(file) };
}

async function* ndjson(file: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Payload> {
  for await (const lines of wholeLines(chunks)) {
    // UTF-16 has no lines that could be cut by bytes: what its mark says holds for the whole file.
    if (lines.line === 1 && isUtf16(lines.bytes)) return yield { file, bytes: lines.bytes.subarray(0, 2) };
    yield { file, ...lines };
  }
}

/** Whether the bytes start with the byte order mark of UTF-16. */
export function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Standard input has no name to go by: it is NDJSON when its first line is a whole object. */
async function* standardInput(): AsyncGenerator<Payload> {
  const chunks: AsyncIterator<Buffer> = process.stdin[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let isDecided = false;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    read.push(next.value);
    if (isDecided || !next.value.includes('\n')) continue;
    const [, first] = /^\s*(\S.*)\n/.exec(Buffer.concat(read).toString('utf8')) ?? [];
    if (first === undefined) continue;
    isDecided = true;
    if (isWholeObject(first)) return yield* ndjson('-', resumed(read, chunks));
  }
  yield { file: '-', bytes: Buffer.concat(read) };
}

async function* resumed(read: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* read;
  yield* { [Symbol.asyncIterator]: () => rest };
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
