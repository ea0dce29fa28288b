import type { ElementDefinition } from '../model/fhir.ts';
import type { DifferentialNode } from './differential-tree.ts';
import type { SlicedElement } from './slicing.ts';
import type { Walk } from './walk-state.ts';

/**
 * What the slices together say of the element that they slice: which types are left, whether others are possible,
 * and how often it occurs at least.
 * @param slices the elements of its slices, in the snapshot
 */
export function finishSlicing(
  walk: Walk,
  slicer: ElementDefinition,
  slices: readonly ElementDefinition[],
  differential: DifferentialNode,
  sliced: SlicedElement,
): void {
  if (sliced.byType) finishTypes(slicer, slices, differential);
  else raiseMin(walk, slicer, slices, sliced);
}

function finishTypes(
  slicer: ElementDefinition,
  slices: readonly ElementDefinition[],
  differential: DifferentialNode,
): void {
  const speaks = differential.element !== undefined || differential.slices.size > 0;
  const required = slices.find(({ min = 0, sliceName = '' }) => min > 0 && differential.slices.has(sliceName));
  if (required?.type?.length === 1) {
    slicer.min = Math.max(slicer.min ?? 0, 1);
    slicer.type = slicer.type?.filter(({ code }) => code === required.type?.[0]?.code);
  }
  const prohibited = new Set(slices.filter(({ max }) => max === '0').flatMap(({ type }) => onlyCode(type)));
  if (prohibited.size > 0 && (slicer.type?.length ?? 0) > 1) {
    slicer.type = slicer.type?.filter(({ code }) => !prohibited.has(code));
  }
  const covered = new Set(slices.flatMap(({ type }) => onlyCode(type)));
  const isOpen = slicer.max !== '0' && slicer.type?.some(({ code }) => !covered.has(code)) === true;
  if (!isOpen || !speaks || slicer.slicing === undefined) return;
  const isShortcut =
    differential.element === undefined &&
    [...differential.slices.values()].every((slice) => slice.shortcut !== undefined);
  if (slicer.path.endsWith('xtension.value[x]') && isShortcut) {
    slicer.type = slicer.type?.filter(({ code }) => covered.has(code));
  } else slicer.slicing = { ...slicer.slicing, rules: 'open' };
}

function onlyCode(type: ElementDefinition['type']): string[] {
  const [only, second] = type ?? [];
  return only === undefined || second !== undefined ? [] : [only.code];
}

function raiseMin(
  walk: Walk,
  slicer: ElementDefinition,
  slices: readonly ElementDefinition[],
  sliced: SlicedElement,
): void {
  const sum = slices
    .filter(({ sliceName }) => sliceName?.includes('/') !== true)
    .reduce((total, { min = 0 }) => total + min, 0);
  if (sum <= (slicer.min ?? 0) || slicer.base?.max === '1') return;
  if (sliced.isImplied) {
    slicer.min = sum;
    return;
  }
  const id = slicer.id ?? slicer.path;
  const message = `${id} has a minimum of ${slicer.min ?? 0}, but its slices demand ${sum} together. State a minimum of ${sum} for ${id}.`;
  walk.findings.warning('snapshot-slices-min', 'business-rule', id, message);
}
