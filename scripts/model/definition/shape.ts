import { isJsonObject, type JsonObject } from '../fhir.ts';

/** What a value must be for the code that reads it to rely on it; an object's other properties are free. */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'json'
  /** A whole number from 0 on. */
  | 'count'
  /** An ElementDefinition's maximum: such a number as text, or `*`. */
  | 'limit'
  /** A path or id of an element, no deeper and no longer than any real one. */
  | 'path'
  | { readonly oneOf: readonly string[] }
  | { readonly list: Shape }
  /** A part that nobody is held against: it may be left out without a word. */
  | { readonly words: Shape }
  | ObjectShape;
interface ObjectShape {
  readonly parts: Shapes;
  /** Without these the object says nothing. */
  readonly needs?: readonly string[];
}
export type Shapes = { readonly [property: string]: Shape };

/** A part that is not of its shape, and was left out. */
export interface ShapeFault {
  /** From the resource: `snapshot.element[3].min`. */
  readonly path: string;
  /** As the end of a sentence: `must be a whole number, and is the string "1"`. */
  readonly problem: string;
}

/** Deeper than any path of a real definition by far. */
const MOST_STEPS = 100;
const LONGEST_PATH = 2_000;
/** One tells what is wrong with a definition; a hostile one may have a million. */
const MOST_FAULTS = 20;

/**
 * The value without its misshapen parts, itself where it has none; undefined where it is misshapen as a whole.
 * @param faults takes what was left out, up to some number of them
 */
export function prune(value: unknown, shape: Shape, faults?: ShapeFault[]): unknown {
  return new Pruner(faults).prune(value, shape);
}

class Pruner {
  readonly #faults: ShapeFault[] | undefined;
  readonly #path: (string | number)[] = [];
  /** How many parts around the value are for people alone. */
  #words = 0;

  constructor(faults: ShapeFault[] | undefined) {
    this.#faults = faults;
  }

  prune(value: unknown, shape: Shape): unknown {
    if (shape === 'json') return value ?? undefined;
    if (typeof shape === 'string') return fits(value, shape) ? value : this.#fault(value, wordsFor[shape]);
    if ('oneOf' in shape)
      return typeof value === 'string' && shape.oneOf.includes(value)
        ? value
        : this.#fault(value, `one of ${shape.oneOf.join(', ')}`);
    if ('words' in shape) {
      this.#words++;
      const kept = this.prune(value, shape.words);
      this.#words--;
      return kept;
    }
    if ('list' in shape) return Array.isArray(value) ? this.#list(value, shape.list) : this.#fault(value, 'an array');
    return isJsonObject(value) ? this.#object(value, shape) : this.#fault(value, 'an object');
  }

  #list(value: readonly unknown[], shape: Shape): unknown {
    let kept: unknown[] | undefined;
    for (const [index, item] of value.entries()) {
      // Among primitives null keeps the place of one that has extensions alone.
      const isGap = item === null && typeof shape === 'string' && shape !== 'json';
      const pruned = isGap ? undefined : this.#at(index, item, shape);
      if (pruned !== item) kept ??= value.slice(0, index);
      if (pruned !== undefined) kept?.push(pruned);
    }
    return kept ?? value;
  }

  #object(value: JsonObject, { parts, needs = [] }: ObjectShape): unknown {
    let copy: Record<string, unknown> | undefined;
    for (const name in value) {
      if (!Object.hasOwn(value, name) || !Object.hasOwn(parts, name)) continue;
      const part = parts[name];
      const found = value[name];
      if (part === undefined || found === undefined) continue;
      const kept = this.#at(name, found, part);
      if (kept === found) continue;
      copy ??= { ...value };
      if (kept === undefined) delete copy[name];
      else copy[name] = kept;
    }
    const kept = copy ?? value;
    const missing = needs.find((name) => typeof kept[name] !== 'string' || kept[name] === '');
    if (missing === undefined) return kept;
    // One that is there and misshapen has been told of.
    return Object.hasOwn(value, missing) && value[missing] !== '' ? undefined : this.#report(`must have ${missing}`);
  }

  #at(step: string | number, value: unknown, shape: Shape): unknown {
    this.#path.push(step);
    const kept = this.prune(value, shape);
    this.#path.pop();
    return kept;
  }

  #fault(found: unknown, wanted: string): undefined {
    return this.#report(`must be ${wanted}, and is ${described(found)}`);
  }

  #report(problem: string): undefined {
    if (this.#faults === undefined || this.#words > 0 || this.#faults.length >= MOST_FAULTS) return;
    const path = this.#path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    this.#faults.push({ path: path.replace(/^\./, ''), problem });
  }
}

const wordsFor = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  count: 'a whole number from 0 on',
  limit: 'a whole number from 0 on as a string, or "*"',
  path: `a path of at most ${MOST_STEPS} steps and ${LONGEST_PATH} characters`,
};

function fits(value: unknown, shape: keyof typeof wordsFor): boolean {
  switch (shape) {
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0;
    case 'limit':
      return typeof value === 'string' && (value === '*' || /^\d{1,10}$/.test(value));
    case 'path':
      return typeof value === 'string' && value.length <= LONGEST_PATH && value.split('.').length <= MOST_STEPS;
    default:
      return typeof value === shape;
  }
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return `${typeof value === 'string' ? 'the string ' : ''}${text.length <= 60 ? text : `${text.slice(0, 57)}...`}`;
}
