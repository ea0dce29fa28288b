import { isJsonObject, type JsonObject } from './fhir.ts';

/** What a value must be for the code that reads definitions to rely on it; an object's other properties are free. */
export type Shape = 'string' | 'number' | 'boolean' | 'json' | { readonly list: Shape } | ObjectShape;
interface ObjectShape {
  readonly parts: Shapes;
  /** Without these the object says nothing. */
  readonly needs?: readonly string[];
}
type Shapes = { readonly [property: string]: Shape };

const strings: Shape = { list: 'string' };
const extension: Shape = { list: { parts: { url: 'string', valueString: 'string', valueCanonical: 'string' } } };
const textSibling: Shape = { parts: { extension } };
const element: Shapes = {
  short: 'string',
  label: 'string',
  definition: 'string',
  comment: 'string',
  requirements: 'string',
  _label: textSibling,
  _definition: textSibling,
  _comment: textSibling,
  _requirements: textSibling,
  id: 'string',
  path: 'string',
  sliceName: 'string',
  min: 'number',
  max: 'string',
  maxLength: 'number',
  contentReference: 'string',
  extension,
  alias: strings,
  condition: strings,
  base: { parts: { path: 'string', min: 'number', max: 'string' } },
  slicing: {
    parts: {
      rules: 'string',
      ordered: 'boolean',
      discriminator: { list: { parts: { type: 'string', path: 'string' }, needs: ['type', 'path'] } },
    },
  },
  type: {
    list: {
      parts: { code: 'string', profile: strings, targetProfile: strings, aggregation: strings, extension },
      needs: ['code'],
    },
  },
  constraint: {
    list: {
      parts: { key: 'string', severity: 'string', human: 'string', expression: 'string', source: 'string' },
      needs: ['key'],
    },
  },
  mapping: { list: { parts: { identity: 'string', map: 'string' } } },
  example: { list: 'json' },
  binding: { parts: { strength: 'string', valueSet: 'string', extension } },
};
const snapshot: Shape = { parts: { element: { list: { parts: element, needs: ['path'] } } } };
/** An element without path in a differential is a finding of the snapshot's maker. */
const differential: Shape = { parts: { element: { list: { parts: element } } } };
const definition: Shapes = {
  url: 'string',
  version: 'string',
  name: 'string',
  type: 'string',
  kind: 'string',
  abstract: 'boolean',
  derivation: 'string',
  baseDefinition: 'string',
  extension,
  mapping: { list: { parts: { identity: 'string', uri: 'string', name: 'string' } } },
  context: { list: { parts: { type: 'string', expression: 'string' }, needs: ['type', 'expression'] } },
  contextInvariant: strings,
  snapshot,
  differential,
};

/** A definition is asked for again and again, and keeps its identity. */
const checked = new WeakMap<object, object>();

/**
 * A StructureDefinition without what is not of the JSON type that it should be, for readers that rely on its shape.
 * What is left out is a finding where the definition is validated as a resource.
 * @returns the same object where nothing is wrong
 */
export function wellFormedDefinition<T extends object>(resource: T): T {
  const known = checked.get(resource);
  if (known !== undefined) return known as T;
  const pruned = prune(resource, { parts: definition });
  const { type = '' } = pruned as JsonObject;
  const shaped = pruned === resource && type !== '' ? resource : { ...(pruned as T), type };
  checked.set(resource, shaped);
  return shaped;
}

/** Marks a definition as one that was found well-formed before it was written down. */
export function knownToBeWellFormed<T extends object>(resource: T): T {
  checked.set(resource, resource);
  return resource;
}

/** The value without its misshapen parts, itself where it has none; undefined where it is misshapen as a whole. */
export function prune(value: unknown, shape: Shape): unknown {
  if (shape === 'json') return value ?? undefined;
  if (typeof shape === 'string') return typeof value === shape ? value : undefined;
  if ('list' in shape) {
    if (!Array.isArray(value)) return undefined;
    const items = value.map((item) => prune(item, shape.list));
    return items.every((item, i) => item !== undefined && item === value[i])
      ? value
      : items.filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return undefined;
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const part = Object.hasOwn(shape.parts, name) ? shape.parts[name] : undefined;
    if (part === undefined) continue;
    const kept = prune(value[name], part);
    if (kept === value[name]) continue;
    copy ??= { ...value };
    if (kept === undefined) delete copy[name];
    else copy[name] = kept;
  }
  const kept = copy ?? value;
  return shape.needs?.every((name) => typeof kept[name] === 'string' && kept[name] !== '') === false ? undefined : kept;
}
