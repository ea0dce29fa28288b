import type { Model } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';

/** Types, choices and shared content of R4's elements, as fhirpath knows them. */
export const model: Model = r4;

/** A profile may call a type what every object has a member of: `constructor`. */
function known(table: { readonly [name: string]: string }, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The type of an element at a path; the path itself where it is a type. */
export function typeAt(path: string): string {
  return known(model.path2Type, path) ?? path;
}

/** The path under which the model knows a type or a backbone element. */
export function modelPath(type: string): string {
  // XHTML and the system types of ids and URLs are plain text to an expression.
  const name = type === 'xhtml' || type.startsWith('http://hl7.org/fhirpath/System.') ? 'string' : type;
  return known(model.pathsDefinedElsewhere, name) ?? name;
}

/** What a property of an element leads to. */
export type Member =
  | { readonly kind: 'property'; readonly path: string }
  /** A choice: JSON properties by name, such as `valueQuantity` for `value`; only one of them counts after `ofType()`. */
  | { readonly kind: 'choice'; readonly names: ReadonlySet<string>; readonly only?: string };
type Choice = Member & { readonly kind: 'choice' };

/**
 * A choice narrowed by `ofType()` to one data type.
 * @param name of the choice's element
 * @returns undefined for a primitive, for a type that is not in the choice, and where others in it derive from the type
 */
export function narrowed({ kind, names }: Choice, name: string, type: string): Choice | undefined {
  const only = name + type;
  if (!/^[A-Z]/.test(type) || !names.has(only) || isPrimitive(type.charAt(0).toLowerCase() + type.slice(1)))
    return undefined;
  const derives = [...names].some((each) => model.type2Parent[each.slice(name.length)] === type);
  return derives ? undefined : { kind, names, only };
}

/** @param path of the element, in the model's terms */
export function memberOf(path: string, name: string): Member {
  const plain = `${path}.${name}`;
  const child = model.pathsDefinedElsewhere[plain] ?? plain;
  const types = model.choiceTypePaths[child];
  if (types !== undefined) return { kind: 'choice', names: new Set(types.map((type) => name + type)) };
  const shared = name === 'extension' ? 'Extension' : child;
  return { kind: 'property', path: model.path2TypeWithoutElements[shared] ?? shared };
}

const primitives = new Set(
  'base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time unsignedInt uri url uuid'.split(
    ' ',
  ),
);

/** @param path in the model's terms */
export function isPrimitive(path: string): boolean {
  return primitives.has(path);
}
