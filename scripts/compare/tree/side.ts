import type { CodeList } from '../../model/definition/code-list.ts';
import type { Definition } from '../../model/definition/definitions.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';

/** One of the two versions that are compared. */
export interface Side {
  readonly package: PackageRef;
  readonly canonical?: string;
  readonly fhirVersion?: string;
  readonly dependencies: readonly PackageRef[];
  /** The conformance resources of the package, profiles with their snapshots. */
  readonly resources: readonly FhirResource[];
  /** What a canonical means here: in the package itself, or in what it depends on. */
  resolve(canonical: string, from?: PackageRef): Definition | undefined;
  /** The codes of a value set, as far as they can be listed; undefined where it is not loaded. */
  codes(valueSet: string, from?: PackageRef): CodeList | undefined;
}
