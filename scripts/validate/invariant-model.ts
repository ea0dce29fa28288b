import type { Model } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';

/** Types, choices and shared content of R4's elements, as fhirpath knows them. */
export const model: Model = r4;

/** The path under which the model knows a type or a backbone element. */
export function modelPath(type: string): string {
  // XHTML and the system types of ids and URLs are plain text to an expression.
  const name = type === 'xhtml' || type.startsWith('http://hl7.org/fhirpath/System.') ? 'string' : type;
  return model.pathsDefinedElsewhere[name] ?? name;
}

/** What a property of an element leads to. */
export type Member =
  | { readonly kind: 'property'; readonly path: string }
  /** A choice: JSON properties by name, such as `valueQuantity` for `value`. */
  | { readonly kind: 'choice'; readonly names: ReadonlySet<string> };

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
