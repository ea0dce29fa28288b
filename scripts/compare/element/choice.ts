import type { ElementDefinition } from '../../model/fhir.ts';
import type { ElementNode } from '../tree/element-tree.ts';

type ElementType = NonNullable<ElementDefinition['type']>[number];

/** An element with a choice of types, with what its slices by type say of the choice itself. */
export interface Choice {
  readonly min: number;
  readonly max: string;
  readonly types: readonly ElementType[];
  /** The slice of a type, by its code. */
  readonly slices: ReadonlyMap<string, ElementNode>;
}

export function isChoice({ name }: ElementNode): boolean {
  return name.endsWith('[x]');
}

/** A slice by type and a restriction of the element's own types say the same in two ways. */
export function choiceOf(node: ElementNode): Choice {
  const { element } = node;
  const own = element.type ?? [];
  const slices = new Map<string, ElementNode>();
  for (const [name, slice] of node.slices) {
    const code = typeOf(name, slice, node.name);
    if (code !== undefined && !slices.has(code)) slices.set(code, slice);
  }
  let { min = 0 } = element;
  const { max = '*' } = element;
  const isClosed = element.slicing?.rules === 'closed' && slices.size > 0;
  let codes = new Set(own.map(({ code }) => code));
  for (const [code, slice] of slices) {
    if (slice.element.max === '0') codes.delete(code);
    if ((slice.element.min ?? 0) < 1) continue;
    min = Math.max(min, 1);
    if (max === '1') codes = new Set([code]);
  }
  if (isClosed) codes = new Set([...codes].filter((code) => slices.has(code)));
  const types = own.flatMap((each) => {
    if (!codes.has(each.code)) return [];
    const sliced = slices.get(each.code)?.element.type?.filter(({ code }) => code === each.code) ?? [];
    return sliced.length > 0 ? sliced : [each];
  });
  return { min, max, types: [...new Set(types)], slices };
}

function typeOf(sliceName: string, slice: ElementNode, name: string): string | undefined {
  const { type = [] } = slice.element;
  const [only, ...others] = type;
  if (only !== undefined && others.length === 0) return only.code;
  const stem = name.slice(0, -3);
  if (!sliceName.startsWith(stem)) return undefined;
  const capital = sliceName.slice(stem.length);
  return type.find(({ code }) => code.toLowerCase() === capital.toLowerCase())?.code;
}
