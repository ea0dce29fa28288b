import type { FhirResource } from '../fhir.ts';
import type { SourcePosition } from '../issue.ts';

/** A FSH rule that set an element: maps a finding on that element back to the line to mend. */
export interface SourceRule {
  /** FSH path as written after the `*`, soft indices and, where known, slices resolved: `component[0].valueQuantity`; '' for the whole entity. */
  readonly path: string;
  readonly position: SourcePosition;
  /** Where the RuleSet that holds the rule was inserted. */
  readonly insertedAt?: SourcePosition;
}

/** The FSH entity that a resource was compiled from. */
export interface FshOrigin {
  readonly name: string;
  /** As FSH says it: Profile, Extension, Logical, Resource, Instance, ValueSet, CodeSystem. */
  readonly kind: string;
  /** The line of the entity's keyword. */
  readonly position: SourcePosition;
  readonly endLine: number;
  readonly rules: readonly SourceRule[];
}

/** What an instance is for: https://hl7.org/fhir/uv/shorthand/reference.html#defining-instances */
export type Usage = 'example' | 'definition' | 'inline';

/** A resource of the guide: compiled from FSH, or predefined under input/. */
export interface GuideResource {
  readonly resource: FhirResource;
  /** Relative to the project: fsh-generated/resources/…, or input/… for a predefined one. */
  readonly file: string;
  /** Absent for a predefined resource. */
  readonly origin?: FshOrigin;
  readonly usage: Usage;
}
