import type { ElementDefinition } from '../../model/fhir.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import type { Place } from './place.ts';

/** Properties of an element that are about one thing; undefined for words, and for what tools write of their own. */
export function kindOfRule(property: string): string | undefined {
  const known = kinds.get(property);
  if (known !== undefined) return known;
  if (/^(?:fixed|pattern)[A-Z]/.test(property)) return 'value';
  return /^(?:min|max)Value[A-Z]/.test(property) ? 'bounds' : undefined;
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['min', 'cardinality'],
  ['max', 'cardinality'],
  ['type', 'type'],
  ['binding', 'binding'],
  ['constraint', 'constraint'],
  ['maxLength', 'bounds'],
  ['mustSupport', 'flags'],
  ['isModifier', 'flags'],
  ['isSummary', 'flags'],
  ['slicing', 'slicing'],
]);

/**
 * The older element as the tool that made the newer snapshot would have told it: where all that is said of a kind of rule
 * is the same on both sides, what differs in the snapshots is the doing of tools.
 */
export function asToldNow(old: ElementNode, now: ElementNode, { isSaidAlike }: Place): ElementNode {
  if (isSaidAlike === undefined || old.element === now.element || old.element.path !== now.element.path) return old;
  const { path } = now.element;
  const alike = new Map<string, boolean>();
  const isAlike = (name: string): boolean => {
    const kind = kindOfRule(name);
    if (kind === undefined) return false;
    const known = alike.get(kind) ?? isSaidAlike(path, kind);
    alike.set(kind, known);
    return known;
  };
  const kept = Object.entries(old.element).filter(([name]) => !isAlike(name));
  const taken = Object.entries(now.element).filter(([name]) => isAlike(name));
  return { ...old, element: Object.fromEntries([...kept, ...taken]) as unknown as ElementDefinition };
}
