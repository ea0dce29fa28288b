import type { Writable } from 'node:stream';
import { type Message, StreamMessageWriter } from 'vscode-languageserver/node';

/** Writes the protocol's messages, and knows when all are written. */
export class CountedOutput extends StreamMessageWriter {
  #open = 0;

  constructor(output: Writable) {
    super(output);
  }

  override async write(message: Message): Promise<void> {
    this.#open++;
    try {
      await super.write(message);
    } finally {
      this.#open--;
    }
  }

  /** What was answered before the end was asked for is still to be written; a client that does not read is not waited for. */
  async written(): Promise<void> {
    const end = performance.now() + MOST_WAITING_MS;
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#open > 0 && performance.now() < end);
  }
}

const MOST_WAITING_MS = 1_000;
