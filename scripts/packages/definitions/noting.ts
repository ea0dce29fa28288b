import type { Asked } from '../../model/definition/asked.ts';
import type { Definitions } from '../../model/definition/definitions.ts';

/** The same definitions; it is noted which canonicals they are asked for. Of a list it is not. */
export function notingDefinitions(definitions: Definitions, asked: Asked): Definitions {
  return {
    resolve(canonical, from) {
      asked.for(canonical);
      return definitions.resolve(canonical, from);
    },
    explain(canonical, from) {
      asked.for(canonical);
      return definitions.explain(canonical, from);
    },
    list: (resourceType) => definitions.list(resourceType),
  };
}
