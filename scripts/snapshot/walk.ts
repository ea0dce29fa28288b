import type { ElementDefinition } from '../model/fhir.ts';
import { matchChildren } from './differential/choice-paths.ts';
import { type DifferentialNode, isSilent } from './differential/differential-tree.ts';
import type { SourceNode } from './differential/source-tree.ts';
import { checkOrder } from './element/check-differential.ts';
import { findType } from './element/structures.ts';
import {
  addToSnapshot,
  childPlace,
  copyTree,
  inheritedElement,
  layOver,
  type Place,
  slicePlace,
  type Walk,
} from './element/walk-state.ts';
import { checkReslicing, checkSliceable } from './slicing/check-slicing.ts';
import { finishSlicing } from './slicing/finish-slicing.ts';
import { planSlices, startSlice } from './slicing/slices.ts';
import { type SlicedElement, setSlicing } from './slicing/slicing.ts';
import { slicedContent, unfold } from './unfold.ts';

/**
 * Lays the differential over an element of the base, its children and its slices.
 * @see https://hl7.org/fhir/R4/profiling.html#snapshot
 */
export function walkElement(walk: Walk, source: SourceNode, differential: DifferentialNode, place: Place): void {
  if (isSilent(differential)) {
    copyTree(walk, source, place);
    return;
  }
  const element = inheritedElement(walk, source.element, place);
  if (differential.element !== undefined) layOver(walk, element, differential.element);
  const sliced = setSlicing(walk, source, element, differential);
  addToSnapshot(walk, element);
  walkChildren(walk, source.children, element, differential, place, source);
  if (sliced?.isNew === true && differential.children.size === 0)
    for (const child of slicedContent(walk, element, source)) copyTree(walk, child, childPlace(place, child));
  if (sliced !== undefined) walkSlices(walk, source, element, differential, place, sliced);
}

function walkChildren(
  walk: Walk,
  listed: readonly SourceNode[],
  element: ElementDefinition,
  differential: DifferentialNode,
  place: Place,
  source: SourceNode,
): void {
  const isUnfolded = listed.length === 0 && differential.children.size > 0;
  const children = isUnfolded ? unfold(walk, element, source) : listed;
  const { matched, named, unknown } = matchChildren(children, differential.children, place.id.includes(':'));
  if (differential.isCompleted !== true) checkOrder(children, named, place.id, walk.findings);
  for (const child of children) {
    const stated = matched.get(child);
    const at = childPlace(place, child);
    if (stated === undefined) copyTree(walk, child, at);
    else walkElement(walk, child, stated, at);
  }
  for (const node of unknown) {
    const path = `${place.path}.${node.name}`;
    if (walk.definition.resource.derivation === 'specialization' && node.element !== undefined) {
      addElement(walk, node, node.element, { path, id: `${place.id}.${node.name}` }, source);
    } else if (!isUnfolded || children.length > 0) {
      const message = `The differential constrains ${path}, but ${place.id} has no element ${node.name} in the base. Mend the path: ${place.path} has ${children.map(({ name }) => name).join(', ') || 'no children'}.`;
      walk.findings.error('snapshot-path-unknown', 'structure', `${place.id}.${node.name}`, message);
    }
  }
}

/** A specialization adds elements of its own: https://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.derivation */
function addElement(
  walk: Walk,
  differential: DifferentialNode,
  stated: ElementDefinition,
  place: Place,
  { definition, byId }: SourceNode,
): void {
  const { min = 0, max = '*' } = stated;
  const { slicing, ...added } = stated;
  const element: ElementDefinition = { ...added, ...place, base: { path: place.path, min, max } };
  const [type] = stated.type ?? [];
  const root =
    type === undefined || differential.children.size === 0
      ? undefined
      : findType(walk.structures, type.code, walk.definition.package)?.tree()?.root;
  if (root?.element.constraint !== undefined) {
    const own = new Set((stated.constraint ?? []).map(({ key }) => key));
    element.constraint = [...(stated.constraint ?? []), ...root.element.constraint.filter(({ key }) => !own.has(key))];
  }
  const name = differential.name;
  const source = {
    name,
    element,
    children: [],
    slices: [],
    definition,
    contentReference: stated.contentReference,
    byId,
  };
  const rest: DifferentialNode = { name, children: differential.children, slices: differential.slices };
  if (slicing !== undefined) rest.element = { path: place.path, slicing };
  walkElement(walk, source, rest, place);
}

function walkSlices(
  walk: Walk,
  source: SourceNode,
  slicer: ElementDefinition,
  differential: DifferentialNode,
  place: Place,
  sliced: SlicedElement,
): void {
  checkSliceable(slicer, differential, sliced, walk.findings);
  const planned = planSlices(source, differential, sliced);
  const elements: ElementDefinition[] = [];
  for (const { name, source: inherited, differential: stated } of planned) {
    const first = walk.elements.length;
    if (inherited !== undefined) {
      const at = slicePlace(place, name);
      if (stated === undefined) copyTree(walk, inherited, at);
      else walkElement(walk, inherited, stated, at);
    } else if (stated !== undefined) {
      checkReslicing(slicer, stated, sliced, slicePlace(place, name), walk.findings);
      const slice = startSlice(walk, source, slicer, { name, differential: stated }, sliced, place, planned.length);
      addToSnapshot(walk, slice.element);
      walkChildren(walk, slice.children, slice.element, stated, slice.place, source);
    }
    const element = walk.elements[first];
    if (element !== undefined) elements.push(element);
  }
  finishSlicing(slicer, elements, differential, sliced);
}
