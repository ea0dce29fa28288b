import { deserialize, serialize } from 'node:v8';
import type { Sushi } from './sushi.ts';

type Class = new (...parts: never[]) => object;

/**
 * Writes what SUSHI makes of FSH as bytes, and makes it of bytes again: objects of SUSHI's own classes for entities, rules
 * and values, and of no others. What bytes say is never run: a class is a number in a list that is made here.
 */
export class FshBytes {
  readonly #classes: readonly Class[];
  readonly #numbers: ReadonlyMap<unknown, number>;

  constructor({ library }: Sushi) {
    const { fshtypes, fshrules } = library;
    const isClass = (each: unknown): each is Class =>
      typeof each === 'function' && Object.getOwnPropertyNames(each.prototype ?? {}).includes('constructor');
    this.#classes = [
      ...new Set([...Object.values<unknown>(fshtypes), ...Object.values<unknown>(fshrules)].filter(isClass)),
    ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    this.#numbers = new Map(this.#classes.map((each, number) => [each.prototype, number]));
  }

  /** @returns undefined for what holds anything that is not known here */
  write(value: unknown): Buffer | undefined {
    try {
      return serialize(this.#plain(value));
    } catch (error) {
      if (error === isUnknown) return undefined;
      throw error;
    }
  }

  /** @throws Error for bytes that {@link write} has not made */
  read(bytes: Uint8Array): unknown {
    return this.#whole(deserialize(bytes));
  }

  /** Lists and objects of a class become lists that begin with what they are. */
  #plain(value: unknown): unknown {
    if (typeof value === 'function' || typeof value === 'symbol') throw isUnknown;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return [LIST, ...value.map((each) => this.#plain(each))];
    if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, this.#plain(each)]));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === RegExp.prototype || prototype === Date.prototype) return value;
    const number = prototype === Object.prototype ? PLAIN : this.#numbers.get(prototype);
    if (number === undefined) throw isUnknown;
    const fields = Object.entries(value).map(([key, each]) => [key, this.#plain(each)]);
    return [number, Object.fromEntries(fields)];
  }

  #whole(value: unknown): unknown {
    if (value instanceof Map) {
      for (const [key, each] of value) value.set(key, this.#whole(each));
      return value;
    }
    if (!Array.isArray(value)) return value;
    const [kind, ...parts] = value as [unknown, ...unknown[]];
    if (kind === LIST) return parts.map((each) => this.#whole(each));
    const [fields] = parts as [Record<string, unknown>];
    for (const key of Object.keys(fields)) fields[key] = this.#whole(fields[key]);
    if (kind === PLAIN) return fields;
    const found = this.#classes[Number(kind)];
    if (found === undefined) throw new Error('There is no such class.');
    return Object.assign(Object.create(found.prototype) as object, fields);
  }
}

const LIST = -1;
const PLAIN = -2;
const isUnknown = Symbol('something of a class that is not known here');
