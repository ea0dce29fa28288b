import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report, Summary } from '../../scripts/model/report.ts';
import { guideFiles } from '../workspace/edited-guide.ts';
import { newProject } from '../workspace/project.ts';
import { ig, root, sharedCache } from './run-ig.ts';

type Event =
  | { readonly event: 'ready'; readonly summary: Summary }
  | {
      readonly event: 'verdict';
      readonly changed: readonly string[];
      readonly milliseconds: number;
      readonly added: readonly Issue[];
      readonly fixed: readonly Issue[];
      readonly summary: Summary;
    }
  | { readonly event: 'confirmed'; readonly same: boolean }
  | { readonly event: 'failed'; readonly message: string };

/** A program that watches a guide, and what it says line by line. */
class Watching {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #waiting: (() => void) | undefined;
  #isOver = false;
  readonly exit: Promise<number | null>;

  constructor(folder: string, args: readonly string[]) {
    this.#child = spawn(process.execPath, [join(root, 'bin', 'ig.js'), 'watch', folder, '--offline', ...args], {
      env: { ...process.env, IG_CACHE: sharedCache, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let rest = '';
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      this.#lines.push(...lines);
      this.#waiting?.();
    });
    this.exit = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        this.#isOver = true;
        this.#waiting?.();
        resolve(code);
      });
    });
  }

  async line(): Promise<string> {
    while (true) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.#isOver) throw new Error('It has ended.');
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  async next<Name extends Event['event']>(name: Name): Promise<Extract<Event, { event: Name }>> {
    const event = JSON.parse(await this.line()) as Event;
    expect(event.event).toBe(name);
    return event as Extract<Event, { event: Name }>;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return this.exit;
  }
}

/** Findings as a reader keeps them who is told of what is new and what is fixed. */
function after(findings: readonly string[], added: readonly Issue[], fixed: readonly Issue[]): string[] {
  const left = [...findings];
  for (const issue of fixed) {
    const at = left.indexOf(keyOf(issue));
    expect(at, issue.message).toBeGreaterThanOrEqual(0);
    left.splice(at, 1);
  }
  return [...left, ...added.map(keyOf)];
}

function keyOf({ source: _, insertedAt: __, ...issue }: Issue): string {
  return JSON.stringify(issue);
}

async function built(
  folder: string,
): Promise<{ readonly findings: string[]; readonly summary: Omit<Summary, 'seconds'> }> {
  const run = await ig([
    'validate',
    '--project',
    folder,
    '--offline',
    '--format',
    'json',
    '--quiet',
    '--fail-on',
    'never',
  ]);
  const { issues, results, summary } = JSON.parse(run.stdout) as Report;
  const { seconds: _, ...counts } = summary;
  return { findings: [...issues, ...results.flatMap((result) => result.issues)].map(keyOf), summary: counts };
}

const counts = ({ seconds: _, ...summary }: Summary) => summary;
let folder = '';
beforeAll(async () => {
  folder = newProject(guideFiles);
  await ig(['packages', 'lock', '--offline', '--quiet', folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string | undefined) => writeFileSync(join(folder, file), text ?? '');
const restore = (file: string) => write(file, guideFiles[file]);

describe('ig watch --format ndjson', { timeout: 600_000 }, () => {
  let watching: Watching;
  let findings: string[] = [];
  beforeAll(async () => {
    ({ findings } = await built(folder));
    watching = new Watching(folder, ['--format', 'ndjson']);
  }, 600_000);
  afterAll(() => watching.stop('SIGKILL'));

  /** The next verdict, which the full check behind it confirms. */
  async function verdict(): Promise<Extract<Event, { event: 'verdict' }>> {
    const told = await watching.next('verdict');
    findings = after(findings, told.added, told.fixed);
    expect(await watching.next('confirmed')).toEqual({ event: 'confirmed', same: true });
    return told;
  }

  test('it says when it is ready, with the summary of the report', async () => {
    const { summary } = await watching.next('ready');
    expect(counts(summary)).toEqual((await built(folder)).summary);
  });

  test('a file that is written anew: what is new', async () => {
    const file = 'input/fsh/leaf.fsh';
    write(file, guideFiles[file]?.replace('* note MS', '* note 1..'));
    const told = await verdict();
    expect(told.changed).toEqual([file]);
    expect(told.added.map(({ message }) => message)).toContain('Observation.note is missing: at least 1 required.');
    expect(told.fixed).toEqual([]);
  });

  test('a file that an editor puts in its place by a rename: what is fixed', async () => {
    const file = 'input/fsh/leaf.fsh';
    write(`${file}~`, guideFiles[file]);
    renameSync(join(folder, `${file}~`), join(folder, file));
    const told = await verdict();
    expect(told.changed).toEqual([file]);
    expect(told.added).toEqual([]);
    expect(told.fixed.length).toBeGreaterThan(0);
  });

  test('many files at once: one verdict', async () => {
    mkdirSync(join(folder, 'input/fsh/many/below'), { recursive: true });
    for (let i = 0; i < 150; i++)
      write(`input/fsh/many/below/p${i}.fsh`, `Instance: many-${i}\nInstanceOf: Patient\n* name.family = "Many"\n`);
    const told = await verdict();
    expect(told.changed).toHaveLength(150);
    rmSync(join(folder, 'input/fsh/many'), { recursive: true });
    expect((await verdict()).changed).toHaveLength(150);
  });

  test('what is accepted', async () => {
    write('suppressions.yaml', guideFiles['suppressions.yaml']?.replace('%dom-6: %', '%nothing%'));
    expect((await verdict()).changed).toEqual(['suppressions.yaml']);
    restore('suppressions.yaml');
    const told = await verdict();
    const fresh = await built(folder);
    expect(findings.toSorted(), 'all that was told, taken together').toEqual(fresh.findings.toSorted());
    expect(counts(told.summary)).toEqual(fresh.summary);
  });

  test('no configuration: it says so, and what was found stays; then it goes on', async () => {
    rmSync(join(folder, 'sushi-config.yaml'));
    expect((await watching.next('failed')).message).toContain('There is no sushi-config.yaml');
    restore('sushi-config.yaml');
    const told = await verdict();
    expect([told.added, told.fixed]).toEqual([[], []]);
  });

  test('it ends when it is told to', async () => {
    expect(await watching.stop('SIGTERM')).not.toBeNull();
  });
});

test('plain lines: the verdict, and a command after one that passes', { timeout: 300_000 }, async () => {
  const ran = join(folder, 'ran.txt');
  const watching = new Watching(folder, ['--once', '--fail-on', 'never', '--run', `echo done > "${ran}"`]);
  const lines: string[] = [];
  const take = async () => {
    while (true) lines.push(await watching.line());
  };
  await take().catch(() => undefined);
  expect(await watching.exit).toBe(0);
  expect(lines).toContainEqual(
    expect.stringMatching(/^\d\d:\d\d:\d\d {2}[✔✖] \d+ errors?, \d+ warnings?, \d+ of \d+ resources valid$/),
  );
  expect(lines.at(-1)).toMatch(/ended with 0$/);
  expect(readFileSync(ran, 'utf8')).toBe('done\n');
});

test('--once ends with the gate’s exit code, and runs nothing where that does not pass', {
  timeout: 300_000,
}, async () => {
  const ran = join(folder, 'never.txt');
  const { code } = await ig(['watch', folder, '--offline', '--once', '--format', 'ndjson', '--run', `echo > "${ran}"`]);
  expect(code).toBe(1);
  expect(() => readFileSync(ran)).toThrow();
});
