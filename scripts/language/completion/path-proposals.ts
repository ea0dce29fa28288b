import { CompletionItemKind } from 'vscode-languageserver/node';
import { splitPath } from '../outline/path.ts';
import { cardinality, typesOf } from '../paths/provenance.ts';
import type { Child, Place, Walk } from '../paths/walk.ts';
import type { Proposal } from './item.ts';

export interface PathProposals {
  /** Where in the path the step begins that is being typed. */
  readonly from: number;
  readonly proposals: readonly Proposal[];
}

/**
 * The steps that a path can go on with.
 * @param above the path of the rules above
 * @param isInstance whether values are given: then a choice has to be made, and what is excluded cannot be
 */
export function pathProposals(walk: Walk, above: string, partial: string, isInstance: boolean): PathProposals {
  const steps = splitPath(partial);
  const isNew = partial === '' || partial.endsWith('.');
  const last = isNew ? '' : (steps.at(-1) ?? '');
  const from = partial.length - last.length;
  const before = [above, partial.slice(0, Math.max(0, from - 1))].filter((each) => each !== '').join('.');
  const place = walk.to(before);
  return { from, proposals: place === undefined ? [] : stepsFrom(walk, place, isInstance) };
}

function stepsFrom(walk: Walk, place: Place, isInstance: boolean): Proposal[] {
  return walk
    .children(place)
    .filter((child) => child.element.max !== '0' && !(isInstance && child.name.endsWith('[x]')))
    .map(toProposal);
}

function toProposal({ element, name, type }: Child): Proposal {
  const kind = name.includes('[') && !name.endsWith('[x]') ? CompletionItemKind.EnumMember : CompletionItemKind.Field;
  return {
    label: name,
    kind,
    detail: `${cardinality(element.min, element.max)} ${type ?? typesOf(element) ?? ''}`.trim(),
    documentation: element.short ?? element.definition,
  };
}
