import type { ElementDefinition } from '../../model/fhir.ts';
import type { DifferentialNode } from '../differential/differential-tree.ts';
import { asNumber } from '../element/check-element.ts';
import type { Findings } from '../element/findings.ts';
import type { SlicedElement } from './slicing.ts';

/**
 * What the slices together say of the element that they slice: which types are left, whether others are possible,
 * and how often it occurs at least.
 * @param slices the elements of its slices, in the snapshot
 */
export function finishSlicing(
  slicer: ElementDefinition,
  slices: readonly ElementDefinition[],
  differential: DifferentialNode,
  sliced: SlicedElement,
): void {
  if (sliced.byType) finishTypes(slicer, slices, differential);
  else raiseMin(slicer, slices, sliced);
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
  const covered = new Set(slices.flatMap(({ type }) => onlyCode(type)));
  const isShortcut =
    differential.element === undefined &&
    differential.slices.size > 0 &&
    [...differential.slices.values()].every((slice) => slice.shortcut !== undefined);
  if (isShortcut && slicer.max !== '0') {
    // Paths that name types, and nothing beside them: no other type is meant.
    slicer.type = slicer.type?.filter(({ code }) => covered.has(code));
    return;
  }
  const prohibited = new Set(slices.filter(({ max }) => max === '0').flatMap(({ type }) => onlyCode(type)));
  if (prohibited.size > 0 && (slicer.type?.length ?? 0) > 1)
    slicer.type = slicer.type?.filter(({ code }) => !prohibited.has(code));
  const isOpen = slicer.max !== '0' && slicer.type?.some(({ code }) => !covered.has(code)) === true;
  if (isOpen && speaks && slicer.slicing !== undefined) slicer.slicing = { ...slicer.slicing, rules: 'open' };
}

function onlyCode(type: ElementDefinition['type']): string[] {
  const [only, second] = type ?? [];
  return only === undefined || second !== undefined ? [] : [only.code];
}

function raiseMin(slicer: ElementDefinition, slices: readonly ElementDefinition[], { isImplied }: SlicedElement): void {
  const sum = demanded(slices);
  if (isImplied && slicer.max !== '0' && sum > (slicer.min ?? 0) && slicer.base?.max !== '1') slicer.min = sum;
}

/** How many slices must occur; one that slices a slice again counts with that one. */
function demanded(slices: readonly ElementDefinition[]): number {
  return slices
    .filter(({ sliceName }) => sliceName?.includes('/') !== true)
    .reduce((total, { min = 0 }) => total + min, 0);
}

/**
 * Finds elements of which more slices must occur than the element itself says.
 * What a profile inherits of this kind is worth a word too: HL7's publisher counts it as an error of the profile.
 * @param stated paths of which the differential speaks
 */
export function checkSlices(
  elements: readonly ElementDefinition[],
  stated: ReadonlySet<string>,
  findings: Findings,
): void {
  const slices = new Map<string, ElementDefinition[]>();
  for (const element of elements) {
    if (element.sliceName === undefined || element.id === undefined) continue;
    const slicer = element.id.slice(0, -element.sliceName.length - 1);
    const known = slices.get(slicer);
    if (known === undefined) slices.set(slicer, [element]);
    else known.push(element);
  }
  for (const { id = '', path, min = 0, max = '*', base } of elements) {
    const sum = demanded(slices.get(id) ?? []);
    if (max !== '0' && sum > asNumber(max)) {
      const message = `${id} occurs at most ${max} times, but its slices demand ${sum} together. Let fewer slices be mandatory.`;
      findings.error('snapshot-slices-max', 'business-rule', id, message);
      continue;
    }
    if (sum <= min || base?.max === '1') continue;
    const message = `${id} has a minimum of ${min}, but its slices demand ${sum} together. State a minimum of ${sum} for ${id}.`;
    if (stated.has(path)) findings.warning('snapshot-slices-min', 'business-rule', id, message);
    else findings.information('snapshot-slices-min', 'business-rule', id, message);
  }
}
