import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { objectsIn } from './form.ts';

/** A part of a response, as places in reading order: from its own to before that of what comes after it. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

interface Placed {
  readonly place: number;
  readonly answer: JsonObject;
}

/** The answers in a response by the question that they answer: read once, whatever depends on them. */
export class Answers {
  readonly whole: Extent;
  readonly #extents = new Map<JsonObject, Extent>();
  readonly #byLinkId = new Map<string, Placed[]>();
  #places = 0;

  constructor(response: JsonObject) {
    this.#items(response);
    this.whole = { start: 0, end: this.#places };
  }

  #items(holder: JsonObject): void {
    for (const item of objectsIn(holder, 'item')) {
      const start = this.#places++;
      const { linkId } = item;
      const own = typeof linkId === 'string' ? (this.#byLinkId.get(linkId) ?? []) : [];
      if (typeof linkId === 'string') this.#byLinkId.set(linkId, own);
      this.#items(item);
      for (const answer of objectsIn(item, 'answer')) {
        const at = this.#places++;
        own.push({ place: at, answer });
        this.#items(answer);
        this.#extents.set(answer, { start: at, end: this.#places });
      }
      this.#extents.set(item, { start, end: this.#places });
    }
  }

  /** Where an item or answer of the response is. */
  extentOf(part: JsonObject): Extent {
    return this.#extents.get(part) ?? this.whole;
  }

  /** The answers to a question within a part of the response, one after the other. */
  *within(linkId: string, { start, end }: Extent): Generator<JsonObject> {
    const all = this.#byLinkId.get(linkId) ?? [];
    for (let at = firstFrom(all, start); at < all.length; at++) {
      const found = all[at];
      if (found === undefined || found.place >= end) return;
      yield found.answer;
    }
  }
}

/** Places grow from one answer to the next. */
function firstFrom(all: readonly Placed[], start: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.place ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value of an answer by its type: `boolean`, `Coding`; undefined where it has none. */
export function answerValue(
  answer: JsonObject,
  prefix = 'value',
): { readonly type: string; readonly key: string; readonly value: unknown } | undefined {
  for (const written in answer) {
    const key = written.startsWith('_') ? written.slice(1) : written;
    if (!key.startsWith(prefix) || !Object.hasOwn(answer, written)) continue;
    const name = key.slice(prefix.length);
    if (!/^[A-Z]/.test(name)) continue;
    const type = complex.has(name) ? name : name.slice(0, 1).toLowerCase() + name.slice(1);
    return { type, key, value: answer[key] };
  }
  return undefined;
}

const complex = new Set(['Attachment', 'Coding', 'Quantity', 'Reference']);

/** System and code of a Coding; undefined for what is none. */
export function codingOf(value: unknown): { readonly system?: string; readonly code?: string } | undefined {
  if (!isJsonObject(value)) return undefined;
  const { system, code } = value;
  return {
    ...(typeof system === 'string' ? { system } : {}),
    ...(typeof code === 'string' ? { code } : {}),
  };
}
