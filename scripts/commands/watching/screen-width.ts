import wrapAnsi from 'wrap-ansi';

/** The lines that a text takes at a width: broken between words, or in a word that is longer; styles go on in the next. */
export function linesOfWidth(text: string, columns: number): string[] {
  return wrapAnsi(text, Math.max(1, columns), { hard: true, trim: true }).split('\n');
}

/** The start of a line that fits, with an ellipsis where it is not the whole. */
export function cutToWidth(line: string, columns: number): string {
  const parts = (width: number) => wrapAnsi(line, width, { hard: true, wordWrap: false, trim: false }).split('\n');
  const [whole = '', more] = parts(Math.max(1, columns));
  if (more === undefined) return whole;
  return columns < 2 ? whole : `${parts(columns - 1)[0]}…`;
}
