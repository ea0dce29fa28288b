import type { ElementDefinition } from '../../model/fhir.ts';
import { completed, type DifferentialNode } from '../differential/differential-tree.ts';
import { type SourceNode, toSourceTree } from '../differential/source-tree.ts';
import { asNumber } from '../element/check-element.ts';
import { profiledElement } from '../element/profile-root.ts';
import { inheritedElement, layOver, type Place, slicePlace, type Walk } from '../element/walk-state.ts';
import type { SlicedElement } from './slicing.ts';

/** A slice of the snapshot: inherited, new, or inherited and constrained further. */
export interface PlannedSlice {
  readonly name: string;
  readonly source?: SourceNode;
  readonly differential?: DifferentialNode;
}

/** The base's slices in its order, each with what the differential says of it, then the differential's own. */
export function planSlices(source: SourceNode, differential: DifferentialNode, sliced: SlicedElement): PlannedSlice[] {
  const stated = new Map(differential.slices);
  const planned = source.slices.map((slice): PlannedSlice => {
    const name = slice.element.sliceName ?? '';
    const key = stated.has(name) ? name : sliced.byType ? sameType(slice, stated) : undefined;
    const match = key === undefined ? undefined : stated.get(key);
    if (key === undefined || match === undefined) return { name, source: slice };
    stated.delete(key);
    return { name, source: slice, differential: match };
  });
  // What the differential says of all slices where it introduces them, it says of each.
  const completes = differential.element?.slicing !== undefined;
  for (const [name, node] of stated)
    planned.push({ name, differential: completes ? completed(node, differential) : node });
  return withReslices(planned);
}

/**
 * Puts each slice that slices another again right behind that one.
 * @see https://hl7.org/fhir/R4/profiling.html#reslicing
 */
function withReslices(planned: readonly PlannedSlice[]): PlannedSlice[] {
  const names = new Set(planned.map(({ name }) => name));
  const reslices = new Map<string, PlannedSlice[]>();
  const first: PlannedSlice[] = [];
  for (const slice of planned) {
    const slash = slice.name.lastIndexOf('/');
    const resliced = slice.name.slice(0, Math.max(slash, 0));
    if (slash === -1 || !names.has(resliced)) first.push(slice);
    else {
      const known = reslices.get(resliced);
      if (known === undefined) reslices.set(resliced, [slice]);
      else known.push(slice);
    }
  }
  if (reslices.size === 0) return first;
  const ordered: PlannedSlice[] = [];
  const rest = first.reverse();
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    ordered.push(next);
    rest.push(...(reslices.get(next.name) ?? []).reverse());
  }
  return ordered;
}

function sameType({ element }: SourceNode, stated: ReadonlyMap<string, DifferentialNode>): string | undefined {
  const [type, second] = element.type ?? [];
  if (type === undefined || second !== undefined) return undefined;
  for (const [name, node] of stated) if (sliceType(node) === type.code) return name;
  return undefined;
}

function sliceType({ element, shortcut }: DifferentialNode): string | undefined {
  return element?.type?.length === 1 ? element.type[0]?.code : shortcut;
}

export interface StartedSlice {
  readonly element: ElementDefinition;
  readonly place: Place;
  /** Children that the base lists for it. */
  readonly children: readonly SourceNode[];
}

/**
 * Makes the element of a new slice: what the base says of the element sliced, then what the differential says of the slice.
 * @param slicer the sliced element in the snapshot
 */
export function startSlice(
  walk: Walk,
  source: SourceNode,
  slicer: ElementDefinition,
  { name, differential }: { readonly name: string; readonly differential: DifferentialNode },
  sliced: SlicedElement,
  slicerPlace: Place,
  siblings: number,
): StartedSlice {
  const place = slicePlace(slicerPlace, name);
  const resliced = reslicedNode(walk, name, slicerPlace, source);
  const from = walk.definition.package;
  const stated = statedSlice(differential, source, name);
  const template =
    resliced?.element ??
    (sliced.isNew ? profiledElement(source.element, stated, walk.structures, from) : source.element);
  const { slicing: _slicing, ...inherited } = template;
  const element: ElementDefinition = { ...inheritedElement(walk, inherited, place), sliceName: name };
  if (stated.min === undefined && !keepsMin(source, sliced, siblings)) element.min = 0;
  layOver(walk, element, stated, 'new slice');
  if (stated.slicing !== undefined) element.slicing = stated.slicing;
  if (!sliced.isNew) boundByProfile(walk, element, stated);
  // A prohibited element may have slices that say more, as HL7's generator leaves them: none of them ever occurs.
  const saysMore = slicer.max === '0' && stated.max !== undefined;
  if (
    !saysMore &&
    slicer.max !== undefined &&
    element.max !== undefined &&
    asNumber(element.max) > asNumber(slicer.max)
  )
    element.max = slicer.max;
  const isProfiled = stated.type?.some(({ profile }) => profile !== undefined) === true;
  if (isProfiled) return { element, place, children: [] };
  // What an element refers to for its content stands in the sliced element; a slice refers to it again.
  const refers = element.contentReference !== undefined;
  return { element, place, children: resliced?.children ?? (refers ? [] : source.children) };
}

/** What the differential says of a slice, with the type that a shortcut path or the name implies. */
function statedSlice({ element, shortcut }: DifferentialNode, source: SourceNode, name: string): ElementDefinition {
  const stated: ElementDefinition = { ...element, path: source.element.path, sliceName: name };
  const prefix = source.name.endsWith('[x]') ? source.name.slice(0, -'[x]'.length) : undefined;
  if (stated.type !== undefined || prefix === undefined) return stated;
  const isMeant = (code: string) =>
    code === shortcut || name === `${prefix}${code.charAt(0).toUpperCase()}${code.slice(1)}`;
  const type = source.element.type?.filter(({ code }) => isMeant(code));
  return type === undefined || type.length === 0 ? stated : { ...stated, type };
}

/** One of several may be absent, whatever the minimum of all together; the only slice of a closed slicing may not. */
function keepsMin(source: SourceNode, { byType, isNew }: SlicedElement, siblings: number): boolean {
  if (!byType) return false;
  return source.element.path.endsWith('xtension.value[x]') || !isNew || siblings === 1;
}

/** The slice `a` that `a/b` slices again, with what hangs below it in the snapshot under way. */
function reslicedNode(walk: Walk, name: string, place: Place, source: SourceNode): SourceNode | undefined {
  const slash = name.lastIndexOf('/');
  if (slash === -1) return undefined;
  const { id } = slicePlace(place, name.slice(0, slash));
  const known = walk.resliced.get(id);
  if (known !== undefined) return known;
  // The slice stands before those that slice it again, mostly right before them.
  const start = walk.elements.findLastIndex((element) => element.id === id);
  if (start === -1) return reslicedNode(walk, name.slice(0, slash), place, source);
  const root = walk.elements[start];
  if (root === undefined) return undefined;
  const below = walk.elements.slice(start + 1).filter((element) => element.id?.startsWith(`${id}.`) === true);
  const node = toSourceTree([root, ...below], walk.definition, (element) => element)?.root;
  if (node !== undefined) walk.resliced.set(id, node);
  return node;
}

/** The profile of an extension may allow it less often than the slice does. */
function boundByProfile(walk: Walk, element: ElementDefinition, stated: ElementDefinition): void {
  const profiles = stated.type?.flatMap(({ profile }) => profile ?? []) ?? [];
  const [profile] = profiles;
  if (profile === undefined || profiles.length > 1) return;
  const root = walk.structures.find(profile, walk.definition.package)?.tree()?.root.element;
  if (root === undefined) return;
  if ((root.min ?? 0) > (element.min ?? 0)) element.min = root.min ?? 0;
  if (root.max !== undefined && root.max !== '*' && element.max !== undefined && asNumber(element.max) > 1)
    element.max = root.max;
}
