import { isJsonObject } from '../model/fhir.ts';

export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Line and column, counting from 1, of an offset. */
export function lineColumn(text: string, offset: number): LineColumn {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
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

/**
 * Finds where the value at a path begins; for a property, the offset of its name.
 * Only called for findings, so a valid text is never scanned twice. The text must be valid JSON.
 */
export function findOffset(text: string, path: JsonPath): number {
  let at = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  let found = at;
  for (const step of path) {
    const next = typeof step === 'number' ? findItem(text, at, step) : findProperty(text, at, step);
    if (next === undefined) return found;
    found = next.name;
    at = next.value;
  }
  return found;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text.charAt(at))) at++;
  return at;
}

function skipString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Skips a value without recursion, counting brackets. */
function skipValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      at = skipString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (character === ',' || ' \n\r\t'.includes(character ?? ''))) return at;
    at++;
  }
  return at;
}

interface Place {
  readonly name: number;
  readonly value: number;
}

function findItem(text: string, array: number, index: number): Place | undefined {
  if (text[array] !== '[') return undefined;
  let at = skipSpace(text, array + 1);
  for (let i = 0; i < index; i++) {
    at = skipSpace(text, skipValue(text, at));
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return text[at] === ']' ? undefined : { name: at, value: at };
}

function findProperty(text: string, object: number, key: string): Place | undefined {
  if (text[object] !== '{') return undefined;
  let at = skipSpace(text, object + 1);
  while (text[at] === '"') {
    const name = at;
    const end = skipString(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (JSON.parse(text.slice(name, end)) === key) return { name, value };
    at = skipSpace(text, skipValue(text, value));
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}
