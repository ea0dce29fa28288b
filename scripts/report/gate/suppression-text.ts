import { IGNORE_WARNINGS } from './ignore-warnings.ts';
import { type Finder, isExpired, reasonLine, SUPPRESSIONS, type Suppression } from './suppression.ts';

/** Where SUSHI finds its own. */
const SUSHI_IGNORE_WARNINGS = 'input/sushi-ignoreWarnings.txt';

/** A line of each file that is made here, to tell it from one that is written by hand. */
export const MADE = `Made from ${SUPPRESSIONS}: change that, then run ig suppressions write.`;

/**
 * The files that other programs take suppressions from, by their names in the project; undefined is one
 * that must not be there. The IG Publisher's always is, because a guide may name it in its parameters. The same suppressions give the same bytes.
 * @param today for what has expired, which is left out; without it everything is written
 */
export function suppressionTexts(
  suppressions: readonly Suppression[],
  today?: string,
): ReadonlyMap<string, string | undefined> {
  const holds = suppressions.filter((each) => today === undefined || !isExpired(each, today));
  return new Map([
    [IGNORE_WARNINGS, publisherText(holds)],
    [SUSHI_IGNORE_WARNINGS, sushiText(holds)],
  ]);
}

/** The Publisher takes the last comment line above a message for its reason, so each has one line. */
function publisherText(suppressions: readonly Suppression[]): string {
  const groups = groupsFor('publisher', suppressions, publisherLines);
  return ['== Suppressed Messages ==\n', `# ${MADE}\n`, ...groups.map((group) => `\n${group}`)].join('');
}

/** The lines of the IG Publisher's file for a suppression: beside messages it knows the names of its own rules. */
export function publisherLines({ messages, rules }: Suppression): string[] {
  const own = rules.filter((rule) => rule.startsWith('publisher:')).map((rule) => rule.slice('publisher:'.length));
  return [...messages, ...own];
}

function sushiText(suppressions: readonly Suppression[]): string | undefined {
  const groups = groupsFor('sushi', suppressions, ({ messages }) => messages.map(sushiPattern));
  return groups.length === 0 ? undefined : [`# ${MADE}\n`, ...groups.map((group) => `\n${group}`)].join('');
}

function groupsFor(
  finder: Finder,
  suppressions: readonly Suppression[],
  linesOf: (suppression: Suppression) => string[],
): string[] {
  return suppressions
    .filter(({ finders }) => finders.includes(finder))
    .map((each) => ({ each, lines: linesOf(each) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ each, lines }) => `# ${reasonLine(each)}\n${lines.map((line) => `${line}\n`).join('')}`);
}

/** SUSHI takes a message to the letter, or a regular expression between slashes. */
function sushiPattern(pattern: string): string {
  const openStart = pattern.startsWith('%');
  const openEnd = pattern.length > 1 && pattern.endsWith('%');
  const text = pattern.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  if (!openStart && !openEnd && !/^[/#]/.test(text)) return text;
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return `/${openStart ? '' : '^'}${escaped}${openEnd ? '' : '$'}/`;
}
