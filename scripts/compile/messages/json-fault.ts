export interface JsonFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

const space = /[\t\n\r ]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const word = /true|false|null/y;

/** Where a text stops being JSON; Node's own message does not say it. Undefined for well-formed JSON. */
export function jsonFault(json: string): JsonFault | undefined {
  const source = json.startsWith('\uFEFF') ? json.slice(1) : json;
  const reader = { source, at: 0 };
  try {
    readValue(reader);
    skip(reader, space);
    if (reader.at < source.length) fail('the end of the file');
    return undefined;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const before = source.slice(0, reader.at).split('\n');
    const found = reader.at >= source.length ? 'the file ends' : `${JSON.stringify(source[reader.at])} stands`;
    const message = `${found} where ${error.message} is expected`;
    return { message, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

class Unexpected extends Error {}

interface Reader {
  readonly source: string;
  at: number;
}

function readValue(reader: Reader): void {
  skip(reader, space);
  const char = reader.source[reader.at];
  if (char === '{') readList(reader, '}', readMember);
  else if (char === '[') readList(reader, ']', readValue);
  else if (char === '"') readText(reader);
  else if (!skip(reader, number) && !skip(reader, word)) fail('a value');
}

function readList(reader: Reader, end: string, readItem: (reader: Reader) => void): void {
  reader.at++;
  skip(reader, space);
  if (take(reader, end)) return;
  for (;;) {
    readItem(reader);
    skip(reader, space);
    if (take(reader, end)) return;
    if (!take(reader, ',')) fail(`, or ${end}`);
  }
}

function readMember(reader: Reader): void {
  skip(reader, space);
  if (reader.source[reader.at] !== '"') fail('a name in quotation marks');
  readText(reader);
  skip(reader, space);
  if (!take(reader, ':')) fail(':');
  readValue(reader);
}

function readText(reader: Reader): void {
  reader.at++;
  while (!take(reader, '"')) {
    const char = reader.source[reader.at];
    if (char === undefined || char < ' ') fail('the closing quotation mark');
    if (char !== '\\') reader.at++;
    else if (!skip(reader, escaped)) fail('an escape such as \\n');
  }
}

function take(reader: Reader, char: string): boolean {
  if (reader.source[reader.at] !== char) return false;
  reader.at++;
  return true;
}

function skip(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found === null) return false;
  reader.at += found[0].length;
  return true;
}

function fail(wanted: string): never {
  throw new Unexpected(wanted);
}
