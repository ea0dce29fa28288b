import type { ElementDefinition } from '../../model/fhir.ts';
import { isJsonObject } from '../../model/fhir.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import { isSame, textOf } from '../tree/same.ts';
import type { Trees } from '../tree/trees.ts';
import type { Place } from './place.ts';

interface AskedValue {
  readonly kind: 'fixed' | 'pattern';
  readonly value: unknown;
}

/** What a pattern or fixed value further up says of the elements, in the older and in the newer version. */
export type FromAbove = readonly [old: unknown, now: unknown];

/**
 * Fixed values and patterns. What is asked for further up, or piece by piece further down, is asked for all the same.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
 */
export function compareValues(old: ElementNode, now: ElementNode, fromAbove: FromAbove, place: Place): void {
  const { changes, path: element, versions } = place;
  const [was, b] = [askedOf(old.element), askedOf(now.element)];
  const values = {
    element,
    ...(was === undefined ? {} : { before: textOf(was.value) }),
    ...(b === undefined ? {} : { after: textOf(b.value) }),
  };
  // What has another canonical is told where it is, and is the same thing here.
  const a = was && { ...was, value: underNewNames(was.value, versions.renamed) };
  if (a === undefined && b === undefined) return;
  if (a === undefined || b === undefined) {
    const [one, other, trees, above] =
      a === undefined
        ? [b, old, versions.oldTrees, underNewNames(fromAbove[0], versions.renamed)]
        : [a, now, versions.newTrees, fromAbove[1]];
    if (one === undefined) return;
    const isAsked = (above !== undefined && contains(above, one.value)) || enforces(other, one.value, trees);
    const isStrict = one.kind === 'fixed' && isJsonObject(one.value);
    if (isAsked && !isStrict) return;
    if (isAsked) changes.add(a === undefined ? 'pattern-to-fixed' : 'fixed-to-pattern', values);
    else if (one.kind === 'fixed') changes.add(a === undefined ? 'fixed-value-added' : 'fixed-value-removed', values);
    else changes.add(a === undefined ? 'pattern-added' : 'pattern-removed', values);
    return;
  }
  const [hasAll, isIn] = [contains(b.value, a.value), contains(a.value, b.value)];
  if (!hasAll && !isIn) changes.add('value-changed', values);
  else if (a.kind === b.kind) {
    if (hasAll && isIn) return;
    if (a.kind === 'fixed') changes.add('value-changed', values);
    else changes.add(hasAll ? 'pattern-narrowed' : 'pattern-widened', values);
  } else if (!isJsonObject(a.value))
    return; // of a primitive both mean the same
  else if (a.kind === 'fixed') changes.add(isIn ? 'fixed-to-pattern' : 'value-changed', values);
  else changes.add(hasAll ? 'pattern-to-fixed' : 'value-changed', values);
}

export function askedOf(element: ElementDefinition): AskedValue | undefined {
  for (const [name, value] of Object.entries(element)) {
    if (/^fixed[A-Z]/.test(name)) return { kind: 'fixed', value };
    if (/^pattern[A-Z]/.test(name)) return { kind: 'pattern', value };
  }
  return undefined;
}

/** A value with the canonicals that the newer version has in place of those of the older one. */
function underNewNames(value: unknown, renamed: ReadonlyMap<string, string>, depth = 0): unknown {
  if (typeof value === 'string') return renamed.get(value) ?? value;
  if (renamed.size === 0 || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((each) => underNewNames(each, renamed, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, underNewNames(part, renamed, depth + 1)]),
  );
}

/** What a value further up says of a child. */
export function belowValue(above: unknown, name: string): unknown {
  return isJsonObject(above) && Object.hasOwn(above, name) ? above[name] : undefined;
}

/** Whether a value has all that a pattern has: https://hl7.org/fhir/R4/elementdefinition-definitions.html */
export function contains(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern))
    return Array.isArray(value) && pattern.every((item) => value.some((each) => contains(each, item)));
  if (isJsonObject(pattern))
    return (
      isJsonObject(value) &&
      Object.entries(pattern).every(([name, part]) => Object.hasOwn(value, name) && contains(value[name], part))
    );
  return isSame(value, pattern);
}

const DEEPEST = 12;

/** Whether the rules of an element, or of what is below it, ask for all that a pattern has. */
export function enforces(node: ElementNode, pattern: unknown, trees: Trees, depth = 0): boolean {
  const own = askedOf(node.element);
  if (own !== undefined && contains(own.value, pattern)) return true;
  if (!isJsonObject(pattern) || depth > DEEPEST) return false;
  const isAsked = (child: ElementNode, part: unknown) =>
    (child.element.min ?? 0) > 0 && enforces(child, part, trees, depth + 1);
  return Object.entries(pattern).every(([name, part]) => {
    const child = trees.child(node, name);
    if (child === undefined) return false;
    if (!Array.isArray(part)) return isAsked(child, part);
    return part.every(
      (item) => isAsked(child, item) || [...child.slices.values()].some((slice) => isAsked(slice, item)),
    );
  });
}
