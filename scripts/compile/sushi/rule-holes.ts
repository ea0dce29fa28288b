import { type Document, documentParts } from './fsh-importer.ts';

/**
 * Takes out the rules that are none: of some entities SUSHI keeps `undefined` where an insert names no RuleSet with
 * parameters that there is, of which it tells, and later stumbles over that.
 */
export function closeHoles(doc: Document): void {
  for (const kind of documentParts)
    for (const entity of doc[kind].values() as Iterable<{ rules: unknown[] }>)
      if (entity.rules.includes(undefined)) entity.rules = entity.rules.filter((rule) => rule !== undefined);
}
