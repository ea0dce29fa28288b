import type { Outcome } from '../../model/issue.ts';
import type { InstalledPackage, LoadedFrom, PackageManifest, PackageRef } from '../../model/package.ts';
import type { PinnedPackage } from '../lockfile.ts';

/** One JSON file directly in a package's folder. */
interface PackageFile {
  readonly name: string;
  readonly text: string;
}

/** What a package holds, in any form it comes in. */
export interface PackageContent {
  readonly manifest: PackageManifest;
  /** The `.json` files of the folder `package/` itself, package.json and hidden files left out; read one at a time. */
  files(): Iterable<PackageFile>;
}

/** A package that a source has; nothing large is read before `load`. */
export interface FoundPackage extends PackageRef {
  readonly source: LoadedFrom;
  readonly manifest: PackageManifest;
  /** Where exactly it was found, for the lockfile: an address, or `npm:<name>@<version>`. Never a path of one machine. */
  readonly resolved?: string;
  /** Where the project says that it is, as packages.yaml has it. */
  readonly asked?: string;
  /** See digest.ts. Computed from the content; for a package from a server this downloads it. */
  integrity(): Promise<Outcome<string | undefined>>;
  /** What `integrity` was when it was computed last, where that is known: see digest-memory.ts. */
  recalledIntegrity?(): string | undefined;
  /** For a package that is made here: changes whenever the same sources may give another content. */
  readonly fingerprint?: string;
  /** @param dependencies all it rests on, installed, in load order; only what is made here needs them */
  load(dependencies: readonly InstalledPackage[], signal: AbortSignal): Promise<Outcome<PackageContent | undefined>>;
  /** Packages that it has with it, for where no source has them: see carried.ts. */
  readonly carries?: readonly FoundPackage[];
  /** The text of what the guide lives with whose package this is: see carried.ts. */
  readonly suppressions?: string;
  /** The texts of its examples, where they were asked for. */
  readonly examples?: readonly string[];
  /** Writes the package as an archive whose content has this integrity; absent for what the project itself has. */
  pack?(file: string, signal: AbortSignal): Promise<void>;
}

interface SourceRequest {
  readonly id: string;
  /** Exact, or open: `4.0.x`, `latest`. */
  readonly version: string;
  /** What the lockfile pins, where it does: what was kept of a package with another content is damaged. */
  readonly locked?: PinnedPackage;
  readonly signal: AbortSignal;
}

/** Somewhere that packages come from. A new kind of source is one more file that makes one of these. */
export interface PackageSourceReader {
  readonly kind: LoadedFrom;
  /** Has only what earlier runs have brought: the source of that kind itself is not asked in this run. */
  readonly isOffline?: boolean;
  /** The package, or undefined when this source does not have it; issues only for what is wrong with what it has. */
  find(request: SourceRequest): Promise<Outcome<FoundPackage | undefined>>;
  /** The versions of a package that it has, to say what there is instead; left out where asking is dear. */
  versions?(id: string): Promise<readonly string[]>;
}

/** Whether a file of `package/` may hold a resource: SUSHI's own loader reads the same files. */
export function isResourceFileName(name: string): boolean {
  return /^[^./][^/]*\.json$/i.test(name) && name !== 'package.json';
}

/** What file systems give a name, in bytes. */
export const MOST_OF_NAME = 255;
