import { hasErrors, type Issue } from '../../../model/issue.ts';
import { manifestOf } from './manifest.ts';
import { digestOf, moveIntoPlace, undo } from './move.ts';
import { checkSums, makeNextSite, type PublicationPlan, type SiteRelease, type StagingOptions } from './next-site.ts';
import { interrupted, type Journal, removeSide, type SideFolder, writeJournal } from './side-folder.ts';

export interface TransactionOptions extends StagingOptions {
  readonly isDryRun: boolean;
  /** Called right before the first move. @throws where it must not be made */
  readonly mayMove: () => void;
}

/** What became of it: findings that forbid it, or what changes. */
export type Transaction =
  | { readonly issues: readonly Issue[] }
  | { readonly plan: PublicationPlan; readonly folder: string };

/**
 * Makes the whole web site as it will be beside the web site as it is, holds one against the other, and moves it into
 * its place. Whatever happens, the web site is the one or the other; what is left besides is removed, or told by the
 * next run where the process was killed.
 */
export async function transact(
  side: SideFolder,
  release: SiteRelease,
  options: TransactionOptions,
): Promise<Transaction> {
  const { signal, now, step, onStep = () => {}, isDryRun, mayMove } = options;
  const staging: Journal = {
    state: 'staging',
    release: `${release.guide.id}#${release.guide.version}`,
    started: now.toISOString(),
  };
  try {
    writeJournal(side, staging);
    step('noted as begun');
    onStep('Reading the web site');
    const before = await manifestOf(side.web, signal);
    const issues = checkSums(before, release, side.web);
    if (hasErrors(issues)) return { issues };
    const made = await makeNextSite(side, release, before, options);
    step('verified');
    signal.throwIfAborted();
    if (isDryRun) return made;
    const whole: Journal = { ...staging, state: 'ready', before: digestOf(before) };
    mayMove();
    writeJournal(side, whole);
    step('ready');
    onStep('Moving it into its place');
    moveIntoPlace(side, whole, step);
    return made;
  } finally {
    const left = interrupted(side);
    if (left?.place === 'between') undo(side);
    else if (left !== undefined) removeSide(side, left);
  }
}
