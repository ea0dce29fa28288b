import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { keptJson, parseKept } from '../../model/written-digits.ts';

/*
 * Definitions repeat each other: every resource type has the elements and constraints of DomainResource, and a profile
 * repeats its parent. What occurs more than once is written once, in a list of parts, and referred to by `~` and its
 * place in that list; an element of a snapshot loses what its neighbours tell. The 14 MB of R4 come to 4 MB.
 */

const REFERENCE = '~';
/** Below so many characters a reference saves nothing. */
const LEAST = 13;
const RADIX = 36;
/** Holds the text of a resource that has numbers which JavaScript would print otherwise. */
const TEXT = '~text';
/** Holds the elements of a snapshot without what their place tells. */
const ELEMENTS = '~elements';

/** Puts away what several resources share. */
export class Interner {
  readonly parts: unknown[] = [];
  readonly #times = new Map<string, number>();
  readonly #places = new Map<string, string>();

  /** @param resources all that will be interned: what occurs twice among them is shared */
  constructor(resources: readonly unknown[]) {
    for (const resource of resources) this.#count(shortened(resource));
  }

  intern(resource: unknown): unknown {
    return this.#reduced(shortened(resource));
  }

  #count(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const text = JSON.stringify(value);
    const times = this.#times.get(text) ?? 0;
    this.#times.set(text, times + 1);
    if (times === 0) for (const part of Object.values(value)) this.#count(part);
  }

  #reduced(value: unknown): unknown {
    if (typeof value === 'string') return value.startsWith(REFERENCE) ? `${REFERENCE}${value}` : value;
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    if (text.length < LEAST || (this.#times.get(text) ?? 0) < 2) return this.#withParts(value);
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const count = this.parts.push(this.#withParts(value));
    const place = `${REFERENCE}${(count - 1).toString(RADIX)}`;
    this.#places.set(text, place);
    return place;
  }

  #withParts(value: object): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#reduced(item));
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.#reduced(part)]));
  }
}

/** Gives resources back as they were; equal parts are the same object, so nobody may change them. */
export class Extern {
  readonly #lines: readonly string[];
  readonly #known: unknown[] = [];

  /** @param lines parts and resources, each interned and as JSON */
  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  resource(line: number): FhirResource {
    const whole = this.#whole(JSON.parse(this.#lines[line] ?? '')) as JsonObject;
    if (typeof whole[TEXT] === 'string') return parseKept(whole[TEXT]) as FhirResource;
    return lengthened(whole) as FhirResource;
  }

  #whole(value: unknown): unknown {
    if (typeof value === 'string') {
      if (!value.startsWith(REFERENCE)) return value;
      return value.startsWith(REFERENCE, 1) ? value.slice(1) : this.#part(Number.parseInt(value.slice(1), RADIX));
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.#whole(item));
    const whole: Record<string, unknown> = {};
    for (const name in value) whole[name] = this.#whole((value as JsonObject)[name]);
    return whole;
  }

  #part(place: number): unknown {
    this.#known[place] ??= this.#whole(JSON.parse(this.#lines[place] ?? ''));
    return this.#known[place];
  }
}

/** The resource without what can be told again. */
function shortened(resource: unknown): unknown {
  const kept = keptJson(resource);
  if (kept.startsWith(' ')) return { [TEXT]: kept };
  if (!isJsonObject(resource) || !isJsonObject(resource.snapshot)) return resource;
  const { snapshot, ...rest } = resource;
  const { element, ...more } = snapshot;
  if (!Array.isArray(element) || Object.keys(more).length > 0) return resource;
  const root: unknown = element[0]?.path;
  if (typeof root !== 'string' || !element.every((each) => isBelow(each, root))) return resource;
  return { ...rest, [ELEMENTS]: [root, ...element.map((each) => shortElement(each, root.length))] };
}

function lengthened({ [ELEMENTS]: elements, ...rest }: JsonObject): JsonObject {
  if (!Array.isArray(elements)) return rest;
  const [root, ...each] = elements as [string, ...ShortElement[]];
  return { ...rest, snapshot: { element: each.map((short) => longElement(short, root)) } };
}

/** `path` and `id` without the name of the type; no `id` where it is the path. */
type ShortElement = readonly [path: string, rest: JsonObject, id?: string];

interface Placed extends JsonObject {
  readonly path: string;
  readonly id: string;
}

function isBelow(element: unknown, root: string): element is Placed {
  if (!isJsonObject(element)) return false;
  const { path, id } = element;
  return [path, id].every((each) => typeof each === 'string' && (each === root || each.startsWith(root)));
}

function shortElement({ path, id, base, ...rest }: Placed, root: number): ShortElement {
  const short = base === undefined ? rest : { ...rest, base: shortBase(base, path, rest) };
  return id === path ? [path.slice(root), short] : [path.slice(root), short, id.slice(root)];
}

function longElement([below, rest, id = below]: ShortElement, root: string): JsonObject {
  const path = `${root}${below}`;
  const { base, ...others } = rest;
  return {
    id: `${root}${id}`,
    path,
    ...others,
    ...(base === undefined ? {} : { base: Array.isArray(base) ? longBase(base, path, rest) : base }),
  };
}

/** Most elements are as their base is: each part that is the element's own is left out. */
function shortBase(base: unknown, path: string, { min, max }: JsonObject): unknown {
  if (!isJsonObject(base) || Object.keys(base).toSorted().join() !== 'max,min,path') return base;
  return [base.path === path ? 0 : base.path, base.min === min ? null : base.min, base.max === max ? 0 : base.max];
}

function longBase([path, min, max]: readonly unknown[], own: string, rest: JsonObject): JsonObject {
  return { path: path === 0 ? own : path, min: min === null ? rest.min : min, max: max === 0 ? rest.max : max };
}
