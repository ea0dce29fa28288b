import type { Range } from 'vscode-languageserver/node';
import { nearestTo } from '../../model/nearest.ts';
import type { SourceFile } from '../sources/source-file.ts';

export interface Meant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a "Did you mean" would put in place of what: the piece of the marked words that is most like it. */
export function meantText({ document, text: all }: SourceFile, range: Range, message: string): Meant | undefined {
  const [, quoted, plain] = /Did you mean (?:"([^"]+)"|(\S+?))\?(?:$|\s)/.exec(message) ?? [];
  const text = quoted ?? plain;
  if (text === undefined) return undefined;
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const lineEnd = all.indexOf('\n', end);
  return (
    pieceLike(all, start, end, text) ??
    pieceLike(
      all,
      document.offsetAt({ line: range.start.line, character: 0 }),
      lineEnd === -1 ? all.length : lineEnd,
      text,
    )
  );
}

function pieceLike(all: string, start: number, end: number, meant: string): Meant | undefined {
  const separators = meant.includes(':') ? /[^\s"()|#]+/g : meant.includes('#') ? /[^\s"()]+/g : /[^\s"'()[\]|#.,=^]+/g;
  const pieces = [...all.slice(start, end).matchAll(separators)].map((match) => ({
    written: match[0],
    at: start + match.index,
  }));
  const nearest = nearestTo(
    meant,
    pieces.map(({ written }) => written),
  );
  const piece = pieces.find(({ written }) => written === nearest);
  return piece && { start: piece.at, end: piece.at + piece.written.length, text: meant };
}
