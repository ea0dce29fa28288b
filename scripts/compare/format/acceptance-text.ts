import type { Change } from '../result/change.ts';
import { worst } from '../rules/impact.ts';
import { alike } from './alike.ts';
import { says, shortName } from './wording.ts';

const MOST_NAMES = 5;
const LONGEST = 300;

/**
 * Entries for accepted-changes.yaml, one for changes that are alike. Reason and owner are for a person to write: empty,
 * they are refused.
 * @param date as `2026-11-30`
 */
export function acceptanceText(changes: readonly Change[], date: string): string {
  return alike(changes)
    .map(({ change, changes: all, artefacts, elements }) => {
      const rest = artefacts.length - MOST_NAMES;
      const where = `${artefacts.slice(0, MOST_NAMES).map(shortName).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
      const what = `${[elements.join(', '), says(change)].filter((part) => part !== '').join(' ')} (in ${where})`;
      const comment = what.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, LONGEST);
      const prints = all.map(({ fingerprint }) => JSON.stringify(fingerprint)).join(', ');
      return `\n# ${comment}\n- changes: [${prints}]\n  class: ${worst(change.class)}\n  reason: ""\n  owner: ""\n  date: ${date}\n`;
    })
    .join('');
}
