import type { Terminology } from '../../model/definition/terminology.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import type { ObjectRules, TypeRules } from '../definition/type-rules.ts';
import type { ItemRules, Profile, ProfileFinder } from './scope.ts';

/** What compiling a profile's elements needs. */
export interface Compilation {
  readonly profile: Profile;
  /** The package whose dependencies decide what the profile's canonicals mean. */
  readonly from: PackageRef;
  readonly types: TypeRules;
  readonly terminology: Terminology;
  readonly profiles: ProfileFinder;
  item(node: ElementNode, base: Base): ItemRules | undefined;
}

/** What the base specification says of the element being compiled. */
export interface Base {
  readonly definition: ElementDefinition | undefined;
  /** Rules of its parts, where its type is one. */
  readonly rules: ObjectRules | undefined;
}
