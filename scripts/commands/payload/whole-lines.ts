import { LONGEST_TEXT } from '../../files/size.ts';

const LINE_FEED = 0x0a;

/** Consecutive lines, each whole. */
export interface Lines {
  /** Number of the first one, counting from 1. */
  readonly line: number;
  readonly bytes: Uint8Array;
  /** It is one line, and was left out because it is longer than what is held. */
  readonly isTooLong?: true;
}

/**
 * Cuts a stream where lines end, so that no more is held than one of its chunks and the line that it begins.
 * @param longest the most bytes of one line that are held
 */
export async function* wholeLines(chunks: AsyncIterable<Buffer>, longest = LONGEST_TEXT): AsyncGenerator<Lines> {
  let line = 1;
  let begun: Buffer[] = [];
  let length = 0;
  let isSkipping = false;
  for await (const chunk of chunks) {
    let rest = chunk;
    if (isSkipping) {
      const end = chunk.indexOf(LINE_FEED);
      if (end === -1) continue;
      isSkipping = false;
      line++;
      rest = chunk.subarray(end + 1);
    }
    const end = rest.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const bytes = Buffer.concat([...begun, rest.subarray(0, end)]);
      yield { line, bytes };
      line += countLineFeeds(bytes);
      rest = rest.subarray(end);
      begun = [];
      length = 0;
    }
    if (rest.length > 0) begun.push(rest);
    length += rest.length;
    if (length <= longest) continue;
    yield { line, bytes: new Uint8Array(), isTooLong: true };
    begun = [];
    length = 0;
    isSkipping = true;
  }
  if (begun.length > 0) yield { line, bytes: Buffer.concat(begun) };
}

function countLineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
