import { expect, test } from 'vitest';
import { ProjectWatch } from '../../scripts/commands/watching/watch-project.ts';
import type { Build } from '../../scripts/pipeline/build.ts';
import { Phases } from '../../scripts/pipeline/phases.ts';
import type { ProjectFiles } from '../../scripts/workspace/project-files.ts';
import type { Verdict, Workspace } from '../../scripts/workspace/workspace.ts';

const build: Build = { packages: [], issues: [], results: [], phases: new Phases() };
const found: Verdict = {
  build,
  added: [],
  fixed: [],
  stayed: [],
  isWhole: true,
  changed: ['input/fsh/a.fsh'],
  milliseconds: 1,
  trace: { snapshots: 0, checked: [] },
};

/** What is told of one change, until the watch has nothing more to say of it. */
async function toldWith(fullCheck: () => Promise<Pick<Build, 'issues' | 'results'> | undefined>): Promise<string[]> {
  const told: string[] = [];
  const stop = new AbortController();
  const end = (text: string) => {
    told.push(text);
    stop.abort();
  };
  const changes = [['input/fsh/a.fsh']];
  const files = {
    changed: (signal: AbortSignal) => {
      const next = changes.shift();
      if (next !== undefined) return Promise.resolve(next);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
    isBehind: () => false,
  } as unknown as ProjectFiles;
  const workspace = {
    known: async () => build,
    change: async () => found,
    forget: () => {},
  } as unknown as Workspace;
  const teller = {
    working: () => {},
    ready: () => told.push('ready'),
    verdict: () => told.push('verdict'),
    confirmed: (same: boolean) => end(`confirmed ${same}`),
    failed: end,
    ran: () => {},
    end: () => {},
  };
  const watch = new ProjectWatch({ workspace, files, teller, failOn: 'error', version: '0', fullCheck });
  await watch.first(stop.signal);
  await watch.follow(stop.signal);
  return told;
}

test('a verdict is confirmed by a full check that finds the same', async () => {
  expect(await toldWith(async () => ({ issues: [], results: [] }))).toEqual(['ready', 'verdict', 'confirmed true']);
});

test('a full check that comes to no end is told: the verdict is not confirmed', async () => {
  expect(await toldWith(async () => undefined)).toEqual([
    'ready',
    'verdict',
    'The full check behind it came to no end: the verdict is not confirmed.',
  ]);
});
