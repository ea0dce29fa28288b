const STYLE = '\u001b[';

/** The start of a line that fits; styles take no room, and are switched off where it is cut. */
export function cutToWidth(line: string, columns: number): string {
  let room = columns;
  let at = 0;
  while (at < line.length) {
    if (line.startsWith(STYLE, at)) {
      at = line.indexOf('m', at) + 1;
      continue;
    }
    if (room === 0) return `${line.slice(0, at)}\u001b[0m`;
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    at += character.length;
    room--;
  }
  return line;
}
