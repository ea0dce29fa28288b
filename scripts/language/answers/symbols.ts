import {
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  SymbolKind,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node';
import type { Names } from '../guide/names.ts';
import { type Entity, textOf } from '../outline/outline.ts';
import type { EntityKind } from '../outline/words.ts';
import { slicesIn } from '../paths/overlay.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { locationIn, rangeIn } from './asked.ts';

const kinds: Readonly<Record<EntityKind, SymbolKind>> = {
  Alias: SymbolKind.Constant,
  Profile: SymbolKind.Class,
  Extension: SymbolKind.Interface,
  Logical: SymbolKind.Struct,
  Resource: SymbolKind.Struct,
  Instance: SymbolKind.Object,
  Invariant: SymbolKind.Boolean,
  ValueSet: SymbolKind.Enum,
  CodeSystem: SymbolKind.Enum,
  RuleSet: SymbolKind.Function,
  Mapping: SymbolKind.Namespace,
};

/** @param lost entities that a file had when it was last whole, and that cannot be told now */
export function documentSymbols(file: SourceFile, lost: readonly Entity[]): DocumentSymbol[] {
  return [...file.outline.entities, ...lost].map((entity) => ({
    name: entity.name === '' ? `${entity.kind}:` : entity.name,
    detail: detailOf(entity),
    kind: kinds[entity.kind],
    range: rangeIn(file, entity),
    selectionRange: rangeIn(file, entity.nameWord.end <= entity.end ? entity.nameWord : entity),
    children: partsOf(entity, file),
  }));
}

function detailOf(entity: Entity): string {
  const of = textOf(entity, 'InstanceOf') ?? textOf(entity, 'Parent');
  const title = textOf(entity, 'Title');
  const [first = '', second] = [of === undefined ? entity.kind : `${entity.kind}: ${of}`, title];
  return second === undefined ? first : `${first} · ${second}`;
}

/** Slices and codes: what others name. */
function partsOf(entity: Entity, file: SourceFile): DocumentSymbol[] {
  return entity.rules.flatMap((rule): DocumentSymbol[] => {
    if (rule.kind === 'contains')
      return slicesIn(rule).map((slice) => {
        const range = rangeIn(file, slice);
        return { name: `${rule.fullPath}[${slice.name}]`, kind: SymbolKind.Field, range, selectionRange: range };
      });
    const [code] = rule.words;
    if (rule.kind !== 'concept' || entity.kind !== 'CodeSystem' || code === undefined || rule.caret !== undefined)
      return [];
    return [
      { name: code.text, kind: SymbolKind.EnumMember, range: rangeIn(file, rule), selectionRange: rangeIn(file, code) },
    ];
  });
}

/** Entities whose name, id or title has the letters that were asked for, in their order. */
export function workspaceSymbols(names: Names, query: string): WorkspaceSymbol[] {
  const letters = query.toLowerCase().replace(/\s/g, '');
  const found: WorkspaceSymbol[] = [];
  for (const { entity, file } of names.all()) {
    const texts = [entity.name, textOf(entity, 'Id') ?? '', textOf(entity, 'Title') ?? ''];
    if (!texts.some((text) => hasInOrder(text.toLowerCase(), letters))) continue;
    found.push({
      name: entity.name,
      kind: kinds[entity.kind],
      containerName: file.path,
      location: locationIn(file, entity.nameWord),
    });
    if (found.length === MOST_SYMBOLS) break;
  }
  return found;
}

const MOST_SYMBOLS = 1_000;

function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Entities, texts and comments over several lines, and rules with those that are indented below them. */
export function foldingRanges(file: SourceFile): FoldingRange[] {
  const { document, outline } = file;
  const lineOf = (offset: number) => document.positionAt(offset).line;
  const ranges: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind) => {
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind === undefined ? {} : { kind }) });
  };
  for (const { start, end, rules } of outline.entities) {
    add(lineOf(start), lineOf(end));
    const open: { readonly indent: number; readonly line: number; last: number }[] = [];
    for (const rule of rules) {
      while ((open.at(-1)?.indent ?? -1) >= rule.indent) close();
      for (const each of open) each.last = lineOf(rule.end);
      open.push({ indent: rule.indent, line: lineOf(rule.start), last: lineOf(rule.start) });
    }
    while (open.length > 0) close();
    function close() {
      const { line = 0, last = 0 } = open.pop() ?? {};
      add(line, last);
    }
  }
  let comment: { readonly start: number; end: number } | undefined;
  const endComment = () => {
    if (comment !== undefined) add(comment.start, comment.end, FoldingRangeKind.Comment);
    comment = undefined;
  };
  for (const { kind, start, end } of outline.words) {
    if (kind !== 'comment') endComment();
    if (kind !== 'comment' && kind !== 'string') continue;
    const [first, last] = [lineOf(start), lineOf(end)];
    if (kind === 'string') add(first, last);
    else if (comment !== undefined && first === comment.end + 1) comment.end = last;
    else {
      endComment();
      comment = { start: first, end: last };
    }
  }
  endComment();
  return ranges;
}
