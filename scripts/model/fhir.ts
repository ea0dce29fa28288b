export type {
  CapabilityStatement,
  CodeSystem,
  ElementDefinition,
  ImplementationGuide,
  OperationOutcome,
  OperationOutcomeIssue,
  StructureDefinition,
  ValueSet,
} from 'fhir/r4.js';

/** Any FHIR resource as parsed JSON, before anything is known about it. */
export type FhirResource = { readonly resourceType: string; readonly id?: string } & {
  readonly [key: string]: unknown;
};

export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFhirResource(value: unknown): value is FhirResource {
  return isJsonObject(value) && typeof value.resourceType === 'string';
}
