import type { SourcePosition } from '../model/issue.ts';

/** Lines of a payload around the place of a finding. */
interface Excerpt {
  /** Number of the first line, counting from 1. */
  readonly from: number;
  readonly lines: readonly string[];
  readonly line: number;
  readonly column: number;
}

const AROUND = 2;
/** A payload may be one line of megabytes: then what stands around the column is shown. */
const WIDTH = 160;

/** @returns undefined where the finding has no place in the text */
export function excerptOf(source: SourcePosition | undefined, lines: readonly string[]): Excerpt | undefined {
  const { line, column = 1 } = source ?? {};
  const place = line === undefined ? undefined : lines[line - 1];
  if (line === undefined || place === undefined) return undefined;
  const from = Math.max(1, line - AROUND);
  const cut = Math.max(0, column - 1 - WIDTH / 4);
  const start = place.length > WIDTH ? cut : 0;
  const around = lines.slice(from - 1, line + AROUND).map((text) => text.slice(start, start + WIDTH));
  return { from, lines: around, line, column: column - start };
}

export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
