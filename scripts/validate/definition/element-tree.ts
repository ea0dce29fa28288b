import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';

/** A snapshot as a tree: children under their parent, slices beside the element that they slice. */
export interface ElementNode {
  readonly element: ElementDefinition;
  /** Last segment of the path: `component`, `value[x]`. */
  readonly name: string;
  readonly children: ElementNode[];
  /** Slices of this element; reslices stand under the slice that they slice. */
  readonly slices: ElementNode[];
  readonly sliceName?: string;
}

export interface ElementTree {
  readonly root: ElementNode | undefined;
  /** Why the tree lacks some of the elements; absent when it has all. */
  readonly problem?: string;
  /** Ids of slices of nothing, which R4's own profiles have: what they say is lost. */
  readonly unsliced: readonly string[];
}

/**
 * Builds the tree by element id (`Observation.component:Systolic.value[x]`), or by path and sliceName where ids lack.
 * @see https://hl7.org/fhir/R4/elementdefinition.html#id
 */
export function buildElementTree(definition: StructureDefinition): ElementTree {
  const elements = definition.snapshot?.element ?? [];
  const byId = new Map<string, ElementNode>();
  const unsliced: string[] = [];
  let root: ElementNode | undefined;
  let problem: string | undefined;
  for (const [index, id] of elementIds(elements).entries()) {
    const element = elements[index];
    if (element === undefined) continue;
    const dot = lastDot(id);
    const segment = id.slice(dot + 1);
    const colon = segment.indexOf(':');
    const name = colon === -1 ? segment : segment.slice(0, colon);
    const sliceName = colon === -1 ? undefined : segment.slice(colon + 1);
    const node: ElementNode = {
      element,
      name,
      children: [],
      slices: [],
      ...(sliceName === undefined ? {} : { sliceName }),
    };
    const place = `snapshot.element[${index}]`;
    if (byId.has(id)) problem ??= `${place} has the id ${id}, as another element before it has`;
    if (id !== element.path && id.replace(/:[^.]*/g, '') !== element.path)
      problem ??= `${place} has the id ${id} and the path ${element.path}, which are of two elements`;
    byId.set(id, node);
    if (index === 0) {
      if (dot === -1 && colon === -1) root = node;
      else problem ??= `${place} has the id ${id}, and the first element is that of the whole type`;
      continue;
    }
    const parent = sliceName === undefined ? byId.get(id.slice(0, Math.max(dot, 0))) : slicedBy(byId, id, sliceName);
    if (parent !== undefined) (sliceName === undefined ? parent.children : parent.slices).push(node);
    else if (sliceName !== undefined && byId.has(id.slice(0, Math.max(dot, 0)))) unsliced.push(id);
    else problem ??= `${place} has the id ${id}, and there is no element that it is part of`;
  }
  return { root, unsliced, ...(problem === undefined ? {} : { problem }) };
}

/** The element that a slice slices: `x:a/b` slices `x:a` where that exists, else `x`. */
function slicedBy(byId: Map<string, ElementNode>, id: string, sliceName: string): ElementNode | undefined {
  const head = id.slice(0, id.length - sliceName.length);
  const slash = sliceName.lastIndexOf('/');
  const outer = slash === -1 ? undefined : byId.get(head + sliceName.slice(0, slash));
  return outer ?? byId.get(head.slice(0, -1));
}

// Slice names may hold dots only inside a URL-like name, which ids do not allow.
function lastDot(id: string): number {
  return id.lastIndexOf('.');
}

function elementIds(elements: readonly ElementDefinition[]): string[] {
  const current: string[] = [];
  return elements.map((element) => {
    const steps = element.path.split('.');
    const depth = steps.length;
    const last = steps[depth - 1] ?? '';
    const given =
      element.id ??
      `${depth > 1 ? `${current[depth - 2]}.` : ''}${last}${element.sliceName === undefined ? '' : `:${element.sliceName}`}`;
    current.length = depth - 1;
    current.push(given);
    return given;
  });
}
