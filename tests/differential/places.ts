import { isFhirResource, isJsonObject } from '../../scripts/model/fhir.ts';
import type { ObjectRules, Property, TypeRules } from '../../scripts/validate/type-rules.ts';

export type Json = Record<string, unknown>;

/** One value in a resource, with what R4 says of it. */
export interface Place {
  /** The object or array that has it. */
  readonly holder: Json | unknown[];
  readonly key: string | number;
  readonly value: unknown;
  readonly property: Property;
  /** The object with the property; for an item of a list, the one with the list. */
  readonly parent: Json;
  readonly parentRules: ObjectRules;
}

/** One object in a resource, the resource itself included. */
interface ObjectPlace {
  readonly value: Json;
  readonly rules: ObjectRules;
  /** Absent for the resource itself. */
  readonly property?: Property;
}

export interface Places {
  /** Every item of every property that R4 knows. */
  readonly values: readonly Place[];
  readonly objects: readonly ObjectPlace[];
}

/** Lists what there is to change in a resource. Siblings of primitives (`_x`) and narratives' texts are left out. */
export function placesIn(resource: Json, types: TypeRules): Places {
  const values: Place[] = [];
  const objects: ObjectPlace[] = [];
  const visit = (object: Json, rules: ObjectRules, property?: Property) => {
    objects.push({ value: object, rules, ...(property === undefined ? {} : { property }) });
    for (const [key, value] of Object.entries(object)) {
      const found = rules.properties.get(key);
      if (found === undefined) continue;
      const items = Array.isArray(value) ? value : [value];
      for (const [index, item] of items.entries()) {
        const isList = Array.isArray(value);
        const holder = isList ? (value as unknown[]) : object;
        const place: Place = {
          holder,
          key: isList ? index : key,
          value: item,
          property: found,
          parent: object,
          parentRules: rules,
        };
        values.push(place);
        if (!isJsonObject(item)) continue;
        const inner = found.kind === 'resource' && isFhirResource(item) ? types.of(item.resourceType) : found.rules();
        if (inner !== undefined) visit(item as Json, inner, found);
      }
    }
  };
  const rules = typeof resource.resourceType === 'string' ? types.of(resource.resourceType) : undefined;
  if (rules !== undefined) visit(resource, rules);
  return { values, objects };
}

export function put({ holder, key }: Pick<Place, 'holder' | 'key'>, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
}

export function drop({ holder, key }: Pick<Place, 'holder' | 'key'>): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Removes the property as a whole, of a list all items. */
export function dropProperty({ parent, property }: Place): void {
  delete parent[property.key];
  delete parent[property.siblingKey];
}
