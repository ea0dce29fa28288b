import type { Change } from '../result/change.ts';
import type { ComparisonReport } from '../result/report.ts';
import { apiRules } from '../rules/api-rules.ts';
import type { Impact } from '../rules/impact.ts';
import { changeRules } from '../rules/rules.ts';

/** Headings of the classes, the gravest first. */
export const headings: Readonly<Record<Impact, string>> = {
  breaking: 'Breaking',
  'may-break': 'May break',
  obligation: 'Obligations',
  compatible: 'Compatible',
  editorial: 'Editorial',
};

const words: Readonly<Record<Impact, string>> = {
  breaking: 'breaks',
  'may-break': 'may break',
  obligation: 'new obligation',
  compatible: 'nothing',
  editorial: 'nothing',
};

/** Whom a change concerns: `who sends: breaks; who reads: nothing`, or the guide's own actors. */
export function whom({ rule, class: { producer, consumer }, actors = [] }: Change): string {
  if (actors.length > 0) return actors.map(({ actor, class: impact }) => `${actor}: ${words[impact]}`).join('; ');
  const [sends, reads] = Object.hasOwn(apiRules, rule) ? ['servers', 'clients'] : ['who sends', 'who reads'];
  return `${sends}: ${words[producer]}; ${reads}: ${words[consumer]}`;
}

/** What changed, as a sentence without its subject and its end. */
export function says({ rule, before, after }: Change): string {
  const { says: clause } = changeRules[rule];
  const values = [before, after].map((value) => (value === undefined ? undefined : shortCanonicals(value)));
  if (values[0] !== undefined && values[1] !== undefined) return `${clause}: ${values[0]} → ${values[1]}`;
  const value = values[0] ?? values[1];
  return value === undefined || value === '' ? clause : `${clause}: ${value}`;
}

/** Canonicals by their last part, which is what readers know them by; the address of a code system alone stays. */
function shortCanonicals(text: string): string {
  return text.replace(/https?:\/\/[^\s,|"#/]+\/(?:[^\s,|"#]*\/)?([^\s,|"#/]+)/g, '$1');
}

/** A name for an artefact that a reader takes in. */
export function shortName(artefact: string): string {
  return shortCanonicals(artefact);
}

/** `3 breaking, 2 may break, …`, without the classes that nothing is in. */
export function countsText({ summary }: Pick<ComparisonReport, 'summary'>): string {
  const { breaking, mayBreak, obligation, compatible, editorial } = summary;
  const parts = [
    [breaking, 'breaking'],
    [mayBreak, 'may break'],
    [obligation, obligation === 1 ? 'obligation' : 'obligations'],
    [compatible, 'compatible'],
    [editorial, 'editorial'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.length === 0 ? 'no changes' : told.join(', ');
}

/** Who answers for a change, since when, and why. */
export function acceptedText({ reason, owner, date }: NonNullable<Change['accepted']>): string {
  return `${reason} (${owner}, ${date})`;
}

/** What the version should be, and whether it is. */
export function versionText({ from, to, suggestedVersion, nextVersion, isVersionEnough }: ComparisonReport): string {
  if (suggestedVersion === 'none') return 'Nothing changed that a version would have to tell.';
  const least = nextVersion === undefined ? '' : `, so at least ${nextVersion} after ${from.version}`;
  const verdict =
    isVersionEnough === undefined
      ? ''
      : isVersionEnough
        ? `; ${to.version} is enough`
        : `; ${to.version} is not enough`;
  return `Suggested version: ${suggestedVersion}${least}${verdict}.`;
}
