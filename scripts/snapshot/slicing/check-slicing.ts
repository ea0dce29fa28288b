import type { ElementDefinition } from '../../model/fhir.ts';
import type { DifferentialNode } from '../differential/differential-tree.ts';
import { deepEqual } from '../element/deep-equal.ts';
import type { Findings } from '../element/findings.ts';
import { isExtensionPath } from '../element/merge-element.ts';
import type { Place } from '../element/walk-state.ts';
import type { SlicedElement } from './slicing.ts';

/**
 * Checks what HL7's generator asks of an element before it slices it: that it repeats, or is sliced by type into slices
 * that can all occur.
 * @param slicer in the snapshot
 */
export function checkSliceable(
  slicer: ElementDefinition,
  differential: DifferentialNode,
  { isNew, byType }: SlicedElement,
  findings: Findings,
): void {
  const id = slicer.id ?? slicer.path;
  const names = [...differential.slices.keys()];
  if (byType) {
    const mandatory = names.filter((name) => (differential.slices.get(name)?.element?.min ?? 0) > 0);
    const [only, second] = mandatory;
    // Of two, the sum of their minima tells.
    if (only === undefined || second !== undefined || only === names.at(-1)) return;
    const others = names.slice(names.indexOf(only) + 1).join(', ');
    const message = `The slice ${only} of ${id} is mandatory, so that ${others} cannot occur. Make it optional, or leave out what follows it.`;
    findings.error('snapshot-slices-type', 'business-rule', id, message);
    return;
  }
  const isOne = slicer.base?.max === '1' && differential.element?.max !== '1';
  if (
    !isNew ||
    !isOne ||
    names.length === 0 ||
    differential.element?.slicing === undefined ||
    isExtensionPath(slicer.path)
  )
    return;
  const message = `${id} is sliced (${names.join(', ')}) though it cannot repeat; HL7's generator refuses that. State its maximum of 1 beside the slicing, or constrain the element itself.`;
  findings.warning('snapshot-slicing-single', 'business-rule', id, message);
}

/**
 * Checks that a slice that is sliced again keeps the discriminators of its slicing: HL7's generator refuses others, or drops
 * them where the element has children of its own.
 * @param slicer the element sliced, in the snapshot
 * @param stated what the differential says of its slice
 * @see https://hl7.org/fhir/R4/profiling.html#reslicing
 */
export function checkReslicing(
  slicer: ElementDefinition,
  { element: stated }: DifferentialNode,
  { isNew }: SlicedElement,
  { id }: Place,
  findings: Findings,
): void {
  const [outer, own] = [slicer.slicing, stated?.slicing];
  if (!isNew || outer === undefined || own === undefined) return;
  const agrees =
    deepEqual(own.discriminator ?? [], outer.discriminator ?? []) &&
    (own.rules === undefined || own.rules === outer.rules) &&
    (own.ordered === undefined || own.ordered === outer.ordered);
  if (agrees) return;
  const message = `${id} is sliced again by a slicing of its own, which HL7's generator refuses or drops. Repeat the slicing of ${slicer.id ?? slicer.path}, or slice in a profile on this one.`;
  findings.warning('snapshot-reslice-discriminator', 'business-rule', id, message);
}
