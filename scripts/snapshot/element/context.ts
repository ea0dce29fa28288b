import type { Definition } from '../../model/definition/definitions.ts';
import type { StructureDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';

/** What the generator asks of the loaded packages. */
export interface SnapshotContext {
  /**
   * The definition that a canonical means to the package that says it; undefined when none is loaded.
   * One without a snapshot gets one on the way.
   */
  resolve(canonical: string, from?: PackageRef): Definition<StructureDefinition> | undefined;
  /** Adds `|version` to a canonical that several loaded versions could answer, as `from` means it; else returns it unchanged. */
  pin?(canonical: string, from: PackageRef | undefined): string;
  /**
   * Told of each canonical that the snapshot of a definition depends on, found or not; of one several times.
   * @param how whether on what the canonical means, or only on which version answers it
   */
  asked?(definition: StructureDefinition, canonical: string, how: 'found' | 'pinned'): void;
  /** Told of each definition that needs the snapshot of another one, in the order of need; of one several times. */
  rests?(definition: StructureDefinition, other: StructureDefinition): void;
}

/** The canonicals of FHIR's own definitions start like this. */
export const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** The canonical of a type as `ElementDefinition.type.code` names it: a relative code is one of FHIR's own types. */
export function typeCanonical(code: string): string {
  return code.includes(':') ? code : CORE + code;
}

/** The type code of the root element's paths: a logical model's type is a URL, its paths start with the last part. */
export function rootName(definition: StructureDefinition): string {
  return definition.type.slice(definition.type.lastIndexOf('/') + 1);
}

export function describe({ url, version }: StructureDefinition): string {
  return version === undefined ? url : `${url}|${version}`;
}
