import { type Impact, impacts } from '../../compare/rules/impact.ts';

/** The class of a change as the page calls it. */
export const classWords: Readonly<Record<Impact, string>> = {
  breaking: 'Breaking',
  'may-break': 'May break',
  obligation: 'Obligation',
  compatible: 'Compatible',
  editorial: 'Editorial',
};

/** How many of some things there are of each class, the gravest first; classes without any are left out. */
export function countsByClass(classes: readonly Impact[]): readonly (readonly [Impact, number])[] {
  return impacts
    .map((impact) => [impact, classes.filter((each) => each === impact).length] as const)
    .filter(([, count]) => count > 0);
}
