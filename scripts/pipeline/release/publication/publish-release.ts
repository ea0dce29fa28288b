import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { faultAndRemedy, isDiskError } from '../../../model/disk-fault.ts';
import { EnvironmentError, hasErrors, type Issue } from '../../../model/issue.ts';
import { isCode } from '../../../packages/disk/disk-fault.ts';
import { found } from '../../../release/found.ts';
import { readJsonText } from '../../../release/json-text.ts';
import { siteLayout } from '../../../release/site.ts';
import type { Stage } from '../../../release/stages.ts';
import { checkRelease } from '../check-release.ts';
import { filesBelow } from '../project-files.ts';
import { readBuiltSite } from './built-site.ts';
import { type ComparingOptions, compareRelease } from './compare-release.ts';
import { takeLock } from './lock.ts';
import { halfPublished, resume, undo } from './move.ts';
import type { PublicationPlan, SiteRelease } from './next-site.ts';
import type { Step } from './places.ts';
import { interrupted, removeSide, type SideFolder, sideFolder } from './side-folder.ts';
import { transact } from './transaction.ts';

export interface PublicationOptions extends ComparingOptions {
  /** The folder with the web site. */
  readonly web: string;
  /** Whether only what would happen is told. */
  readonly isDryRun: boolean;
  /** Whether packages that are local stand-ins may take the place of published ones: for a trial. */
  readonly allowsStandIns: boolean;
  readonly now: Date;
  /** Whether what was found forbids the publication; errors do so anyhow. */
  readonly forbids?: (issues: readonly Issue[]) => boolean;
  /** Called at each place; where it throws, or the process ends, nothing is mixed. */
  readonly step?: Step;
}

export interface ReleasePublication {
  readonly id: string;
  readonly version: string;
  readonly stage?: Stage;
  readonly issues: readonly Issue[];
  /** Absent where what was found forbids it. */
  readonly plan?: PublicationPlan;
  /** The folder of the version in the web site. */
  readonly folder?: string;
}

/**
 * Publishes the built site of a guide into a web site's folder, as a transaction: the whole web site as it will be is
 * made beside it, held against the web site as it is, and moved into its place.
 * @param project a guide in a stage that is published, with the site that `ig publish` has made of it
 * @throws EnvironmentError where it cannot be done, or an earlier publication was interrupted
 */
export async function publishRelease(project: string, options: PublicationOptions): Promise<ReleasePublication> {
  const { signal, isDryRun, now, onStep, step = () => {} } = options;
  const web = requireWeb(options.web, project);
  const side = sideFolder(web);
  const lock = takeLock(side);
  try {
    step('locked');
    requireWhole(side);
    const { ready, ...result } = await check(project, web, options);
    if (ready === undefined || hasErrors(result.issues) || options.forbids?.(result.issues) === true) return result;
    const done = await transact(side, ready, { signal, now, step, onStep, isDryRun, mayMove: () => lock.require() });
    return 'issues' in done ? { ...result, issues: [...result.issues, ...done.issues] } : { ...result, ...done };
  } catch (cause) {
    if (!isDiskError(cause)) throw cause;
    const message =
      isCode(cause, 'EXDEV') || isCode(cause, 'EBUSY')
        ? `${web} is a disk of its own, which cannot be moved. Name a folder in it.`
        : `Cannot publish into ${web}: ${faultAndRemedy(cause)}`;
    throw new EnvironmentError(message, { cause });
  } finally {
    lock.release();
  }
}

/** @returns what was published or taken back */
export async function recoverRelease(folder: string, way: 'resume' | 'undo', signal: AbortSignal): Promise<string> {
  const side = sideFolder(realPlace(folder));
  const lock = takeLock(side);
  try {
    return way === 'undo' ? undo(side) : await resume(side, signal);
  } finally {
    lock.release();
  }
}

function requireWeb(folder: string, project: string): string {
  const away = sideFolder(realPlace(folder));
  const left = existsSync(folder) ? undefined : interrupted(away);
  if (left !== undefined) throw halfPublished(away, left);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new EnvironmentError(`There is no folder ${folder}. Name the folder of the web site.`);
  const web = realpathSync(folder);
  const inside = relative(web, realpathSync(project));
  if (inside === '' || (inside.split(sep)[0] !== '..' && !isAbsolute(inside)))
    throw new EnvironmentError(
      `The guide ${project} lies in ${web}, which is replaced as a whole. Name another folder.`,
    );
  return web;
}

/** As many as systems follow. */
const MOST_LINKS = 40;

/** Where a folder is, or was before it was moved away: behind a link where the folder is one. */
function realPlace(folder: string, links = 0): string {
  if (links > MOST_LINKS)
    throw new EnvironmentError(`${folder} is a link that leads back to itself. Name the folder of the web site.`);
  if (existsSync(folder)) return realpathSync(folder);
  const parent = dirname(folder);
  if (!existsSync(parent)) return folder;
  const place = join(realpathSync(parent), basename(folder));
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true
    ? realPlace(resolve(dirname(place), readlinkSync(place)), links + 1)
    : place;
}

/** @throws EnvironmentError where nothing could be published into a web site now: asked before minutes are spent */
export function requireWholeSite(folder: string, project: string): void {
  const side = sideFolder(requireWeb(folder, project));
  const left = interrupted(side);
  if (left !== undefined && left.place !== 'staged') throw halfPublished(side, left);
}

/** What never touched the web site is removed; what may have is told. */
function requireWhole(side: SideFolder): void {
  const left = interrupted(side);
  if (left === undefined) return;
  if (left.place !== 'staged') throw halfPublished(side, left);
  removeSide(side, left);
}

async function check(
  project: string,
  web: string,
  options: PublicationOptions,
): Promise<Pick<ReleasePublication, 'id' | 'version' | 'stage' | 'issues'> & { readonly ready?: SiteRelease }> {
  const { signal, now, onStep, allowsStandIns } = options;
  onStep?.('Checking the release');
  const today = now.toISOString().slice(0, 10);
  const checked = await checkRelease(project, { web, today, signal, allowsStandIns });
  const { id, version, guide, request, stage } = checked;
  const issues = [...checked.issues];
  if (stage === undefined) return { id, version, issues };
  const result = { id, version, stage, issues };
  if (stage.mode === undefined) {
    const message = `The guide is in the stage ${stage.name}, which is not published. Make a copy for one that is: ig release stage <stage>`;
    return { ...result, issues: [...issues, found('release-stage', message, stage.source)] };
  }
  if (stage.mode === 'technical-correction') {
    const message =
      'A technical correction changes what is published, which stays as it is here. Publish a patch version, mode milestone.';
    issues.push(found('release-stage', message, stage.source));
  }
  const built = await readBuiltSite(project, guide, stage, signal);
  issues.push(...built.issues);
  const files = filesBelow(web);
  const layout = siteLayout(guide, files);
  if (layout === undefined || request === undefined || hasErrors(issues)) return result;
  const listText = files.read(layout.folder === '' ? 'package-list.json' : `${layout.folder}/package-list.json`);
  const parsed = listText === undefined ? undefined : readJsonText(listText, 'package-list.json');
  const before = parsed === undefined || 'fault' in parsed ? undefined : parsed.value;
  const compared = await compareRelease(project, join(web, layout.folder), before, guide, options);
  issues.push(...compared.issues);
  return {
    ...result,
    ready: { project, guide, stage, request, layout, built, before, comparison: compared.comparison },
  };
}
