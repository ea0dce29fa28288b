import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { FileFault } from '../../files/file-fault.ts';
import { readBytes } from '../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../files/size.ts';
import type { Issue } from '../../model/issue.ts';
import type { ProjectPaths } from './project-paths.ts';

export interface FshText {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

/** The lines of each file, by its absolute path; of another there is none. A file is split when it is asked for. */
export function linesIn(texts: readonly FshText[]): (file: string) => readonly string[] {
  const textOf = new Map(texts.map(({ file, text }) => [file, text]));
  const lines = new Map<string, readonly string[]>();
  return (file) => {
    const known = lines.get(file) ?? textOf.get(file)?.split(/\r?\n/) ?? [];
    lines.set(file, known);
    return known;
  };
}

/**
 * The FSH files of a folder with those that are not saved yet, each where it will be listed once it is.
 * @param files absolute, in the order of their names
 * @param unsaved by their paths relative to the project
 */
export function withUnsaved(
  files: readonly string[],
  folder: string,
  { root }: ProjectPaths,
  unsaved: ReadonlyMap<string, string>,
): string[] {
  const fresh = [...unsaved.keys()]
    .map((name) => path.resolve(root, name))
    .filter((file) => file.startsWith(folder + path.sep) && file.endsWith('.fsh') && !files.includes(file));
  const merged = [...files];
  for (const file of fresh.sort(byNames)) {
    const at = merged.findIndex((other) => byNames(file, other) < 0);
    merged.splice(at === -1 ? merged.length : at, 0, file);
  }
  return merged;
}

/** As folders are walked: name by name, by their bytes. */
function byNames(a: string, b: string): number {
  const [left, right] = [a.split(path.sep), b.split(path.sep)];
  const at = left.findIndex((name, i) => name !== right[i]);
  return at === -1 ? 0 : Buffer.compare(Buffer.from(left[at] ?? ''), Buffer.from(right[at] ?? ''));
}

/**
 * Reads FSH files as UTF-8, and says where one is not.
 * A file with wrong bytes is still compiled, as SUSHI does, so that its other faults are found too.
 * @param unsaved texts that count for what is on the disk, by their paths relative to the project
 */
export function readFshFiles(
  files: readonly string[],
  paths: ProjectPaths,
  issues: Issue[],
  unsaved: ReadonlyMap<string, string> = new Map(),
): FshText[] {
  return files.flatMap((file) => {
    const typed = unsaved.get(paths.relative(file));
    const bytes = typed === undefined ? bytesOf(file, paths, issues) : Buffer.from(typed);
    if (bytes === undefined) return [];
    const badOffset = firstInvalidByte(bytes);
    if (badOffset !== undefined) issues.push(notUtf8(bytes, badOffset, paths.relative(file)));
    const text = bytes.toString('utf8');
    if (!text.startsWith('\uFEFF')) return [{ file, text }];
    issues.push(hasByteOrderMark(paths.relative(file)));
    return [{ file, text: text.slice(1) }];
  });
}

function bytesOf(file: string, paths: ProjectPaths, issues: Issue[]): Buffer | undefined {
  try {
    return readBytes(file, LONGEST_SOURCE);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    issues.push(unreadableFile(paths.relative(file), error.reason));
    return undefined;
  }
}

/** @param reason as behind "cannot be read: " */
export function unreadableFile(file: string, reason: string): Issue {
  const message = `This cannot be read: ${reason}. Put a regular file in its place, or take it out of the folder.`;
  return { severity: 'error', code: 'processing', rule: 'file-unreadable', message, source: { file } };
}

function firstInvalidByte(bytes: Buffer): number | undefined {
  if (isUtf8(bytes)) return undefined;
  let [low, high] = [0, bytes.length];
  // The longest valid start; a cut inside a character is forgiven by the stream option.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isValid(bytes.subarray(0, middle), true)) low = middle;
    else high = middle - 1;
  }
  // The character at fault begins before the byte at which it turned out to be none.
  while (!isValid(bytes.subarray(0, low))) low--;
  return low;
}

function isValid(bytes: Uint8Array, stream = false): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** SUSHI takes it for the first character of the first keyword. */
function hasByteOrderMark(file: string): Issue {
  return {
    severity: 'warning',
    code: 'invalid',
    rule: 'fsh-encoding',
    message: 'This file begins with a byte order mark, at which SUSHI by itself stops. Save it as UTF-8 without one.',
    source: { file, line: 1, column: 1 },
  };
}

function notUtf8(bytes: Buffer, offset: number, file: string): Issue {
  const before = bytes.subarray(0, offset).toString('utf8').split('\n');
  const isUtf16 = offset === 0 && (bytes[0] === 0xff || bytes[0] === 0xfe);
  const found = isUtf16 ? 'it looks like UTF-16' : `byte 0x${bytes[offset]?.toString(16).toUpperCase()} stands here`;
  return {
    severity: 'error',
    code: 'invalid',
    rule: 'fsh-encoding',
    message: `FSH files must be UTF-8, and ${found}. Save the file as UTF-8.`,
    source: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
  };
}
