import type { Issue } from '../../model/issue.ts';
import { count, formatNumber, listSome } from '../../report/finding/count.ts';
import type { Payload } from './read-payloads.ts';

const LINE_FEED = 0x0a;
const NAMED = 5;

/** What a run has not come to when it is stopped. */
export class Unreached {
  readonly #files: readonly string[];
  /** Read, and not validated yet. */
  readonly #open = new Set<Payload>();
  #last: Payload | undefined;

  constructor(files: readonly string[]) {
    this.#files = files;
  }

  /** Notes what is read. */
  async *watch<Read extends Payload>(payloads: AsyncIterable<Read>): AsyncGenerator<Read> {
    for await (const payload of payloads) {
      this.#last = payload;
      this.#open.add(payload);
      yield payload;
    }
  }

  done(payload: Payload): void {
    this.#open.delete(payload);
  }

  /** The finding that makes a report one of a part. */
  issue(by: string): Issue {
    const left = this.#left();
    const rest =
      left.length === 0
        ? 'Everything had been checked until then.'
        : `Not checked: ${count(left.length, 'file')} of ${formatNumber(this.#files.length)}, ${listSome(left, NAMED)}.`;
    const message = `The run was stopped by ${by}. ${rest}`;
    return { severity: 'fatal', code: 'incomplete', rule: 'interrupted', message };
  }

  #left(): string[] {
    const last = this.#last;
    const begun = last === undefined ? -1 : this.#files.indexOf(last.file);
    const open = [...this.#open];
    return this.#files.flatMap((file, index) => {
      if (index > begun) return [nameOf(file)];
      const [first] = open.filter((payload) => payload.file === file);
      if (first !== undefined) return [placeOf(file, first.line)];
      // Of NDJSON nobody knows yet whether more would have come.
      return index === begun && last?.line !== undefined ? [placeOf(file, last.line + linesIn(last.bytes))] : [];
    });
  }
}

function placeOf(file: string, line: number | undefined): string {
  return line === undefined || line === 1 ? nameOf(file) : `${nameOf(file)} from line ${formatNumber(line)} on`;
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function linesIn(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + (byte === LINE_FEED ? 1 : 0), 0);
}
