import { standUnderOthers } from './columns.ts';
import { formatGap } from './gap.ts';
import { type Cut, type Piece, prepareCut } from './tokens.ts';

/** Other white space for some: where it begins in the text, and how long what it takes the place of is, in UTF-16 units. */
export interface SpaceEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Prepares the formatting of FSH: one blank between the parts of a line, none at its end, one empty line at most, one
 * before each entity, keywords at the start of their lines. What an author has put under something in the next line
 * stays there; and so do the indentation of rules, which means something, that of what goes on in a new line, and all
 * that is in comments, in strings and in the parameters of RuleSets.
 * @returns a function that gives what changes in a file, from its start to its end; nothing where more than white space
 *   would change
 */
export async function prepareFormatting(): Promise<(text: string) => readonly SpaceEdit[]> {
  const cut = await prepareCut();
  return (text) => {
    const pieces = cut(text);
    const formatted = format(pieces, text.includes('\r\n') ? '\r\n' : '\n');
    return isSame(pieces, formatted, cut) ? editsTo(formatted, pieces) : [];
  };
}

function editsTo(formatted: readonly Piece[], pieces: readonly Piece[]): SpaceEdit[] {
  const edits: SpaceEdit[] = [];
  let offset = 0;
  pieces.forEach(({ gap, text }, index) => {
    const wanted = formatted[index]?.gap ?? gap;
    if (wanted !== gap) edits.push({ offset, length: gap.length, text: wanted });
    offset += gap.length + text.length;
  });
  return edits;
}

/** Where a blank goes, others do not stand under anything any more: again, until all does that is kept. */
function format(pieces: readonly Piece[], newLine: string): readonly Piece[] {
  for (let now = pieces; ; ) {
    const kept = standUnderOthers(now);
    let changed = false;
    const next = now.map((piece, index): Piece => {
      const gap = kept.has(index) ? piece.gap : formatGap(now[index - 1], piece, newLine);
      changed ||= gap !== piece.gap;
      return { ...piece, gap };
    });
    if (!changed) return now;
    now = next;
  }
}

/** Whether SUSHI reads the same in both: the tokens, how far rules are indented, and comments for those who read them. */
function isSame(pieces: readonly Piece[], formatted: readonly Piece[], cut: Cut): boolean {
  const others = cut(formatted.map(({ gap, text }) => gap + text).join(''));
  return (
    others.length === pieces.length &&
    pieces.every((piece, index) => {
      const other = others[index] as Piece;
      return piece.text === other.text && piece.kind === other.kind && essence(piece) === essence(other);
    })
  );
}

function essence({ gap, kind }: Piece): string {
  const indentation = kind === 'rule' ? /[^\r\n]*$/.exec(gap)?.[0] : '';
  return `${indentation}|${gap.replaceAll(/\s+/g, '')}`;
}
