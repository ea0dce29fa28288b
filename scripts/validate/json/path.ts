import { isJsonObject } from '../../model/fhir.ts';

/** Keys and indices from the root of the JSON text. */
export type JsonPath = readonly (string | number)[];

/**
 * Turns a FHIRPath location into the keys of the JSON text: `Patient.name[0].given[1].extension[0]` becomes
 * name, 0, _given, 1, extension, 0. Follows it as far as the value goes.
 */
export function toJsonPath(root: unknown, expression: string): JsonPath {
  return follow(root, stepsOf(expression)).path;
}

/**
 * The location as the JSON text names the element, and not FHIRPath: a choice with its type, what belongs to a primitive
 * with its underscore, an extension by its number: `Patient.name[0]._given[1].extension[0].valueString`. What the text
 * does not have, such as an element that is missing, is named as FHIRPath does.
 */
export function jsonLocation(root: unknown, expression: string): string {
  return jsonPlace(root, expression).location;
}

/** The location, and the keys that lead there, for who needs both. */
export function jsonPlace(root: unknown, expression: string): { readonly path: JsonPath; readonly location: string } {
  const steps = stepsOf(expression);
  const { path, rest, isAsNamed } = follow(root, steps);
  if (isAsNamed) return { path, location: expression };
  const first = expression.slice(0, expression.length - steps.join('.').length - 1);
  const keys = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  // In one piece: a text that is put together bit by bit is kept in its bits.
  return { path, location: [first, ...keys, ...rest.map((step) => `.${step}`)].join('') };
}

/** Below the resource; a dot in the url of an extension, `extension[url='http://a.b']`, ends no step. */
function stepsOf(expression: string): readonly string[] {
  const steps =
    expression.includes("['") || expression.includes("='")
      ? (expression.match(/(?:\[(?:url='.*?'|\d+)\]|[^.[]|\[)+/g) ?? [])
      : expression.split('.');
  return steps.slice(1);
}

interface Followed {
  readonly path: JsonPath;
  /** Steps to what is not there. */
  readonly rest: readonly string[];
  /** Whether the keys are the steps as they stand. */
  readonly isAsNamed: boolean;
}

function follow(root: unknown, steps: readonly string[]): Followed {
  const path: (string | number)[] = [];
  let value: unknown = root;
  let isAsNamed = true;
  for (const [at, step] of steps.entries()) {
    // An extension with a fault in its url is named by its number and that url.
    const match = /^([A-Za-z_]\w*)(?:\[(\d+)\])?(\[url='.*'\])?$/s.exec(step);
    if (match === null) return { path, rest: steps.slice(at), isAsNamed };
    const [, name = '', index, url] = match;
    const key = keyOf(value, name);
    if (key !== undefined) {
      path.push(key);
      value = (value as { [key: string]: unknown })[key];
    } else {
      const moved = siblingKey(path, root, name);
      if (moved === undefined) return { path, rest: steps.slice(at), isAsNamed };
      path.splice(0, path.length, ...moved);
      value = valueAt(root, path);
    }
    if (key !== name || url !== undefined || (index !== undefined && !Array.isArray(value))) isAsNamed = false;
    if (index !== undefined && Array.isArray(value)) {
      path.push(Number(index));
      value = value[Number(index)];
    }
  }
  return { path, rest: [], isAsNamed };
}

function valueAt(root: unknown, path: JsonPath): unknown {
  let value: unknown = root;
  for (const step of path) value = (value as { [key: string | number]: unknown } | undefined)?.[step];
  return value;
}

function keyOf(value: unknown, name: string): string | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return name;
  return Object.keys(value).find((key) => {
    const from = key.startsWith('_') ? 1 : 0;
    if (!key.startsWith(name, from)) return false;
    const end = from + name.length;
    return key.length === end ? from === 1 : key.charCodeAt(end) >= 0x41 && key.charCodeAt(end) <= 0x5a;
  });
}

/** A step into a primitive goes to its `_` sibling: `birthDate`, then `extension`, is `_birthDate`, `extension`. */
function siblingKey(path: JsonPath, root: unknown, name: string): (string | number)[] | undefined {
  const at = typeof path[path.length - 1] === 'number' ? path.length - 2 : path.length - 1;
  const key = path[at];
  if (typeof key !== 'string' || key.startsWith('_')) return undefined;
  const moved = [...path.slice(0, at), `_${key}`, ...path.slice(at + 1)];
  const value = valueAt(root, moved);
  return isJsonObject(value) && Object.hasOwn(value, name) ? [...moved, name] : undefined;
}
