import type { Piece } from './tokens.ts';

/** As most editors show it. */
const TAB = 4;

/**
 * The tokens that several blanks have put exactly under or over another token of the next line, neither of them the
 * first in its line: authors make columns so.
 * @returns their places among the pieces
 */
export function standUnderOthers(pieces: readonly Piece[]): ReadonlySet<number> {
  let line = 0;
  let column = 0;
  const columns = new Set<string>();
  const candidates: { index: number; line: number; column: number }[] = [];
  const pass = (text: string) => {
    const lines = text.split(/\r\n|\r|\n/);
    line += lines.length - 1;
    if (lines.length > 1) column = 0;
    for (const each of lines.at(-1) ?? '') column += each === '\t' ? TAB - (column % TAB) : each.length;
  };
  pieces.forEach(({ gap, text, kind }, index) => {
    pass(gap);
    if (index > 0 && kind !== 'end' && /^[ \t\f\u00A0]+$/.test(gap)) {
      columns.add(`${line}:${column}`);
      if (gap.length > 1 || gap === '\t') candidates.push({ index, line, column });
    }
    pass(text);
  });
  return new Set(
    candidates
      .filter(({ line, column }) => columns.has(`${line - 1}:${column}`) || columns.has(`${line + 1}:${column}`))
      .map(({ index }) => index),
  );
}
