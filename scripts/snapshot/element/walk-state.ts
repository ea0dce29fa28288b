import type { Definition } from '../../model/definition/definitions.ts';
import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';
import type { SourceNode } from '../differential/source-tree.ts';
import { checkNarrowing, checkValueType } from './check-element.ts';
import type { Findings } from './findings.ts';
import { renamedMappings } from './mappings.ts';
import { mergeElement } from './merge-element.ts';
import { pinElement } from './pin-element.ts';
import { applyProfileTexts } from './profile-root.ts';
import type { Structures } from './structures.ts';

/** One definition on its way to a snapshot. */
export interface Walk {
  readonly definition: Definition<StructureDefinition>;
  readonly structures: Structures;
  readonly findings: Findings;
  /** Mapping identities of the base that have another name here. */
  readonly renames: ReadonlyMap<string, string>;
  /** The snapshot so far, depth first. */
  readonly elements: ElementDefinition[];
  /** Slices that were sliced again, by id, with what hangs below them. */
  readonly resliced: Map<string, SourceNode>;
}

/** Where an element stands in the snapshot. */
export interface Place {
  readonly path: string;
  readonly id: string;
}

export function childPlace(parent: Place, { name, element }: SourceNode): Place {
  const slice = element.sliceName === undefined ? '' : `:${element.sliceName}`;
  return { path: `${parent.path}.${name}`, id: `${parent.id}.${name}${slice}` };
}

export function slicePlace(sliced: Place, sliceName: string): Place {
  return { path: sliced.path, id: `${sliced.id}:${sliceName}` };
}

/** Far above the largest real snapshot. Profiles that take in each other twice and more grow without end. */
const MOST_ELEMENTS = 60_000;

/** Raised in the midst of a snapshot that is given up; says why, as the end of a sentence. */
export class GivenUp extends Error {}

export function addToSnapshot({ elements }: Walk, element: ElementDefinition): void {
  if (elements.length >= MOST_ELEMENTS)
    throw new GivenUp(`its snapshot would have more than ${MOST_ELEMENTS} elements`);
  elements.push(element);
}

/** Copies an element of which the differential says nothing, and everything below it. */
export function copyTree(walk: Walk, source: SourceNode, place: Place): void {
  addToSnapshot(walk, inheritedElement(walk, source.element, place));
  for (const child of source.children) copyTree(walk, child, childPlace(place, child));
  for (const slice of source.slices) copyTree(walk, slice, slicePlace(place, slice.element.sliceName ?? ''));
}

export function inheritedElement(walk: Walk, element: ElementDefinition, { path, id }: Place): ElementDefinition {
  const inherited = { ...element, id, path };
  if (walk.renames.size > 0 && element.mapping !== undefined) {
    inherited.mapping = renamedMappings(element.mapping, walk.renames);
  }
  return inherited;
}

/** Lays one differential element over what it inherits, and reports what it must not do. */
export function layOver(
  walk: Walk,
  element: ElementDefinition,
  stated: ElementDefinition,
  as: 'inherited' | 'new slice' = 'inherited',
): void {
  const { definition, structures, findings } = walk;
  const from = definition.package;
  const pinned = pinElement(stated, (canonical) => structures.pin(canonical, from));
  const specializes = definition.resource.derivation === 'specialization';
  checkNarrowing(element, pinned, as, { structures, from, specializes, findings });
  applyProfileTexts(element, pinned, structures, from);
  mergeElement(element, pinned);
  checkValueType(element, findings);
  const { min, max, id = element.path } = element;
  if (min !== undefined && max !== undefined && max !== '*' && min > Number(max)) {
    const message = `${id} has a minimum of ${min} and a maximum of ${max}: nothing can satisfy both. Change one of them.`;
    findings.error('snapshot-min-above-max', 'business-rule', id, message);
  }
}
