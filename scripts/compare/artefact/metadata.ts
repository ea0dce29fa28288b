import type { Changes } from '../result/change.ts';
import { isSame } from '../tree/same.ts';
import { type ArtefactPair, textIn, urlOf } from './artefact.ts';

const words = ['name', 'title', 'description', 'purpose', 'copyright'] as const;

/** What an artefact says of itself. Version, date, publisher and narrative are no changes. */
export function compareMetadata(
  { old: { resource: old }, now: { resource: now } }: ArtefactPair,
  changes: Changes,
): void {
  const [oldUrl, newUrl] = [urlOf(old), urlOf(now)];
  if (oldUrl !== newUrl) {
    // What nobody claims in an instance is referred to by definitions alone.
    changes.add('artefact-renamed', { before: oldUrl, after: newUrl });
  }
  if (old.id !== now.id) changes.add('id-changed', { before: old.id, after: now.id });
  compareStatus(textIn(old, 'status'), textIn(now, 'status'), changes);
  const other = words.filter((name) => !isSame(old[name], now[name]));
  if (other.length > 0)
    changes.add('metadata-changed', {
      before: other.map((name) => `${name}: ${shortened(old[name])}`).join('; '),
      after: other.map((name) => `${name}: ${shortened(now[name])}`).join('; '),
    });
}

function compareStatus(before: string | undefined, after: string | undefined, changes: Changes): void {
  if (before === after) return;
  const values = { before, after };
  if (after === 'retired') changes.add('artefact-retired', values);
  else if (before === 'retired') changes.add('artefact-revived', values);
  else changes.add('status-changed', values);
}

const LONGEST = 120;

function shortened(value: unknown): string {
  const text = value === undefined ? 'none' : String(value).replace(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
