import { hostileValue } from './hostile.ts';
import type { Random } from './random.ts';

/** JSON that can be changed; Map-like objects and arrays alone are containers. */
type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

interface Place {
  readonly holder: Container;
  readonly key: string;
}

/** A place at some depth: each step down is a choice among what is there. */
function placeIn(root: Container, random: Random): Place | undefined {
  let holder = root;
  for (;;) {
    const keys = Object.keys(holder);
    if (keys.length === 0) return undefined;
    const key = random.pick(keys);
    const value = get(holder, key);
    if (!isContainer(value) || Object.keys(value).length === 0 || random.chance(0.25)) return { holder, key };
    holder = value;
  }
}

const get = (holder: Container, key: string): unknown => (Array.isArray(holder) ? holder[Number(key)] : holder[key]);

function set(holder: Container, key: string, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove(holder: Container, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

const names = [
  '__proto__',
  'constructor',
  'toString',
  'id',
  '_id',
  'extension',
  'modifierExtension',
  'contained',
  'meta',
];

/** How many copies of the items stay within half a megabyte; copies of copies must not fill the memory. */
const copies = (value: unknown) => Math.floor(500_000 / (JSON.stringify(value).length + 1));

type Mutation = (place: Place, root: Container, random: Random) => void;

const mutations: readonly Mutation[] = [
  ({ holder, key }) => remove(holder, key),
  ({ holder, key }, _, random) => set(holder, key, hostileValue(random)),
  ({ holder, key }, _, random) => set(holder, key, hostileValue(random)),
  ({ holder, key }) => set(holder, key, [get(holder, key)]),
  ({ holder, key }) => {
    const value = get(holder, key);
    if (Array.isArray(value)) set(holder, key, value[0]);
  },
  ({ holder, key }, _, random) => {
    const value = get(holder, key);
    if (Array.isArray(value))
      set(
        holder,
        key,
        Array.from({ length: Math.min(random.below(300), copies(value)) }, (_, i) =>
          structuredClone(value[i % value.length]),
        ),
      );
  },
  ({ holder, key }, _, random) => {
    if (Array.isArray(holder)) return;
    const value = holder[key];
    delete holder[key];
    set(holder, random.pick([...names, `_${key}`, `${key}x`, key.toUpperCase(), key.slice(1)]), value);
  },
  ({ holder, key }, root, random) => {
    const other = placeIn(root, random);
    if (other !== undefined) set(holder, key, structuredClone(get(other.holder, other.key)));
  },
  ({ holder }, _, random) => {
    if (!Array.isArray(holder)) set(holder, random.pick(names), hostileValue(random));
  },
  ({ holder, key }, _, random) => {
    const value = get(holder, key);
    if (typeof value !== 'string') return;
    const at = random.below(value.length + 1);
    set(
      holder,
      key,
      value.slice(0, at) +
        random.pick(['', ' ', '|', '#', '<', '&', '\\', '0', 'é', '\n']) +
        value.slice(at + random.below(3)),
    );
  },
];

/** A changed copy. */
export function mutated(resource: Container, random: Random): Container {
  const copy = structuredClone(resource);
  for (let changes = 1 + random.below(6); changes > 0; changes--) {
    const place = placeIn(copy, random);
    if (place !== undefined) random.pick(mutations)(place, copy, random);
  }
  return copy;
}

/** A text with characters lost, doubled, cut off or put in. */
export function mutatedText(text: string, random: Random): string {
  const at = random.below(text.length);
  const length = random.below(random.pick([2, 20, 2_000]));
  const put = random.pick([
    '',
    '"',
    '{',
    '[',
    '}',
    ',',
    ':',
    '\\u00',
    '\u0000',
    '\ufeff',
    '1e999',
    '[['.repeat(random.below(3_000)),
  ]);
  return random.chance(0.2) ? text.slice(0, at) : text.slice(0, at) + put + text.slice(at + length * random.below(2));
}
