import { isJsonObject } from '../../model/fhir.ts';
import type { Kind } from './distinct.ts';
import { isDecimal } from './exact-decimals.ts';

/** What fhirpath's nodes have, as far as it decides whether two are equal. */
interface NodeLike {
  readonly data: unknown;
  /** The `_x` sibling of a primitive. */
  readonly _data: unknown;
  /** The type that the model knows the value by. */
  readonly path: string | null;
}

const dates = new Set(['date', 'dateTime', 'instant', 'time']);

/**
 * Sorts the items of some collections by kind, so that items of unlike kinds are not equal in FHIRPath.
 * @param nodeOf the item if it is a node; what was computed is a plain value
 */
export function kindsAmong(
  collections: readonly (readonly unknown[])[],
  nodeOf: (item: unknown) => NodeLike | undefined,
): (item: unknown) => Kind {
  // A node with a sibling is unlike one with another, but not unlike a plain value.
  const areNodes = collections.every((items) => items.every((item) => nodeOf(item) !== undefined));
  // A quantity may be equal to a number.
  const hasObjects = collections.some((items) => items.some((item) => isObject(nodeOf(item)?.data ?? item)));
  const kindOfValue = (value: unknown) => (hasObjects && typeof value !== 'string' ? anything : kindOfPlain(value));
  return (item) => {
    const node = nodeOf(item);
    if (node === undefined) return kindOfValue(item);
    const { data, _data: sibling, path } = node;
    const kind = typeof data === 'string' && dates.has(path ?? '') ? kindOfDate(data) : kindOfValue(data);
    if (sibling === null || sibling === undefined) return kind;
    return { key: areNodes ? `${kind.key} ${withoutOrder(sibling)}` : kind.key, isExact: false };
  };
}

/** Compared with each other one by one. */
const anything: Kind = { key: 'any', isExact: false };

function kindOfPlain(value: unknown): Kind {
  if (typeof value === 'string') return { key: `text ${value}`, isExact: true };
  if (typeof value === 'boolean') return { key: `${value}`, isExact: true };
  // Both print what has the same value alike.
  const number = isDecimal(value) ? value.value : value;
  if (isDecimal(value) || typeof number === 'number' || typeof number === 'bigint')
    return { key: `number ${number}`, isExact: true };
  return anything;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isDecimal(value);
}

/** An instant may be written in many ways; a date without a time in one. */
function kindOfDate(text: string): Kind {
  const instant = text.includes('T') ? Date.parse(text) : undefined;
  if (instant !== undefined) return { key: `instant ${instant}`, isExact: false };
  return { key: text.includes(':') ? 'time' : `date ${text}`, isExact: false };
}

/** JSON with its keys in one order and without its numbers, which may be equal though written differently. */
function withoutOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withoutOrder).join()}]`;
  if (!isJsonObject(value)) return typeof value === 'number' ? '0' : JSON.stringify(value ?? null);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${withoutOrder(value[key])}`).join()}}`;
}
