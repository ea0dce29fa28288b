import { prepareFormatting } from '../../../scripts/compile/format/format-fsh.ts';

/** A function that gives the formatted text of a file. */
export async function prepareFormatted(): Promise<(text: string) => string> {
  const edits = await prepareFormatting();
  return (text) =>
    edits(text).reduceRight((now, { offset, length, text: space }) => {
      return now.slice(0, offset) + space + now.slice(offset + length);
    }, text);
}
