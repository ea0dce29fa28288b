import type { Piece } from './tokens.ts';

/** A comment, and the white space before it. */
const commented = /([ \t\r\n\f\u00A0]*)(\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)/y;

/**
 * What is to stand between two tokens. Comments stay as they are, but for blanks at the end of a line.
 * @param before the token before; undefined at the start of the file
 */
export function formatGap(before: Piece | undefined, { gap, kind }: Piece, newLine: string): string {
  let text = '';
  let end = 0;
  let isStart = before === undefined;
  commented.lastIndex = 0;
  for (let match = commented.exec(gap); match !== null; match = commented.exec(gap)) {
    const [whole, space = '', comment = ''] = match;
    text += hasLineEnd(space)
      ? lineEnds(space, { isStart, newLine }) + indentation(space)
      : isStart
        ? ''
        : space || ' ';
    text += comment.startsWith('//') ? comment.trimEnd() : comment;
    end += whole.length;
    isStart = false;
  }
  const space = gap.slice(end);
  if (kind === 'end') return text + (isStart ? '' : newLine);
  const isFirst = text === '';
  if (!hasLineEnd(space)) {
    if (before === undefined && isFirst) return kind === 'rule' ? space : '';
    if (!isFirst) return text + space;
    if (before?.kind === 'rule') return '';
    return space === '' && before?.kind !== 'entity' && before?.kind !== 'keyword' && before?.text !== 'insert'
      ? ''
      : ' ';
  }
  const isApart = kind === 'entity' && isFirst;
  const isAtStart = kind === 'entity' || kind === 'keyword';
  return text + lineEnds(space, { isStart, isApart, newLine }) + (isAtStart ? '' : indentation(space));
}

function hasLineEnd(space: string): boolean {
  return /[\r\n]/.test(space);
}

/** One, or two where there are more or what follows is to stand apart; none at the start of the file. */
function lineEnds(space: string, { isStart, isApart = false, newLine }: LineEnds): string {
  if (isStart) return '';
  return newLine.repeat(isApart || (space.match(/\r\n|\r|\n/g) ?? []).length > 1 ? 2 : 1);
}
interface LineEnds {
  readonly isStart: boolean;
  readonly isApart?: boolean;
  readonly newLine: string;
}

function indentation(space: string): string {
  return /[^\r\n]*$/.exec(space)?.[0] ?? '';
}
