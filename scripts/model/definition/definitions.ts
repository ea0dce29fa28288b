import type { FhirResource } from '../fhir.ts';
import type { PackageRef } from '../package.ts';

/** A conformance resource and the package that it came in: what a canonical inside it means depends on that package. */
export interface Definition<T = FhirResource> {
  readonly resource: T;
  readonly package: PackageRef;
  /** File name inside the package; absent for a definition of the guide itself. */
  readonly file?: string;
}

/** Why one candidate answered a canonical and not another. */
export type ResolutionReason =
  | 'exact-version' // the canonical names a version and this one has it
  | 'same-package' // the package that asks has it itself
  | 'dependency' // a dependency, declared or transitive, of the package that asks has it
  | 'newest-dependency' // several dependencies, equally near, have it: the newest, and a warning
  | 'only-candidate' // no dependency has it, and one loaded package does
  | 'newest'; // no dependency has it, several loaded packages do: the newest, and a warning

export interface Candidate {
  readonly package: PackageRef;
  /** The resource's own version. */
  readonly version?: string;
}

export interface Resolution extends Candidate {
  readonly reason: ResolutionReason;
  /** The other loaded resources that have the URL, and would fit the version asked for. */
  readonly others: readonly Candidate[];
}

/** All conformance resources of the loaded packages and of the guide, by canonical. */
export interface Definitions {
  /**
   * Finds what a canonical means to the package that says it.
   * Order: the version it names; the asking package; its dependencies; any loaded package, newest first.
   * @param from the package of the resource that holds the reference; absent for the command line
   */
  resolve(canonical: string, from?: PackageRef): Definition | undefined;
  /** The same decision with its reason and without reading the resource. */
  explain(canonical: string, from?: PackageRef): Resolution | undefined;
  /** Every loaded resource of a type, for indexes such as code systems by URL. Not in the order of resolution. */
  list(resourceType: string): readonly DefinitionInfo[];
}

export interface DefinitionInfo {
  readonly package: PackageRef;
  readonly resourceType: string;
  readonly id?: string;
  readonly url?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly derivation?: string;
  readonly type?: string;
  readonly baseDefinition?: string;
  /** As in {@link Definition}. */
  readonly filename?: string;
  read(): FhirResource;
}
