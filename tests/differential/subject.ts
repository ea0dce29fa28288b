import { isJsonObject } from '../../scripts/model/fhir.ts';
import { primitiveFormats } from '../../scripts/validate/definition/primitive-format.ts';
import type { ObjectRules, Property, TypeRules } from '../../scripts/validate/definition/type-rules.ts';
import type { Random } from '../fuzz/random.ts';

/** JSON that a family may change. */
export type Json = { [key: string]: unknown };

/** An object in a resource, with what the base specification says of its type. */
export interface ObjectPlace {
  readonly object: Json;
  readonly rules: ObjectRules;
  readonly path: string;
}

/** A value of a property: one item where the element repeats. */
export interface ValuePlace {
  readonly parent: Json;
  readonly property: Property;
  /** What holds the value, and where. */
  readonly holder: Json | unknown[];
  readonly key: string | number;
  readonly path: string;
}

/** A copy of a resource to be changed, and what is in it. */
export interface Subject {
  readonly resource: Json;
  readonly objects: readonly ObjectPlace[];
  readonly values: readonly ValuePlace[];
  readonly types: TypeRules;
}

/**
 * Changes the subject.
 * @returns where, or undefined when the resource has no place for this change; with a text when JSON has no word for it
 */
export type Mutation = (
  subject: Subject,
  random: Random,
) => string | undefined | { readonly where: string; readonly text: string };

export type Families = Readonly<Record<string, Mutation>>;

export function subjectOf(resource: Json, types: TypeRules): Subject {
  const objects: ObjectPlace[] = [];
  const values: ValuePlace[] = [];
  const visit = (object: Json, rules: ObjectRules, path: string) => {
    objects.push({ object, rules, path });
    for (const key of Object.keys(object)) {
      const property = rules.properties.get(key);
      if (property === undefined) continue;
      const at = `${path}.${key}`;
      const held = object[key];
      if (!Array.isArray(held)) value({ parent: object, property, holder: object, key, path: at });
      else for (const i of held.keys()) value({ parent: object, property, holder: held, key: i, path: `${at}[${i}]` });
    }
  };
  const value = (place: ValuePlace) => {
    values.push(place);
    const held = valueAt(place);
    if (!isJsonObject(held)) return;
    const { kind } = place.property;
    const rules = kind === 'resource' ? types.of(String(held.resourceType)) : place.property.rules();
    if (rules !== undefined) visit(held as Json, rules, place.path);
  };
  const rules = types.of(String(resource.resourceType));
  if (rules !== undefined) visit(resource, rules, String(resource.resourceType));
  return { resource, objects, values, types };
}

export function valueAt({ holder, key }: ValuePlace): unknown {
  return (holder as Json)[key];
}

export function setAt({ holder, key }: ValuePlace, value: unknown): void {
  (holder as Json)[key] = value;
}

/** Takes a value away, and the list or property that held nothing else. */
export function removeAt({ holder, key, parent, property }: ValuePlace): void {
  if (!Array.isArray(holder)) delete holder[key];
  else {
    holder.splice(Number(key), 1);
    if (holder.length === 0) delete parent[property.key];
  }
}

export const isPrimitive = ({ property }: ValuePlace): boolean => primitiveFormats.has(property.type);

/** Chooses one, or undefined where there is none. */
export function oneOf<T>(choices: readonly T[], random: Random): T | undefined {
  return choices.length === 0 ? undefined : random.pick(choices);
}

/** Changes a value by chance among those that fit. */
export function atValue(
  fits: (place: ValuePlace) => boolean,
  change: (place: ValuePlace, random: Random, subject: Subject) => unknown,
): Mutation {
  return (subject, random) => {
    const place = oneOf(subject.values.filter(fits), random);
    return place === undefined || change(place, random, subject) === false ? undefined : place.path;
  };
}

/** Changes an object by chance among those that fit. */
export function atObject(
  fits: (place: ObjectPlace) => boolean,
  change: (object: Json, place: ObjectPlace, random: Random, subject: Subject) => unknown,
): Mutation {
  return (subject, random) => {
    const place = oneOf(subject.objects.filter(fits), random);
    return place === undefined || change(place.object, place, random, subject) === false ? undefined : place.path;
  };
}
