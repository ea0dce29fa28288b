/** A text in the single quotes of a shell. @param quote how a quote is written between these */
export function quoted(text: string, quote: string): string {
  return `'${text.replaceAll("'", quote)}'`;
}
