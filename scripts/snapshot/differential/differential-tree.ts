import type { ElementDefinition } from '../../model/fhir.ts';
import { lastPart, parentPath } from './source-tree.ts';

/** A place that a differential speaks of, itself or through what is below it. */
export interface DifferentialNode {
  /** Last part of the path as written: `valueQuantity` may stand for the slice of `value[x]`. */
  readonly name: string;
  /** Absent when only children or slices are constrained. */
  element?: ElementDefinition;
  readonly children: Map<string, DifferentialNode>;
  readonly slices: Map<string, DifferentialNode>;
  /** What is said of all slices is among its children, in no particular order. */
  readonly isCompleted?: boolean;
  /** Type that a shortcut path names: `Quantity` for `valueQuantity`. */
  readonly shortcut?: string;
}

export function differentialNode(name: string, shortcut?: string): DifferentialNode {
  const node: DifferentialNode = { name, children: new Map(), slices: new Map() };
  return shortcut === undefined ? node : { ...node, shortcut };
}

export interface DifferentialTree {
  readonly root: DifferentialNode;
  /** Elements that repeat an earlier one's place. */
  readonly duplicates: readonly ElementDefinition[];
  /** Elements whose path does not start at the root. */
  readonly foreign: readonly ElementDefinition[];
  /** Elements that follow what is below them, or their slices. */
  readonly late: readonly ElementDefinition[];
  /** Elements whose id names a slice that their sliceName does not. */
  readonly unnamed: readonly ElementDefinition[];
  /** Paths as the snapshot has them, shortcuts aside. */
  readonly paths: ReadonlySet<string>;
}

/**
 * Orders a differential, sparse as it may be, by where its elements belong.
 * The id says it where it agrees with path and sliceName; else the order does, the latest slice of each ancestor counting.
 * A slice that only ids name is none: what they say of it is meant of the element itself, as HL7's generator has it.
 */
export function toDifferentialTree(elements: readonly ElementDefinition[], rootPath: string): DifferentialTree {
  const root = differentialNode(rootPath);
  const duplicates: ElementDefinition[] = [];
  const foreign: ElementDefinition[] = [];
  const late: ElementDefinition[] = [];
  const latest = new LatestNodes(rootPath, root);
  const unnamed = elements.filter(isUnnamed);
  const nowhere = new Set(unnamed.map(({ id }) => id));
  const at = (path: string): DifferentialNode => {
    const known = latest.get(path);
    if (known !== undefined || !path.includes('.')) return known ?? root;
    const node = below(at(parentPath(path)).children, lastPart(path));
    latest.set(path, node);
    return node;
  };
  for (const element of elements) {
    if (element.path === rootPath) {
      root.element ??= element;
      continue;
    }
    if (element.path?.startsWith(`${rootPath}.`) !== true) {
      foreign.push(element);
      continue;
    }
    const parts = nowhere.size > 0 && startsNowhere(element.id, nowhere) ? undefined : trustedId(element);
    let node = parts === undefined ? below(at(parentPath(element.path)).children, lastPart(element.path)) : root;
    if (parts === undefined) {
      if (element.sliceName !== undefined) node = below(node.slices, element.sliceName, node.name);
    } else {
      let path = rootPath;
      for (const { name, slice } of parts) {
        path = `${path}.${name}`;
        node = below(node.children, name);
        if (slice !== undefined) node = below(node.slices, slice, name);
        latest.set(path, node);
      }
    }
    latest.forgetBelow(element.path);
    latest.set(element.path, node);
    if (node.element === undefined) {
      if (node.children.size + node.slices.size > 0) late.push(element);
      node.element = element;
    } else {
      duplicates.push(element);
      node.element = { ...node.element, ...element };
    }
  }
  return { root, duplicates, foreign, late, unnamed, paths: new Set(elements.map(({ path }) => path)) };
}

/** The nodes by path that what follows in the differential belongs to. */
class LatestNodes {
  readonly #nodes = new Map<string, DifferentialNode>();
  /** The paths right below a path. */
  readonly #below = new Map<string, Set<string>>();

  constructor(path: string, root: DifferentialNode) {
    this.#nodes.set(path, root);
  }

  get(path: string): DifferentialNode | undefined {
    return this.#nodes.get(path);
  }

  set(path: string, node: DifferentialNode): void {
    this.#nodes.set(path, node);
    const parent = parentPath(path);
    const siblings = this.#below.get(parent);
    if (siblings === undefined) this.#below.set(parent, new Set([path]));
    else siblings.add(path);
  }

  /** What was said below an element is not meant by what follows its next mention. */
  forgetBelow(path: string): void {
    const rest = [path];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      for (const child of this.#below.get(next) ?? []) {
        this.#nodes.delete(child);
        rest.push(child);
      }
      this.#below.delete(next);
    }
  }
}

function below(nodes: Map<string, DifferentialNode>, key: string, name = key): DifferentialNode {
  const known = nodes.get(key);
  if (known !== undefined) return known;
  const node = differentialNode(name);
  nodes.set(key, node);
  return node;
}

/** Whether the last part of the id names a slice, and neither the sliceName nor a path such as `valueQuantity` does. */
function isUnnamed({ id, path, sliceName }: ElementDefinition): boolean {
  if (id === undefined || path === undefined || sliceName !== undefined) return false;
  const [name = '', slice] = lastPart(id).split(':');
  return slice !== undefined && !(name.endsWith('[x]') && slice === lastPart(path));
}

function startsNowhere(id: string | undefined, nowhere: ReadonlySet<string | undefined>): boolean {
  let start = id ?? '';
  while (start !== '') {
    if (nowhere.has(start)) return true;
    start = parentPath(start);
  }
  return false;
}

interface IdPart {
  readonly name: string;
  readonly slice: string | undefined;
}

/** The parts of an id below the root, when path and sliceName say the same. */
function trustedId({ id, path, sliceName }: ElementDefinition): IdPart[] | undefined {
  if (id === undefined) return undefined;
  const names = path.split('.');
  const parts = id.split('.').map((part): IdPart => {
    const colon = part.indexOf(':');
    return colon === -1
      ? { name: part, slice: undefined }
      : { name: part.slice(0, colon), slice: part.slice(colon + 1) };
  });
  const agrees =
    parts.length === names.length &&
    parts.slice(1).every(({ name, slice }, index) => {
      const written = names[index + 1];
      return name === written || (slice !== undefined && name.endsWith('[x]') && slice === written);
    }) &&
    (sliceName === undefined || parts.at(-1)?.slice === sliceName);
  return agrees ? parts.slice(1) : undefined;
}

export function isSilent(node: DifferentialNode): boolean {
  return node.element === undefined && node.children.size === 0 && node.slices.size === 0;
}

/**
 * What a slice's differential says, completed by what the differential says of all slices.
 * A field that the slice states itself stands.
 * @param all the differential of the element sliced, whose own fields and slices are not meant
 */
export function completed(stated: DifferentialNode, all: DifferentialNode): DifferentialNode {
  return { ...stated, children: joined(stated.children, all.children), isCompleted: true };
}

function joined(
  own: ReadonlyMap<string, DifferentialNode>,
  general: ReadonlyMap<string, DifferentialNode>,
): Map<string, DifferentialNode> {
  const nodes = new Map(own);
  for (const [name, node] of general) {
    const key = own.has(name) ? name : (shortcutOf(name, own) ?? name);
    const known = own.get(key);
    nodes.set(key, known === undefined ? node : joinedNode(known, node));
  }
  return nodes;
}

/** The only one that speaks of the choice element `value[x]` by a type: `valueQuantity`. */
function shortcutOf(name: string, own: ReadonlyMap<string, DifferentialNode>): string | undefined {
  if (!name.endsWith('[x]')) return undefined;
  const start = name.slice(0, -'[x]'.length);
  const spoken = [...own].filter(([key, { element }]) => key.startsWith(start) && element !== undefined);
  return spoken.length === 1 ? spoken[0]?.[0] : undefined;
}

function joinedNode(own: DifferentialNode, general: DifferentialNode): DifferentialNode {
  const node: DifferentialNode = {
    ...own,
    children: joined(own.children, general.children),
    slices: joined(own.slices, general.slices),
    isCompleted: true,
  };
  if (general.element !== undefined) node.element = { ...general.element, ...own.element } as ElementDefinition;
  return node;
}
