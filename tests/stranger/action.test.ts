import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { copyOf, root, runCommand, sharedCache, temporaryFolder, writeFiles } from '../cli/run-ig.ts';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
}
const folder = join(root, '.github/actions/ig');
const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};

/** Runs the step that builds, as a runner of GitHub's would. */
async function build(guide: string, inputs: Readonly<Record<string, string>> = {}) {
  const place = temporaryFolder({ output: '' });
  const step = action.runs.steps.find(({ id }) => id === 'build')?.run ?? '';
  const env = {
    GITHUB_ACTION_PATH: folder,
    GITHUB_OUTPUT: join(place, 'output'),
    RUNNER_TEMP: place,
    IG_CACHE: sharedCache,
    FOLDER: guide,
    FAIL_ON: action.inputs['fail-on']?.default ?? '',
    BASELINE: '',
    FROZEN: 'false',
    ...inputs,
  };
  const run = await runCommand('bash', ['-eo', 'pipefail', '-c', step], { cwd: root, env });
  const outputs = Object.fromEntries(
    readFileSync(join(place, 'output'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
  return { ...run, outputs };
}

test('the action tells counts, annotations and a SARIF file, and fails on errors', async () => {
  const guide = copyOf('fsh-only', {
    'input/fsh/wrong.fsh': 'Instance: wrong\nInstanceOf: Patient\nUsage: #example\n* gender = #man\n',
  });
  const failed = await build(guide);
  expect([failed.code, failed.outputs.errors]).toEqual([1, '1']);
  expect(Object.keys(failed.outputs).sort()).toEqual(Object.keys(action.outputs).sort());
  expect(failed.stdout).toContain('::error file=');
  const { runs } = JSON.parse(readFileSync(failed.outputs.sarif ?? '', 'utf8'));
  expect(runs[0].results.map(({ level }: { level: string }) => level)).toContain('error');
  writeFiles(guide, { 'input/fsh/wrong.fsh': '' });
  const mended = await build(guide, { FROZEN: 'true' });
  expect([mended.code, mended.outputs.errors]).toEqual([0, '0']);
});

test('what it uses is pinned by commit', () => {
  const used = action.runs.steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((each) => !/@[0-9a-f]{40}$/.test(each))).toEqual([]);
});
