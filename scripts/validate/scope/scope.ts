import type { Asked } from '../../model/definition/asked.ts';
import type { Definitions } from '../../model/definition/definitions.ts';
import type { Terminology } from '../../model/definition/terminology.ts';
import type { FhirResource, StructureDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import type { Hl7Urls } from '../definition/hl7-url.ts';
import type { Releases } from '../definition/release.ts';
import type { ElementRules, TypeRules } from '../definition/type-rules.ts';
import type { Findings } from '../finding/findings.ts';
import type { InvariantEnvironment } from '../invariant/environment.ts';
import type { Spending } from '../invariant/spending.ts';
import type { JsonDocument } from '../json/reader.ts';
import type { BundleIndex } from './bundle-entries.ts';
import type { ContainedIndices } from './contained-resources.ts';
import type { Node } from './node.ts';

/** What stays the same from text to text. */
export interface Engine {
  readonly definitions: Definitions;
  /** Where it is noted what checks ask for; absent where nobody wants to know. */
  readonly asked: Asked | undefined;
  /** Finds a Questionnaire that is neither loaded nor in the text of the response. */
  readonly questionnaireAtHand: ((canonical: string) => FhirResource | undefined) | undefined;
  readonly types: TypeRules;
  readonly profiles: ProfileFinder;
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
  /** Canonicals of the profiles that the guide asks of every resource of a type. */
  globalProfiles(type: string): readonly string[];
  readonly allowExampleUrls: boolean;
  /** Whether a `url` may not lead to an example's host. */
  readonly liveUrls: boolean;
}

/** What belongs to the check of one text. */
export interface Run {
  /** What the text says. */
  readonly root: unknown;
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
  /** Of those that resources inside it were held against. */
  readonly profilesInside: Set<string>;
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

/** A profile whose rules are compiled on first use: only what it adds to the base specification. */
export interface Profile {
  /** With version where known. */
  readonly canonical: string;
  readonly url: string;
  readonly type: string;
  readonly definition: StructureDefinition;
  readonly package: PackageRef;
  /** A base definition says nothing that the base checks don't. */
  readonly isBase: boolean;
  readonly root: ElementNode | undefined;
  /** Why it cannot be applied, or not with all that it says; undefined for a sound one. Compiles it to find out. */
  readonly problem: string | undefined;
  /** Ids of slices whose rules are lost, because they slice an element that the snapshot does not have. */
  readonly unsliced: readonly string[];
  /** Profiles that it imposes: https://hl7.org/fhir/extensions/StructureDefinition-structuredefinition-imposeProfile.html */
  readonly imposes: readonly string[];
  /** Profiles that it says to comply with, which adds no rule: https://hl7.org/fhir/extensions/StructureDefinition-structuredefinition-compliesWithProfile.html */
  readonly compliesWith: readonly string[];
  /** Undefined when it adds nothing. */
  rules(): ItemRules | undefined;
}

/** One step of a discriminator's path. */
export type Step =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'ofType'; readonly type: string }
  | { readonly kind: 'resolve' };

export type Primitive = string | number | boolean;

/** A value without which an occurrence cannot belong to a slice, and where in the occurrence it stands. */
export interface SliceNeed {
  readonly steps: readonly Step[];
  /** Elements below what the steps lead to. */
  readonly children: readonly string[];
  /** JSON properties below these; arrays are passed through. */
  readonly keys: readonly string[];
  readonly value: Primitive;
}

/** Finds the slices that an occurrence belongs to, as their places in the list: the first two at most. */
export type FindSlices = (node: Node, scope: Scope) => readonly number[];

/** Looks at one occurrence of an element. */
export type ItemCheck = (node: Node, scope: Scope) => void;

/** What a profile adds to the base rules of one element: flat, pruned of everything that adds nothing. */
export interface ItemRules {
  readonly checks: readonly ItemCheck[];
  readonly children: readonly ChildRules[];
}

export interface ChildRules {
  /** Without `[x]`. */
  readonly name: string;
  /** As the definition spells it, for messages: `Observation.component`. */
  readonly path: string;
  /** Set where the profile is narrower than the base specification. */
  readonly min: number;
  readonly max: number;
  readonly profile: string;
  /** What each occurrence must be. */
  readonly item: ItemRules | undefined;
  readonly slicing: Slicing | undefined;
  /** Only occurrences of these types, where the definition names one type of a choice in its path. */
  readonly onlyType: string | undefined;
}

export interface Slicing {
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered: boolean;
  readonly slices: readonly Slice[];
  readonly find: FindSlices;
  /** Of all slices, for messages. */
  readonly names: string;
  /** How the slices are told apart, for messages. */
  readonly by: string;
  readonly profile: string;
  readonly path: string;
}

export interface Slice {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The slice `@default`: takes what no other slice takes. */
  readonly isDefault: boolean;
  /** Undefined when it cannot be told who belongs to the slice. */
  readonly belongs: ((node: Node, scope: Scope) => boolean) | undefined;
  /** Why nobody can tell who belongs to it, where the profile is to blame. */
  readonly fault: string | undefined;
  /** Who lacks one of these values does not belong to it. */
  readonly needs: readonly SliceNeed[];
  readonly item: ItemRules | undefined;
  /** Reslicing. */
  readonly slicing: Slicing | undefined;
}

/** Finds profiles by canonical, each compiled once. */
export interface ProfileFinder {
  /** @param from the package that names the profile */
  find(canonical: string, from: PackageRef | undefined): Profile | undefined;
  /** The type of the resource that answers in place of a profile: a SearchParameter, or nothing at all. */
  otherType(canonical: string, from: PackageRef | undefined): string | undefined;
  /** A profile that is what is validated, and that has a snapshot of its own. */
  ofResource(resource: FhirResource): Profile;
}
