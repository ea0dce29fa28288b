import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';

/** An element of a snapshot with what is below it. */
export interface ElementNode {
  /** Without slices: `value[x]`. */
  readonly name: string;
  readonly element: ElementDefinition;
  readonly children: Map<string, ElementNode>;
  /** By name of the slice. */
  readonly slices: Map<string, ElementNode>;
  /** Of a slice: what it is a slice of. */
  readonly sliced?: ElementNode;
  readonly tree: ElementTree;
}

/** The elements of a definition's snapshot as a tree. */
export interface ElementTree {
  readonly url: string;
  readonly root: ElementNode;
  /** Whose words they are: what a canonical in them means depends on it. */
  readonly owner: PackageRef;
  /** By path without slices, for references to content. */
  readonly byPath: ReadonlyMap<string, ElementNode>;
}

/** @returns undefined where there is no snapshot, or one without a root */
export function elementTree(definition: StructureDefinition, owner: PackageRef): ElementTree | undefined {
  const elements = definition.snapshot?.element ?? [];
  const [first] = elements;
  if (first === undefined) return undefined;
  const byId = new Map<string, ElementNode>();
  const byPath = new Map<string, ElementNode>();
  const rootName = first.path;
  const tree: { -readonly [Name in keyof ElementTree]?: ElementTree[Name] } = { url: definition.url, owner, byPath };
  const make = (name: string, element: ElementDefinition, sliced?: ElementNode): ElementNode => ({
    name,
    element,
    children: new Map(),
    slices: new Map(),
    ...(sliced === undefined ? {} : { sliced }),
    tree: tree as ElementTree,
  });
  const root = make(rootName, first);
  tree.root = root;
  byId.set(rootName, root);
  byPath.set(rootName, root);
  for (const element of elements.slice(1)) {
    const id = typeof element.id === 'string' && element.id.includes('.') ? element.id : element.path;
    const end = id.lastIndexOf('.');
    const parent = byId.get(id.slice(0, end));
    if (parent === undefined) continue;
    const step = id.slice(end + 1);
    const colon = step.indexOf(':');
    const name = colon === -1 ? step : step.slice(0, colon);
    if (colon !== -1) {
      const sliced = parent.children.get(name);
      if (sliced === undefined) continue;
      const slice = make(name, element, sliced);
      sliced.slices.set(step.slice(colon + 1), slice);
      byId.set(id, slice);
      continue;
    }
    const choice = choiceOf(name, parent);
    if (choice !== undefined) {
      // The old way to write a slice by type: Observation.valueQuantity.
      const slice = make(choice.name, element, choice);
      choice.slices.set(name, slice);
      byId.set(id, slice);
      continue;
    }
    const node = make(name, element);
    parent.children.set(name, node);
    byId.set(id, node);
    if (!byPath.has(element.path)) byPath.set(element.path, node);
  }
  return tree as ElementTree;
}

/** The element with a choice of types that a name with a type means: `value[x]` of `valueQuantity`. */
function choiceOf(name: string, parent: ElementNode): ElementNode | undefined {
  for (const [own, node] of parent.children) {
    if (!own.endsWith('[x]')) continue;
    const stem = own.slice(0, -3);
    if (name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length))) return node;
  }
  return undefined;
}
