import { execFile } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../../scripts/model/report.ts';
import { isCompiled, toReport } from '../../scripts/pipeline/build.ts';
import { type Done, editsOf } from '../workspace/edits.ts';
import { firstDifference, freshBuild } from '../workspace/fresh.ts';
import { countsOf, issuesOf, keyOf, Told } from './told.ts';
import { igProgram, type VerdictEvent, Watching } from './watching.ts';

const ig = (...args: string[]) => promisify(execFile)(process.execPath, [igProgram, ...args]);
const LOCKFILE = 'fhir-packages.lock.json';

/** One edit of a guide that is watched, and in what the events then differ from a build that knows nothing. */
export interface WatchedStep extends Done {
  readonly difference: string;
  /** Whether the full check behind the verdict was waited for; a later edit broke off the others. */
  readonly isConfirmed: boolean;
}

export interface WatchedSeries {
  readonly seed: number;
  readonly count: number;
  /** Of how many edits one waits for the full check behind it. */
  readonly confirms: number;
  /** Told of the process when it is ready, and of each edit before it is made. */
  readonly before?: (pid: number | undefined, taken: number) => void;
}

/**
 * Edits a guide as editors do, while a real `ig watch` looks on, and holds what is known from its events against a fresh
 * build: after each edit, and at the end against a real `ig build`, which is the last step.
 */
export async function* watchedSeries(
  folder: string,
  files: Readonly<Record<string, string>>,
  { seed, count, confirms, before }: WatchedSeries,
): AsyncGenerator<WatchedStep> {
  await ig('packages', 'lock', '--offline', '--quiet', folder);
  const whole = { ...files, [LOCKFILE]: readFileSync(join(folder, LOCKFILE), 'utf8') };
  const told = new Told(issuesOf(await freshReport(folder)));
  const watching = new Watching(folder, ['--format', 'ndjson', '--time-limit', '600']);
  try {
    await watching.next('ready');
    let taken = 0;
    let way = 0;
    const save = (path: string, text: string) => ways[way++ % ways.length]?.(path, text);
    before?.(watching.pid, taken);
    for (const done of editsOf(folder, whole, seed, save)) {
      const last = await lastOf(watching, done, told);
      const isConfirmed = typeof last !== 'string' && (taken + 1) % confirms === 0;
      const confirmation = isConfirmed ? await watching.event() : undefined;
      const isHeld = !isConfirmed || (confirmation?.event === 'confirmed' && confirmation.same);
      const difference = isHeld ? await differenceFrom(folder, told, last) : JSON.stringify(confirmation);
      yield { ...done, difference, isConfirmed };
      taken++;
      before?.(watching.pid, taken);
      if (taken >= count) break;
    }
    for (const [file, text] of Object.entries(whole)) writeFileSync(join(folder, file), text);
    const last = await lastOf(watching, { files: Object.keys(whole) }, told);
    if (typeof last === 'string') throw new Error(last);
    const difference = against(await builtReport(folder), true, told, last);
    yield { name: 'ig build at the end', breaks: false, files: [], difference, isConfirmed: false };
  } finally {
    await watching.stop('SIGKILL');
  }
}

/** How editors save: in place, by a rename, and in two pieces. */
const ways: readonly ((path: string, text: string) => void)[] = [
  writeFileSync,
  (path, text) => {
    writeFileSync(`${path}~`, text);
    renameSync(`${path}~`, path);
  },
  (path, text) => {
    writeFileSync(path, text.slice(0, text.length / 2));
    writeFileSync(path, text);
  },
];

/** Takes in events until all files of an edit are told of. A lockfile that is gone is made anew, which is a change too. */
async function lastOf(watching: Watching, { files }: Pick<Done, 'files'>, told: Told): Promise<VerdictEvent | string> {
  const open = new Set(files);
  while (true) {
    const event = await watching.event();
    if (event.event === 'failed') return event.message;
    if (event.event !== 'verdict') continue; // of the edit before
    told.take(event);
    for (const file of event.changed) open.delete(file);
    if (open.size > 0 || event.added.some(({ message }) => message.startsWith(`${LOCKFILE} was made`))) continue;
    return event;
  }
}

async function differenceFrom(folder: string, told: Told, last: VerdictEvent | string): Promise<string> {
  const build = await freshBuild(folder);
  if (typeof build === 'string' || typeof last === 'string') {
    const text = JSON.stringify(last);
    return last === build ? '' : `told: ${text}, and not ${JSON.stringify(typeof build === 'string' ? build : 'ok')}`;
  }
  const isWhole = build.guide !== undefined && isCompiled(build.guide);
  return against(reportOf(build), isWhole, told, last);
}

/** @param isWhole where nothing could be compiled, nothing is told to be fixed: what was found before stands */
function against(report: Report, isWhole: boolean, told: Told, last: VerdictEvent): string {
  const found = issuesOf(report);
  const exact = new Set(found.map((issue) => JSON.stringify(issue)));
  const displaced = last.added.filter((issue) => !exact.has(JSON.stringify(issue)));
  if (displaced.length > 0) return `no build tells: ${JSON.stringify(displaced[0])}`;
  const summaries = [last.summary, report.summary].map((summary) => JSON.stringify(countsOf(summary)));
  if (summaries[0] !== summaries[1]) return summaries.join(' and not ');
  const fresh = found.map(keyOf).toSorted();
  if (isWhole) return firstDifference(told.findings.join('\n'), fresh.join('\n'));
  const known = new Set(told.findings);
  const lost = fresh.find((each) => !known.has(each));
  return lost === undefined ? '' : `was not told: ${lost}`;
}

async function freshReport(folder: string): Promise<Report> {
  const build = await freshBuild(folder);
  if (typeof build === 'string') throw new Error(build);
  return reportOf(build);
}

/** As it is written. */
function reportOf(build: Parameters<typeof toReport>[0]): Report {
  return JSON.parse(JSON.stringify(toReport(build, ''))) as Report;
}

async function builtReport(folder: string): Promise<Report> {
  await ig('build', folder, '--offline', '--quiet', '--fail-on', 'never');
  return JSON.parse(readFileSync(join(folder, 'build', 'report.json'), 'utf8')) as Report;
}
