import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../machine/running.ts';

/**
 * Takes what earlier runs have downloaded of a file for this run alone: two runs that append to one file would spoil it.
 * @returns the path to download to, which may have a first part of the file already
 */
export function claimPartial(folder: string, name: string): string {
  const mine = join(folder, `.${name}-${process.pid}.part`);
  const left = readdirSync(folder)
    .filter((each) => each === `${name}.part` || isOrphan(each, name))
    .map((each) => join(folder, each))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  for (const [index, file] of left.entries()) {
    try {
      if (index === 0) renameSync(file, mine);
      else rmSync(file, { force: true }); // a shorter part of the same
    } catch {
      // another run was first
    }
  }
  return mine;
}

/** Leaves what was downloaded for the next run. */
export function releasePartial(folder: string, name: string, partial: string): void {
  if (sizeOf(partial) > 0) renameSync(partial, join(folder, `${name}.part`));
  else rmSync(partial, { force: true });
}

/** The part of a run that was killed. */
function isOrphan(file: string, name: string): boolean {
  if (!file.startsWith(`.${name}-`) || !file.endsWith('.part')) return false;
  const pid = Number(file.slice(name.length + 2, -'.part'.length));
  return !isRunning(pid);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
