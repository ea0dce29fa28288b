import type { LoadedFrom, PackageRef } from '../../model/package.ts';
import type { Suppression } from '../../report/gate/suppression.ts';

/** One definition of a package: its type, `id`, `url`, `version`, and what a checker needs of it, interned; 0 is absent. */
export type DataEntry = readonly [
  resourceType: string,
  id: string | 0,
  /** A number: the base of that place, counting from 1, with the type and the id behind it. */
  url: string | number,
  /** 1: as the package. */
  version: string | 0 | 1,
  /** Absent for what a checker does without: then only its name is known. */
  resource?: unknown,
];

interface DataPackage extends PackageRef {
  readonly source: LoadedFrom;
  readonly integrity: string;
  readonly canonical?: string;
  readonly dependencies?: { readonly [id: string]: string };
  readonly entries: readonly DataEntry[];
}

/** A payload to begin with. */
export interface DataExample {
  readonly id: string;
  readonly title: string;
  readonly resource: unknown;
}

/** The guide that a checker speaks for. */
interface DataGuide {
  readonly package: PackageRef;
  readonly title: string;
  readonly canonical: string;
  readonly dependencies: readonly PackageRef[];
  /** What it explains of payloads that are as it wants them. */
  readonly suppressions: readonly Suppression[];
  /** Its own definitions, interned. */
  readonly resources: readonly unknown[];
}

/** All that the engine of a checker is given: JSON, so that it lies in one file beside the engine. */
export interface CheckerData {
  /** Of the toolchain that made it. */
  readonly version: string;
  /** What most URLs begin with. */
  readonly bases: readonly string[];
  /** Absent in a checker of FHIR R4 alone. */
  readonly guide?: DataGuide;
  readonly packages: readonly DataPackage[];
  readonly examples: readonly DataExample[];
  /** Parts that several resources share, each interned itself; a later one may refer to an earlier one. */
  readonly parts: readonly unknown[];
}
