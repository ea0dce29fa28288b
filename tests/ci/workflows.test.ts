import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/*
 * The workflows hold no logic: each command in them is a step of .ci/ci, which runs on every machine. What the two
 * linters of .ci/linters cannot know of this project is held here.
 */

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly defaults?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const files = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const steps = execFileSync(join(root, '.ci/ci'), ['steps'], { encoding: 'utf8' }).trim().split('\n');

/** What reads its input from the environment, and which variables. */
const inputs: Readonly<Record<string, readonly string[]>> = {
  compare: ['BASE'],
  request: ['NUMBER'],
  deploy: ['BRANCH', 'GITHUB_TOKEN'],
  'deploy-release': ['RELEASE_VERSION', 'GITHUB_TOKEN'],
  prune: ['GITHUB_TOKEN'],
  comment: ['RUN_ID', 'RUN_COMMIT', 'GITHUB_TOKEN'],
  release: ['STAGE'],
  draft: ['RELEASE_VERSION', 'GH_TOKEN'],
  tests: ['CHROMIUM'],
  container: ['NODE_IMAGE'],
};

test('the project has workflows, and its script has steps', () => {
  expect(files.map(({ name }) => name).sort()).toEqual(['comment.yml', 'guide.yml', 'platforms.yml', 'release.yml', 'sites.yml', 'tests.yml']); // biome-ignore format: one line
  expect(steps).toContain('gate');
});

for (const { name, text, workflow } of files)
  describe(name, () => {
    const jobs = Object.entries(workflow.jobs);
    const all = jobs.flatMap(([, job]) => job.steps);

    test('no permission but by job, a bound on the time, and one run at a time', () => {
      expect(workflow.permissions).toEqual({});
      expect(workflow.concurrency).toBeDefined();
      for (const [, job] of jobs) {
        expect(job.permissions).toBeDefined();
        expect(job['timeout-minutes']).toBeGreaterThan(0);
      }
    });

    test('each command is steps of .ci/ci and nothing else, so that no input is read by a shell', () => {
      const commands = all.flatMap(({ run }) => run ?? []);
      for (const command of commands) {
        expect(command).toMatch(/^\.ci\/ci( [a-z-]+)+$/);
        expect(steps).toEqual(expect.arrayContaining(command.split(' ').slice(1)));
      }
      expect(all.filter(({ run, uses }) => run === undefined && uses === undefined)).toEqual([]);
    });

    test('each step is given what it reads, and nothing else', () => {
      for (const { run, env = {} } of all) {
        const wanted = (run ?? '').split(' ').flatMap((step) => inputs[step] ?? []);
        expect([run, Object.keys(env)]).toEqual([run, wanted]);
      }
    });

    test('each action is pinned to a commit, with its version for the reader and for Dependabot', () => {
      const lines = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
      expect(lines.length).toBe(all.filter(({ uses }) => uses !== undefined).length);
      for (const line of lines) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    test('nothing keeps the token after the sources are checked out', () => {
      const checkouts = all.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false));
      for (const step of checkouts) expect(step.with).not.toHaveProperty('ref');
    });

    test('a cache is named by the lockfile', () => {
      for (const { uses, with: options } of all)
        if (uses?.startsWith('actions/cache@') === true)
          expect(options?.key).toMatch(/hashFiles\('package-lock\.json', 'fhir-packages\.lock\.json'/);
    });

    test('what may write runs no package: neither npm nor anything of it', () => {
      const writing = jobs.filter(([, { permissions = {} }]) =>
        ['contents', 'pull-requests', 'id-token'].some((right) => permissions[right] === 'write'),
      );
      for (const [, job] of writing)
        expect(job.steps.flatMap(({ run }) => run?.split(' ').slice(1) ?? [])).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(?:install|gate|site|release|tests|compare)$/)]),
        );
    });
  });

test('one and the same action has one commit everywhere', () => {
  const pins = new Set(files.flatMap(({ text }) => text.match(/uses: \S+@\S+ # \S+/g) ?? []));
  const names = [...pins].map((pin) => pin.replace(/@.*/, ''));
  expect(names.length).toBe(new Set(names).size);
});

test('every system and every Node.js that is promised has a run of its own', () => {
  const job = files.find(({ name }) => name === 'platforms.yml')?.workflow.jobs.platform;
  const { matrix } = job?.strategy ?? { matrix: {} };
  expect(matrix.system).toEqual([
    expect.stringMatching(/^ubuntu-/),
    expect.stringMatching(/^windows-/),
    expect.stringMatching(/^macos-/),
  ]);
  expect(matrix.node?.map((version) => version.split('.')[0])).toEqual(['20', '22', '24']);
  expect(job?.defaults).toEqual({ run: { shell: 'bash' } });
  expect(job?.steps.at(-1)?.run).toBe('.ci/ci platform');
  // Each folder of tests that it names is there.
  const script = readFileSync(join(root, '.ci/ci'), 'utf8').split('step_platform()')[1]?.split('\n}')[0] ?? '';
  const folders = script.match(/tests\/[a-z-]+/g) ?? [];
  expect(folders.length).toBeGreaterThan(5);
  for (const name of folders) expect(readdirSync(join(root, name)).length).toBeGreaterThan(0);
});

test('what a fork can start has no right to write but to code scanning, and no secret', () => {
  const open = files.filter(({ workflow }) => 'pull_request' in workflow.on);
  expect(open.length).toBeGreaterThan(0);
  for (const { text, workflow } of open) {
    expect(text).not.toContain('secrets.');
    for (const [name, { permissions = {} }] of Object.entries(workflow.jobs))
      if (name !== 'deploy') expect(Object.entries(permissions).filter(([right, how]) => how === 'write' && right !== 'security-events')).toEqual([]); // biome-ignore format: one line
  }
  const deploy = files.find(({ name }) => name === 'guide.yml')?.workflow.jobs.deploy;
  expect(deploy?.if).toContain("github.event_name == 'push'");
  for (const { workflow } of files) expect(workflow.on).not.toHaveProperty('pull_request_target');
});

test('a release is for a stage that there is, and that is published', () => {
  const dispatch = files.find(({ name }) => name === 'release.yml')?.workflow.on.workflow_dispatch;
  const { inputs: offered } = dispatch as {
    readonly inputs: { readonly stage: { readonly options: readonly string[] } };
  };
  const stages: Readonly<Record<string, { readonly mode?: string }>> = parse(readFileSync(join(root, 'stages.yaml'), 'utf8')); // biome-ignore format: one line
  const published = Object.entries(stages).flatMap(([name, { mode }]) => (mode === undefined ? [] : [name]));
  expect([...offered.stage.options].sort()).toEqual(published.sort());
});

test('the workflow that comments is the one that waits for the other, by its name', () => {
  const guide = files.find(({ name }) => name === 'guide.yml');
  const comment = files.find(({ name }) => name === 'comment.yml');
  const waited = comment?.workflow.on.workflow_run as { readonly workflows: readonly string[] };
  expect(waited.workflows).toEqual([parse(guide?.text ?? '').name]);
});

test('the artifact that one writes is the one that the other reads', () => {
  const source = readFileSync(join(root, '.ci/github/sticky-comment.ts'), 'utf8');
  const artifact = /ARTIFACT = '([^']+)'/.exec(source)?.[1];
  const guide = files.find(({ name }) => name === 'guide.yml')?.workflow;
  const uploaded = guide?.jobs.check?.steps.map((step) => step.with?.name);
  expect(uploaded).toContain(artifact);
});

test('the page on CI tells every step of the script, and no other', () => {
  const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
  const table = /\n\| step[\s\S]*?\n\n/.exec(page)?.[0] ?? '';
  const told = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, step]) => step);
  expect(told.sort()).toEqual([...steps].sort());
});

test('what runs with a right to write needs no package', () => {
  const sources = readdirSync(join(root, '.ci/github')).map((name) => readFileSync(join(root, '.ci/github', name), 'utf8')); // biome-ignore format: one line
  const imported = sources.flatMap((text) => [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from));
  expect(imported.length).toBeGreaterThan(10);
  expect(imported.filter((from) => !/^(?:node:|\.\/)/.test(from ?? ''))).toEqual([]);
});
