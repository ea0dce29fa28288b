import type { Issue, SourcePosition } from '../../model/issue.ts';

/*
 * What FSH may unfold to. SUSHI has no bound by itself: forty RuleSets that each insert the next one twice, or one
 * index with nine digits, take all memory. The bounds are many times what the largest published guides need.
 */

/** Characters of all FSH files. */
export const MOST_FSH_TEXT: number = 16 * 1024 * 1024;
/** Rules and keywords in all FSH files. */
export const MOST_WRITTEN_RULES = 200_000;
/** Levels of two spaces. */
export const DEEPEST_INDENTATION = 100;
/** Characters of the path of a rule, the contexts that it stands in included. */
export const LONGEST_PATH = 5_000;
export const longPath = `The path of this rule has more than ${LONGEST_PATH} characters.`;
/** Instances that one instance holds, with what those hold. */
export const MOST_HELD = 10_000;
/** How deep instances may hold each other. JSON that nests deeper than 500 levels is not read. */
export const DEEPEST_HELD = 50;
/** How deep RuleSets may insert each other. */
export const DEEPEST_INSERT = 50;
/** Rules that come by way of RuleSets, in all of a guide. */
export const MOST_INSERTED_RULES = 100_000;
/** RuleSets with parameters, each with its values put in, in all of a guide. */
export const MOST_PARAMETER_SETS = 10_000;
/** Characters of FSH that RuleSets give with their parameters put in, in all of a guide. */
export const MOST_PARAMETER_TEXT: number = 4 * 1024 * 1024;
/** Items of lists that no rule fills: an index in a path makes all that come before it. */
export const MOST_EMPTY_ITEMS = 2_000;
/** Elements that an instance gets more than once because its profile requires so many, in all of a guide. */
export const MOST_REQUIRED_ITEMS = 100_000;

export function tooLarge(message: string, source: SourcePosition): Issue {
  return { severity: 'error', code: 'too-costly', rule: 'fsh-too-large', message, source };
}

const SHOWN = 8;

/** Items that lead to each other, as a reader follows them: `A > B > C`. */
export function chainText(names: readonly string[], separator = ' > '): string {
  const shown = names.length <= SHOWN ? names : [...names.slice(0, SHOWN / 2), '…', ...names.slice(-SHOWN / 2)];
  return shown.map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name)).join(separator);
}
