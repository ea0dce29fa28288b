import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { isScoped } from '../../java/unscoped.ts';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import { type InstalledPackage, packageKey } from '../../model/package.ts';
import type { Comparison, Publication, ReportPackage } from '../../model/report.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { addToPackage } from '../../packages/source/pack.ts';
import { type IgIni, parseIgIni } from '../../publish/ig-ini.ts';
import { heapFor } from '../../publish/memory.ts';
import { availableMemory, type Requirement, requireAll, requirements } from '../../publish/preflight.ts';
import { readTimes, writeTimes } from '../../publish/times.ts';
import type { Position } from '../../publish/watch.ts';
import { type Build, buildGuide } from '../build.ts';
import { besideResources } from '../checker/beside-resources.ts';
import { guideChecker, hasApi } from '../checker/make-checker.ts';
import type { Guide } from '../guide/guide.ts';
import { type GuideStage, guideStage } from '../guide/guide-stage.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import type { Phases } from '../phases.ts';
import { chooseTemplate } from './choose-template.ts';
import { expansions } from './expansions.ts';
import { pinnedPackages } from './pinned-packages.ts';
import { moveFolder, placeSite } from './place-site.ts';
import { withPublisherFindings } from './publish-findings.ts';
import { type Archives, obtainPublisher, type PublisherSource } from './publisher-archives.ts';
import { failedRun, type MadeRun, requireEnd, runFolder, runsFolder, startRun } from './publisher-run.ts';
import { repositoryAddress } from './repository-address.ts';
import { compareRuns } from './reproducible.ts';
import { bannerIssues } from './site-banner.ts';
import { compareSitePackage } from './site-package.ts';
import { withoutPaths } from './without-paths.ts';

export interface PublishOptions extends PackageOptions {
  readonly offline: boolean;
  readonly source?: PublisherSource | undefined;
  readonly template?: string | undefined;
  /** How many seconds the validation of one resource may take. */
  readonly timeLimit?: number;
  /** Java's `-Xmx`; by what the machine has when absent. */
  readonly memory?: string | undefined;
  /** How long the Publisher may print nothing, in seconds. */
  readonly patience: number;
  /** Whether the run's folder is kept. */
  readonly keep: boolean;
  /** Whether the Publisher is run twice and its packages compared. */
  readonly verify: boolean;
  readonly onLine?: (line: string) => void;
  readonly onPosition?: (position: Position, begins: boolean) => void;
}

export interface Published {
  readonly build: Build;
  /** Absent when the guide could not be compiled, so that the Publisher was not run. */
  readonly publication?: Publication;
  /** Our verdicts beside the Publisher's. */
  readonly comparison?: Comparison;
  /** Packages that only the Publisher asked for. */
  readonly standIns: readonly ReportPackage[];
  /** Where the log of the run is. */
  readonly log: string;
  /** Where the run's folder is, when it is kept. */
  readonly kept?: string;
}

/** Packages → compile → the Publisher on a copy, while examples are validated → its site in the place of the last one. */
export async function publishGuide(project: string, options: PublishOptions): Promise<Published> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const runs = runsFolder();
  const needs = await requirements(runs, signal);
  requireAll(needs);
  const archives = await obtainPublisher({ ...options, signal });
  const folder = runFolder();
  const log = join(project, 'build', 'publisher.log');
  let started: Started | undefined;
  try {
    const build = await buildGuide(project, {
      ...options,
      signal,
      recalls: true,
      onCompiled: async (guide, packages, phases) => {
        started = await start({ project, folder, log, guide, packages, phases, archives }, { ...options, signal });
      },
    });
    if (started === undefined) return { build: withIssues(build, [notRun()]), standIns: [], log };
    const notes = [...diagramNote(needs), ...repositoryAddress(project)];
    const result = await finish(started, build, notes, { ...options, signal });
    const kept = options.keep ? keepRun(folder, join(runs, 'kept', fileNameOf(started.guide))) : undefined;
    return {
      ...result,
      standIns: started.first.standIns.map((ref) => ({ ...ref, source: 'stand-in', integrity: 'none' })),
      log,
      ...(kept === undefined ? {} : { kept }),
    };
  } finally {
    stop.abort();
    await started?.first.done.catch(() => {}); // nothing runs in the folder any more
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly project: string;
  readonly folder: string;
  readonly log: string;
  readonly guide: Guide;
  readonly packages: readonly InstalledPackage[];
  readonly phases: Phases;
  readonly archives: Archives;
}

interface Started extends Place {
  readonly first: MadeRun;
  readonly again: (name: string) => Promise<MadeRun>;
  readonly heap: string;
  readonly times: string;
  readonly template: string;
  readonly stage: GuideStage | undefined;
  readonly issues: readonly Issue[];
}

async function start(place: Place, options: PublishOptions): Promise<Started> {
  const { project, folder, log, guide, packages, phases, archives } = place;
  const { offline, signal } = options;
  requireUnscoped(packages);
  const ini = readIgIni(project);
  const { id } = guide.package;
  const { value: template, issues } = await chooseTemplate(project, {
    wanted: options.template,
    configured: ini.template,
    offline,
    doubled: doubledPackage(guide),
    signal,
  });
  const heap = options.memory ?? heapFor(availableMemory());
  const times = join(
    cacheFolder(process.env),
    'publisher',
    'times',
    `${fileNameOf(guide)}${offline ? '' : '-online'}.json`,
  );
  const beside = hasApi(guide)
    ? await phases.run('Checker', () => guideChecker(project, guide, packages, signal))
    : new Map();
  const stage = guideStage(project);
  const staging = {
    ...options,
    address: stage?.address,
    beside,
    project,
    log,
    ig: ini.ig ?? `fsh-generated/resources/ImplementationGuide-${id}.json`,
    template,
    data: { expansions: expansions(guide), stage: { banner: stage?.stage.banner ?? null } },
    packages: pinnedPackages(packages, guide.definitions),
    jars: archives.jars,
    heap,
    expected: readTimes(times),
  };
  const again = (name: string) => startRun(join(folder, name), staging, phases);
  const named = 'folder' in template ? withinProject(project, template.folder) : template.named;
  return { ...place, first: await again('first'), again, heap, times, template: named, stage, issues };
}

/** Waits for the Publisher, reads what it has found, and puts its site into its place. */
async function finish(
  started: Started,
  build: Build,
  notes: readonly Issue[],
  { patience, offline, verify }: PublishOptions,
): Promise<Pick<Published, 'build' | 'comparison' | 'publication'>> {
  const { again, folder, heap, times, template, project, log, phases, archives, guide, packages, stage } = started;
  const run = await started.first.done;
  requireEnd(run, heap, patience, log);
  const { version, source } = archives;
  const verifies = verify && started.first.isMade();
  const first = verifies ? setAside(started.first, join(folder, 'first-output')) : started.first;
  const compared = verifies ? await verifyRuns(first, again) : undefined;
  const held = first.isMade()
    ? await phases.run('Compare the packages', () => compareSitePackage(join(first.output, 'package.tgz'), guide))
    : [];
  const shown = first.isMade() && stage !== undefined ? bannerIssues(first.output, stage.stage) : [];
  const repeated = compared === undefined ? [] : [compared.issue];
  const more = [...archives.issues, ...notes, ...started.issues, ...repeated, ...held, ...shown];
  const found = await phases.run('Read the QA', () =>
    withPublisherFindings(build, { made: first, run, project, version, log, guide }, more),
  );
  const publication: Publication = { version, source, offline, template };
  if (!first.isMade()) return { ...found, publication };
  writeTimes(times, run.phases);
  const site = 'build/site';
  const beside = await besideResources(project, guide, packages);
  await phases.run('Place the site', async () => {
    if (beside.size > 0) await addToPackage(join(first.output, 'package.tgz'), beside);
    withoutPaths(first.output, join(folder, 'first'), guide.compiled.guide?.canonical ?? '');
    placeSite(first.output, join(project, site));
  });
  const reproducible = compared?.reproducible;
  return { ...found, publication: { ...publication, site, ...(reproducible === undefined ? {} : { reproducible }) } };
}

/** The guide's id where a file can have that name; a guide without an id goes by its canonical, which has slashes. */
function fileNameOf({ package: { id } }: Guide): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(id)) return id;
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

/** The package of the guide would name them, so that they cannot be given other names as the HL7 validator is. */
function requireUnscoped(packages: readonly InstalledPackage[]): void {
  const scoped = packages.find(isScoped);
  if (scoped === undefined) return;
  throw new EnvironmentError(
    `The IG Publisher finds no package with a scope, and the guide depends on ${packageKey(scoped)}. Depend on it under a name without a scope to publish the guide; ig build and ig validate take it as it is.`,
  );
}

/** The folder relative to the project where it lies in it: a report is the same on every machine. */
function withinProject(project: string, folder: string): string {
  const inside = relative(project, folder);
  return inside.startsWith('..') || isAbsolute(inside) ? folder : inside;
}

/** The Publisher writes the path of its folder into the package: a second run must have the same one. */
function setAside(first: MadeRun, output: string): MadeRun {
  moveFolder(first.output, output);
  return { ...first, output };
}

async function verifyRuns(
  first: MadeRun,
  again: Started['again'],
): Promise<{ readonly reproducible?: boolean; readonly issue: Issue }> {
  const second = await again('first');
  const run = await second.done;
  if (!second.isMade()) return { issue: { ...failedRun(run, 'that of this run'), severity: 'warning' } };
  const from = (await first.done).startedAt;
  return compareRuns([first.output, second.output], { from, to: new Date() });
}

function readIgIni(project: string): IgIni {
  const text = readTextIfThere(join(project, 'ig.ini'), LONGEST_SETTINGS);
  return text === undefined ? {} : parseIgIni(text);
}

function withIssues(build: Build, issues: readonly Issue[]): Build {
  return { ...build, issues: [...build.issues, ...issues] };
}

/** A package that the guide itself depends on in two versions. */
function doubledPackage({ compiled }: Guide): string | undefined {
  const ids = compiled.guide?.dependencies?.map(({ id }) => id) ?? [];
  return ids.find((id, index) => ids.indexOf(id) !== index);
}

function keepRun(folder: string, kept: string): string {
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(dirname(kept), { recursive: true });
  moveFolder(folder, kept);
  return kept;
}

function diagramNote(needs: readonly Requirement[]): Issue[] {
  return needs
    .filter(({ found, isOptional }) => isOptional === true && !found)
    .map(({ name, remedy }) => ({
      severity: 'information',
      code: 'incomplete',
      rule: 'publisher-diagrams',
      message: `${name} is not here, so pages have no diagrams. To get it: ${remedy}`,
    }));
}

function notRun(): Issue {
  const message = 'The IG Publisher was not run, because the guide cannot be compiled. The last site is as it was.';
  return { severity: 'error', code: 'processing', rule: 'publisher-not-run', message };
}
