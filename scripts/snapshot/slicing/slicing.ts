import type { ElementDefinition } from '../../model/fhir.ts';
import type { DifferentialNode } from '../differential/differential-tree.ts';
import type { SourceNode } from '../differential/source-tree.ts';
import { deepEqual } from '../element/deep-equal.ts';
import { isExtensionPath } from '../element/merge-element.ts';
import { clearExtensionTexts } from '../element/profile-root.ts';
import type { Walk } from '../element/walk-state.ts';

type Slicing = NonNullable<ElementDefinition['slicing']>;

const BY_TYPE: Slicing = { discriminator: [{ type: 'type', path: '$this' }], ordered: false, rules: 'closed' };
const BY_URL: Slicing = { discriminator: [{ type: 'value', path: 'url' }], ordered: false, rules: 'open' };

/** How an element is sliced in the snapshot under way. */
export interface SlicedElement {
  /** The base does not slice it. */
  readonly isNew: boolean;
  /** Slices of a choice element stand for its types. */
  readonly byType: boolean;
  /** The differential names slices and does not say again how they are told apart. */
  readonly isImplied: boolean;
}

/**
 * Gives an element its slicing: the base's, narrowed by the differential, or the one that FHIR implies.
 * @returns undefined when the element is not sliced
 * @see https://hl7.org/fhir/R4/profiling.html#slicing
 */
export function setSlicing(
  walk: Walk,
  source: SourceNode,
  element: ElementDefinition,
  differential: DifferentialNode,
): SlicedElement | undefined {
  const inherited = source.element.slicing;
  const stated = differential.element?.slicing;
  const isNew = inherited === undefined && source.slices.length === 0;
  const speaks = differential.element !== undefined || differential.slices.size > 0;
  if (isNew && stated === undefined && differential.slices.size === 0) return undefined;
  const byType =
    source.name.endsWith('[x]') && isByType(stated ?? inherited ?? BY_TYPE) && isByType(inherited ?? BY_TYPE);
  const sliced = { isNew, byType, isImplied: stated === undefined };
  if (byType) {
    if (speaks) element.slicing = BY_TYPE;
  } else if (inherited !== undefined) {
    if (stated !== undefined) element.slicing = narrowed(walk, inherited, stated, element);
    else if (inherited.rules === 'closed') refuseNewSlices(walk, source, differential, element);
  } else if (stated !== undefined) element.slicing = stated;
  else if (isExtensionPath(element.path)) {
    element.slicing = BY_URL;
    if (differential.element === undefined) clearExtensionTexts(element);
  } else if (isNew) {
    const id = element.id ?? element.path;
    const names = [...differential.slices.keys()].join(', ');
    const message = `The differential names slices of ${id} (${names}), but nothing says how to tell them apart. Give ${id} a slicing with a discriminator.`;
    walk.findings.error('snapshot-slicing-missing', 'structure', id, message);
  }
  return sliced;
}

function isByType({ discriminator = [] }: Slicing): boolean {
  return discriminator.length === 0 || discriminator.every(({ type, path }) => type === 'type' && path === '$this');
}

function narrowed(walk: Walk, inherited: Slicing, stated: Slicing, element: ElementDefinition): Slicing {
  const id = element.id ?? element.path;
  const known = inherited.discriminator ?? [];
  const added = (stated.discriminator ?? []).filter((item) => !known.some((other) => deepEqual(other, item)));
  if (inherited.rules === 'closed' && stated.rules !== undefined && stated.rules !== 'closed') {
    const message = `The slicing of ${id} is ${stated.rules}, but the base closed it. Leave the rules out, or state closed.`;
    walk.findings.error('snapshot-slicing-changed', 'business-rule', id, message);
  }
  if (added.length > 0 && stated.discriminator !== undefined && stated.discriminator.length <= added.length) {
    const paths = added.map(({ type, path }) => `${type}:${path}`).join(', ');
    const message = `The slicing of ${id} names other discriminators (${paths}) than the base. Repeat the base's before adding to them.`;
    walk.findings.error('snapshot-slicing-changed', 'business-rule', id, message);
  }
  return {
    ...inherited,
    ...(stated.ordered === undefined ? {} : { ordered: stated.ordered }),
    ...(known.length + added.length === 0 ? {} : { discriminator: [...known, ...added] }),
    rules: stated.rules ?? inherited.rules,
  };
}

function refuseNewSlices(
  walk: Walk,
  source: SourceNode,
  differential: DifferentialNode,
  element: ElementDefinition,
): void {
  const id = element.id ?? element.path;
  for (const name of differential.slices.keys()) {
    if (name.includes('/') || source.slices.some((slice) => slice.element.sliceName === name)) continue;
    const message = `The slice ${name} of ${id} is new, but the base closed the slicing. Constrain one of its slices instead.`;
    walk.findings.error('snapshot-slicing-closed', 'business-rule', id, message);
  }
}
