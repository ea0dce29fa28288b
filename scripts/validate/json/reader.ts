import type { JsonObject } from '../../model/fhir.ts';
import { MOST_LEVELS } from '../../model/json-depth.ts';
import { MOST_FINDINGS } from '../finding/findings.ts';
import { shown } from '../finding/wording.ts';

/** What a value takes in memory until the text is judged, in bytes: one of a few characters takes most for its length. */
const BYTES_OF_A_VALUE = 250;
/** A Map has no room for more. */
const MOST_VALUES = 16_000_000;

/**
 * How many values of a text are read. With more the process would end when its memory is full, and tell nothing of what
 * it found.
 * @param room for objects, in bytes
 */
export function mostValues(room: number): number {
  return Math.min(MOST_VALUES, Math.floor(room / BYTES_OF_A_VALUE));
}

/** A JSON text that could not be read; `offset` counts UTF-16 units from 0. */
interface JsonFault {
  readonly offset: number;
  readonly message: string;
  /** `limit`: it may be valid JSON, but is beyond what is read. */
  readonly kind: 'syntax' | 'limit';
}

interface DuplicateKey {
  /** Path of the object that has the key twice, as keys and indices from the root. */
  readonly path: readonly (string | number)[];
  readonly key: string;
  readonly offset: number;
}

export interface JsonDocument {
  readonly value: unknown;
  readonly fault?: JsonFault;
  /** In each case the first occurrence is kept, as the HL7 validator does. */
  readonly duplicates: readonly DuplicateKey[];
  /** The lexical form of a number that JavaScript would print otherwise (`1.0`, twenty digits), by its parent and key. */
  readonly numerals: ReadonlyMap<object, ReadonlyMap<string | number, string>>;
}

const quote = 0x22;
const backslash = 0x5c;
const escapes: { readonly [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class Fault extends Error {
  readonly offset: number;
  readonly kind: JsonFault['kind'];
  constructor(offset: number, message: string, kind: JsonFault['kind'] = 'syntax') {
    super(message);
    this.offset = offset;
    this.kind = kind;
  }
}

/**
 * Reads a JSON text strictly (RFC 8259), keeping what `JSON.parse` loses: duplicate keys and numbers as written.
 * A leading byte order mark is skipped.
 * @param most how many values are read
 */
export function readJson(text: string, most: number = MOST_VALUES): JsonDocument {
  const reader = new Reader(text, most);
  try {
    const value = reader.document();
    return { value, duplicates: reader.duplicates, numerals: reader.numerals };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { offset, message, kind } = error;
    return { value: undefined, fault: { offset, message, kind }, duplicates: [], numerals: new Map() };
  }
}

/** The number at `key` of `parent` as it was written. */
export function asWritten(
  numerals: JsonDocument['numerals'],
  parent: object,
  key: string | number,
  value: number,
): string {
  return numerals.get(parent)?.get(key) ?? String(value);
}

class Reader {
  readonly duplicates: DuplicateKey[] = [];
  readonly numerals = new Map<object, Map<string | number, string>>();
  private readonly text: string;
  private readonly path: (string | number)[] = [];
  private readonly most: number;
  private values = 0;
  private at = 0;

  constructor(text: string, most: number) {
    this.text = text;
    this.most = most;
  }

  document(): unknown {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    this.space();
    if (this.at >= this.text.length) throw new Fault(this.at, 'The text is empty.');
    const root: { value?: unknown } = {};
    const value = this.value(root, 'value');
    this.space();
    if (this.at < this.text.length) throw this.unexpected('the end of the text');
    return value;
  }

  private space(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private unexpected(wanted: string): Fault {
    if (this.at >= this.text.length) return new Fault(this.at, `The text ends where ${wanted} should follow.`);
    const found = JSON.stringify(String.fromCodePoint(this.text.codePointAt(this.at) ?? 0));
    return new Fault(this.at, `Found ${found} where ${wanted} should follow.`);
  }

  private value(parent: object, key: string | number): unknown {
    if (++this.values > this.most) throw this.tooMany();
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b:
        return this.object();
      case 0x5b:
        return this.array();
      case quote:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number(parent, key);
    }
  }

  private tooMany(): Fault {
    const most = this.most.toLocaleString('en');
    return new Fault(
      this.at,
      `The text has more than ${most} values, for which there is no room in memory, so it was not read. Split it.`,
      'limit',
    );
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.unexpected('a JSON value');
    this.at += word.length;
    return value;
  }

  private number(parent: object, key: string | number): number {
    numeral.lastIndex = this.at;
    const written = numeral.exec(this.text)?.[0];
    if (written === undefined) throw this.unexpected('a JSON value');
    this.at += written.length;
    const value = Number(written);
    if (String(value) !== written) {
      let own = this.numerals.get(parent);
      if (own === undefined) {
        own = new Map();
        this.numerals.set(parent, own);
      }
      own.set(key, written);
    }
    return value;
  }

  private enter(key: string | number): void {
    if (this.path.length >= MOST_LEVELS)
      throw new Fault(
        this.at,
        `The text nests deeper than ${MOST_LEVELS} levels, so it was not read. Flatten it.`,
        'limit',
      );
    this.path.push(key);
  }

  private object(): JsonObject {
    const result: { [key: string]: unknown } = {};
    this.at++;
    this.space();
    if (this.text.charCodeAt(this.at) === 0x7d) {
      this.at++;
      return result;
    }
    for (;;) {
      const keyAt = this.at;
      if (this.text.charCodeAt(keyAt) !== quote) throw this.unexpected('a property name in double quotes');
      const key = this.string();
      this.space();
      if (this.text.charCodeAt(this.at) !== 0x3a) throw this.unexpected(`a colon after "${shown(key)}"`);
      this.at++;
      this.space();
      const known = Object.hasOwn(result, key);
      if (known && this.duplicates.length <= MOST_FINDINGS)
        this.duplicates.push({ path: [...this.path], key, offset: keyAt });
      this.enter(key);
      const value = this.value(known ? {} : result, key);
      this.path.pop();
      // Assignment to `__proto__` would set the prototype instead.
      if (key === '__proto__')
        Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
      else if (!known) result[key] = value;
      this.space();
      const code = this.text.charCodeAt(this.at);
      if (code === 0x7d) {
        this.at++;
        return result;
      }
      if (code !== 0x2c) throw this.unexpected('a comma or a closing brace');
      this.at++;
      this.space();
    }
  }

  private array(): unknown[] {
    const result: unknown[] = [];
    this.at++;
    this.space();
    if (this.text.charCodeAt(this.at) === 0x5d) {
      this.at++;
      return result;
    }
    for (;;) {
      this.enter(result.length);
      result.push(this.value(result, result.length));
      this.path.pop();
      this.space();
      const code = this.text.charCodeAt(this.at);
      if (code === 0x5d) {
        this.at++;
        return result;
      }
      if (code !== 0x2c) throw this.unexpected('a comma or a closing bracket');
      this.at++;
      this.space();
    }
  }

  private string(): string {
    const { text } = this;
    const start = ++this.at;
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.at = at + 1;
        return text.slice(start, at);
      }
      if (code === backslash) break;
      if (code < 0x20 || Number.isNaN(code)) throw this.badCharacter(at);
      at++;
    }
    let result = text.slice(start, at);
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.at = at + 1;
        return result;
      }
      if (code === backslash) {
        result += this.escape(at);
        at += text.charCodeAt(at + 1) === 0x75 ? 6 : 2;
      } else {
        const from = at;
        while (at < text.length && text.charCodeAt(at) >= 0x20) {
          const next = text.charCodeAt(at);
          if (next === quote || next === backslash) break;
          at++;
        }
        if (at === from) throw this.badCharacter(at);
        result += text.slice(from, at);
      }
    }
  }

  private escape(at: number): string {
    const letter = this.text[at + 1] ?? '';
    const simple = escapes[letter];
    if (simple !== undefined) return simple;
    const digits = this.text.slice(at + 2, at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits))
      throw new Fault(at, 'A backslash in a string must begin one of the escapes of JSON.');
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private badCharacter(at: number): Fault {
    return at >= this.text.length
      ? new Fault(at, 'The text ends inside a string.')
      : new Fault(at, 'A string must not hold a control character; write it as an escape such as \\n.');
  }
}
