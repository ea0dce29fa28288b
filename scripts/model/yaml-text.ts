import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';

/** What a YAML text holds, with the places of its nodes. */
export interface YamlText {
  readonly document: Document;
  readonly lines: LineCounter;
  /** Parsed anew at each call; aliases are the values that they stand for. */
  value(): unknown;
}

/** Why a text is not taken for YAML; line and column count from 1. */
export interface YamlFault {
  /** The end of a sentence that begins with the name of the file. */
  readonly fault: string;
  readonly line: number;
  readonly column: number;
}

/** What people write by hand nests a dozen levels deep; the parser follows each level on its stack. */
const DEEPEST = 200;
/** Nodes that aliases stand for, taken together. Nine lines of ten aliases each stand for a thousand million. */
const MOST_ALIASED = 50_000;

/**
 * Reads a text as YAML, and refuses one that is no text, that nests or unfolds beyond any use, or that needs a program
 * to know its tags. The libraries that read it afterwards warn on standard error about such things, or fail.
 */
export function parseYaml(text: string): YamlText | YamlFault {
  const lines = new LineCounter();
  const at = (fault: string, offset: number): YamlFault => {
    const { line, col } = lines.linePos(offset);
    return { fault, line, column: col };
  };
  const strange = strangeCharacter(text);
  if (strange !== undefined) return { fault: strange.fault, ...positionIn(text, strange.offset) };
  const deep = findTooDeep(text);
  if (deep !== undefined) return { fault: `nests deeper than ${DEEPEST} levels.`, ...positionIn(text, deep) };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' });
  // Only the first: what follows a break in the structure is mostly its echo.
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined)
    return at(`is not well-formed YAML: ${error.message.trim().replace(/\.?$/, '.')}`, error.pos[0]);
  const wrong = wrongNode(document);
  if (wrong !== undefined) return at(wrong.fault, wrong.offset);
  return { document, lines, value: () => document.toJS({ maxAliasCount: -1 }) };
}

interface Fault {
  readonly fault: string;
  readonly offset: number;
}

/** Of a file in UTF-16, or of one that is no text, there is nothing left that could be read. */
function strangeCharacter(text: string): Fault | undefined {
  const nul = text.indexOf('\0');
  const lost = text.indexOf('\ufffd'); // what decoding puts for bytes that are no character
  if (nul !== -1 && lost === 0) return { fault: 'is in UTF-16. Save it as UTF-8.', offset: 0 };
  if (nul !== -1) return { fault: 'has a NUL character here, so it is no text.', offset: nul };
  if (lost === -1) return undefined;
  return { fault: 'is not in UTF-8: a byte here is none of its characters. Save it as UTF-8.', offset: lost };
}

/** Where YAML or JSON nests too deeply, told without following it: a level of a block takes at least one column. */
export function findTooDeep(text: string): number | undefined {
  const block = new RegExp(`^(?:[ ]|[-?:][ ]){${DEEPEST}}`, 'm').exec(text);
  if (block !== null) return block.index;
  if ((text.match(/[[{]/g)?.length ?? 0) <= DEEPEST) return undefined;
  let depth = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (!text.startsWith(token, offset)) continue; // one of the lexer's own marks
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') depth--;
    if (depth > DEEPEST) return offset;
    offset += token.length;
  }
  return undefined;
}

/** The first node that nobody can use. */
function wrongNode(document: Document): Fault | undefined {
  const sizes = new Map<string, number>();
  const open: string[] = [];
  let aliased = 0;
  let found: Fault | undefined;
  const refuse = (fault: string, node: unknown) => {
    found ??= { fault, offset: startOf(node) };
  };
  /** @returns the nodes that it unfolds to */
  const measure = (node: unknown): number => {
    if (found !== undefined) return 0;
    if (isAlias(node)) {
      const size = sizes.get(node.source);
      aliased += size ?? 0;
      if (size === undefined && !open.includes(node.source))
        refuse(`has *${node.source}, and nothing before it is marked &${node.source}.`, node);
      if (open.includes(node.source))
        refuse(`has *${node.source} in what &${node.source} stands for, so that it never ends.`, node);
      else if (aliased > MOST_ALIASED)
        refuse(`unfolds by its aliases to more than ${MOST_ALIASED} values, at the latest by *${node.source}.`, node);
      return size ?? 1;
    }
    const anchor = isCollection(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) open.push(anchor);
    const size = 1 + (isMap(node) ? sum(node.items.map(pair)) : isSeq(node) ? sum(node.items.map(measure)) : 0);
    if (anchor !== undefined) {
      open.pop();
      sizes.set(anchor, size);
    }
    return size;
  };
  const pair = ({ key, value }: Pair): number => {
    if (isCollection(key)) refuse('has a list or a group of settings as a name. Write a word before the colon.', key);
    if (isMergeKey(key) && !isMerged(value, document))
      refuse('has "<<" before something that is no alias of settings.', key);
    return measure(key) + measure(value);
  };
  measure(document.contents);
  return found;
}

/** The library makes a symbol of it. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'));
}

function isMerged(value: unknown, document: Document): boolean {
  if (isSeq(value)) return value.items.every((item) => isMerged(item, document));
  return isMap(isAlias(value) ? value.resolve(document) : value);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

function startOf(node: unknown): number {
  return (node as Node).range?.[0] ?? 0;
}

function positionIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
