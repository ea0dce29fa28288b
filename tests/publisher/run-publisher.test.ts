import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { failedRun } from '../../scripts/pipeline/publishing/publisher-run.ts';
import { usualTimes } from '../../scripts/publish/phases.ts';
import { runPublisher } from '../../scripts/publish/run-publisher.ts';
import { madeSite } from '../../scripts/publish/verdict.ts';
import type { Position } from '../../scripts/publish/watch.ts';
import { temporaryFolder } from '../packages/tiny-package.ts';
import { isRunning } from './is-running.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

interface Given {
  /** How it ends, in the words of fake-java.mjs. */
  readonly end?: string;
  /** The line of the recorded log with which it stops. */
  readonly at?: string;
  readonly patience?: number;
  readonly signal?: AbortSignal;
  readonly onPosition?: (position: Position) => void;
}

/** Runs what stands in for Java: it prints the recorded log of a real run, and ends as the test wants. */
async function run({ end = 'well', at, patience = 60, signal = new AbortController().signal, onPosition }: Given = {}) {
  const folder = join(temporaryFolder(), 'runs', 'run');
  const guide = join(folder, 'ig');
  const bin = join(folder, 'bin');
  mkdirSync(guide, { recursive: true });
  mkdirSync(bin);
  writeFileSync(join(bin, 'java'), `#!/bin/sh\nexec "${process.execPath}" "${join(here, 'fake-java.mjs')}" "$@"\n`);
  chmodSync(join(bin, 'java'), 0o755);
  const before = { ...process.env };
  onTestFinished(() => {
    process.env = before;
  });
  Object.assign(process.env, {
    PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`,
    FAKE_END: end,
    FAKE_LOG: join(here, 'publisher-2.1.2.txt'),
  });
  delete process.env.FAKE_AT;
  if (at !== undefined) process.env.FAKE_AT = at;
  const done = runPublisher({
    run: folder,
    jars: ['publisher.jar'],
    heap: '1g',
    offline: true,
    patience,
    expected: usualTimes,
    signal,
    ...(onPosition === undefined ? {} : { onPosition }),
  });
  const log = () => readFileSync(join(folder, 'publisher.log'), 'utf8');
  const pidOfJekyll = () => Number(readFileSync(join(guide, '..', '..', '..', 'jekyll.pid'), 'utf8'));
  return { done, log, pidOfJekyll, made: async () => madeSite(await done, join(guide, 'output')) };
}

test('a run that ends well has made a site, and its phases are those of the log, in order', async () => {
  const { done, made } = await run();
  const { ending, exitCode, phases } = await done;
  expect({ ending, exitCode, made: await made() }).toEqual({ ending: 'exit', exitCode: 0, made: true });
  expect(phases.map(({ name }) => name)).toEqual([
    'Start',
    'Packages',
    'Load resources',
    'Snapshots',
    'Narratives',
    'Validation',
    'Native outputs',
    'Template steps',
    'HTML outputs',
    'Spreadsheets',
    'Summaries',
    'Jekyll',
    'HTML check',
    'Packing',
    'QA',
  ]);
});

describe('it dies in each phase', () => {
  for (const [at, phase] of [
    ['Core Package', 'Packages'],
    ['Initialization complete', 'Load resources'],
    ['Generating Snapshots', 'Snapshots'],
    ['Generating Narratives', 'Narratives'],
    ['Validating Conformance Resources', 'Validation'],
    ['Generate Native Outputs', 'Native outputs'],
    ['Run Template', 'Template steps'],
    ['Generate HTML Outputs', 'HTML outputs'],
    ['Generate Spreadsheets', 'Spreadsheets'],
    ['Generate Summaries', 'Summaries'],
    ['Run jekyll', 'Jekyll'],
    ['Checking Output HTML', 'HTML check'],
    ['Build final .zip', 'Packing'],
    ['Generating QA', 'QA'],
  ] as const)
    test(phase, async () => {
      const { done, made, log } = await run({ end: '1', at });
      expect(await done).toMatchObject({
        ending: 'exit',
        exitCode: 1,
        phase,
        lastWords: 'Publishing Content Failed: it broke',
      });
      expect(await made()).toBe(false);
      expect(log()).toContain(at);
    });
});

describe('exit code 0 is not believed', () => {
  for (const end of ['exception', 'old-qa', 'no-qa'])
    test(end, async () => {
      const { done, made } = await run({ end });
      expect((await done).exitCode).toBe(0);
      expect(await made()).toBe(false);
    });
});

test('memory that does not suffice is told from every other end: Java says so, or the kernel kills it', async () => {
  expect(await (await run({ end: 'no-memory', at: 'Generate HTML Outputs' })).done).toMatchObject({
    ending: 'out-of-memory',
    phase: 'HTML outputs',
  });
  expect(await (await run({ end: 'killed', at: 'Generate Spreadsheets' })).done).toMatchObject({
    ending: 'out-of-memory',
    phase: 'Spreadsheets',
  });
});

test('a run that falls silent is ended with all that it has started', async () => {
  const { done, pidOfJekyll, log } = await run({ end: 'silent', at: 'Run jekyll', patience: 2 });
  expect(await done).toMatchObject({
    ending: 'silent',
    phase: 'Jekyll',
    lastWords: expect.stringMatching(/^Run jekyll/),
  });
  expect(isRunning(pidOfJekyll())).toBe(false);
  expect(log()).toContain('Run jekyll');
});

test('an abort ends it with all that it has started, and throws the reason', async () => {
  const stop = new AbortController();
  const { done, pidOfJekyll } = await run({
    end: 'silent',
    at: 'Run jekyll',
    signal: stop.signal,
    onPosition: ({ phase }) => {
      if (phase === 'Jekyll') setTimeout(() => stop.abort(new Error('stopped')), 500);
    },
  });
  await expect(done).rejects.toThrow('stopped');
  expect(isRunning(pidOfJekyll())).toBe(false);
});

test('the crash on two versions of one package is explained, wherever it stands in the log', async () => {
  const { done } = await run({ end: '1', at: 'Generating Snapshots' });
  const ended = await done;
  expect(failedRun(ended, 'the log').rule).toBe('publisher-failed');
  const lines = [...ended.lines, "Exception: Name 'ans.fhir.fr.mesures' already exists (value = x)", 'at …'];
  expect(failedRun({ ...ended, lines }, 'the log')).toMatchObject({
    rule: 'publisher-two-versions',
    message: expect.stringContaining('two versions of ans.fhir.fr.mesures'),
  });
});
