import type { StructureDefinition } from '../../model/fhir.ts';
import type { MatchedChildren } from '../differential/choice-paths.ts';
import type { DifferentialTree } from '../differential/differential-tree.ts';
import type { SourceNode } from '../differential/source-tree.ts';
import { describe } from './context.ts';
import type { Findings } from './findings.ts';

/**
 * Checks the form of a differential: where its elements stand, and what each must not say.
 * @param path of the root
 */
export function checkDifferential(
  resource: StructureDefinition,
  differential: DifferentialTree,
  path: string,
  findings: Findings,
): void {
  for (const element of differential.foreign) {
    const message = `The differential constrains ${element.path ?? 'an element without a path'}, but the paths of ${describe(resource)} start with ${path}. Mend the path.`;
    findings.error('snapshot-path-unknown', 'structure', element.id ?? element.path ?? path, message);
  }
  for (const element of differential.duplicates) {
    const id = element.id ?? element.path;
    const message = `The differential has ${id} twice${element.sliceName === undefined ? '' : ` (slice ${element.sliceName})`}. Join the two elements, or rename one slice.`;
    findings.error('snapshot-element-duplicate', 'duplicate', id, message);
  }
  for (const { id = '', path: own } of differential.unnamed) {
    const message = `The id ${id} names a slice, but the element has no sliceName, and is taken for ${own} itself. Give it the sliceName, or the id ${own}.`;
    findings.warning('snapshot-slice-unnamed', 'structure', id, message);
  }
  for (const { id, path: own } of differential.late) tellOrder(id ?? own, 'what is below it or its slices', findings);
  const root = differential.root.element;
  if (root?.type !== undefined && resource.kind !== 'logical') {
    const message = `The first element of the differential, ${path}, has a type. Leave it out: the definition has one already.`;
    findings.error('snapshot-root-constrained', 'structure', path, message);
  }
  if (root?.slicing !== undefined) {
    const message = `The first element of the differential, ${path}, has a slicing. Leave it out, or slice an element below.`;
    findings.error('snapshot-root-constrained', 'structure', path, message);
  }
}

/**
 * Checks that the differential has the children of an element in the base's order, which HL7's generator needs unless
 * it sorts them first.
 * @param id of their parent
 */
export function checkOrder(
  children: readonly SourceNode[],
  named: MatchedChildren['named'],
  id: string,
  findings: Findings,
): void {
  if (named.length < 2) return;
  const ranks = new Map(children.map((child, rank) => [child, rank]));
  let [last, before] = [0, ''];
  for (const [child, name] of named) {
    const rank = ranks.get(child) ?? 0;
    if (rank < last) {
      tellOrder(`${id}.${name}`, `${id}.${before}`, findings);
      return;
    }
    [last, before] = [rank, name];
  }
}

function tellOrder(id: string, before: string, findings: Findings): void {
  const message = `${id} stands after ${before} in the differential; HL7's generator refuses such an order, unless it sorts first. Move it up.`;
  findings.warning('snapshot-order', 'structure', id, message);
}
