import type { ListedCode } from '../../model/definition/terminology.ts';
import { createListing } from '../../terminology/expand.ts';
import { createTerminology } from '../../terminology/terminology.ts';
import type { Guide } from '../guide/guide.ts';

/**
 * The codes of each value set of the guide, by its id. The Publisher without a terminology server cannot list what names
 * codes of LOINC, although the value set itself does. One that cannot be listed here either is left to the Publisher.
 */
export function expansions({ resources, definitions, package: owner }: Guide): Record<string, readonly ListedCode[]> {
  const list = createListing(definitions, createTerminology(definitions));
  const listed = resources.flatMap(({ resource: { resourceType, id, url } }) => {
    if (resourceType !== 'ValueSet' || typeof id !== 'string' || typeof url !== 'string') return [];
    const found = list(url, owner);
    return 'unlisted' in found ? [] : [[id, found.codes] as const];
  });
  return Object.fromEntries(listed);
}
