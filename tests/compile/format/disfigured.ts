import type { Piece } from '../../../scripts/compile/format/tokens.ts';

/** Numbers that look random and are the same in each run, from 0 to below 1. */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Farther than any line is long. */
const FAR = 1000;

/**
 * The text of a file with other white space at every place where that says nothing: many blanks or tabs for one, blanks
 * at the ends of lines, empty lines, keywords away from the start of their lines, no end of the last line.
 */
export function disfigured(pieces: readonly Piece[], seed: number): string {
  const random = numbersOf(seed);
  let line = 0;
  // Far away in every other line, lest something stands under something else by chance and is kept there.
  const blanks = (at: number) => (at % 2 === 0 ? ' \t'.padEnd(FAR) : '  ');
  return pieces
    .map(({ gap, text, kind }, index) => {
      line += gap.split('\n').length - 1;
      const at = line;
      line += text.split('\n').length - 1;
      if (index === 0) return gap + text;
      if (kind === 'end') return random() < 0.5 ? '' : `  \n\n\n`;
      if (/^[ \t]+$/.test(gap)) return blanks(at) + text;
      if (!/^\s+$/.test(gap)) return gap + text;
      const end = gap.lastIndexOf('\n') + 1;
      const more = gap.slice(0, end).includes('\n\n') ? ' \n\t\n' : '';
      const before = kind === 'entity' || kind === 'keyword' ? blanks(at) : gap.slice(end);
      return `${random() < 0.5 ? ' ' : ''}${more}${gap.slice(0, end)}${before}${text}`;
    })
    .join('');
}
