import type { Range, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SpaceEdit } from '../../compile/format/format-fsh.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** The white space to change in a file, or in the part of it that a range has whole. */
export function formattingEdits({ text }: SourceFile, edits: readonly SpaceEdit[], range?: Range): TextEdit[] {
  const document = TextDocument.create('', 'fsh', 0, text); // the editor's own may be another text by now
  const first = range === undefined ? 0 : document.offsetAt(range.start);
  const last = range === undefined ? text.length : document.offsetAt(range.end);
  return edits
    .filter(({ offset, length }) => offset >= first && offset + length <= last)
    .map(({ offset, length, text: newText }) => ({
      range: { start: document.positionAt(offset), end: document.positionAt(offset + length) },
      newText,
    }));
}
