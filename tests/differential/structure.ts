import { isJsonObject } from '../../scripts/model/fhir.ts';
import { type Family, one } from './family.ts';
import { drop, dropProperty, type Json, type Place, put } from './places.ts';
import { sampleOf } from './samples.ts';

const isString = ({ value }: Place) => typeof value === 'string';
const isLong = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 1;

/** Faults of structure: properties, types of JSON, cardinalities, choices. */
export const structure: Family = {
  'unknown-property': (subject) =>
    one(subject.places.objects, subject, ({ value }) => Object.assign(value, { inconnu: 'x' })),
  'misspelled-property': (subject) =>
    one(subject.places.values, subject, ({ parent, property: { key } }) => {
      parent[`${key}s`] = parent[key];
      delete parent[key];
    }),
  'property-in-other-case': (subject) =>
    one(subject.places.values, subject, ({ parent, property: { key } }) => {
      parent[key[0]?.toUpperCase() + key.slice(1)] = parent[key];
      delete parent[key];
    }),
  'array-for-single': (subject) =>
    one(
      subject.places.values.filter(({ property }) => !property.element.list),
      subject,
      (place) => put(place, [place.value]),
    ),
  'single-for-array': (subject) =>
    one(
      subject.places.values.filter(({ holder }) => Array.isArray(holder)),
      subject,
      ({ parent, property, value }) => {
        parent[property.key] = value;
      },
    ),
  'wrong-json-type': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.kind === 'primitive'),
      subject,
      (place) => put(place, subject.random.pick<unknown>(typeof place.value === 'string' ? [7, true] : ['7', 'true'])),
    ),
  'object-for-primitive': (subject) =>
    one(subject.places.values.filter(isString), subject, (place) => put(place, { value: place.value })),
  'primitive-for-complex': (subject) =>
    one(
      subject.places.values.filter(({ value, property }) => isJsonObject(value) && property.kind === 'complex'),
      subject,
      (place) => put(place, subject.random.pick(['texte', 1, false])),
    ),
  'empty-array': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.element.list),
      subject,
      ({ parent, property }) => {
        parent[property.key] = [];
      },
    ),
  'empty-object': (subject) =>
    one(
      subject.places.values.filter(({ value }) => isJsonObject(value)),
      subject,
      (place) => put(place, {}),
    ),
  'empty-string': (subject) => one(subject.places.values.filter(isString), subject, (place) => put(place, '')),
  'null-for-value': (subject) => one(subject.places.values, subject, (place) => put(place, null)),
  'missing-mandatory': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.element.required),
      subject,
      dropProperty,
    ),
  'missing-any': (subject) => one(subject.places.values, subject, dropProperty),
  'missing-item': (subject) => one(subject.places.values, subject, drop),
  'item-twice': (subject) =>
    one(
      subject.places.values.filter(({ holder }) => Array.isArray(holder)),
      subject,
      ({ holder, value }) => (holder as unknown[]).push(structuredClone(value)),
    ),
  'items-reversed': (subject) =>
    one(
      subject.places.values.filter(({ holder }) => isLong(holder)),
      subject,
      ({ holder }) => (holder as unknown[]).reverse(),
    ),
  'property-added': (subject) =>
    one(subject.places.objects, subject, ({ value, rules }) => {
      const absent = [...rules.properties.values()].filter(
        ({ key, element, kind }) =>
          value[key] === undefined &&
          kind !== 'resource' &&
          !element.variants.some((each) => value[each.key] !== undefined),
      );
      if (absent.length === 0) return;
      const property = subject.random.pick(absent);
      const sample = sampleOf(property, subject.random);
      if (sample !== undefined) value[property.key] = property.element.list ? [sample] : sample;
    }),
  'two-choice-types': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.element.variants.length > 1),
      subject,
      ({ parent, property }) => {
        const others = property.element.variants.filter(({ key }) => key !== property.key);
        const other = subject.random.pick(others);
        parent[other.key] = sampleOf(other, subject.random) ?? {};
      },
    ),
  'other-choice-type': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.element.variants.length > 1),
      subject,
      ({ parent, property }) => {
        const other = subject.random.pick(property.element.variants.filter(({ key }) => key !== property.key));
        delete parent[property.key];
        parent[other.key] = sampleOf(other, subject.random) ?? {};
      },
    ),
  'wrong-choice-type': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.element.choice),
      subject,
      ({ parent, property, value }) => {
        delete parent[property.key];
        parent[`${property.element.name}${subject.random.pick(['Address', 'Markdown', 'Narrative', 'Base64binary'])}`] =
          value;
      },
    ),
  'choice-without-type': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.element.choice),
      subject,
      ({ parent, property, value }) => {
        delete parent[property.key];
        parent[property.element.name] = value;
      },
    ),
  'sibling-of-complex': (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.kind === 'complex'),
      subject,
      ({ parent, property }) => {
        parent[`_${property.key}`] = { id: 'x' };
      },
    ),
  'sibling-extension-only': (subject) =>
    one(
      subject.places.values.filter(({ property, holder }) => property.kind === 'primitive' && !Array.isArray(holder)),
      subject,
      ({ parent, property }) => {
        delete parent[property.key];
        parent[`_${property.key}`] = {
          extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
        };
      },
    ),
  'sibling-no-object': (subject) =>
    one(
      subject.places.values.filter(({ property, holder }) => property.kind === 'primitive' && !Array.isArray(holder)),
      subject,
      ({ parent, property }) => {
        parent[`_${property.key}`] = subject.random.pick<unknown>(['x', [], {}, { inconnu: 1 }, { id: 'x' }]);
      },
    ),
  'reordered-properties': ({ resource }) => {
    const entries = Object.entries(resource).reverse();
    for (const [key] of entries) delete resource[key];
    Object.assign(resource, Object.fromEntries(entries));
    return true;
  },
  'no-resourceType': ({ resource }) => delete resource.resourceType,
  'unknown-resourceType': ({ resource, random }) => {
    resource.resourceType = random.pick([
      `${resource.resourceType}s`,
      'Inconnu',
      String(resource.resourceType).toLowerCase(),
    ]);
    return true;
  },
  'other-resourceType': ({ resource, random }) => {
    resource.resourceType = random.pick(['Basic', 'Patient', 'Observation', 'Device', 'Media', 'List']);
    return true;
  },
  'json-duplicate-key': ({ resource }) => {
    const text = JSON.stringify(resource);
    const [key] = Object.keys(resource).filter((name) => name !== 'resourceType');
    return key === undefined ? false : `${text.slice(0, -1)},${JSON.stringify(key)}:${JSON.stringify(resource[key])}}`;
  },
  'json-syntax-error': ({ resource, random }) => {
    const text = JSON.stringify(resource);
    const at = 1 + random.below(text.length - 2);
    return random.pick([text.slice(0, at), `${text},`, text.replace(',', ',,'), text.replace(':', ''), `${text}}`]);
  },
  'property-moved-up': (subject) =>
    one(
      subject.places.objects.filter(({ property }) => property !== undefined),
      subject,
      ({ value }) => {
        const [key] = Object.keys(value);
        if (key !== undefined) (subject.resource as Json)[key] = value[key];
      },
    ),
};
