import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import { type Known, rangeIn } from '../answers/asked.ts';
import type { DiagnosticData } from '../findings/diagnostics.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { meantText } from './meant.ts';
import { missingRule } from './missing-element.ts';
import { suppressionEdit } from './suppression-edit.ts';

/** What can be done about findings in a range, those that mend first. */
export function actionsFor(
  file: SourceFile,
  range: Range,
  diagnostics: readonly Diagnostic[],
  known: Known,
  canCreateFiles: boolean,
): CodeAction[] {
  const touched = diagnostics.filter((each) => overlaps(each.range, range));
  const fixes = touched.flatMap((diagnostic) => fixesOf(file, diagnostic, known));
  const suppressions = touched.flatMap((diagnostic) => suppression(diagnostic, known, canCreateFiles));
  return [...fixes, ...suppressions];
}

function fixesOf(file: SourceFile, diagnostic: Diagnostic, known: Known): CodeAction[] {
  const message = textOf(diagnostic);
  const fix = (title: string, edit: TextEdit): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: true,
    edit: { changes: { [file.uri]: [edit] } },
  });
  const actions: CodeAction[] = [];
  const meant = meantText(file, diagnostic.range, message);
  if (meant !== undefined)
    actions.push(fix(`Replace with ${meant.text}`, { range: rangeIn(file, meant), newText: meant.text }));
  const [, pin] = /Write "(\|[^"\s|]+)" behind it/.exec(message) ?? [];
  const end = pin === undefined ? undefined : endOfCanonical(file, diagnostic, message);
  if (pin !== undefined && end !== undefined)
    actions.push(fix(`Pin to ${pin.slice(1)}`, { range: rangeIn(file, { start: end, end }), newText: pin }));
  const missing = missingRule(file, diagnostic.range, message, diagnostic.data as DiagnosticData | undefined, known);
  if (missing !== undefined)
    actions.push(
      fix(`Add ${missing.path}`, {
        range: rangeIn(file, { start: missing.at, end: missing.at }),
        newText: missing.text,
      }),
    );
  return actions;
}

/** Behind the canonical that a message is about, or the alias or name that stands for it. */
function endOfCanonical(file: SourceFile, { range }: Diagnostic, message: string): number | undefined {
  const { document, outline } = file;
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const [, url = ''] = /^"([^"]+)"/.exec(message) ?? [];
  const words = outline.words.filter((word) => word.kind === 'word' && word.start >= start && word.end <= end);
  const word = words.find(({ text }) => text === url) ?? words.find(({ text }) => !/^(?:from|only|or|=)$/.test(text));
  return word === undefined || word.text.includes('|') ? undefined : word.end;
}

/** Errors are never suppressed: docs/gate.md. */
function suppression(diagnostic: Diagnostic, { guide }: Known, canCreateFiles: boolean): CodeAction[] {
  if (diagnostic.severity === 1 || diagnostic.source !== 'ig') return [];
  const edit = suppressionEdit(textOf(diagnostic), guide.sources.root, canCreateFiles);
  if (edit === undefined) return [];
  return [{ title: 'Suppress with a reason', kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit }];
}

function textOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

function overlaps(a: Range, b: Range): boolean {
  const isBefore = (one: Range, other: Range) =>
    one.end.line < other.start.line || (one.end.line === other.start.line && one.end.character < other.start.character);
  return !isBefore(a, b) && !isBefore(b, a);
}
