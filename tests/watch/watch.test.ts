import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report, Summary } from '../../scripts/model/report.ts';
import { ig, sharedCache } from '../cli/run-ig.ts';
import { guideFiles } from '../workspace/edited-guide.ts';
import { newProject } from '../workspace/project.ts';
import { countsOf, issuesOf, keyOf, Told } from './told.ts';
import { type VerdictEvent, Watching } from './watching.ts';

const environment = { IG_CACHE: sharedCache };

async function built(
  folder: string,
): Promise<{ readonly findings: Issue[]; readonly summary: Omit<Summary, 'seconds'> }> {
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
  const report = JSON.parse(run.stdout) as Report;
  return { findings: issuesOf(report), summary: countsOf(report.summary) };
}

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
  let known: Told;
  beforeAll(async () => {
    known = new Told((await built(folder)).findings);
    watching = new Watching(folder, ['--format', 'ndjson'], environment);
  }, 600_000);
  afterAll(() => watching.stop('SIGKILL'));

  /** The next verdict, which the full check behind it confirms. */
  async function verdict(): Promise<VerdictEvent> {
    const told = await watching.next('verdict');
    known.take(told);
    expect(await watching.next('confirmed')).toEqual({ event: 'confirmed', same: true });
    return told;
  }

  test('it says when it is ready, with the summary of the report', async () => {
    const { summary } = await watching.next('ready');
    expect(countsOf(summary)).toEqual((await built(folder)).summary);
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
    expect(known.findings, 'all that was told, taken together').toEqual(fresh.findings.map(keyOf).toSorted());
    expect(countsOf(told.summary)).toEqual(fresh.summary);
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
  const watching = new Watching(folder, ['--once', '--fail-on', 'never', '--run', `echo done > "${ran}"`], environment);
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
