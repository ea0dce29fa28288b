import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import type { InstalledPackage, PackageRef } from '../../model/package.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { materialise } from '../../packages/disk/materialise.ts';
import { keepFetched, layOutFetched } from '../../publish/fetched.ts';
import { layOutHome } from '../../publish/home.ts';
import { LOG, type PublisherOptions, type PublisherRun, runPublisher } from '../../publish/run-publisher.ts';
import { stageGuide } from '../../publish/stage-guide.ts';
import type { TemplateChoice } from '../../publish/template.ts';
import { madeSite } from '../../publish/verdict.ts';
import { toolchainFolder } from '../guide/toolchain.ts';
import type { Phases } from '../phases.ts';
import { removeAbandoned, stagedName } from './abandoned.ts';
import { moveFolder } from './place-site.ts';
import { suppressOffline } from './publisher-qa.ts';

/** A run of the Publisher that was started. */
export interface MadeRun {
  /** What the Publisher writes. */
  readonly output: string;
  readonly standIns: readonly PackageRef[];
  /** Kept when it has ended, well or not; its log is in its place then. */
  readonly done: Promise<PublisherRun>;
  /** Whether it has made a whole site; to be asked when it has ended. */
  isMade(): boolean;
}

export interface StagingOptions extends Omit<PublisherOptions, 'run'> {
  readonly project: string;
  /** Where the log is put. */
  readonly log: string;
  readonly ig: string;
  readonly template: TemplateChoice;
  /** What the guide's own template reads beside the guide. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly packages: readonly InstalledPackage[];
  /** Files that the site has beside its pages, by name. */
  readonly beside: ReadonlyMap<string, string | Uint8Array>;
}

/** A folder for runs, without a space in its path where this machine has one; removes what killed runs have left. */
export function runsFolder(): string {
  const inCache = join(cacheFolder(process.env), 'publisher');
  const folder = [inCache, join(tmpdir(), 'ig-publisher')].find((each) => !/\s/.test(each)) ?? inCache;
  mkdirSync(folder, { recursive: true });
  removeAbandoned(folder, 'run');
  return folder;
}

/** The folder of this process's runs. */
export function runFolder(): string {
  return join(runsFolder(), stagedName('run'));
}

/** Makes all that the Publisher reads, in a folder of its own, and starts it. */
export async function startRun(folder: string, options: StagingOptions, phases: Phases): Promise<MadeRun> {
  const { offline, log } = options;
  const home = await phases.run('Stage', () => stage(folder, options));
  const output = join(folder, 'ig', 'output');
  let made = false;
  const done = phases.run('IG Publisher', async () => {
    const present = new Set(readdirSync(home.cache));
    try {
      const run = await runPublisher({ ...options, run: folder });
      made = madeSite(run, output);
      if (made) home.keepIndexes();
      if (!offline) keepFetched(home.cache, present, fetchedFolder());
      return run;
    } finally {
      mkdirSync(dirname(log), { recursive: true });
      if (existsSync(join(folder, LOG))) moveFolder(join(folder, LOG), log);
    }
  });
  const detailed = done.then((run) => {
    phases.detail('IG Publisher', run.phases);
    return run;
  });
  detailed.catch(() => {}); // told by whoever waits for it
  return { output, standIns: home.standIns, done: detailed, isMade: () => made };
}

async function stage(
  folder: string,
  { project, ig, template, data, packages, beside, offline, signal }: StagingOptions,
) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'ig'), { recursive: true });
  stageGuide(join(folder, 'ig'), { project, ig, template, data, beside });
  if (offline) suppressOffline(join(folder, 'ig'));
  const home = await layOutHome(join(folder, 'home'), {
    packages,
    store: join(cacheFolder(process.env), 'fhir-packages'),
    materialise,
    signal,
    additions: join(toolchainFolder, 'upstream', 'publisher'),
    addsStandIns: offline,
  });
  const cache = join(folder, 'home', '.fhir', 'packages');
  if (!offline) layOutFetched(fetchedFolder(), cache);
  return { ...home, cache };
}

function fetchedFolder(): string {
  return join(cacheFolder(process.env), 'publisher', 'fetched');
}

/** What a run could not do for want of memory or time: no fault of the guide. */
export function requireEnd({ ending, phase, lastWords }: PublisherRun, heap: string, patience: number, log: string) {
  const rest = `The last site is as it was; the log is ${log}.`;
  if (ending === 'out-of-memory')
    throw new EnvironmentError(
      `The IG Publisher ran out of memory in the phase "${phase}": it had ${heap} of heap. Give it more with --memory, or end other programs. ${rest}`,
    );
  if (ending === 'silent')
    throw new EnvironmentError(
      `The IG Publisher printed nothing for ${patience / 60} minutes in the phase "${phase}" and was ended. Its last line was: ${lastWords}. Let it have more time with --patience, or look at what it does with --verbose. ${rest}`,
    );
}

/** What is to be said of a run that made no site. */
export function failedRun({ exitCode, phase, lastWords, lines }: PublisherRun, log: string): Issue {
  const doubled = lines.flatMap((line) => /Name '([^']+)' already exists/.exec(line)?.[1] ?? [])[0];
  if (doubled !== undefined) {
    const message = `The IG Publisher ended with "Name '${doubled}' already exists": the template makes its pages in several languages, and with it a guide cannot depend on two versions of ${doubled}. Name another template with --template, or leave it out for the guide’s own. The whole log: ${log}`;
    return { severity: 'error', code: 'not-supported', rule: 'publisher-two-versions', message };
  }
  const message = `The IG Publisher ended in the phase "${phase}" with exit code ${exitCode} and made no site; the last one is as it was. Its last line: ${lastWords}. The whole log: ${log}`;
  return { severity: 'error', code: 'processing', rule: 'publisher-failed', message };
}
