import type { Steps } from './steps.ts';

/** A piece of FSH with a meaning of its own; offsets count UTF-16 units from the beginning of the text. */
export interface Word {
  readonly kind: 'keyword' | 'star' | 'word' | 'string' | 'comment' | 'open' | 'parameter' | 'close';
  readonly start: number;
  readonly end: number;
  /** As written; of a keyword without its colon. */
  readonly text: string;
}

export const entityKeywords = [
  'Alias',
  'Profile',
  'Extension',
  'Logical',
  'Resource',
  'Instance',
  'Invariant',
  'ValueSet',
  'CodeSystem',
  'RuleSet',
  'Mapping',
] as const;
export type EntityKind = (typeof entityKeywords)[number];

const otherKeywords =
  'Parent|Id|Title|Description|InstanceOf|Usage|Expression|XPath|Severity|Source|Target|Context|Characteristics';
const KEYWORD = new RegExp(`(${entityKeywords.join('|')}|${otherKeywords})[ \\t]*:`, 'y');
/** Where a new statement begins, whatever the one before it has left open. */
const STATEMENT = new RegExp(`\\n[ \\t]*(?:\\*[ \\t]|(?:${entityKeywords.join('|')}|${otherKeywords})[ \\t]*:)`, 'g');

/** They take a few milliseconds. */
const WORDS_IN_A_STEP = 5_000;

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code === 0xa0 || code === 0xfeff;
}

/**
 * The words of a text, in steps, as FSH's lexer would tell them apart, and of one that it refuses all that can be told
 * apart all the same: a text or parenthesis that is left open ends where the next statement begins.
 * @see https://hl7.org/fhir/uv/shorthand/reference.html#grammar
 */
export function wordSteps(text: string): Steps<Word[]> {
  return new Scanner(text).all();
}

class Scanner {
  readonly #text: string;
  readonly #words: Word[] = [];
  #at = 0;
  /** The last word but for comments. */
  #last: Word | undefined;
  /** Signs of which there are no more. */
  readonly #gone = new Set<string>();
  #statement = { from: 0, end: -1 };

  constructor(text: string) {
    this.#text = text;
  }

  *all(): Steps<Word[]> {
    const text = this.#text;
    if (text.startsWith('\uFEFF')) this.#at = 1;
    let isLineStart = true;
    while (this.#at < text.length) {
      const sign = text[this.#at] ?? '';
      if (isSpace(text, this.#at)) {
        if (sign === '\n' || sign === '\r') isLineStart = true;
        this.#at++;
        continue;
      }
      this.#next(sign, isLineStart);
      isLineStart = false;
      if (this.#words.length % WORDS_IN_A_STEP === 0) yield;
    }
    return this.#words;
  }

  #next(sign: string, isLineStart: boolean): undefined {
    const text = this.#text;
    const at = this.#at;
    if (text.startsWith('//', at)) return this.#push('comment', this.#lineEnd(at));
    if (text.startsWith('/*', at)) return this.#push('comment', this.#behind('*/', at + 2) ?? this.#lineEnd(at));
    if (text.startsWith('"""', at)) return this.#push('string', this.#behind('"""', at + 3) ?? this.#lineEnd(at));
    if (sign === '"') return this.#push('string', this.#stringEnd(at));
    if (isLineStart) {
      if (sign === '*' && (at + 1 === text.length || isSpace(text, at + 1))) return this.#push('star', at + 1);
      KEYWORD.lastIndex = at;
      const keyword = KEYWORD.exec(text);
      if (keyword !== null) return this.#push('keyword', at + keyword[0].length, keyword[1]);
    }
    if (sign === "'") {
      const end = text.indexOf("'", at + 1);
      if (end !== -1 && end < this.#lineEnd(at)) return this.#push('word', end + 1);
    }
    this.#word(at);
  }

  #word(start: number): undefined {
    const text = this.#text;
    let at = start;
    while (at < text.length && !isSpace(text, at)) {
      const sign = text[at];
      if (sign === '"' && text[at - 1] === '#') {
        at = this.#stringEnd(at);
        continue;
      }
      if (sign === '(' && at > start) {
        const isNames = /^(?:Reference|Canonical|CodeableReference)$/.test(text.slice(start, at));
        if (isNames || this.#takesParameters()) {
          this.#push('word', at);
          this.#push('open', at + 1);
          return isNames ? this.#names() : this.#parameters();
        }
      }
      at++;
    }
    this.#push('word', at);
  }

  #takesParameters(): boolean {
    const last = this.#last;
    return (last?.kind === 'word' && last.text === 'insert') || (last?.kind === 'keyword' && last.text === 'RuleSet');
  }

  /** What stands between the parentheses of Reference() and Canonical(). */
  #names(): undefined {
    const text = this.#text;
    const limit = this.#statementEnd(this.#at);
    while (this.#at < limit) {
      const sign = text[this.#at] ?? '';
      if (isSpace(text, this.#at)) this.#at++;
      else if (sign === ')') return this.#push('close', this.#at + 1);
      else {
        let end = this.#at;
        while (end < limit && !isSpace(text, end) && text[end] !== ')') end++;
        this.#push('word', end);
      }
    }
  }

  /** The values of a RuleSet's parameters; a comma or parenthesis that belongs to one has a backslash, or stands in [[ ]]. */
  #parameters(): undefined {
    const text = this.#text;
    const limit = this.#statementEnd(this.#at);
    let start = this.#at;
    let at = start;
    while (at < limit) {
      const sign = text[at];
      if (sign === '\\') at += 2;
      else if (text.startsWith('[[', at)) at = Math.min(this.#behind(']]', at) ?? limit, limit);
      else if (sign === ',' || sign === ')') {
        this.#parameter(start, at);
        if (sign === ')') {
          this.#at = at;
          return this.#push('close', at + 1);
        }
        start = ++at;
      } else at++;
    }
    this.#parameter(start, limit);
    this.#at = limit;
  }

  #parameter(from: number, to: number): void {
    const written = this.#text.slice(from, to);
    const start = from + (written.length - written.trimStart().length);
    this.#at = Math.min(start, to);
    this.#push('parameter', this.#at + written.trim().length);
  }

  #push(kind: Word['kind'], end: number, text: string = this.#text.slice(this.#at, end)): undefined {
    const word = { kind, start: this.#at, end, text };
    this.#words.push(word);
    if (kind !== 'comment') this.#last = word;
    this.#at = end;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    if (end === -1) return this.#text.length;
    return this.#text[end - 1] === '\r' && end - 1 >= from ? end - 1 : end;
  }

  #behind(sign: string, from: number): number | undefined {
    if (this.#gone.has(sign)) return undefined;
    const end = this.#text.indexOf(sign, from);
    if (end === -1) this.#gone.add(sign);
    return end === -1 ? undefined : end + sign.length;
  }

  /** Looked for once for all that lies before it, so that no text is gone through again and again. */
  #statementEnd(from: number): number {
    const { from: known, end } = this.#statement;
    if (known <= from && from <= end) return end;
    STATEMENT.lastIndex = from;
    const found = STATEMENT.exec(this.#text)?.index ?? this.#text.length;
    this.#statement = { from, end: found };
    return found;
  }

  /** A text may go over several lines, but not over the beginning of a statement. */
  #stringEnd(from: number): number {
    const text = this.#text;
    let at = from + 1;
    let limit: number | undefined;
    while (at < text.length) {
      const sign = text[at];
      if (sign === '"') return at + 1;
      if (sign === '\n') {
        limit ??= this.#statementEnd(at);
        if (at >= limit) return this.#lineEnd(from);
      }
      at += sign === '\\' ? 2 : 1;
    }
    return this.#lineEnd(from);
  }
}
