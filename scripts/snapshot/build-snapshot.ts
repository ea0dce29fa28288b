import type { Definition } from '../model/definition/definitions.ts';
import type { StructureDefinition } from '../model/fhir.ts';
import { toDifferentialTree } from './differential/differential-tree.ts';
import { inFieldOrder } from './differential/element-order.ts';
import type { SourceTree } from './differential/source-tree.ts';
import { checkDifferential } from './element/check-differential.ts';
import { describe, rootName } from './element/context.ts';
import type { Findings } from './element/findings.ts';
import { declaredMappings } from './element/mappings.ts';
import type { Structure, Structures } from './element/structures.ts';
import type { Walk } from './element/walk-state.ts';
import { checkSlices } from './slicing/finish-slicing.ts';
import { walkElement } from './walk.ts';

/** States which version of its base a snapshot was made from. */
export const BASE_VERSION = 'http://hl7.org/fhir/tools/StructureDefinition/snapshot-base-version';

/** Lays the differential of a definition over the snapshot of its base; undefined when the two are of different types. */
export function buildSnapshot(
  definition: Definition<StructureDefinition>,
  base: Structure,
  structures: Structures,
  findings: Findings,
): StructureDefinition | undefined {
  const { resource } = definition;
  const ancestor = base.definition.resource;
  const tree = base.tree();
  if (tree === undefined) return undefined;
  if (resource.derivation !== 'specialization' && ancestor.type !== resource.type) {
    const message = `${describe(resource)} is a profile on ${resource.type}, but its base ${describe(ancestor)} is one on ${ancestor.type}. Make the types agree.`;
    findings.error('snapshot-base-type', 'conflict', rootName(resource), message);
    return undefined;
  }
  const path = rootPath(resource, tree);
  const differential = toDifferentialTree(resource.differential?.element ?? [], path);
  checkDifferential(resource, differential, path, findings);
  const mappings = declaredMappings(resource, ancestor);
  const walk: Walk = { definition, structures, findings, renames: mappings.renames, elements: [], resliced: new Map() };
  walkElement(walk, tree.root, differential.root, { path, id: path });
  checkSlices(walk.elements, differential.paths, findings);
  const version =
    ancestor.version === undefined ? {} : { extension: [{ url: BASE_VERSION, valueString: ancestor.version }] };
  const { differential: stated, ...rest } = resource;
  return {
    ...rest,
    ...(mappings.all.length === 0 ? {} : { mapping: [...mappings.all] }),
    snapshot: { ...version, element: walk.elements.map(inFieldOrder) },
    ...(stated === undefined ? {} : { differential: stated }),
  };
}

/** A profile has the paths of its base; a specialization names its own root. */
function rootPath(resource: StructureDefinition, { root }: SourceTree): string {
  if (resource.derivation !== 'specialization') return root.element.path;
  return resource.differential?.element[0]?.path.split('.')[0] ?? rootName(resource);
}
