import type { Definitions } from '../model/definitions.ts';
import type { FhirResource } from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';
import type { Terminology } from '../model/terminology.ts';
import type { BundleIndex } from './bundle-index.ts';
import type { ContainedIndices } from './contained-index.ts';
import type { Findings } from './findings.ts';
import type { Hl7Urls } from './hl7-url.ts';
import type { InvariantEnvironment } from './invariant.ts';
import type { Spending } from './invariant-cost.ts';
import type { JsonDocument } from './json-reader.ts';
import type { Node } from './node.ts';
import type { Profile, Profiles } from './profile.ts';
import type { Releases } from './release.ts';
import type { ElementRules, TypeRules } from './type-rules.ts';

/** What stays the same from text to text. */
export interface Engine {
  readonly definitions: Definitions;
  /** Finds a Questionnaire that is neither loaded nor in the text of the response. */
  readonly questionnaireAtHand: ((canonical: string) => FhirResource | undefined) | undefined;
  readonly types: TypeRules;
  readonly profiles: Profiles;
  readonly releases: Releases;
  /** Whether a URL that stands for a code system is a value set's. */
  isValueSet(url: string): boolean;
  /** Whether it is a profile's, or a type's. */
  isStructure(url: string): boolean;
  readonly hl7Urls: Hl7Urls;
  /** What a canonical means to the package that says it. */
  definition(canonical: string, from: PackageRef | undefined): FhirResource | undefined;
  readonly terminology: Terminology;
  /** The guide's package: decides what an unversioned canonical in an instance means. */
  readonly package: PackageRef | undefined;
  readonly allowExampleUrls: boolean;
  /** Whether a `url` may not lead to an example's host. */
  readonly liveUrls: boolean;
}

/** What belongs to the check of one text. */
export interface Run {
  readonly numerals: JsonDocument['numerals'];
  /** What is found on the text as a whole: findings on a part may come to nothing, such as those on one of two profiles. */
  readonly findings: Findings;
  /** What was said of definitions that cannot be relied on: once in a text is enough. */
  readonly broken: Set<string>;
  /** The elements that the walk is in, outermost first, with the FHIR type met there. */
  readonly stack: StackEntry[];
  /** What has been found about a resource held against a profile, by resource. */
  readonly conformance: Map<object, Map<Profile, Findings>>;
  readonly spending: Spending;
  /** Codes that were said not to be looked up: once in a text is enough. */
  readonly unchecked: Set<string>;
  /** The ids in a resource, collected when a narrative links to one. */
  readonly ids: Map<object, ReadonlySet<string>>;
  /** The contained resources by id, of each container that a reference leads into. */
  readonly contained: ContainedIndices;
  /** How many profiles are being held against something, each because of the one before. */
  depth: number;
  /** What was too deep to be checked at once. */
  readonly deferred: (() => void)[];
  /** Canonicals of the profiles that the text's root was held against. */
  readonly profiles: Set<string>;
}

export interface StackEntry {
  /** Absent for the root of a resource. */
  readonly element: ElementRules | undefined;
  readonly type: string;
  readonly value: unknown;
  readonly sibling: unknown;
}

/** The resource that the walk is in. */
export interface Scope {
  readonly engine: Engine;
  readonly run: Run;
  readonly findings: Findings;
  readonly resource: FhirResource;
  readonly path: string;
  /** The resource that holds the contained ones. */
  readonly container: FhirResource;
  readonly containerPath: string;
  /** The Bundles around the resource, innermost first. */
  readonly bundles: readonly BundleIndex[];
  /** Of the Bundle entry that the resource is in. */
  readonly fullUrl: string | undefined;
  readonly environment: InvariantEnvironment;
  readonly elementIds: Map<string, string>;
  /** The package whose dependencies decide what a canonical in the resource means: that of the profile it claims. */
  readonly from: PackageRef | undefined;
}

/** A resource found by following a reference. */
export interface Target {
  readonly node: Node;
  readonly scope: Scope;
}
