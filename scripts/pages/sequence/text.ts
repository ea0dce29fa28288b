/** Widths of characters in a sans-serif face, in ems: near enough to know where a line must break. */
const narrow = /[ijl.,:;'’|!()[\]/ ftrI-]/;
const wide = /[mwMW@%ŒÆ—→]/;

/** How wide a text is about; rather too wide than too narrow. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const character of text) {
    if (narrow.test(character)) ems += 0.36;
    else if (wide.test(character)) ems += 0.92;
    else ems += character.toLowerCase() === character ? 0.6 : 0.72;
  }
  return ems * size;
}

/** Breaks a text into lines at its ordinary spaces; a no-break space (U+00A0, U+202F) holds its words together. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \t]+/)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '',
  );
}
