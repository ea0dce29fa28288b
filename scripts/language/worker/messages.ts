import type { SpaceEdit } from '../../compile/format/format-fsh.ts';
import type { FshOrigin } from '../../model/definition/compiled.ts';
import type { Issue } from '../../model/issue.ts';
import type { PackageRef } from '../../model/package.ts';

/** What the threads are given when they start. */
export interface ThreadSetup {
  readonly role: 'workspace' | 'syntax';
  /** The project's folder, absolute. */
  readonly root: string;
  readonly offline: boolean;
}

/** The versions of open files, by path. */
export type Versions = Readonly<Record<string, number>>;

/** To the thread with the workspace. */
export interface WorkspaceOrder {
  /** Texts that are open, by path; undefined for one that is not open any more. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly versions: Versions;
}

/** A resource of the guide as it was compiled. */
export interface CompiledResource {
  readonly file: string;
  readonly resourceType: string;
  readonly id?: string;
  readonly url?: string;
  readonly name?: string;
  readonly origin?: Pick<FshOrigin, 'name' | 'kind' | 'position'>;
  readonly json: string;
}

export interface PlacedFinding {
  readonly issue: Issue;
  readonly resource?: string;
}

/** Of the thread with the workspace. */
export type WorkspaceReply =
  /** The packages are in the cache, and can be opened by others too. */
  | { readonly kind: 'opened' }
  /** Files on the disk are others now. */
  | { readonly kind: 'changed'; readonly files: readonly string[] }
  /** What the compiler found; nothing is validated yet. */
  | { readonly kind: 'compiled'; readonly versions: Versions; readonly findings: readonly PlacedFinding[] }
  /** What is found where resources that no edit was made to stand as they were; the verdict behind it may differ. */
  | ({ readonly kind: 'first' } & FoundReply)
  | ({ readonly kind: 'verdict' } & VerdictReply)
  /** The project cannot be looked at. */
  | { readonly kind: 'failed'; readonly message: string };

export interface FoundReply {
  readonly versions: Versions;
  /** What the compiler found. */
  readonly compiled: readonly PlacedFinding[];
  /** What was found on resources. */
  readonly conformance: readonly PlacedFinding[];
}

export interface VerdictReply extends FoundReply {
  /** Whether anything could be compiled; where nothing could, resources are as they were. */
  readonly isWhole: boolean;
  readonly owner?: PackageRef;
  readonly dependencies: readonly PackageRef[];
  /** Those that are otherwise than in the verdict before. */
  readonly resources: readonly CompiledResource[];
  readonly gone: readonly string[];
  /** Tells one set of packages from another. */
  readonly packages: string;
  readonly milliseconds: number;
}

/** To the thread that only reads FSH. */
export interface SyntaxOrder {
  readonly kind: 'syntax';
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** To the same thread. */
export interface FormatOrder {
  readonly kind: 'format';
  /** Tells one order from another. */
  readonly id: number;
  readonly text: string;
}

export interface FormatReply {
  readonly kind: 'format';
  readonly id: number;
  readonly edits: readonly SpaceEdit[];
}

export interface SyntaxReply {
  readonly kind: 'syntax';
  readonly path: string;
  readonly version: number;
  readonly issues: readonly Issue[];
}
