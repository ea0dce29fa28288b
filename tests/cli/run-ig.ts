import { type SpawnOptions, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, vi } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report } from '../../scripts/model/report.ts';
import { sharedCache } from './shared-cache.ts';

/** The toolchain's own project, which is the guide of this repository. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));
const fixtures = join(root, 'tests', 'fixtures', 'guides');

export { sharedCache };

// The first run installs the packages, and a busy machine starts programs slowly.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const created: string[] = [];
afterAll(() => {
  for (const folder of created) rmSync(folder, { recursive: true, force: true });
});

/** What a user sees of one run. */
export interface Run {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Sends a signal some time after the program has said on standard error that it began a step. */
  readonly stop?: { readonly at: string; readonly afterMs: number; readonly by: NodeJS.Signals };
}

/**
 * Runs the program as a user does, with the shared package cache and without a registry that could answer.
 * @throws when the user would have seen a stack trace, whatever the test asks for
 */
export async function ig(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return runCommand(process.execPath, [join(root, 'bin', 'ig.js'), ...args], options);
}

export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd = tmpdir(), env = {}, input, stop }: RunOptions = {},
): Promise<Run> {
  const options: SpawnOptions = {
    cwd,
    env: { ...process.env, FORCE_COLOR: undefined, IG_CACHE: sharedCache, NO_COLOR: '1', ...env },
  };
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  child.stdin.on('error', () => {}); // a program that ends early does not read it
  child.stdin.end(input);
  if (stop !== undefined) {
    let isArmed = true;
    child.stderr.on('data', () => {
      if (!isArmed || !text.stderr.includes(stop.at)) return;
      isArmed = false;
      setTimeout(() => child.kill(stop.by), stop.afterMs);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const run = { code, ...text };
  const trace = /^ +at .+:\d+:\d+\)?$/m.exec(`${run.stderr}\n${run.stdout}`);
  if (trace !== null) throw new Error(`ig ${args.join(' ')} shows a stack trace:\n${run.stderr}`);
  return run;
}

/** The report that a run with `--format json` printed. */
export function reportOf({ stdout, stderr }: Run): Report {
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    throw new Error(`The run printed no JSON report:\n${stdout}${stderr}`);
  }
}

/** All findings of a report, those of resources included, that are at least warnings. */
export function graveFindings(report: Report): Issue[] {
  return [...report.issues, ...report.results.flatMap(({ issues }) => issues)].filter(
    ({ severity }) => severity !== 'information',
  );
}

/** What stops a build, on one line each: `error missing-thing input/fsh/a.fsh:3 The thing is missing.` */
export function errorLines(run: Run): string[] {
  return graveFindings(reportOf(run))
    .filter(({ severity }) => severity !== 'warning')
    .map(({ severity, rule, message, source }) => {
      const place = source === undefined ? '-' : `${source.file}${source.line === undefined ? '' : `:${source.line}`}`;
      return `${severity} ${rule} ${place} ${message}`;
    });
}

/** A folder that is gone when the tests of the file have ended. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'ig-cli-'));
  created.push(folder);
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** A copy of a guide of the fixtures, without a lockfile. */
export function copyOf(guide: 'allergies' | 'fsh-only', files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  cpSync(join(fixtures, guide), folder, { recursive: true });
  writeFiles(folder, files);
  return folder;
}

/** A copy of the guide of this repository: its sources, and nothing that was made from them. */
export function copyOfThisGuide(): string {
  const folder = temporaryFolder();
  for (const name of ['sushi-config.yaml', 'ig.ini', 'input', 'suppressions.yaml', 'fhir-packages.lock.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  return folder;
}

/** Every file below a folder, as sorted relative paths. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** What a run must not leave in a project: anything that is staged beside its place. */
export function litterIn(folder: string): string[] {
  return filesBelow(folder).filter((name) => /(^|\/)\.[a-z]/.test(name) && !name.endsWith('.index.json'));
}
