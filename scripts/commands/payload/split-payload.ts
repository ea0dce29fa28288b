import type { Payload } from './read-payloads.ts';

const LINE_FEED = 0x0a;

/** What stands before and behind one line of NDJSON; a side that has nothing is left out. */
export function aroundLine(payload: Payload, line: number): { before?: Payload; after?: Payload } {
  const { file, bytes, line: first = 1 } = payload;
  let start = 0;
  for (let number = first; number < line; number++) start = endOfLine(bytes, start);
  const end = endOfLine(bytes, start);
  return {
    ...(start === 0 ? {} : { before: { file, line: first, bytes: bytes.subarray(0, start) } }),
    ...(end === bytes.length ? {} : { after: { file, line: line + 1, bytes: bytes.subarray(end) } }),
  };
}

function endOfLine(bytes: Uint8Array, start: number): number {
  const feed = bytes.indexOf(LINE_FEED, start);
  return feed === -1 ? bytes.length : feed + 1;
}
