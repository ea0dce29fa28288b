import type { FhirResource } from '../../model/fhir.ts';

/** The resource of the narrative, so that links to `#id` can be followed. */
export interface NarrativeContext {
  readonly resource: FhirResource;
  /** The Bundle around it, when there is one. */
  readonly bundle?: FhirResource;
  /** Filled as links ask: the ids in a resource, for the other narratives of the same text. */
  readonly ids?: Map<object, ReadonlySet<string>>;
}
