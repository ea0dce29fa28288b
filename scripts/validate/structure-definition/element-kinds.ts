import type { TypeRules } from '../definition/type-rules.ts';
import { type Kinds, kindOf, kindsOf } from './expression-path.ts';

/**
 * What stands at an element's path, by the base specification.
 * @param path of an ElementDefinition: `Patient.deceased[x]`, or with one of its types, `Patient.deceasedBoolean`
 */
export function kindsAt(path: string | undefined, types: TypeRules): Kinds {
  const [type = '', ...names] = path?.split('.') ?? [];
  let kinds = kindOf(types.of(type));
  for (const name of names) {
    const [only, other] = kinds ?? [];
    if (other !== undefined || only?.primitive !== false) return undefined;
    const element = only.rules.elements.get(name.replace(/\[x\]$/, ''));
    const property = element === undefined ? only.rules.properties.get(name) : undefined;
    kinds = element === undefined ? property && kindsOf([property]) : kindsOf(element.variants);
  }
  return kinds;
}
