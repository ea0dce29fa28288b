import type { SourceRule } from '../../model/definition/compiled.ts';
import { isJsonObject } from '../../model/fhir.ts';
import type { SourcePosition } from '../../model/issue.ts';

/**
 * Where the invariants that a differential states are written: the rule that says "obeys" only names them.
 * @param positionOf that of an invariant's expression, by its key; undefined for what no FSH of the project defines
 */
export function constraintRules(json: unknown, positionOf: (key: string) => SourcePosition | undefined): SourceRule[] {
  const differential = isJsonObject(json) && isJsonObject(json.differential) ? json.differential.element : undefined;
  const elements: readonly unknown[] = Array.isArray(differential) ? differential : [];
  return elements.flatMap((element, i) => {
    const constraints: readonly unknown[] =
      isJsonObject(element) && Array.isArray(element.constraint) ? element.constraint : [];
    return constraints.flatMap((constraint, j) => {
      const key = isJsonObject(constraint) && typeof constraint.key === 'string' ? constraint.key : undefined;
      const position = key === undefined ? undefined : positionOf(key);
      return position === undefined ? [] : [{ path: `^differential.element[${i}].constraint[${j}]`, position }];
    });
  });
}
