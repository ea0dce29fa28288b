import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { runProcess } from '../java/run-process.ts';
import type { Phase } from '../model/report.ts';
import type { PhaseTimes } from './phases.ts';
import { type Position, Watch } from './watch.ts';

export interface PublisherOptions {
  /** The run's own folder, with `ig/` and `home/`; without a space in its path. */
  readonly run: string;
  /** The release's archive, or those of Maven Central. */
  readonly jars: readonly string[];
  /** Java's `-Xmx`. */
  readonly heap: string;
  readonly offline: boolean;
  /** Where the version will be read, for one that is published: without it the package says that it is not for that. */
  readonly address?: string | undefined;
  /** How long it may print nothing, in seconds. */
  readonly patience: number;
  readonly expected: PhaseTimes;
  readonly signal: AbortSignal;
  readonly onLine?: (line: string) => void;
  /** Called when a phase begins, and every half second between. */
  readonly onPosition?: (position: Position, begins: boolean) => void;
}

type Ending = 'exit' | 'silent' | 'out-of-memory';

export interface PublisherRun {
  readonly ending: Ending;
  readonly exitCode: number;
  readonly startedAt: Date;
  readonly phases: readonly Phase[];
  /** The phase in which it ended. */
  readonly phase: string;
  readonly lines: readonly string[];
  readonly lastWords: string;
}

/** As sentences about its archives name it. */
export const publisherProgram = {
  name: 'the IG Publisher',
  getItBy: 'ig publish once without --offline, or bring it with ig packages bundle',
};

const MAIN = 'org.hl7.fhir.igtools.publisher.Publisher';
const TICK_MS = 500;
/** Killed by the kernel, which does so where memory runs out. */
const KILLED = 137;
export const LOG = 'publisher.log';

/** Runs the Publisher on a staged guide, and watches it. The log is in the run's folder, whatever happens. */
export async function runPublisher(options: PublisherOptions): Promise<PublisherRun> {
  const { run, signal, onLine, onPosition, patience } = options;
  const now = () => performance.now() / 1000;
  const startedAt = new Date();
  const watch = new Watch(options.expected, now());
  const silent = new AbortController();
  const log = createWriteStream(join(run, LOG));
  const timer = setInterval(() => {
    onPosition?.(watch.position(now()), false);
    if (watch.silence(now()) >= patience) silent.abort();
  }, TICK_MS);
  let exitCode = -1;
  try {
    exitCode = await runProcess('java', javaArguments(options), {
      cwd: run,
      env: utf8Environment(process.env),
      signal: AbortSignal.any([signal, silent.signal]),
      onLine: (line) => {
        log.write(`${line}\n`);
        onLine?.(line);
        if (watch.take(line, now())) onPosition?.(watch.position(now()), true);
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!silent.signal.aborted) throw error;
  } finally {
    clearInterval(timer);
    log.end();
    await finished(log).catch(() => {}); // a full disk: the run itself tells
  }
  const { phase, lines, lastWords } = watch;
  const ending = endingOf(watch, exitCode, silent.signal.aborted);
  return { ending, exitCode, startedAt, phase, lines, lastWords, phases: watch.finish(now()) };
}

function endingOf(watch: Watch, exitCode: number, isSilent: boolean): Ending {
  if (watch.isOutOfMemory || exitCode === KILLED) return 'out-of-memory';
  return isSilent ? 'silent' : 'exit';
}

/** Jekyll, and Java for the names of files, read UTF-8 only where the locale says so. */
function utf8Environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((each) => each !== undefined && each !== '');
  return locale !== undefined && /utf-?8/i.test(locale) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}

/** With `--offline` every attempt on the network is switched off; docs/publishing.md tells which by what. */
export function javaArguments({
  run,
  jars,
  heap,
  offline,
  address,
}: Pick<PublisherOptions, 'run' | 'jars' | 'heap' | 'offline' | 'address'>): string[] {
  const temporary = join(run, 'tmp');
  mkdirSync(temporary, { recursive: true });
  return [
    `-Xmx${heap}`,
    '-XX:+ExitOnOutOfMemoryError',
    '-Dfile.encoding=UTF-8',
    '-Djava.awt.headless=true',
    `-Duser.home=${join(run, 'home')}`,
    `-Djava.io.tmpdir=${temporary}`,
    '-cp',
    jars.join(delimiter),
    MAIN,
    '-ig',
    join(run, 'ig', 'ig.ini'),
    '-no-sushi',
    ...(address === undefined ? [] : ['-publish', address]),
    ...(offline ? ['-no-network', '-tx', 'n/a', '-fhir-settings', writeSettings(run)] : []),
  ];
}

function writeSettings(run: string): string {
  const file = join(run, 'fhir-settings.json');
  const settings = { prohibitNetworkAccess: true, ignoreDefaultPackageServers: true, servers: [], apiKeys: {} };
  writeFileSync(file, JSON.stringify(settings));
  return file;
}
