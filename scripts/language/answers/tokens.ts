import { SemanticTokensBuilder } from 'vscode-languageserver/node';
import { mentionsOf } from '../outline/mentions.ts';
import type { Entity } from '../outline/outline.ts';
import type { EntityKind, Word } from '../outline/words.ts';
import { slicesIn } from '../paths/overlay.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { pathWords } from './asked.ts';

/** The kinds of tokens, by their numbers. */
export const tokenTypes = [
  'keyword',
  'class',
  'property',
  'function',
  'enumMember',
  'string',
  'comment',
  'number',
  'operator',
  'variable',
  'parameter',
  'type',
] as const;
type TokenType = (typeof tokenTypes)[number];
export const tokenModifiers = ['declaration'] as const;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly isDeclaration?: boolean;
}

/** More would keep the server for longer than one turn of its loop may take, and the editor too: it colours by itself. */
const MOST_WORDS = 25_000;

/** What each word of a file is, for editors that colour by it; nothing of a very long one. */
export function semanticTokens(file: SourceFile): number[] {
  if (file.outline.words.length > MOST_WORDS) return [];
  const builder = new SemanticTokensBuilder();
  let behind = 0;
  for (const { start, end, type, isDeclaration } of tokensOf(file).sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < behind) continue; // a word is one thing only
    behind = end;
    for (const line of linesOf(file, start, end))
      builder.push(line.line, line.character, line.length, tokenTypes.indexOf(type), isDeclaration === true ? 1 : 0);
  }
  return builder.build().data;
}

function tokensOf({ outline }: SourceFile): Token[] {
  const tokens: Token[] = [];
  const declared = new Set<number>();
  for (const entity of outline.entities) {
    const { nameWord } = entity;
    declared.add(nameWord.start);
    if (nameWord.end > nameWord.start)
      tokens.push({ ...span(nameWord), type: typeOf(entity.kind), isDeclaration: true });
    tokens.push(...ruleTokens(entity));
  }
  for (const { start, end, kinds, name, code } of mentionsOf(outline)) {
    tokens.push({ start, end, type: name.startsWith('$') ? 'variable' : typeOf(kinds[0] ?? 'Profile') });
    if (code !== undefined) tokens.push({ start: end, end: end + code.length + 1, type: 'enumMember' });
  }
  return [...tokens, ...outline.words.flatMap(plainToken)];
}

function ruleTokens(entity: Entity): Token[] {
  return entity.rules.flatMap((rule): Token[] => [
    ...pathWords(rule).map((word) => ({ ...span(word), type: 'property' as const })),
    ...(rule.caret === undefined ? [] : [{ ...span(rule.caret), type: 'property' as const }]),
    ...(rule.kind === 'contains'
      ? slicesIn(rule).map((slice) => ({ ...span(slice), type: 'property' as const, isDeclaration: true }))
      : []),
  ]);
}

const OPERATOR =
  /^(?:=|->|from|only|or|and|contains|named|obeys|insert|include|exclude|codes|system|valueset|where|MS|SU|\?!|N|TU|D|exactly|contentReference|\((?:required|extensible|preferred|example)\)|(?:\d+|\*)?\.\.(?:\d+|\*)?)$/;

function plainToken(word: Word): Token[] {
  const { kind, text } = word;
  const as = (type: TokenType): Token[] => [{ ...span(word), type }];
  if (kind === 'comment') return as('comment');
  if (kind === 'string') return as('string');
  if (kind === 'keyword') return as('keyword');
  if (kind === 'star') return as('operator');
  if (kind === 'parameter') return word.end > word.start ? as('parameter') : [];
  if (kind !== 'word') return [];
  if (OPERATOR.test(text)) return as('operator');
  if (/^(?:Reference|Canonical|CodeableReference)$/.test(text)) return as('type');
  if (/^(?:true|false)$/.test(text)) return as('keyword');
  if (/^[-+]?\d/.test(text)) return as('number');
  if (text.startsWith("'")) return as('enumMember');
  return text.startsWith('#') ? as('enumMember') : [];
}

function typeOf(kind: EntityKind): TokenType {
  if (kind === 'RuleSet') return 'function';
  if (kind === 'Alias') return 'variable';
  return kind === 'Instance' ? 'variable' : 'class';
}

function span({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}

/** A token of the protocol is on one line. */
function linesOf({ document, text }: SourceFile, start: number, end: number) {
  const lines: { readonly line: number; readonly character: number; readonly length: number }[] = [];
  let at = start;
  while (at < end) {
    const next = text.indexOf('\n', at);
    const to = next === -1 || next > end ? end : next;
    const length = to - at - (text[to - 1] === '\r' && to < end ? 1 : 0);
    if (length > 0) lines.push({ ...document.positionAt(at), length });
    at = to + 1;
  }
  return lines;
}
