import type { Definition } from '../../model/definition/definitions.ts';
import type { StructureDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { type SourceTree, toSourceTree } from '../differential/source-tree.ts';
import { typeCanonical } from './context.ts';
import { inheritElement } from './inherit-element.ts';
import { pinElement } from './pin-element.ts';

/** A definition that others inherit from or walk into. */
export interface Structure {
  readonly definition: Definition<StructureDefinition>;
  /** It came with its snapshot. */
  readonly isFinished: boolean;
  /** Its snapshot, generated at the first call when it has none; undefined when there is none to be had. */
  tree(): SourceTree | undefined;
}

/** Finds the structures that a definition is built from. */
export interface Structures {
  find(canonical: string, from: PackageRef): Structure | undefined;
  pin(canonical: string, from: PackageRef): string;
}

/** The definition of a type by its code: `CodeableConcept`. */
export function findType(structures: Structures, code: string, from: PackageRef): Structure | undefined {
  return structures.find(typeCanonical(code), from);
}

/** The snapshot of a definition as a tree, its elements as descendants inherit them; undefined when it has no elements. */
export function inheritableTree(
  definition: Definition<StructureDefinition>,
  pin: (canonical: string, from: PackageRef) => string,
): SourceTree | undefined {
  const { resource, package: from } = definition;
  return toSourceTree(resource.snapshot?.element ?? [], definition, (element) =>
    pinElement(inheritElement(element, resource), (canonical) => pin(canonical, from)),
  );
}
