import type { Location, Position, Range } from 'vscode-languageserver/node';
import type { Guide } from '../guide/guide.ts';
import { entityAt, ruleAt } from '../outline/at-place.ts';
import { type Mention, mentionAt } from '../outline/mentions.ts';
import type { Entity, Rule } from '../outline/outline.ts';
import { joinPaths } from '../outline/path.ts';
import type { Word } from '../outline/words.ts';
import type { Targets } from '../paths/targets.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** What answers are made from. */
export interface Known {
  readonly guide: Guide;
  readonly targets: Targets;
}

/** A place in a file that something is asked of. */
export interface Asked {
  readonly file: SourceFile;
  readonly offset: number;
  readonly entity?: Entity;
  readonly rule?: Rule;
}

/** @param position may be beyond the file: then its end is meant */
export function askedAt(file: SourceFile, position: Position): Asked {
  const offset = file.document.offsetAt(position);
  const entity = entityAt(file.outline, offset);
  const rule = entity && ruleAt(entity, offset);
  // Behind the last word of a rule it is still asked of it, on the same line.
  const isIn = rule !== undefined && (offset <= rule.end || !file.text.slice(rule.end, offset).includes('\n'));
  return { file, offset, ...(entity === undefined ? {} : { entity }), ...(isIn ? { rule } : {}) };
}

/** Of a path, the step that an offset lies in. */
export interface PathStep {
  readonly entity: Entity;
  readonly rule: Rule;
  /** From the root of the entity to the end of the step. */
  readonly path: string;
  readonly isCaret: boolean;
  readonly start: number;
  readonly end: number;
}

export function pathStepAt({ entity, rule, offset }: Asked): PathStep | undefined {
  if (entity === undefined || rule === undefined) return undefined;
  const word = [...pathWords(rule), ...(rule.caret === undefined ? [] : [rule.caret])].find(
    ({ start, end }) => start <= offset && offset <= end,
  );
  if (word === undefined) return undefined;
  const isCaret = word === rule.caret;
  const [start, end] = stepAround(word.text, offset - word.start);
  const written = word.text.slice(isCaret ? 1 : 0, end);
  const path = isCaret ? written : joinPaths(rule.context, written);
  return { entity, rule, path, isCaret, start: word.start + start, end: word.start + end };
}

/** A rule of flags, or of a mapping, may name several. */
export function pathWords(rule: Rule): readonly Word[] {
  if (rule.path === undefined) return [];
  if (rule.kind !== 'flag') return [rule.path];
  const last = rule.words.findLastIndex(({ text }) => text === 'and');
  return rule.words.filter(({ text, kind }, at) => kind === 'word' && at <= last + 1 && text !== 'and');
}

function stepAround(text: string, at: number): [start: number, end: number] {
  let depth = 0;
  let start = text.startsWith('^') ? 1 : 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '[') depth++;
    else if (sign === ']') depth--;
    else if (sign === '.' && depth <= 0) {
      if (i >= at) return [start, i];
      start = i + 1;
    }
  }
  return [start, text.length];
}

export function mentionIn({ file, offset }: Asked): Mention | undefined {
  return mentionAt(file.outline, offset);
}

export function rangeIn(
  { document }: SourceFile,
  { start, end }: { readonly start: number; readonly end: number },
): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function locationIn(file: SourceFile, span: { readonly start: number; readonly end: number }): Location {
  return { uri: file.uri, range: rangeIn(file, span) };
}
