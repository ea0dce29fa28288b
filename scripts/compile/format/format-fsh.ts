import { standUnderOthers } from './columns.ts';
import { formatGap } from './gap.ts';
import { type Cut, type Piece, prepareCut } from './tokens.ts';

/**
 * Prepares the formatting of FSH: one blank between the parts of a line, none at its end, one empty line at most, one
 * before each entity, keywords at the start of their lines. What an author has put under something in the next line
 * stays there; and so do the indentation of rules, which means something, that of what goes on in a new line, and all
 * that is in comments, in strings and in the parameters of RuleSets.
 * @returns a function that gives a file's formatted text: the text as it is where more than white space would change
 */
export async function prepareFormatting(): Promise<(text: string) => string> {
  const cut = await prepareCut();
  return (text) => {
    const pieces = cut(text);
    const formatted = format(pieces, text.includes('\r\n') ? '\r\n' : '\n');
    return isSame(pieces, formatted, cut) ? formatted : text;
  };
}

/** Where a blank goes, others do not stand under anything any more: again, until all does that is kept. */
function format(pieces: readonly Piece[], newLine: string): string {
  for (let now = pieces; ; ) {
    const kept = standUnderOthers(now);
    let changed = false;
    const next = now.map((piece, index): Piece => {
      const gap = kept.has(index) ? piece.gap : formatGap(now[index - 1], piece, newLine);
      changed ||= gap !== piece.gap;
      return { ...piece, gap };
    });
    if (!changed) return now.map(({ gap, text }) => gap + text).join('');
    now = next;
  }
}

/** Whether SUSHI reads the same in both: the tokens, how far rules are indented, and comments for those who read them. */
function isSame(pieces: readonly Piece[], formatted: string, cut: Cut): boolean {
  const others = cut(formatted);
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
