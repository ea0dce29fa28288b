import { entityKinds } from './entity-names.ts';
import { isKnown } from './known-sushi.ts';
import type { Sushi, Tank } from './sushi.ts';

/**
 * Whether two entities may share a name, of which SUSHI warns. It looks for each entity through all files, in time that
 * grows with their square; where no two do, there is nothing to be looked for.
 */
export function mayHaveDuplicates(sushi: Sushi, tank: Tank): boolean {
  if (!isKnown(sushi, 'FSHTank.checkDuplicateNameEntities', tank.checkDuplicateNameEntities)) return true;
  const seen = new Map<string, unknown>();
  for (const doc of tank.docs)
    for (const kind of entityKinds)
      for (const [name, entity] of doc[kind]) {
        if (seen.has(name) && seen.get(name) !== entity) return true;
        seen.set(name, entity);
      }
  return false;
}
