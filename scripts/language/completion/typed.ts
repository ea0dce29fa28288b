import type { Asked } from '../answers/asked.ts';
import type { Entity, Rule } from '../outline/outline.ts';
import type { Word } from '../outline/words.ts';

/** What is being typed: a word that has begun, and what stands before it in its statement. */
export interface Typed {
  /** Up to the cursor. */
  readonly partial: string;
  /** Where it begins, and where the word that is there ends. */
  readonly start: number;
  readonly end: number;
  /** The words of the statement before it. */
  readonly before: readonly Word[];
}

export type Statement =
  /** A line that has only begun. */
  | { readonly kind: 'line'; readonly entity?: Entity; readonly typed: Typed }
  /** Behind the colon of a keyword, which may be that of the entity itself. */
  | { readonly kind: 'keyword'; readonly keyword: string; readonly entity: Entity; readonly typed: Typed }
  | { readonly kind: 'rule'; readonly rule: Rule; readonly entity: Entity; readonly typed: Typed };

/** @returns undefined where nothing can be proposed: in a text, or a comment */
export function statementAt({ file, offset, entity }: Asked): Statement | undefined {
  const { words } = file.outline;
  const at = words.findLastIndex(({ start }) => start < offset);
  const last = words[at];
  if (last !== undefined && isInside(last, offset)) return undefined;
  const lineStart = file.text.lastIndexOf('\n', offset - 1) + 1;
  const line = file.text.slice(lineStart, offset);
  if (/^\s*[A-Za-z]*$/.test(line)) {
    const typed = { partial: line.trim(), start: offset - line.trim().length, end: offset, before: [] };
    const isText = entity !== undefined && /^\s/.test(line) && line.trim() === '';
    return isText ? undefined : { kind: 'line', typed, ...(entity === undefined ? {} : { entity }) };
  }
  if (entity === undefined) return undefined;
  const head = words.findLastIndex(({ kind, start }) => (kind === 'star' || kind === 'keyword') && start < offset);
  const first = words[head];
  if (first === undefined) return undefined;
  const behind = words.slice(head + 1).filter(({ kind, start }) => kind !== 'comment' && start < offset);
  const open = behind.at(-1);
  const isOpen = open !== undefined && offset <= open.end && open.kind !== 'open' && open.kind !== 'close';
  const typed: Typed = {
    partial: isOpen ? file.text.slice(open.start, offset) : '',
    start: isOpen ? open.start : offset,
    end: isOpen ? open.end : offset,
    before: isOpen ? behind.slice(0, -1) : behind,
  };
  if (first.kind === 'keyword') return { kind: 'keyword', keyword: first.text, entity, typed };
  const rule = entity.rules.find(({ start }) => start === first.start);
  return rule && { kind: 'rule', rule, entity, typed };
}

function isInside({ kind, start, end, text }: Word, offset: number): boolean {
  if (kind === 'comment') return offset <= end;
  if (kind !== 'string' || offset <= start) return false;
  // A text that is not closed goes on to the end of its line.
  const isClosed = text.length > 1 && text.endsWith('"');
  return isClosed ? offset < end : offset <= end;
}
