import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readTextIfThere } from '../../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../../files/size.ts';
import { EnvironmentError } from '../../../model/issue.ts';

/** Where a publication is made, beside the web site's folder: on the same disk, so that it can be moved at once. */
export interface SideFolder {
  readonly web: string;
  readonly folder: string;
  /** The whole web site as it will be. */
  readonly next: string;
  /** The whole web site as it was, from the first move until the end. */
  readonly old: string;
  readonly lock: string;
}

/** @param web its real path */
export function sideFolder(web: string): SideFolder {
  const folder = join(dirname(web), `.${basename(web)}.release`);
  return { web, folder, next: join(folder, 'next'), old: join(folder, 'old'), lock: `${folder}.lock` };
}

const Journal = z.object({
  /** staging: nothing of the web site is touched; ready: what comes is whole, and may be moved; moved: only leftovers are to be removed. */
  state: z.enum(['staging', 'ready', 'moved']),
  /** `<id>#<version>` */
  release: z.string(),
  started: z.string(),
  /** The digest of the web site's manifest, as it was when the copy was made. */
  before: z.string().optional(),
});

export type Journal = z.infer<typeof Journal>;

/** What a publication that did not come to its end has left. */
export interface Interrupted extends Journal {
  /** How far it came, by what lies where. */
  readonly place: 'staged' | 'whole' | 'between' | 'moved';
}

export function writeJournal({ folder }: SideFolder, journal: Journal): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'journal.json');
  const descriptor = openSync(`${file}.new`, 'w');
  try {
    writeSync(descriptor, `${JSON.stringify(journal)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.new`, file);
}

/**
 * @returns undefined where nothing was left
 * @throws EnvironmentError where the folder is of somebody else: the journal comes into it first, and goes last
 */
export function interrupted(side: SideFolder): Interrupted | undefined {
  const { folder } = side;
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const journal = stats.isDirectory() ? readJournal(side) : undefined;
  if (journal !== undefined) return { ...journal, place: placeOf(side, journal) };
  if (!stats.isDirectory() || readdirSync(folder).some((name) => name !== 'journal.json.new'))
    throw new EnvironmentError(
      `${folder} was not made by a publication, or its journal.json was changed. Publications are made there: move it away.`,
    );
  return { state: 'staging', release: 'an unknown release', started: 'an unknown time', place: 'staged' };
}

function placeOf({ web, next, old }: SideFolder, { state }: Journal): Interrupted['place'] {
  if (!existsSync(web) && existsSync(old)) return 'between';
  if (state === 'staging') return 'staged';
  return state === 'ready' && existsSync(next) ? 'whole' : 'moved';
}

function readJournal({ folder }: SideFolder): Journal | undefined {
  try {
    const text = readTextIfThere(join(folder, 'journal.json'), LONGEST_SETTINGS);
    return text === undefined ? undefined : Journal.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // it is written whole: what cannot be read is of another program
  }
}

/**
 * Removes what is left; the web site itself is not in it any more. The journal says so before, and goes last: what is
 * half removed is never taken for whole.
 */
export function removeSide(side: SideFolder, { release, started, state }: Journal): void {
  const { folder, next, old } = side;
  if (!existsSync(folder)) return;
  writeJournal(side, { release, started, state: state === 'moved' ? 'moved' : 'staging' });
  for (const part of [next, old]) rmSync(part, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
