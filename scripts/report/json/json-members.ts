const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = [0x7b, 0x5b]; // { [
const CLOSE = [0x7d, 0x5d]; // } ]
/** Inside the outermost object, inside a list of it. */
const OUTSIDE = 2;
/** What is held of a text, at most. */
const LONGEST = 64 << 20;

/**
 * Reads a JSON text piece by piece, however long it is: gives away each object or list that lies in a list of the
 * outermost object, and returns the text with `0` in the place of each. Both have to be parsed by the caller: where
 * each of them is JSON, the whole is.
 * @returns undefined where one of them is longer than any that we write
 */
export function takeMembers(pieces: Iterable<string>, take: (text: string) => void): string | undefined {
  const frame: string[] = [];
  let member: string[] = [];
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  let length = 0;
  for (const piece of pieces) {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const sign = piece.charCodeAt(at);
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (sign === BACKSLASH) isEscaped = true;
        else if (sign === QUOTE) isString = false;
      } else if (sign === QUOTE) isString = true;
      else if (OPEN.includes(sign)) {
        if (depth === OUTSIDE) {
          frame.push(piece.slice(from, at));
          length += at - from;
          from = at;
        }
        depth++;
      } else if (CLOSE.includes(sign)) {
        depth--;
        if (depth !== OUTSIDE) continue;
        take([...member, piece.slice(from, at + 1)].join(''));
        length -= member.reduce((sum, part) => sum + part.length, 0);
        frame.push('0');
        member = [];
        from = at + 1;
      }
    }
    (depth > OUTSIDE ? member : frame).push(piece.slice(from));
    length += piece.length - from;
    if (length > LONGEST) return undefined;
  }
  return [...frame, ...member].join('');
}
