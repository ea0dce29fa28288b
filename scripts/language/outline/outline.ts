import { joinPaths } from './path.ts';
import { type Steps, whole } from './steps.ts';
import { type EntityKind, entityKeywords, type Word, wordSteps } from './words.ts';

type RuleKind =
  | 'assign'
  | 'binding'
  | 'only'
  | 'contains'
  | 'obeys'
  | 'insert'
  | 'caret'
  | 'cardinality'
  | 'flag'
  | 'mapping'
  | 'concept'
  | 'component'
  | 'path';

/** A rule: what stands behind a `*`. */
export interface Rule {
  readonly kind: RuleKind;
  readonly start: number;
  readonly end: number;
  /** In steps of two spaces. */
  readonly indent: number;
  /** The words behind the star, comments left out. */
  readonly words: readonly Word[];
  /** The path as written, where it has one. */
  readonly path?: Word | undefined;
  /** `^short`, where it has one. */
  readonly caret?: Word | undefined;
  /** The path of the rules above that it is indented below; '' at the left margin. */
  readonly context: string;
  /** The path with that of its context. */
  readonly fullPath: string;
}

/** A line `Parent: Patient`. */
interface Keyword {
  readonly word: Word;
  readonly values: readonly Word[];
}

export interface Entity {
  readonly kind: EntityKind;
  readonly name: string;
  /** Where the name stands; empty behind the keyword where there is none yet. */
  readonly nameWord: Word;
  readonly start: number;
  readonly end: number;
  readonly keywords: readonly Keyword[];
  readonly rules: readonly Rule[];
  /** Of a RuleSet with parameters: their names. */
  readonly parameters: readonly Word[];
}

export interface Outline {
  readonly words: readonly Word[];
  readonly entities: readonly Entity[];
}

interface Draft {
  readonly kind: EntityKind;
  readonly words: Word[];
  readonly start: number;
  readonly keywords: { readonly word: Word; readonly values: Word[] }[];
  readonly rules: Word[][];
  end: number;
}

/** The entities of a FSH file with their rules, as far as they can be told: it never fails. */
export function outlineOf(text: string): Outline {
  return whole(outlineSteps(text));
}

/** The same in pieces, between which others may have their turn. */
export function* outlineSteps(text: string): Steps<Outline> {
  const words = yield* wordSteps(text);
  const drafts: Draft[] = [];
  let draft: Draft | undefined;
  let into: Word[] | undefined;
  for (const word of words) {
    if (word.kind === 'comment') continue;
    if (word.kind === 'keyword' && isEntityKind(word.text)) {
      into = [];
      draft = { kind: word.text, words: into, start: word.start, end: word.end, keywords: [], rules: [] };
      drafts.push(draft);
    } else if (draft === undefined) continue;
    else if (word.kind === 'keyword') {
      into = [];
      draft.keywords.push({ word, values: into });
    } else if (word.kind === 'star') {
      into = [word];
      draft.rules.push(into);
    } else into?.push(word);
    draft.end = word.end;
  }
  yield;
  const entities: Entity[] = [];
  for (const each of drafts) entities.push(yield* toEntity(each, text));
  return { words, entities };
}

function* toEntity({ kind, words, start, end, keywords, rules }: Draft, text: string): Steps<Entity> {
  const [first] = words;
  const behind = start + kind.length;
  const nameWord = first ?? { kind: 'word', start: behind, end: behind, text: '' };
  const parameters = kind === 'RuleSet' ? words.filter((word) => word.kind === 'parameter') : [];
  return {
    kind,
    name: nameWord.text,
    nameWord,
    start,
    end,
    keywords: kind === 'Alias' ? [{ word: nameWord, values: words.slice(2) }] : keywords,
    rules: yield* toRules(rules, kind, text),
    parameters,
  };
}

/** They take a few milliseconds. */
const RULES_IN_A_STEP = 2_000;

function* toRules(drafts: readonly Word[][], kind: EntityKind, text: string): Steps<Rule[]> {
  const contexts: string[] = [];
  const made: Rule[] = [];
  for (const words of drafts) {
    const [star] = words;
    if (star === undefined) continue;
    const rest = words.slice(1);
    const indent = Math.floor(indentOf(text, star.start) / 2);
    const context = contexts[Math.min(indent, contexts.length) - 1] ?? '';
    const shape = shapeOf(rest, kind);
    const isConcept = shape.kind === 'concept';
    const fullPath = isConcept ? context : joinPaths(context, shape.path?.text ?? '');
    while (contexts.length > indent) contexts.pop();
    while (contexts.length < indent) contexts.push('');
    contexts.push(fullPath);
    const end = rest.at(-1)?.end ?? star.end;
    const { kind: is, path, caret } = shape;
    made.push({ kind: is, path, caret, start: star.start, end, indent, words: rest, context, fullPath });
    if (made.length % RULES_IN_A_STEP === 0) yield;
  }
  return made;
}

function indentOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return at - start;
}

type Shape = Pick<Rule, 'kind' | 'path' | 'caret'>;

const FLAG = /^(?:MS|SU|\?!|N|TU|D)$/;
const OPERATORS: Readonly<Record<string, RuleKind>> = {
  '=': 'assign',
  from: 'binding',
  only: 'only',
  contains: 'contains',
  obeys: 'obeys',
  insert: 'insert',
  '->': 'mapping',
};

function shapeOf(words: readonly Word[], entity: EntityKind): Shape {
  const [first, second] = words;
  if (first === undefined) return { kind: 'path' };
  const operator = OPERATORS[first.text];
  if (operator !== undefined) return { kind: operator };
  if (first.text.startsWith('^')) return { kind: 'caret', caret: first };
  const isListed = entity === 'ValueSet' || entity === 'CodeSystem' || entity === 'RuleSet';
  if (isListed && /^(?:include|exclude|codes)$/.test(first.text)) return { kind: 'component' };
  if (isListed && first.text.includes('#')) return conceptShape(words);
  if (first.kind !== 'word') return { kind: 'path' };
  const caret = second?.text.startsWith('^') === true ? { caret: second } : {};
  return { kind: kindBehind(words), path: first, ...caret };
}

function conceptShape(words: readonly Word[]): Shape {
  const caret = words.find(({ kind, text }) => kind === 'word' && text.startsWith('^'));
  if (words.some(({ kind, text }) => kind === 'word' && text === 'insert')) return { kind: 'concept' };
  return caret === undefined ? { kind: 'concept' } : { kind: 'concept', caret };
}

function kindBehind(words: readonly Word[]): RuleKind {
  // Flag rules may name several paths: * code and subject MS
  for (const { text } of words.slice(1)) {
    const operator = OPERATORS[text];
    if (operator !== undefined) return operator;
    if (text.startsWith('^')) return 'caret';
    if (/^(?:\d+|\*)?\.\.(?:\d+|\*)?$/.test(text)) return 'cardinality';
    if (FLAG.test(text)) return 'flag';
  }
  return 'path';
}

function isEntityKind(text: string): text is EntityKind {
  return (entityKeywords as readonly string[]).includes(text);
}

/** The values of a keyword of an entity, such as its Parent. */
function valuesOf(entity: Entity, keyword: string): readonly Word[] {
  return entity.keywords.find(({ word }) => word.text === keyword)?.values ?? [];
}

export function textOf(entity: Entity, keyword: string): string | undefined {
  const [word] = valuesOf(entity, keyword);
  if (word === undefined) return undefined;
  return word.kind === 'string' ? word.text.replace(/^"+|"+$/g, '').trim() : word.text;
}
