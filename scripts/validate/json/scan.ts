/** Where a property's name, and its value, begin; of an array's item both are the same. */
interface Place {
  readonly name: number;
  readonly value: number;
}

const quote = 0x22;
const comma = 0x2c;

/** The members of an object or array, by name or index. */
export interface Members {
  get(key: string | number): Place | undefined;
  readonly count: number;
  /** Where the last of them ends. */
  readonly end: number;
}

/** The members of the object or array that begins at an offset; none where neither does. */
export function scanMembers(text: string, container: number): Members {
  const items: number[] = [];
  const properties = new Map<string | number, Place>();
  const open = text.charCodeAt(container);
  const isObject = open === 0x7b;
  if (!isObject && open !== 0x5b) return { get: () => undefined, count: 0, end: container };
  let at = skipSpace(text, container + 1);
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x7d || code === 0x5d) break;
    const name = at;
    if (isObject) {
      const end = skipString(text, at);
      const key = String(JSON.parse(text.slice(at, end)));
      at = skipSpace(text, skipSpace(text, end) + 1);
      if (!properties.has(key)) properties.set(key, { name, value: at });
    } else items.push(at);
    at = skipSpace(text, skipValue(text, at));
    if (text.charCodeAt(at) !== comma) break;
    at = skipSpace(text, at + 1);
  }
  if (isObject) return { get: (key) => properties.get(key), count: properties.size, end: at };
  return { get: (key) => placeOf(items[Number(key)]), count: items.length, end: at };
}

function placeOf(offset: number | undefined): Place | undefined {
  return offset === undefined ? undefined : { name: offset, value: offset };
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function skipString(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === 0x5c) before--;
  return (at - before) % 2 === 0;
}

/** Skips a value without recursion, counting brackets. */
function skipValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = skipString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === comma || isSpace(code))) return at;
    at++;
  }
  return at;
}
