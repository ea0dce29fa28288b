import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../scripts/workspace/workspace.ts';
import { type Done, editsOf } from './edits.ts';
import { firstDifference, freshBuild, messageOf, Reader, toldOf } from './fresh.ts';

const { signal } = new AbortController();

/** One edit, and in what the open workspace then differs from a build that knows nothing. */
export interface Step extends Done {
  readonly difference: string;
  readonly checked: number;
  readonly of: number;
}

/** Edits a guide, and holds what the workspace tells after each edit against a fresh build. */
export async function* series(
  folder: string,
  workspace: Workspace,
  files: Readonly<Record<string, string>>,
  { seed, count }: { readonly seed: number; readonly count: number },
): AsyncGenerator<Step> {
  const reader = new Reader();
  reader.take(await workspace.change({}, signal));
  const LOCKFILE = 'fhir-packages.lock.json';
  const whole = { ...files, [LOCKFILE]: readFileSync(join(folder, LOCKFILE), 'utf8') }; // the first look has made it
  let taken = 0;
  for (const done of editsOf(folder, whole, seed)) {
    if (taken++ >= count) return;
    // Every second one is told in two, as far as there are two things to tell.
    const onFirst = taken % 2 === 0 ? () => {} : undefined;
    const wasLocked = existsSync(join(folder, LOCKFILE));
    const told = await workspace.change({ files: done.files }, signal, onFirst).catch(messageOf);
    if (!wasLocked) rmSync(join(folder, LOCKFILE), { force: true }); // a look makes one, and says so
    const fresh = await freshBuild(folder);
    if (typeof told === 'string' || typeof fresh === 'string') {
      const difference = told === fresh ? '' : `told: ${JSON.stringify(told)}, and not ${JSON.stringify(fresh)}`;
      yield { ...done, difference, checked: 0, of: 0 };
      continue;
    }
    reader.take(told);
    const difference = firstDifference(toldOf(told.build), toldOf(fresh));
    yield { ...done, difference, checked: told.trace.checked.length, of: told.build.results.length };
  }
}
