import { resolve } from 'node:path';
import { FileFault } from '../../files/file-fault.ts';
import { readText } from '../../files/read-file.ts';
import type { SourcePosition } from '../../model/issue.ts';
import { visible } from '../../report/finding/visible.ts';
import type { CodeFrame } from '../../report/formats/options.ts';
import { widthOf } from './frame-width.ts';

/** More of a file is not read for the sake of a line, and of all files together no more than this. */
const LONGEST = 8 << 20;
const MOST_READ = 64 << 20;
/** A terminal that is narrower has no room for them beside the finding. */
export const NARROWEST = 60;
const WIDEST = 120;
/** What stands before the text of a line. */
const MARGIN = 16;

/**
 * The lines that findings are about, as they stand in the files now. Findings come file by file, so that one is held.
 * @param columns of the terminal
 */
export function codeFrames(columns: number): (place: SourcePosition, folder?: string) => CodeFrame | undefined {
  const width = Math.max(NARROWEST, Math.min(columns, WIDEST)) - MARGIN;
  let left = MOST_READ;
  let open: { readonly file: string; readonly text: string } | undefined;
  const textOf = (file: string): string => {
    if (open?.file !== file) {
      open = { file, text: readOrNothing(file, Math.min(LONGEST, left)) };
      left -= open.text.length;
    }
    return open.text;
  };
  return ({ file, line, column }, folder = '.') => {
    if (line === undefined || file === '-') return undefined;
    if (line === 1 && column === 1) return undefined; // the resource as a whole: its brace tells nothing
    const text = lineOf(textOf(resolve(folder, file)), line);
    if (text === undefined || !/[\p{L}\p{N}]/u.test(text)) return undefined; // a bracket by itself tells nothing
    return { line, ...(column === undefined ? cut(text, 0, 0, width) : marked(text, column - 1, width)) };
  };
}

/** What is gone, has grown beyond what is read or cannot be read has no frame: the finding says where it is. */
function readOrNothing(file: string, most: number): string {
  try {
    return readText(file, most);
  } catch (error) {
    if (error instanceof FileFault) return '';
    throw error;
  }
}

/** @param line from 1 */
function lineOf(text: string, line: number): string | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}

/** A rule of FSH to its end, a string of JSON, a word; else the one character. */
const WORD = /\*[ \t].*\S|"(?:[^"\\]|\\.){0,200}"|[\p{L}\p{N}_:$-]+|./uy;

/** @param at where the mark begins, from 0, in UTF-16 units */
function marked(text: string, at: number, width: number): Omit<CodeFrame, 'line'> {
  if (at >= text.length) return cut(text, 0, 0, width);
  WORD.lastIndex = at;
  return cut(text, at, WORD.exec(text)?.[0].length ?? 1, width);
}

/** So much of the line as there is room for, with the mark in it. */
function cut(text: string, at: number, length: number, width: number): Omit<CodeFrame, 'line'> {
  const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0;
  // Of a line that is longer than there is room for, the mark stands a third of the way in.
  const wanted = at - indent < (width * 2) / 3 ? Math.min(indent, at) : at - Math.floor(width / 3);
  const start = /[\udc00-\udfff]/.test(text[wanted] ?? '') ? wanted + 1 : wanted; // not in the middle of a character
  let shown = start > indent ? '…' : '';
  let columns = shown.length;
  let from = 0;
  let to = 0;
  let index = start;
  for (const character of text.slice(start, start + 2 * width)) {
    const written = character === '\t' ? '  ' : visible(character);
    const wide = written.length > 2 ? written.length : widthOf(character) * (character === '\t' ? 2 : 1);
    if (columns + wide > width - 1) break;
    if (index <= at) from = columns;
    shown += written;
    columns += wide;
    index += character.length;
    if (index <= at + length) to = columns;
  }
  if (index < text.length) shown += '…';
  return length === 0 ? { text: shown } : { text: shown, mark: { from, length: Math.max(1, to - from) } };
}
