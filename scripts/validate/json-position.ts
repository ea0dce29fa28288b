import { isJsonObject } from '../model/fhir.ts';

export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Line and column, counting from 1, of an offset. */
export function lineColumn(text: string, offset: number): LineColumn {
  return columnIn(lineStarts(text), offset);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function columnIn(starts: readonly number[], offset: number): LineColumn {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Keys and indices from the root of the JSON text. */
export type JsonPath = readonly (string | number)[];

/**
 * Turns a FHIRPath location into the keys of the JSON text: `Patient.name[0].given[1].extension[0]` becomes
 * name, 0, _given, 1, extension, 0. Follows it as far as the value goes.
 */
export function toJsonPath(root: unknown, expression: string): JsonPath {
  const path: (string | number)[] = [];
  let value: unknown = root;
  const steps = expression.split('.').slice(1);
  for (const step of steps) {
    const match = /^([A-Za-z_]\w*)(?:\[(\d+)\])?$/.exec(step);
    const name = match?.[1];
    if (name === undefined) continue;
    const key = keyOf(value, name) ?? siblingKey(path, root, name);
    if (key === undefined) break;
    if (Array.isArray(key)) {
      path.splice(0, path.length, ...key);
    } else {
      path.push(key);
    }
    value = follow(root, path);
    if (match?.[2] !== undefined && Array.isArray(value)) {
      path.push(Number(match[2]));
      value = follow(root, path);
    }
  }
  return path;
}

function follow(root: unknown, path: JsonPath): unknown {
  let value: unknown = root;
  for (const step of path) value = (value as { [key: string | number]: unknown } | undefined)?.[step];
  return value;
}

function keyOf(value: unknown, name: string): string | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return name;
  const variant = new RegExp(`^_?${name}[A-Z]`);
  return Object.keys(value).find((key) => key === `_${name}` || variant.test(key));
}

/** A step into a primitive goes to its `_` sibling: `birthDate`, then `extension`, is `_birthDate`, `extension`. */
function siblingKey(path: JsonPath, root: unknown, name: string): (string | number)[] | undefined {
  const at = typeof path[path.length - 1] === 'number' ? path.length - 2 : path.length - 1;
  const key = path[at];
  if (typeof key !== 'string' || key.startsWith('_')) return undefined;
  const moved = [...path.slice(0, at), `_${key}`, ...path.slice(at + 1)];
  const value = follow(root, moved);
  return isJsonObject(value) && Object.hasOwn(value, name) ? [...moved, name] : undefined;
}

/** Where a property's name, and its value, begin; of an array's item both are the same. */
interface Place {
  readonly name: number;
  readonly value: number;
}

/**
 * Finds where values stand in a text of valid JSON. Made when there is something to find, so a faultless text is never
 * scanned twice; each object and array is scanned once, whatever the number of findings.
 */
export class Positions {
  private readonly text: string;
  private readonly root: unknown;
  private readonly members = new Map<number, ReadonlyMap<string | number, Place>>();
  private readonly found = new Map<string, LineColumn>();
  private starts: number[] | undefined;

  /** @param root what the text says */
  constructor(text: string, root: unknown) {
    this.text = text;
    this.root = root;
  }

  /** Line and column of the element at a FHIRPath location, or of the nearest one around it that is there. */
  of(expression: string): LineColumn {
    const known = this.found.get(expression);
    if (known !== undefined) return known;
    this.starts ??= lineStarts(this.text);
    const fresh = columnIn(this.starts, this.offset(toJsonPath(this.root, expression)));
    this.found.set(expression, fresh);
    return fresh;
  }

  private offset(path: JsonPath): number {
    let value = skipSpace(this.text, this.text.charCodeAt(0) === 0xfeff ? 1 : 0);
    let name = value;
    for (const step of path) {
      const place = this.membersAt(value).get(step);
      if (place === undefined) return name;
      name = place.name;
      value = place.value;
    }
    return name;
  }

  private membersAt(container: number): ReadonlyMap<string | number, Place> {
    const known = this.members.get(container);
    if (known !== undefined) return known;
    const fresh = scanMembers(this.text, container);
    this.members.set(container, fresh);
    return fresh;
  }
}

const quote = 0x22;
const comma = 0x2c;

function scanMembers(text: string, container: number): Map<string | number, Place> {
  const members = new Map<string | number, Place>();
  const open = text.charCodeAt(container);
  const isObject = open === 0x7b;
  if (!isObject && open !== 0x5b) return members;
  let at = skipSpace(text, container + 1);
  for (let index = 0; at < text.length; index++) {
    const code = text.charCodeAt(at);
    if (code === 0x7d || code === 0x5d) break;
    const name = at;
    let key: string | number = index;
    if (isObject) {
      const end = skipString(text, at);
      key = String(JSON.parse(text.slice(at, end)));
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (!members.has(key)) members.set(key, { name, value: at });
    at = skipSpace(text, skipValue(text, at));
    if (text.charCodeAt(at) !== comma) break;
    at = skipSpace(text, at + 1);
  }
  return members;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function skipSpace(text: string, from: number): number {
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
