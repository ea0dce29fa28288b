import type { FhirResource, JsonObject } from '../../model/fhir.ts';
import type { Numerals } from '../json/decimal.ts';
import type { Spending } from './spending.ts';

/** The part of ElementDefinition.constraint that is evaluated: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint */
export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly expression: string;
  /** Canonical of the definition that introduced the constraint. */
  readonly source?: string;
}

/** An element as an invariant sees it. */
export interface InvariantNode {
  /** The JSON value; absent when a primitive has nothing but `_x`. */
  readonly value: unknown;
  /** The `_x` sibling of a primitive: its id and extensions. */
  readonly primitiveElement?: JsonObject | undefined;
  /** FHIR type (`Quantity`, `code`), or the path that defines a backbone element (`Observation.component`). */
  readonly type: string;
  /** Of a number that was written otherwise than JavaScript prints it. */
  readonly digits?: string | undefined;
}

/** What an expression can ask about the world around its element. */
export interface InvariantEnvironment {
  /** The resource that holds the element: `%resource`. */
  readonly resource: FhirResource;
  /** The outermost resource but for a Bundle: `%rootResource`. */
  readonly rootResource: FhirResource;
  resolve(reference: string): FhirResource | undefined;
  /** Of all invariants on the text; without it each may cost what it can. */
  readonly spending?: Spending;
  /** Of the text that the resource is from. */
  readonly numerals?: Numerals;
  /** Answers `memberOf()` for a code, Coding or CodeableConcept; undefined when it cannot be decided. */
  memberOf?(value: unknown, valueSet: string): boolean | undefined;
  /** Answers `conformsTo()`; undefined when it cannot be decided. */
  conformsTo?(value: unknown, profile: string): boolean | undefined;
}

/** `error` says why the invariant could not be decided, to be reported as not checked. */
export type InvariantVerdict = 'true' | 'false' | { readonly error: string };
