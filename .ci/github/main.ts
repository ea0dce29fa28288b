import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api.ts';
import { loggedIn } from './git.ts';
import { requestedBranches } from './requested-branches.ts';
import { runText } from './run-text.ts';
import { branchesOf, defaultBranchOf, type Placed, type Sites, updateSites } from './sites.ts';
import { folderOfBranch } from './slug.ts';
import { comment } from './sticky-comment.ts';
import { timingsTable } from './timings.ts';

/*
 * The parts of .ci/ci that are no shell. They need Node.js and git, and no package, so that a job that may write runs
 * nothing but what lies here. All input comes by the environment, where no shell reads it.
 */

const verbs: Readonly<Record<string, (args: readonly string[]) => string | Promise<string>>> = {
  folder: () => folderOfBranch(required('BRANCH')),
  text: ([build = 'build', passed = 'no']) =>
    runText(jsonIn(join(build, 'report.json')), passed === 'yes', textIn(join(build, 'ci', 'comparison.md'))),
  timings: ([file = 'build/ci/timings.tsv']) => timingsTable(textIn(file)),
  comment: () =>
    comment(api(), {
      id: required('RUN_ID'),
      commit: required('RUN_COMMIT'),
      address: `${required('GITHUB_SERVER_URL')}/${required('GITHUB_REPOSITORY')}/actions/runs/${required('RUN_ID')}`,
    }),
  deploy: ([site = 'build/site']) =>
    update({ kind: 'branch', branch: required('BRANCH'), commit: required('GITHUB_SHA'), site }),
  'deploy-release': ([site = 'build/site']) => update({ kind: 'release', version: required('RELEASE_VERSION'), site }),
  prune: () => update(undefined),
};

async function update(placed: Placed | undefined): Promise<string> {
  const token = process.env.GITHUB_TOKEN ?? '';
  const environment = token === '' ? {} : loggedIn(required('GITHUB_SERVER_URL'), token);
  const sites: Sites = {
    repository: { folder: '.', environment },
    remote: process.env.SITES_REMOTE ?? 'origin',
    pages: process.env.SITES_BRANCH ?? 'gh-pages',
  };
  const living = {
    defaultBranch: defaultBranchOf(sites),
    branches: branchesOf(sites),
    requested: token === '' ? undefined : await requestedBranches(api()),
    now: new Date(),
  };
  const { changed, removed, placed: path } = updateSites(sites, living, placed);
  const said = [
    path === undefined ? undefined : `The site is at ${path}.`,
    living.requested === undefined
      ? 'Which branches have an open request is not known here, so that no site was removed.'
      : removed.length > 0
        ? `Removed the sites ${removed.join(', ')}.`
        : 'No site was to be removed.',
    changed ? undefined : `${sites.pages} is as it was.`,
  ];
  return said.filter((sentence) => sentence !== undefined).join(' ');
}

function api(): Api {
  return {
    server: process.env.GITHUB_API_URL ?? 'https://api.github.com',
    repository: required('GITHUB_REPOSITORY'),
    token: required('GITHUB_TOKEN'),
  };
}

function required(name: string): string {
  const value = process.env[name] ?? '';
  if (value === '') throw new Error(`${name} is not set: docs/ci.md says what it is.`);
  return value;
}

function textIn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function jsonIn(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const [, , verb = '', ...args] = process.argv;
const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
try {
  if (run === undefined) throw new Error(`There is no "${verb}": there are ${Object.keys(verbs).join(', ')}.`);
  process.stdout.write(`${await run(args)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
