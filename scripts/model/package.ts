/** Names one version of one FHIR package: https://hl7.org/fhir/packages.html */
export interface PackageRef {
  readonly id: string;
  /** Exact, never a range. */
  readonly version: string;
}

/** `id#version`, the way FHIR tools name a package. */
export function packageKey({ id, version }: PackageRef): string {
  return `${id}#${version}`;
}

/** Where a locked package comes from; a stand-in is written by hand for a package that cannot be had here. */
export const packageSources = ['registry', 'npm', 'stand-in', 'folder', 'git'] as const;
type PackageSource = (typeof packageSources)[number];

/** `file` is a package named on the command line (`--package x.tgz`): in use, but never locked. */
export type LoadedFrom = PackageSource | 'file';

/** The part of a package's package.json that we rely on. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly title?: string;
  readonly canonical?: string;
  readonly fhirVersions?: readonly string[];
  readonly dependencies?: { readonly [id: string]: string };
  readonly [key: string]: unknown;
}

/** What an index says of one resource, so that most look-ups need not read it. */
export interface PackageEntry {
  readonly resourceType: string;
  /** File name inside the package's folder `package/`. */
  readonly filename: string;
  readonly id?: string;
  readonly url?: string;
  readonly version?: string;
  readonly name?: string;
  /** StructureDefinition only. */
  readonly kind?: string;
  readonly derivation?: string;
  readonly type?: string;
  readonly baseDefinition?: string;
  readonly abstract?: boolean;
  readonly hasSnapshot?: boolean;
  readonly imposeProfiles?: readonly string[];
  readonly characteristics?: readonly string[];
  /** Where the resource's JSON lies in the package's store, in bytes. */
  readonly offset: number;
  readonly length: number;
  /** Of that JSON; absent where the resource does not lie there. */
  readonly digest?: string;
}

/** An installed package: its index in memory, its resources on disk until they are read. */
export interface InstalledPackage extends PackageRef {
  readonly source: LoadedFrom;
  /** `sha512-` and the base64 digest of the package's content. */
  readonly integrity: string;
  readonly manifest: PackageManifest;
  readonly entries: readonly PackageEntry[];
  /** Files that could not be read, so that nobody knows what they define. */
  readonly leftOut?: readonly string[];
  /** Digest of what its resources are; absent where they are not from the package cache. */
  readonly content?: string;
  /** The suppressions.yaml of the guide whose package this is, where it has that with it. */
  readonly suppressions?: string;
  /** Parses the entry's JSON anew at each call: the caller may keep it, and must not change it. */
  read(entry: PackageEntry): unknown;
}
