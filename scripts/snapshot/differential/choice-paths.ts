import type { ElementDefinition } from '../../model/fhir.ts';
import { type DifferentialNode, differentialNode } from './differential-tree.ts';
import type { SourceNode } from './source-tree.ts';

export interface MatchedChildren {
  readonly matched: ReadonlyMap<SourceNode, DifferentialNode>;
  /** The base's elements in the order in which the differential names them, each as it does. */
  readonly named: readonly (readonly [element: SourceNode, name: string])[];
  /** What the differential says of elements that the base does not have. */
  readonly unknown: readonly DifferentialNode[];
}

/**
 * Finds the base's element for each child that the differential names.
 * A path such as `valueQuantity` is the slice `valueQuantity` of `value[x]`:
 * https://hl7.org/fhir/R4/profiling.html#shortcuts
 * Below a slice it is the element itself, with this type alone, as HL7's generator has it.
 */
export function matchChildren(
  children: readonly SourceNode[],
  stated: ReadonlyMap<string, DifferentialNode>,
  isBelowSlice = false,
): MatchedChildren {
  const matched = new Map<SourceNode, DifferentialNode>();
  const named: [SourceNode, string][] = [];
  const unknown: DifferentialNode[] = [];
  const byName = new Map<string, SourceNode>();
  for (const child of children) if (!byName.has(child.name)) byName.set(child.name, child);
  const shortcuts: [SourceNode, string, DifferentialNode][] = [];
  for (const node of stated.values()) {
    const child = byName.get(node.name);
    if (child !== undefined) {
      matched.set(child, node);
      named.push([child, node.name]);
      continue;
    }
    const choice = children.find((candidate) => chosenType(candidate, node.name) !== undefined);
    const type = choice === undefined ? undefined : chosenType(choice, node.name);
    if (choice === undefined || type === undefined) unknown.push(node);
    else {
      shortcuts.push([choice, type, node]);
      named.push([choice, node.name]);
    }
  }
  for (const [choice, type, node] of shortcuts) {
    const known = matched.get(choice) ?? differentialNode(choice.name);
    const isAlone = shortcuts.filter(([other]) => other === choice).length === 1;
    if (onlyWalksThrough(choice, known, type, node)) matched.set(choice, withChildren(known, node));
    else if (isBelowSlice && isAlone && isPlain(choice, known, node)) matched.set(choice, asChoice(choice, type, node));
    else matched.set(choice, withShortcut(known, type, node));
  }
  return { matched, named, unknown };
}

/** The type that `name` chooses of `value[x]`: `Quantity` for `valueQuantity`; undefined when it is none that the base allows. */
function chosenType({ name: choice, element }: SourceNode, name: string): string | undefined {
  if (!choice.endsWith('[x]')) return undefined;
  const prefix = choice.slice(0, -'[x]'.length);
  if (!name.startsWith(prefix)) return undefined;
  const rest = name.slice(prefix.length);
  return element.type?.find(({ code }) => code.charAt(0).toUpperCase() + code.slice(1) === rest)?.code;
}

/**
 * Whether a shortcut path is no more than another way to write the choice element: it constrains children alone,
 * and the element has no type left but the one named.
 */
function onlyWalksThrough(
  choice: SourceNode,
  known: DifferentialNode,
  type: string,
  written: DifferentialNode,
): boolean {
  const types = known.element?.type ?? choice.element.type ?? [];
  const isSliced = known.slices.size > 0 || choice.slices.length > 0;
  return (
    written.element === undefined &&
    written.slices.size === 0 &&
    !isSliced &&
    types.length === 1 &&
    types[0]?.code === type
  );
}

/** Nothing else is said of the choice element, and no slices of it are known. Extensions keep the slice. */
function isPlain(choice: SourceNode, known: DifferentialNode, written: DifferentialNode): boolean {
  return (
    !choice.element.path.endsWith('xtension.value[x]') &&
    known.element === undefined &&
    known.children.size + known.slices.size + written.slices.size + choice.slices.length === 0 &&
    written.element?.sliceName === undefined
  );
}

/** The choice element itself, restricted to the type that the path names. */
function asChoice(choice: SourceNode, type: string, written: DifferentialNode): DifferentialNode {
  const node = differentialNode(choice.name);
  for (const [key, child] of written.children) node.children.set(key, child);
  const meant = (types: ElementDefinition['type'] = []) => types.filter(({ code }) => code === type);
  // What is said of the element in all slices may name more types.
  const stated = meant(written.element?.type);
  const types = stated.length > 0 ? stated : (written.element?.type ?? meant(choice.element.type));
  node.element = { path: choice.element.path, ...written.element, type: types };
  return node;
}

function withChildren(choice: DifferentialNode, written: DifferentialNode): DifferentialNode {
  return { ...choice, children: new Map([...choice.children, ...written.children]) };
}

function withShortcut(choice: DifferentialNode, type: string, written: DifferentialNode): DifferentialNode {
  const slices = new Map(choice.slices);
  const add = (name: string, node: DifferentialNode) => {
    const known = slices.get(name);
    const element =
      known?.element === undefined ? node.element : ({ ...known.element, ...node.element } as ElementDefinition);
    const slice = differentialNode(written.name, type);
    for (const [key, child] of [...(known?.children ?? []), ...node.children]) slice.children.set(key, child);
    if (element !== undefined) slice.element = element;
    slices.set(name, slice);
  };
  if (written.element !== undefined || written.children.size > 0)
    add(written.element?.sliceName ?? written.name, written);
  for (const [name, node] of written.slices) add(name, node);
  return { ...choice, slices };
}
