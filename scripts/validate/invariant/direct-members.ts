import { isJsonObject } from '../../model/fhir.ts';
import type { Member } from './model.ts';

/** Thrown where data is not of the form that direct evaluation knows; the general evaluation takes over. */
export class CannotTell extends Error {}

const cannotTell = new CannotTell();

/** Whether a JSON property counts as there: not null, and not an empty array. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** How many elements a property holds; an element is there if it has a value or, in `_x`, an id or extensions. */
export function countMembers(item: unknown, name: string, member: Member): number {
  if (!isJsonObject(item)) throw cannotTell; // a primitive: its children are in its sibling
  const property = member.kind === 'property' ? name : chosenProperty(item, member);
  if (property === undefined) return 0;
  const value = item[property];
  const sibling = item[`_${property}`];
  if (sibling !== undefined && !fitsSibling(value, sibling)) throw cannotTell;
  if (!isPresent(value) && !isPresent(sibling)) return 0;
  if (Array.isArray(value)) return Math.max(value.length, Array.isArray(sibling) ? sibling.length : 0);
  return Array.isArray(sibling) ? sibling.length : 1;
}

/** Whether `_x` has the form that its primitive's gives it: https://hl7.org/fhir/R4/json.html#primitive */
export function fitsSibling(value: unknown, sibling: unknown): boolean {
  if (!Array.isArray(sibling)) return isJsonObject(sibling) && (typeof value !== 'object' || value === null);
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && !value.some((item) => typeof item === 'object' && item !== null);
}

/** The values of a property; null for an element that has none. */
export function membersOf(item: unknown, name: string, member: Member): readonly unknown[] {
  const count = countMembers(item, name, member);
  if (count === 0 || !isJsonObject(item)) return [];
  const property = member.kind === 'property' ? name : chosenProperty(item, member);
  const value = property === undefined ? undefined : item[property];
  if (!Array.isArray(value)) return count === 1 ? [value ?? null] : Array.from({ length: count }, () => null);
  return value.length === count ? value : Array.from({ length: count }, (_, at) => value[at] ?? null);
}

/** Two properties of one choice are an error of the resource; which of them counts is not ours to say. */
function chosenProperty(item: object, { names, only }: Member & { readonly kind: 'choice' }): string | undefined {
  let chosen: string | undefined;
  for (const key of Object.keys(item)) {
    const name = key.startsWith('_') ? key.slice(1) : key;
    if (name === chosen || !names.has(name)) continue;
    if (chosen !== undefined) throw cannotTell;
    chosen = name;
  }
  return only === undefined || chosen === only ? chosen : undefined;
}
