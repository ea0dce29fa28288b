import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { EnvironmentError } from '../../../model/issue.ts';
import { type Manifest, manifestOf } from './manifest.ts';
import type { Step } from './places.ts';
import {
  type Interrupted,
  interrupted,
  type Journal,
  removeSide,
  type SideFolder,
  writeJournal,
} from './side-folder.ts';

/** One line of text that changes whenever a file of a web site does. */
export function digestOf(manifest: Manifest): string {
  const hash = createHash('sha256');
  for (const [path, { sha256 }] of [...manifest].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${sha256} ${path}\n`);
  return hash.digest('hex');
}

/**
 * Puts the web site as it will be in the place of the web site as it is, and removes the latter. The journal says that
 * both are whole before the first move, and that nothing is missing any more after the second.
 */
export function moveIntoPlace(side: SideFolder, journal: Journal, step: Step): void {
  const { web, next, old } = side;
  renameSync(web, old);
  step('between');
  renameSync(next, web);
  step('moved');
  finish(side, journal, step);
}

function finish(side: SideFolder, journal: Journal, step: Step): void {
  const moved = { ...journal, state: 'moved' } as const;
  writeJournal(side, moved);
  step('noted');
  removeSide(side, moved);
  step('removed');
}

/** Says what an interrupted publication has left, and the two ways out of it. */
export function halfPublished({ web }: SideFolder, { release, started }: Interrupted): EnvironmentError {
  return new EnvironmentError(
    `The publication of ${release} into ${web}, begun at ${started}, was interrupted. Finish it with ig release publish --web ${web} --resume, or take it back with --undo.`,
  );
}

/**
 * Brings an interrupted publication to its end.
 * @returns what was published
 * @throws EnvironmentError where nothing was interrupted, or the web site is not the one any more that the release was made for
 */
export async function resume(side: SideFolder, signal: AbortSignal): Promise<string> {
  const left = leftOf(side);
  const { place, release, before } = left;
  const nothing = () => {};
  if (place === 'staged') {
    removeSide(side, left);
    throw new EnvironmentError(
      `The publication of ${release} had not come so far that it can be finished; nothing of it is in ${side.web}. Publish it again.`,
    );
  }
  if (place === 'moved') finish(side, left, nothing);
  else if (place === 'between') {
    renameSync(side.next, side.web);
    finish(side, left, nothing);
  } else {
    requireFree(side);
    if (before !== digestOf(await manifestOf(side.web, signal)))
      throw new EnvironmentError(
        `${side.web} has changed since the publication of ${release} was interrupted. Take it back with --undo, and publish it again.`,
      );
    moveIntoPlace(side, left, nothing);
  }
  return release;
}

/**
 * Takes an interrupted publication back: the web site is as it was.
 * @returns what is not published
 * @throws EnvironmentError where nothing was interrupted, or it has come to its end
 */
export function undo(side: SideFolder): string {
  const left = leftOf(side);
  const { web, next, old } = side;
  const { place, release } = left;
  if (place === 'between') renameSync(old, web);
  else if (place === 'moved') {
    if (left.state === 'moved' || !existsSync(old))
      throw new EnvironmentError(
        `${release} is published in ${web}, and only what is left of its publication is to be removed. Do so with --resume.`,
      );
    renameSync(web, next);
    renameSync(old, web);
  } else requireFree(side);
  removeSide(side, left);
  return release;
}

function leftOf(side: SideFolder): Interrupted {
  const left = interrupted(side);
  if (left === undefined) throw new EnvironmentError(`No publication into ${side.web} was interrupted.`);
  return left;
}

/** Somebody may have made a new folder while there was none. */
function requireFree({ web, next, old }: SideFolder): void {
  if (existsSync(old) && existsSync(next))
    throw new EnvironmentError(
      `Something else was put to ${web} while its publication was interrupted; the web site as it was is ${old}. Move it away first.`,
    );
}
