import type { FhirResource } from './fhir.ts';
import type { PackageEntry } from './package.ts';

/** The `.index.json` of a package's folder. @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification */
export interface PackageIndex {
  readonly 'index-version': 1 | 2;
  readonly files: readonly object[];
}

/** The index of a package that is being made. */
export function packageIndex(files: readonly { filename: string; resource: FhirResource }[]): PackageIndex {
  return { 'index-version': 2, files: files.map(indexEntry) };
}

/** The index of a package of which only the entries are at hand: HL7's tools make theirs anew where the version is 1. */
export function briefIndex(entries: readonly PackageEntry[]): PackageIndex {
  const files = entries.map(({ filename, resourceType, id, url, version, kind, type }) => ({
    filename,
    resourceType,
    id,
    url,
    version,
    kind,
    type,
  }));
  return { 'index-version': 1, files };
}

function indexEntry({ filename, resource }: { filename: string; resource: FhirResource }): object {
  const { resourceType, id, url, version, kind, type, derivation, supplements, content } = resource;
  const isDefinition = resourceType === 'StructureDefinition';
  return {
    filename,
    resourceType,
    id,
    url: typeof url === 'string' ? url : undefined,
    version: typeof version === 'string' ? version : undefined,
    kind: isDefinition ? kind : undefined,
    type: isDefinition ? type : undefined,
    derivation: isDefinition ? derivation : undefined,
    ...(resourceType === 'CodeSystem' ? { supplements, content } : {}),
  };
}
