import type { JsonObject } from '../model/fhir.ts';
import type { Property } from './definition/type-rules.ts';

/** One value of a property while the walk is at it. */
export interface Occurrence {
  readonly value: unknown;
  /** The `_x` sibling of a primitive. */
  readonly sibling: unknown;
  readonly property: Property;
  readonly path: string;
  /** The object that has the property. */
  readonly parent: JsonObject;
  /** Where a number's numeral is known: the parent and the property's name, or the array and the index. */
  readonly holder: object;
  readonly key: string | number;
}
