import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Issue } from '../../model/issue.ts';
import { entityAt, ruleAt, wordAt } from '../outline/at-place.ts';
import type { Entity, Rule } from '../outline/outline.ts';
import type { Word } from '../outline/words.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** What a finding is about, as far as it decides what is marked. */
export type Marked = Pick<Issue, 'code' | 'rule' | 'message' | 'expression'>;

const NOTHING: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * The words that a finding at a line of a FSH file is about: the one at its column, the one that its message quotes, the
 * value of a rule for what is wrong with a value, the path for all else, the name of an entity for its first line.
 * @param line counts from 1, and may be beyond the file
 */
export function rangeOf(file: SourceFile, line: number | undefined, column: number | undefined, marked: Marked): Range {
  const { document, outline } = file;
  if (line === undefined) return NOTHING;
  if (line > document.lineCount) return lineRange(document, document.lineCount - 1);
  const start = document.offsetAt({ line: line - 1, character: 0 });
  const end = lineEnd(document, line - 1);
  // The compiler does not count a byte order mark.
  const shift = line === 1 && file.text.startsWith('\uFEFF') ? 1 : 0;
  const at = Math.min(start + shift + Math.max(0, (column ?? 1) - 1), end);
  if (isAtSyntax(marked)) return wordRange(document, syntaxWord(file, at, start), at, end);
  const first = firstSign(file.text, start, end);
  const entity = entityAt(outline, first);
  if (entity === undefined) return lineRange(document, line - 1);
  const rule = ruleAt(entity, first);
  if (rule !== undefined && rule.start <= end) {
    const word = exactWord(outline.words, at, first) ?? wordInRule(rule, marked);
    return toRange(document, word.start, word.end);
  }
  const word = wordInHeader(entity, outline.words, first, end, marked);
  return toRange(document, word.start, word.end);
}

function isAtSyntax({ rule }: Marked): boolean {
  return rule === 'fsh-syntax' || rule === 'fsh-indentation' || rule === 'fsh-encoding';
}

/** At the end of a line the parser means what is before it. */
function syntaxWord({ outline }: SourceFile, at: number, lineStart: number): Word | undefined {
  const found = wordAt(outline, at);
  if (found !== undefined) return found;
  const before = outline.words.filter(({ start, end }) => start >= lineStart && end <= at).at(-1);
  return before;
}

function wordRange(document: TextDocument, word: Word | undefined, at: number, end: number): Range {
  if (word !== undefined) return toRange(document, word.start, Math.min(word.end, Math.max(end, word.start + 1)));
  return toRange(document, at, Math.min(at + 1, end));
}

/** A word to which a column points that is not just the beginning of the line's rule. */
function exactWord(words: readonly Word[], at: number, first: number): Word | undefined {
  if (at <= first) return undefined;
  return words.find(({ kind, start, end }) => kind !== 'star' && start <= at && at < end);
}

function wordInRule(rule: Rule, marked: Marked): { readonly start: number; readonly end: number } {
  const { words, path, caret, kind } = rule;
  const quoted = quotedWord(words, marked.message);
  if (quoted !== undefined) return quoted;
  const value = valueWords(rule);
  if (value !== undefined && isOfValue(marked, kind)) return value;
  const named = caret ?? path ?? words[0];
  return named ?? rule;
}

function isOfValue({ code }: Marked, kind: Rule['kind']): boolean {
  if (kind === 'insert' || kind === 'binding' || kind === 'only' || kind === 'obeys' || kind === 'contains')
    return true;
  return (
    code === 'value' ||
    code === 'code-invalid' ||
    code === 'invariant' ||
    code === 'not-found' ||
    code === 'business-rule'
  );
}

/** What stands behind the operator. */
function valueWords({ words }: Rule): { readonly start: number; readonly end: number } | undefined {
  const at = words.findIndex(({ kind, text }) => kind === 'word' && OPERATOR.test(text));
  const [first] = words.slice(at + 1);
  const last = words.at(-1);
  return at === -1 || first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

const OPERATOR = /^(?:=|from|only|contains|obeys|insert|->)$/;

/** A piece of a rule's word that the message has in quotation marks. */
function quotedWord(
  words: readonly Word[],
  message: string,
): { readonly start: number; readonly end: number } | undefined {
  const quoted = [...message.slice(0, 2_000).matchAll(/"([^"]+)"|'([^']+)'|([^\s"',;()]+)/g)];
  const strong = quoted.flatMap(([, a, b]) => a ?? b ?? []);
  const whole = words.find(({ text }) => strong.includes(unquoted(text)));
  if (whole !== undefined) return whole;
  for (const text of strong) {
    const word = words.find((each) => each.kind !== 'string' && isPart(each.text, text));
    if (word === undefined) continue;
    const start = word.start + word.text.indexOf(text);
    return { start, end: start + text.length };
  }
  const plain = new Set(
    quoted.flatMap(([, , , c]) => (c === undefined || c.length < 3 ? [] : [c.replace(/[.:!?]+$/, '')])),
  );
  return words.find(
    ({ kind, text }) => kind !== 'string' && text.length > 2 && !CONSTRUCTOR.test(text) && plain.has(text),
  );
}

/** Messages speak of references and canonicals, and mean what stands in their brackets. */
const CONSTRUCTOR = /^(?:Reference|CodeableReference|Canonical)$/;

function isPart(word: string, text: string): boolean {
  const at = word.indexOf(text);
  const isBorder = (sign: string | undefined) => sign === undefined || !/\w/.test(sign);
  return text.length > 1 && at !== -1 && isBorder(word[at - 1]) && isBorder(word[at + text.length]);
}

function unquoted(text: string): string {
  return text.replace(/^["']+|["']+$/g, '');
}

function wordInHeader(
  entity: Entity,
  words: readonly Word[],
  first: number,
  end: number,
  marked: Marked,
): { readonly start: number; readonly end: number } {
  const onLine = words.filter(({ kind, start }) => kind !== 'comment' && start >= first && start <= end);
  const isOwnLine = onLine.some(({ start }) => start === entity.start);
  const values = onLine.filter(({ kind }) => kind !== 'keyword');
  const quoted = quotedWord(values, marked.message);
  if (quoted !== undefined) return quoted;
  if (isOwnLine || values.length === 0) return entity.nameWord.end > entity.nameWord.start ? entity.nameWord : entity;
  return { start: values[0]?.start ?? first, end: values.at(-1)?.end ?? end };
}

function firstSign(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && /\s|\uFEFF/.test(text[at] ?? '')) at++;
  return at;
}

function lineEnd(document: TextDocument, line: number): number {
  const next = line + 1 < document.lineCount ? document.offsetAt({ line: line + 1, character: 0 }) : undefined;
  const text = document.getText();
  let end = next ?? text.length;
  const start = document.offsetAt({ line, character: 0 });
  while (end > start && /[\r\n]/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** A line without the white space around it. */
function lineRange(document: TextDocument, line: number): Range {
  const start = document.offsetAt({ line, character: 0 });
  const end = lineEnd(document, line);
  const text = document.getText().slice(start, end);
  return toRange(document, start + (text.length - text.trimStart().length), start + text.trimEnd().length);
}

/** The first line of a longer piece: nobody wants half a file underlined. */
function toRange(document: TextDocument, start: number, end: number): Range {
  const from = document.positionAt(start);
  const to = document.positionAt(end);
  return { start: from, end: to.line === from.line ? to : document.positionAt(lineEnd(document, from.line)) };
}
