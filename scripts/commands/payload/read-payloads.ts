import { fstatSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { FileFault, faultOf } from '../../files/file-fault.ts';
import { isPipe, readPipe } from '../../files/pipe.ts';
import { readBytesSoon, streamOf } from '../../files/read-file.ts';
import { LONGEST_TEXT } from '../../files/size.ts';
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
  /** Why there are no bytes, or no more, behind "cannot be read: ". */
  readonly fault?: string;
}

/**
 * Reads the files one after the other; of NDJSON a few lines at a time, however long it is.
 * @param signal is heard also while a pipe or standard input has nothing to say
 */
export async function* readPayloads(files: readonly string[], signal?: AbortSignal): AsyncGenerator<Payload> {
  for (const file of files) {
    for await (const payload of readable(file, payloadsOf(file, signal))) yield payload;
  }
}

/** `-`, and the names that the system has for the same. */
export function isStandardInput(path: string): boolean {
  return path === '-' || /^\/(dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0)$/.test(path);
}

function payloadsOf(file: string, signal: AbortSignal | undefined): AsyncIterable<Payload> {
  if (isStandardInput(file)) return unnamed(file, whileRead(standardInput(signal)));
  if (!isPipe(file)) return isNdjson(file) ? ndjson(file, streamOf(file)) : wholeFile(file);
  const chunks = whileRead(readPipe(file, signal));
  return isNdjson(file) ? ndjson(file, chunks) : unnamed(file, chunks);
}

/** What cannot be read is a finding about it: the others are validated all the same. */
async function* readable(file: string, payloads: AsyncIterable<Payload>): AsyncGenerator<Payload> {
  try {
    yield* payloads;
  } catch (error) {
    if (!(error instanceof Error && ('syscall' in error || error instanceof FileFault))) throw error;
    yield { file, bytes: new Uint8Array(), fault: faultOf(file, error).reason };
  }
}

export function isNdjson(file: string): boolean {
  return /\.ndjson$/i.test(file);
}

async function* wholeFile(file: string): AsyncGenerator<Payload> {
  try {
    yield { file, bytes: await readBytesSoon(file, LONGEST_TEXT) };
  } catch (error) {
    if (!(error instanceof FileFault && error.isTooLong)) throw error;
    yield { file, bytes: new Uint8Array(), isTooLong: true };
  }
}

async function* standardInput(signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  if (fstatSync(0).isDirectory()) throw new FileFault('-', 'it is a folder');
  yield* (signal === undefined ? process.stdin : addAbortSignal(signal, process.stdin)) as AsyncIterable<Buffer>;
}

/**
 * The same chunks, as long as anybody reads the results. What comes through a pipe may have no end:
 * `yes … | ig validate - --format ndjson | head`.
 */
async function* whileRead(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isRead = true;
  const onError = () => {
    isRead = false;
  };
  process.stdout.once('error', onError); // the stream itself does not keep that it failed
  try {
    for await (const chunk of chunks) {
      yield chunk;
      if (!isRead) return;
    }
  } finally {
    process.stdout.off('error', onError);
  }
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

/** What has no name to go by is NDJSON when its first line is a whole object. */
async function* unnamed(file: string, input: AsyncIterable<Buffer>): AsyncGenerator<Payload> {
  const chunks = input[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let length = 0;
  let isDecided = false;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    read.push(next.value);
    length += next.value.length;
    if (length > LONGEST_TEXT) {
      await chunks.return?.(); // it may have no end
      return yield { file, bytes: new Uint8Array(), isTooLong: true };
    }
    if (isDecided || !next.value.includes('\n')) continue;
    const [, first] = /^\s*(\S.*)\n/.exec(Buffer.concat(read).toString('utf8')) ?? [];
    if (first === undefined) continue;
    isDecided = true;
    if (isWholeObject(first)) return yield* ndjson(file, resumed(read, chunks));
  }
  yield { file, bytes: Buffer.concat(read) };
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
