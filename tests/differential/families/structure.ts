import { isJsonObject } from '../../../scripts/model/fhir.ts';
import type { Random } from '../../fuzz/random.ts';
import {
  atObject,
  atValue,
  type Families,
  isPrimitive,
  type Json,
  type ObjectPlace,
  oneOf,
  removeAt,
  setAt,
  type ValuePlace,
  valueAt,
} from '../subject.ts';

const isComplex = (place: ValuePlace) => isJsonObject(valueAt(place)) && place.property.kind === 'complex';
const isInList = ({ holder }: ValuePlace) => Array.isArray(holder);
const isRequired = ({ property, path }: ValuePlace) => property.element.required && !path.endsWith('.id');
const isChoice = ({ property }: ValuePlace) => property.element.choice;

/** A value that looks like one of the type, enough for a choice. */
function sample(type: string): unknown {
  const samples: Readonly<Record<string, unknown>> = {
    boolean: true,
    integer: 1,
    decimal: 1.5,
    unsignedInt: 1,
    positiveInt: 1,
    date: '2020-01-02',
    dateTime: '2020-01-02',
    instant: '2020-01-02T03:04:05Z',
    time: '03:04:05',
    Quantity: { value: 1, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    CodeableConcept: { text: 'x' },
    Coding: { display: 'x' },
    Period: { start: '2020-01-02' },
    Range: { low: { value: 1 } },
    Ratio: { numerator: { value: 1 }, denominator: { value: 2 } },
    Reference: { display: 'x' },
    Timing: { event: ['2020-01-02'] },
    Age: { value: 1, system: 'http://unitsofmeasure.org', code: 'a' },
    Duration: { value: 1, system: 'http://unitsofmeasure.org', code: 'h' },
    SampledData: { origin: { value: 1 }, period: 1, dimensions: 1 },
    Identifier: { value: 'x' },
    Attachment: { title: 'x' },
  };
  return structuredClone(samples[type]) ?? (/^[A-Z]/.test(type) ? { id: 'x1' } : 'x');
}

function misspelt(object: Json, _: ObjectPlace, random: Random): boolean {
  const key = oneOf(
    Object.keys(object).filter((name) => name !== 'resourceType'),
    random,
  );
  if (key === undefined) return false;
  const at = 1 + random.below(key.length);
  const value = object[key];
  delete object[key];
  object[random.pick([`${key.slice(0, at)}${key.slice(at + 1)}x`, `${key}s`, key.toUpperCase(), `_${key}`])] = value;
  return true;
}

/** Faults of form: what is there, how often, and as which kind of JSON. */
export const structureFamilies: Families = {
  none: (subject) => subject.resource.resourceType as string,
  'missing-mandatory': atValue(isRequired, (place) => removeAt(place)),
  'missing-any': atValue(
    ({ path }) => !path.endsWith('.resourceType'),
    (place) => removeAt(place),
  ),
  'unknown-property': atObject(
    () => true,
    (object, _, random) => {
      object[random.pick(['zzUnknown', 'fhir_comments', '_zz', 'value', 'Extension', 'resourceType', 'xmlns'])] =
        random.pick(['x', { id: 'a' }, ['x'], 1]);
      return true;
    },
  ),
  'misspelled-property': atObject(() => true, misspelt),
  'wrong-json-type': atValue(isPrimitive, (place, random) => {
    const value = valueAt(place);
    setAt(place, typeof value === 'string' ? random.pick([12, true, 1.5]) : random.pick([String(value), 'x']));
    return true;
  }),
  'complex-for-primitive': atValue(isPrimitive, (place, random) => {
    setAt(place, random.pick([{ value: 'x' }, {}, [], ['x'], { extension: [] }]));
    return true;
  }),
  'primitive-for-complex': atValue(isComplex, (place, random) => {
    setAt(place, random.pick(['x', 1, true, '']));
    return true;
  }),
  'array-for-single': atValue(
    (place) => !isInList(place),
    (place, random) => {
      const value = valueAt(place);
      setAt(place, random.pick([[value], [value, value], []]));
      return true;
    },
  ),
  'single-for-array': atValue(isInList, ({ parent, property, holder }) => {
    parent[property.key] = (holder as unknown[])[0];
    return true;
  }),
  'empty-array': atValue(isInList, ({ parent, property }) => {
    parent[property.key] = [];
    return true;
  }),
  'empty-object': atValue(isComplex, (place) => setAt(place, {})),
  'object-with-id-alone': atValue(isComplex, (place) => setAt(place, { id: 'alone' })),
  'empty-string': atValue(isPrimitive, (place) => setAt(place, '')),
  'null-value': atValue(
    (place) => !isInList(place),
    (place) => setAt(place, null),
  ),
  'two-choice-types': atValue(isChoice, ({ parent, property }, random) => {
    const other = random.pick(property.element.variants);
    if (parent[other.key] !== undefined) return false;
    parent[other.key] = sample(other.type);
    return true;
  }),
  'other-choice-type': atValue(isChoice, ({ parent, property }, random) => {
    const other = random.pick(property.element.variants);
    delete parent[property.key];
    parent[other.key] = sample(other.type);
    return true;
  }),
  'wrong-choice-type': atValue(isChoice, ({ parent, property }, random) => {
    const value = parent[property.key];
    delete parent[property.key];
    parent[property.element.name + random.pick(['Foo', 'quantity', 'HumanName', 'Xhtml', 'Base64binary'])] = value;
    return true;
  }),
  'choice-without-type': atValue(isChoice, ({ parent, property }) => {
    parent[property.element.name] = parent[property.key];
    delete parent[property.key];
    return true;
  }),
  'duplicate-item': atValue(isInList, (place) => {
    (place.holder as unknown[]).push(structuredClone(valueAt(place)));
    return true;
  }),
  'swap-items': atValue(isInList, ({ holder }) => {
    if (!Array.isArray(holder) || holder.length < 2) return false;
    holder.reverse();
    return true;
  }),
  'graft-same-type': atValue(
    () => true,
    (place, random, { values }) => {
      const other = oneOf(
        values.filter(({ property }) => property.type === place.property.type),
        random,
      );
      if (other === undefined || JSON.stringify(valueAt(other)) === JSON.stringify(valueAt(place))) return false;
      setAt(place, structuredClone(valueAt(other)));
      return true;
    },
  ),
  'duplicate-element-id': ({ objects }, random) => {
    const inner = objects.filter(({ rules }) => !rules.resource);
    const [a, b] = [oneOf(inner, random), oneOf(inner, random)];
    if (a === undefined || b === undefined || a === b) return undefined;
    a.object.id = 'twice';
    b.object.id = 'twice';
    return b.path;
  },
  'element-id': atObject(
    ({ rules }) => !rules.resource,
    (object, _, random) => {
      object.id = random.pick(['a b', '', 'é', 'x'.repeat(80), 1, 'ok', '#x', ' x']);
      return true;
    },
  ),
  'bad-id': atObject(
    ({ rules }) => rules.resource,
    (object, _, random) => {
      object.id = random.pick(['has space', 'under_score', 'x'.repeat(65), '', 'é', 1, '#x', 'a/b', 'A-1.b']);
      return true;
    },
  ),
  'no-resourceType': atObject(
    ({ rules }) => rules.resource,
    (object) => delete object.resourceType,
  ),
  'unknown-resourceType': atObject(
    ({ rules }) => rules.resource,
    (object, _, random) => {
      object.resourceType = random.pick([
        'Foo',
        'patient',
        '',
        1,
        'DomainResource',
        'Resource',
        'Quantity',
        'Element',
        null,
      ]);
      return true;
    },
  ),
  'other-resourceType': atObject(
    ({ rules }) => rules.resource,
    (object, _, random) => {
      object.resourceType = random.pick(['Patient', 'Observation', 'Basic', 'Organization', 'Device']);
      return true;
    },
  ),
  'reordered-properties': atObject(
    () => true,
    (object) => {
      const entries = Object.entries(object).reverse();
      for (const [key] of entries) delete object[key];
      Object.assign(object, Object.fromEntries(entries));
      return true;
    },
  ),
  sibling: atValue(isPrimitive, ({ parent, property, holder }, random) => {
    const one = random.pick([
      { id: 'sib' },
      {},
      'x',
      { extension: [] },
      { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
      { id: 'sib', extension: [{ url: 'http://example.org/x', valueString: 'y' }] },
      { value: 'x' },
      null,
    ]);
    parent[property.siblingKey] = Array.isArray(holder) && random.chance(0.8) ? [one] : one;
    return true;
  }),
  'sibling-alone': atValue(
    (place) => isPrimitive(place) && !isInList(place),
    ({ parent, property }, random) => {
      delete parent[property.key];
      parent[property.siblingKey] = random.pick([
        { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
        { id: 'only' },
        { extension: [{ url: 'http://example.org/x', valueString: 'y' }] },
      ]);
      return true;
    },
  ),
};
