import type { Readable } from 'node:stream';
import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from 'vscode-languageserver/node';

/** No header of the protocol is near this, and no text that we read is longer (files/size.ts). */
const LONGEST_HEADER = 4_096;
const LONGEST_BODY = 128 * 1024 * 1024;

/**
 * Reads the protocol's messages: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol
 * What is no message cannot be gone on behind, because nobody knows where the next one begins: that is an error, and so
 * is a body that is no JSON object.
 */
export class FramedInput extends AbstractMessageReader {
  readonly #input: Readable;
  #chunks: Buffer[] = [];
  #size = 0;
  /** Of the message whose header was read. */
  #length: number | undefined;
  #isBroken = false;

  constructor(input: Readable) {
    super();
    this.#input = input;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (chunk: Buffer) => {
      if (this.#isBroken) return;
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      try {
        for (let body = this.#next(); body !== undefined; body = this.#next()) callback(parse(body));
      } catch (error) {
        this.#isBroken = true;
        this.#chunks = [];
        this.fireError(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const onError = (error: Error) => this.fireError(error);
    const onClose = () => this.fireClose();
    this.#input.on('data', onData).on('error', onError).on('end', onClose).on('close', onClose);
    return {
      dispose: () => {
        this.#input.off('data', onData).off('error', onError).off('end', onClose).off('close', onClose);
      },
    };
  }

  #next(): string | undefined {
    this.#length ??= this.#header();
    if (this.#length === undefined || this.#size < this.#length) return undefined;
    const body = this.#take(this.#length);
    this.#length = undefined;
    return body.toString('utf8');
  }

  #header(): number | undefined {
    const start = this.#joined(LONGEST_HEADER);
    const end = start.indexOf('\r\n\r\n');
    if (end === -1) {
      const isHeader = /^(?:[\w-]+:[^\n]*\r\n)*[\w-]*(?::[^\n]*)?$/.test(start.toString('latin1'));
      if (start.length >= LONGEST_HEADER || !isHeader) throw new Error('what came is no header of the protocol');
      return undefined;
    }
    const length = /^Content-Length:[ \t]*(\d{1,10})[ \t]*$/im.exec(start.toString('latin1', 0, end))?.[1];
    if (length === undefined) throw new Error('a header came without Content-Length');
    if (Number(length) > LONGEST_BODY) throw new Error(`a message of ${length} bytes is longer than any can be`);
    this.#take(end + 4);
    return Number(length);
  }

  /** The first bytes that have come, at most so many. */
  #joined(most: number): Buffer {
    if ((this.#chunks[0]?.length ?? 0) < Math.min(most, this.#size)) this.#chunks = [Buffer.concat(this.#chunks)];
    return (this.#chunks[0] ?? Buffer.alloc(0)).subarray(0, most);
  }

  #take(length: number): Buffer {
    const whole = this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
    const rest = whole.subarray(length);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
    return whole.subarray(0, length);
  }
}

function parse(body: string): Message {
  const message: unknown = JSON.parse(body);
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    throw new Error('what came is no message of the protocol');
  return message as Message;
}
