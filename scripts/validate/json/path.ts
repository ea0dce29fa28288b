import { isJsonObject } from '../../model/fhir.ts';

/** Keys and indices from the root of the JSON text. */
export type JsonPath = readonly (string | number)[];

/**
 * Turns a FHIRPath location into the keys of the JSON text: `Patient.name[0].given[1].extension[0]` becomes
 * name, 0, _given, 1, extension, 0. Follows it as far as the value goes.
 */
export function toJsonPath(root: unknown, expression: string): JsonPath {
  const path: (string | number)[] = [];
  let value: unknown = root;
  const steps = expression.split('.').slice(1);
  for (const step of steps) {
    const match = /^([A-Za-z_]\w*)(?:\[(\d+)\])?$/.exec(step);
    const name = match?.[1];
    if (name === undefined) continue;
    const key = keyOf(value, name) ?? siblingKey(path, root, name);
    if (key === undefined) break;
    if (Array.isArray(key)) {
      path.splice(0, path.length, ...key);
    } else {
      path.push(key);
    }
    value = follow(root, path);
    if (match?.[2] !== undefined && Array.isArray(value)) {
      path.push(Number(match[2]));
      value = follow(root, path);
    }
  }
  return path;
}

function follow(root: unknown, path: JsonPath): unknown {
  let value: unknown = root;
  for (const step of path) value = (value as { [key: string | number]: unknown } | undefined)?.[step];
  return value;
}

function keyOf(value: unknown, name: string): string | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return name;
  const variant = new RegExp(`^_?${name}[A-Z]`);
  return Object.keys(value).find((key) => key === `_${name}` || variant.test(key));
}

/** A step into a primitive goes to its `_` sibling: `birthDate`, then `extension`, is `_birthDate`, `extension`. */
function siblingKey(path: JsonPath, root: unknown, name: string): (string | number)[] | undefined {
  const at = typeof path[path.length - 1] === 'number' ? path.length - 2 : path.length - 1;
  const key = path[at];
  if (typeof key !== 'string' || key.startsWith('_')) return undefined;
  const moved = [...path.slice(0, at), `_${key}`, ...path.slice(at + 1)];
  const value = follow(root, moved);
  return isJsonObject(value) && Object.hasOwn(value, name) ? [...moved, name] : undefined;
}
