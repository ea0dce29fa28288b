import type { FhirResource } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';

/** A conformance resource of one side. */
export interface Artefact {
  readonly resource: FhirResource;
  readonly owner: PackageRef;
}

/** The same artefact on both sides. */
export interface ArtefactPair {
  readonly old: Artefact;
  readonly now: Artefact;
}

export function urlOf({ url }: FhirResource): string | undefined {
  return typeof url === 'string' ? url : undefined;
}

/** How a report names an artefact: by its canonical, or else as it is referred to. */
export function nameOf(resource: FhirResource): string {
  return urlOf(resource) ?? `${resource.resourceType}/${resource.id ?? 'unnamed'}`;
}

export function textIn(resource: FhirResource, name: string): string | undefined {
  const value = resource[name];
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : undefined;
}
