import { isJsonObject } from '../../model/fhir.ts';
import { childNodes, type Node } from '../scope/node.ts';
import type { Primitive, Scope, SliceNeed } from '../scope/scope.ts';
import { instancesAt } from './discriminator-path.ts';

/** So many tell a slice from others as well as all that a large value has. */
const MOST_NEEDS = 16;

/** What a value must have that is equal to another, or has at least what the other has. */
export function needsOf(value: unknown): SliceNeed[] {
  const needs: SliceNeed[] = [];
  const collect = (part: unknown, keys: readonly string[]): void => {
    if (needs.length >= MOST_NEEDS) return;
    if (Array.isArray(part)) for (const item of part) collect(item, keys);
    else if (isJsonObject(part)) for (const key of Object.keys(part)) collect(part[key], [...keys, key]);
    else if (isPrimitive(part)) needs.push({ steps: [], children: [], keys, value: part });
  };
  collect(value, []);
  return needs;
}

function isPrimitive(value: unknown): value is Primitive {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Names the place of a need: needs of one place are met by the values of one look. */
export function placeOf({ steps, children, keys }: SliceNeed): string {
  return JSON.stringify([steps, children, keys]);
}

/** The values that an occurrence has at the place of a need. */
export function valuesAt({ steps, children, keys }: SliceNeed, start: Node, scope: Scope): ReadonlySet<unknown> {
  let nodes = instancesAt(start, steps, scope);
  for (const name of children) nodes = nodes.flatMap((node) => childNodes(node, name, scope.engine.types.of));
  const values = new Set<unknown>();
  const collect = (part: unknown, at: number): void => {
    if (Array.isArray(part)) for (const item of part) collect(item, at);
    else if (at === keys.length) values.add(part);
    else if (isJsonObject(part)) collect(part[keys[at] ?? ''], at + 1);
  };
  for (const { value } of nodes) collect(value, 0);
  return values;
}
