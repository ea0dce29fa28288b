import type { Definition } from '../../model/definition/definitions.ts';
import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';

/** An element of a finished snapshot in the form in which descendants inherit it, with what hangs below it. */
export interface SourceNode {
  /** Last part of the path: `value[x]`. */
  readonly name: string;
  readonly element: ElementDefinition;
  readonly children: SourceNode[];
  /** In document order; a re-slice `a/b` stands beside `a`. */
  readonly slices: SourceNode[];
  /** Where it was stated: its canonicals are meant by that definition's package. */
  readonly definition: Definition<StructureDefinition>;
  /** As the snapshot has it, before it was made absolute. */
  readonly contentReference: string | undefined;
  /** All of that definition's nodes, by element id. */
  readonly byId: ReadonlyMap<string, SourceNode>;
}

/** A snapshot as a tree. */
export interface SourceTree {
  readonly root: SourceNode;
  readonly byId: ReadonlyMap<string, SourceNode>;
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The path of the parent; '' for a root. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), 0));
}

/**
 * Builds the tree of a snapshot. Slices hang at the element that they slice, not at its parent.
 * @param elements depth first, as a snapshot lists them; the first is the root
 * @param inherit turns an element into the form in which descendants inherit it
 */
export function toSourceTree(
  elements: readonly ElementDefinition[],
  definition: Definition<StructureDefinition>,
  inherit: (element: ElementDefinition) => ElementDefinition,
): SourceTree | undefined {
  const byId = new Map<string, SourceNode>();
  const latest = new Map<string, SourceNode>();
  let root: SourceNode | undefined;
  for (const element of elements) {
    const node: SourceNode = {
      name: lastPart(element.path),
      element: inherit(element),
      children: [],
      slices: [],
      definition,
      contentReference: element.contentReference,
      byId,
    };
    const parent = latest.get(parentPath(element.path));
    if (root === undefined) root = node;
    else if (parent === undefined) continue;
    else {
      const sliced =
        element.sliceName === undefined ? undefined : parent.children.find(({ name }) => name === node.name);
      (sliced?.slices ?? parent.children).push(node);
    }
    latest.set(element.path, node);
    byId.set(element.id ?? element.path, node);
  }
  return root === undefined ? undefined : { root, byId };
}
