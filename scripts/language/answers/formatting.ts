import type { Range, TextEdit } from 'vscode-languageserver/node';
import { prepareFormatting } from '../../compile/format/format-fsh.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** SUSHI's lexer is not loaded before something is formatted. */
let formatting: ReturnType<typeof prepareFormatting> | undefined;

/** The white space to change in a file, or in the part of it that a range has whole; none for what formatting would harm. */
export async function formattingEdits({ document, text }: SourceFile, range?: Range): Promise<TextEdit[]> {
  formatting ??= prepareFormatting();
  const edits = (await formatting)(text);
  const first = range === undefined ? 0 : document.offsetAt(range.start);
  const last = range === undefined ? text.length : document.offsetAt(range.end);
  return edits
    .filter(({ offset, length }) => offset >= first && offset + length <= last)
    .map(({ offset, length, text: newText }) => ({
      range: { start: document.positionAt(offset), end: document.positionAt(offset + length) },
      newText,
    }));
}
