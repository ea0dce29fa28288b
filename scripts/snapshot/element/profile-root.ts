import type { ElementDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { deepEqual } from './deep-equal.ts';
import { assign, isExtensionPath } from './merge-element.ts';
import type { Structure, Structures } from './structures.ts';

/** Profiles on these say what an element is; a profile on a data type only narrows what the element says itself. */
function speaksForItself({ definition: { resource } }: Structure): boolean {
  return resource.type === 'Extension' || resource.kind === 'resource';
}

/** What FHIR says of extensions in general tells nothing about those that a profile names. */
export function clearExtensionTexts(element: ElementDefinition): void {
  element.short = 'Extension';
  element.definition = 'An Extension';
  for (const field of ['comment', 'requirements', 'alias', 'mapping'] as const) delete element[field];
}

/**
 * Lets the profile of an element's type describe the element, before the differential does.
 */
export function applyProfileTexts(
  element: ElementDefinition,
  stated: ElementDefinition,
  structures: Structures,
  from: PackageRef,
): void {
  if (isExtensionPath(element.path)) clearExtensionTexts(element);
  const ofSlice =
    element.sliceName !== undefined && element.type?.length === 1 ? element.type[0]?.profile?.[0] : undefined;
  const canonical = ofSlice ?? stated.type?.[0]?.profile?.[0];
  const structure = canonical === undefined ? undefined : structures.find(canonical, from);
  if (structure === undefined || !speaksForItself(structure)) return;
  const root = structure.tree()?.root.element;
  if (root === undefined) return;
  assign(element, 'short', root.short);
  if (root.definition !== undefined) element.definition = root.definition;
  if (root.comment !== undefined) element.comment = root.comment;
  if (root.requirements !== undefined) element.requirements = root.requirements;
  assign(element, 'alias', root.alias);
  assign(element, 'mapping', root.mapping);
}

/**
 * What an element of type Extension or Resource starts from when the differential gives it one profile:
 * the root of that profile, completed by what the base says of the element.
 */
export function profiledElement(
  inherited: ElementDefinition,
  stated: ElementDefinition | undefined,
  structures: Structures,
  from: PackageRef,
): ElementDefinition {
  const type = stated?.type?.length === 1 ? stated.type[0] : undefined;
  const profile = type?.profile?.[0];
  const isOpen = inherited.type?.some(({ code }) => code === 'Extension' || code === 'Resource') === true;
  if (type === undefined || profile === undefined || !isOpen || deepEqual(inherited.type?.[0]?.profile?.[0], profile)) {
    return inherited;
  }
  const structure = structures.find(profile, from);
  const root = structure?.tree()?.root.element;
  if (structure === undefined || root === undefined) return inherited;
  const { slicing: _slicing, contentReference: _reference, ...start } = root;
  const element: ElementDefinition = { ...inherited, ...start, path: inherited.path };
  if (inherited.base !== undefined) element.base = inherited.base;
  if (inherited.type !== undefined) element.type = inherited.type;
  assign(element, 'sliceName', inherited.sliceName);
  assign(element, 'isSummary', root.isSummary);
  if (type.code !== 'Extension') {
    assign(element, 'min', inherited.min);
    assign(element, 'max', inherited.max);
  }
  // A resource's own constraints speak of %resource, which is another one here.
  const own = structure.definition.resource.kind === 'resource' ? [] : (root.constraint ?? []);
  const constraint = [
    ...own,
    ...(inherited.constraint ?? []).filter(({ key }) => !own.some((known) => known.key === key)),
  ];
  assign(element, 'constraint', constraint.length === 0 ? undefined : constraint);
  return element;
}
