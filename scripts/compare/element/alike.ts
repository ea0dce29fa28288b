import { isWrittenAlike } from '../../model/written-digits.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import { isSame } from '../tree/same.ts';
import type { Trees } from '../tree/trees.ts';
import type { Versions } from './place.ts';

/**
 * Whether an element says the same by itself in both versions, as nearly all of them do: then nothing of it has to be
 * compared but what is below it. Where names have changed, the same words may say something else.
 */
export function isSaidAgain(old: ElementNode, now: ElementNode, versions: Versions): boolean {
  return (
    versions.renamed.size === 0 &&
    isWrittenAlike(old.element, now.element) &&
    isOfOneType(now.element.base?.path, versions)
  );
}

const known = new WeakMap<Versions, Map<string, boolean>>();

/** Whether FHIR itself gives an element the same types in both versions, with their profiles. */
function isOfOneType(path: string | undefined, versions: Versions): boolean {
  if (path === undefined) return true;
  const answers = known.get(versions) ?? new Map<string, boolean>();
  known.set(versions, answers);
  const before = answers.get(path);
  if (before !== undefined) return before;
  const types = (trees: Trees) => typesAt(path, trees);
  const answer = isSame(types(versions.oldTrees), types(versions.newTrees));
  answers.set(path, answer);
  return answer;
}

/** The types that FHIR's own definition gives the element with a path. */
export function typesAt(path: string, trees: Trees) {
  return trees.ofType(path.split('.')[0] ?? '')?.byPath.get(path)?.element.type ?? [];
}
