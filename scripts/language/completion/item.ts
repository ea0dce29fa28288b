import { type CompletionItem, type CompletionItemKind, InsertTextFormat } from 'vscode-languageserver/node';
import type { SourceFile } from '../sources/source-file.ts';

/** What is proposed, before it is put at its place. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** Put in, where that is not the label. */
  readonly text?: string;
  /** The same with places to fill in, for editors that know them. */
  readonly snippet?: string;
}

export interface Replaced {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** More than this nobody looks through: the editor asks again when more is typed. */
export const MOST_ITEMS = 2_000;

export function toItem(
  { label, kind, detail, documentation, text = label, snippet }: Proposal,
  { file, start, end }: Replaced,
  index: number,
  takesSnippets: boolean,
): CompletionItem {
  const behind = end + openedBracket(text, file.text.slice(start, end), file.text.slice(end, end + LONGEST_NAME));
  const range = { start: file.document.positionAt(start), end: file.document.positionAt(behind) };
  const isSnippet = snippet !== undefined && takesSnippets;
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
    sortText: String(index).padStart(5, '0'),
    filterText: text.trimEnd(),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: isSnippet ? snippet : text },
  };
}

const LONGEST_NAME = 200;

/** How much behind the cursor belongs to a bracket that the author has opened, and the editor has closed. */
function openedBracket(proposed: string, typed: string, behind: string): number {
  const isOpen = proposed.endsWith(']') && typed.lastIndexOf('[') > typed.lastIndexOf(']');
  return isOpen ? (/^[\w-]*\]/.exec(behind)?.[0].length ?? 0) : 0;
}

/** What an author writes with $ or } means itself. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
