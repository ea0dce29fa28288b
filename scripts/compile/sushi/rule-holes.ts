import { entityKinds } from './entity-names.ts';
import type { Tank } from './sushi.ts';

type Document = Tank['docs'][number];

/**
 * Takes out the rules that are none: of some entities SUSHI keeps `undefined` where an insert names no RuleSet with
 * parameters that there is, of which it tells, and later stumbles over that.
 */
export function closeHoles(doc: Document): void {
  for (const kind of [...entityKinds, 'appliedRuleSets'] as const)
    for (const entity of doc[kind].values() as Iterable<{ rules: unknown[] }>)
      if (entity.rules.includes(undefined)) entity.rules = entity.rules.filter((rule) => rule !== undefined);
}
