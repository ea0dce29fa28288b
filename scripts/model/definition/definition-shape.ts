import type { FhirResource } from '../fhir.ts';
import { prune, type Shape, type ShapeFault, type Shapes } from './shape.ts';

const strings: Shape = { list: 'string' };
const words = (shape: Shape): Shape => ({ words: shape });
const extension: Shape = { list: { parts: { url: 'string', valueString: 'string', valueCanonical: 'string' } } };
const textSibling: Shape = words({ parts: { extension } });
const text = words('string');
const element: Shapes = {
  short: text,
  label: text,
  definition: text,
  comment: text,
  requirements: text,
  _label: textSibling,
  _definition: textSibling,
  _comment: textSibling,
  _requirements: textSibling,
  id: 'path',
  path: 'path',
  sliceName: 'string',
  min: 'count',
  max: 'limit',
  maxLength: 'number',
  contentReference: 'string',
  extension,
  alias: words(strings),
  condition: words(strings),
  base: { parts: { path: 'string', min: 'count', max: 'limit' } },
  slicing: {
    parts: {
      rules: { oneOf: ['open', 'closed', 'openAtEnd'] },
      ordered: 'boolean',
      discriminator: {
        list: {
          parts: { type: { oneOf: ['value', 'exists', 'pattern', 'type', 'profile', 'position'] }, path: 'path' },
          needs: ['type', 'path'],
        },
      },
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
      parts: {
        key: 'string',
        severity: { oneOf: ['error', 'warning'] },
        human: 'string',
        expression: 'string',
        source: 'string',
      },
      needs: ['key'],
    },
  },
  mapping: words({ list: { parts: { identity: 'string', map: 'string' } } }),
  example: words({ list: 'json' }),
  binding: {
    parts: { strength: { oneOf: ['required', 'extensible', 'preferred', 'example'] }, valueSet: 'string', extension },
  },
};
const snapshot: Shape = { parts: { element: { list: { parts: element, needs: ['path'] } } } };
/** An element without path in a differential is a finding of the snapshot's maker. */
const differential: Shape = { parts: { element: { list: { parts: element } } } };
const structure: Shape = {
  parts: {
    url: 'string',
    version: 'string',
    name: words('string'),
    type: 'string',
    kind: 'string',
    abstract: 'boolean',
    derivation: { oneOf: ['specialization', 'constraint'] },
    baseDefinition: 'string',
    extension,
    mapping: words({ list: { parts: { identity: 'string', uri: 'string', name: 'string' } } }),
    context: { list: { parts: { type: 'string', expression: 'string' }, needs: ['type', 'expression'] } },
    contextInvariant: strings,
    snapshot,
    differential,
  },
};

const filter: Shape = {
  list: { parts: { property: 'string', op: 'string', value: 'string' }, needs: ['property', 'op', 'value'] },
};
const conceptSet: Shape = {
  list: {
    parts: {
      system: 'string',
      version: 'string',
      valueSet: strings,
      concept: { list: { parts: { code: 'string' }, needs: ['code'] } },
      filter,
    },
  },
};
const contained: Shape = {
  parts: {
    system: 'string',
    code: 'string',
    abstract: 'boolean',
    get contains(): Shape {
      return { list: contained };
    },
  },
};
const valueSet: Shape = {
  parts: {
    url: 'string',
    version: 'string',
    compose: { parts: { inactive: 'boolean', include: conceptSet, exclude: conceptSet } },
    expansion: {
      parts: {
        total: 'number',
        offset: 'number',
        parameter: { list: { parts: { name: 'string' } } },
        contains: { list: contained },
      },
    },
  },
};

const conceptProperty: Shape = {
  list: {
    parts: {
      code: 'string',
      valueCode: 'string',
      valueString: 'string',
      valueCoding: { parts: { system: 'string', code: 'string' } },
      valueBoolean: 'boolean',
      valueInteger: 'number',
      valueDecimal: 'number',
      valueDateTime: 'string',
    },
    needs: ['code'],
  },
};
const concept: Shape = {
  parts: {
    code: 'string',
    display: 'string',
    designation: { list: { parts: { value: 'string' }, needs: ['value'] } },
    property: conceptProperty,
    get concept(): Shape {
      return { list: concept };
    },
  },
  needs: ['code'],
};
const codeSystem: Shape = {
  parts: {
    url: 'string',
    version: 'string',
    caseSensitive: 'boolean',
    content: { oneOf: ['not-present', 'example', 'fragment', 'complete', 'supplement'] },
    supplements: 'string',
    property: { list: { parts: { code: 'string', uri: 'string' }, needs: ['code'] } },
    concept: { list: concept },
  },
};

const shapes: ReadonlyMap<string, Shape> = new Map([
  ['StructureDefinition', structure],
  ['ValueSet', valueSet],
  ['CodeSystem', codeSystem],
]);

/** A definition is asked for again and again, and keeps its identity. */
const checked = new WeakMap<object, object>();
const found = new WeakMap<object, readonly ShapeFault[]>();
const none: readonly ShapeFault[] = [];

/**
 * A StructureDefinition, ValueSet or CodeSystem without what is not of the JSON type that it should be, for readers that
 * rely on its shape. Whoever relies on all of it asks {@link shapeFaults} too.
 * @returns the same object where nothing is wrong
 */
export function wellFormedDefinition<T extends object>(resource: T): T {
  const known = checked.get(resource);
  if (known !== undefined) return known as T;
  const { resourceType, type = '' } = resource as T & Partial<FhirResource>;
  const faults: ShapeFault[] = [];
  const pruned = prune(resource, shapes.get(String(resourceType)) ?? structure, faults) as T;
  const needsType = resourceType === 'StructureDefinition' && (typeof type !== 'string' || type === '');
  if (needsType && type === '') faults.push({ path: 'type', problem: 'is missing' });
  const shaped = needsType ? { ...pruned, type: '' } : pruned;
  checked.set(resource, shaped);
  if (shaped !== resource) checked.set(shaped, shaped);
  if (faults.length > 0) found.set(shaped, faults);
  return shaped;
}

/** What {@link wellFormedDefinition} had to leave out of a definition; the faults of a deep tree are not all told. */
export function shapeFaults(resource: object): readonly ShapeFault[] {
  return found.get(wellFormedDefinition(resource)) ?? none;
}

/** Marks a definition as one that was found well-formed before it was written down. */
export function knownToBeWellFormed<T extends object>(resource: T): T {
  checked.set(resource, resource);
  return resource;
}
