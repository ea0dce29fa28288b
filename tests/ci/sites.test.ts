import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loggedIn } from '../../.ci/github/git.ts';
import { branchesOf, defaultBranchOf, type Living, type Sites, updateSites } from '../../.ci/github/sites.ts';
import { folderOfBranch } from '../../.ci/github/slug.ts';
import { run, scratchFolder, scratchRepository, write } from './scratch.ts';

const today = new Date('2026-11-30T12:00:00Z');
const daysAgo = (days: number) => new Date(today.getTime() - days * 24 * 60 * 60 * 1000);

function setUp(...branches: readonly string[]) {
  const { local, remote } = scratchRepository(branches);
  const sites: Sites = { repository: { folder: local }, remote: 'origin', pages: 'gh-pages' };
  const living = (more: Partial<Living> = {}): Living => ({
    defaultBranch: defaultBranchOf(sites),
    branches: branchesOf(sites),
    requested: new Set(),
    now: today,
    ...more,
  });
  const site = (text: string) => write(scratchFolder(), { 'index.html': text, 'en/page.html': `${text} in English` });
  const deploy = (branch: string, more: Partial<Living> = {}) =>
    updateSites(sites, living(more), { kind: 'branch', branch, commit: 'c0ffee00', site: site(branch) });
  const release = (version: string, text = version) =>
    updateSites(sites, living(), { kind: 'release', version, site: site(text) });
  const files = () => run(remote, 'ls-tree', '-r', '--name-only', 'gh-pages').trim().split('\n');
  const folders = () => [...new Set(files().map((name) => name.split('/').slice(0, 2).join('/')))].sort();
  const text = (name: string) => run(remote, 'show', `gh-pages:${name}`);
  return { local, remote, sites, living, deploy, release, files, folders, text };
}

test('the site of each branch has its own folder, slashes or not, beside a page that leads to it', () => {
  const { deploy, files, text } = setUp('main', 'feature/pain', 'feature-pain');
  const requested = new Set(['feature/pain', 'feature-pain']);
  deploy('main', { requested });
  deploy('feature/pain', { requested });
  expect(deploy('feature-pain', { requested }).placed).toBe('branches/feature-pain/');

  const slashed = folderOfBranch('feature/pain');
  expect(files()).toContain(`branches/${slashed}/en/page.html`);
  expect(text(`branches/${slashed}/index.html`)).toBe('feature/pain');
  expect(text('branches/feature-pain/index.html')).toBe('feature-pain');
  const links = [...text('index.html').matchAll(/href="([^"]+)">([^<]+)/g)].map(([, to, name]) => `${name}: ${to}`);
  expect(links).toEqual([
    'main: branches/main/',
    'feature-pain: branches/feature-pain/',
    `feature/pain: branches/${slashed}/`,
  ]);
});

test('pruning keeps the default branch, branches with an open request, young sites and releases', () => {
  const { deploy, release, sites, living, local, folders } = setUp('main', 'asked/for', 'old', 'young', 'gone');
  const requested = new Set(['asked/for']);
  release('1.0.0');
  for (const branch of ['main', 'asked/for', 'old', 'gone']) deploy(branch, { requested: undefined, now: daysAgo(40) });
  deploy('young', { requested: undefined, now: daysAgo(3) });
  run(local, 'push', '--quiet', 'origin', ':gone');

  expect([...updateSites(sites, living({ requested }), undefined).removed].sort()).toEqual(['gone', 'old']);
  expect(folders()).toEqual(
    ['.nojekyll', `branches/${folderOfBranch('asked/for')}`, 'branches/main', 'branches/young', 'index.html', 'releases/1.0.0'].sort(), // biome-ignore format: one line shows what is left
  );
  expect(updateSites(sites, living({ requested }), undefined)).toMatchObject({ changed: false, removed: [] });
});

test('a branch that is gone loses its site at once, and the next deployment of another does it', () => {
  const { deploy, local, folders } = setUp('main', 'fix/a');
  deploy('fix/a');
  run(local, 'push', '--quiet', 'origin', ':fix/a');
  expect(deploy('main').removed).toEqual([folderOfBranch('fix/a')]);
  expect(folders()).toEqual(['.nojekyll', 'branches/main', 'index.html']);
});

test('where nobody knows which branches have a request, nothing is removed', () => {
  const { deploy, sites, living } = setUp('main', 'old');
  deploy('old', { now: daysAgo(400) });
  expect(updateSites(sites, living({ requested: undefined }), undefined).removed).toEqual([]);
});

test('a release is never replaced, and what is deployed later does not touch it', () => {
  const { deploy, release, remote } = setUp('main');
  release('1.0.0');
  const before = run(remote, 'rev-parse', 'gh-pages:releases/1.0.0');
  expect(() => release('1.0.0', 'something else')).toThrow('a release is never replaced');
  expect(() => release('../main')).toThrow('is no version of a release');
  release('1.0.1');
  deploy('main');
  expect(run(remote, 'rev-parse', 'gh-pages:releases/1.0.0')).toBe(before);
  expect(release('1.0.0').placed).toBe('releases/1.0.0/');
});

test('the branch of the sites is one commit, and of two who push at once both have their site', () => {
  const { deploy, sites, living, remote, local, folders } = setUp('main', 'a', 'b');
  deploy('main');
  const site = write(scratchFolder(), { 'index.html': 'x' });
  let looks = 0;
  const racing: Sites = {
    ...sites,
    // It is looked up to fetch, and again to push: in between another job pushes.
    get remote() {
      looks++;
      if (looks === 2) updateSites(sites, living(), { kind: 'branch', branch: 'b', commit: 'b', site });
      return 'origin';
    },
  };
  updateSites(racing, living(), { kind: 'branch', branch: 'a', commit: 'a', site });
  expect(looks).toBeGreaterThan(2);
  expect(folders()).toEqual(['.nojekyll', 'branches/a', 'branches/b', 'branches/main', 'index.html']);
  expect(run(remote, 'rev-list', '--count', 'gh-pages').trim()).toBe('1');
  expect(run(local, 'status', '--porcelain')).toBe('');
});

test('what is no regular file comes into no site', () => {
  const { sites, living } = setUp('main');
  const site = write(scratchFolder(), { 'index.html': 'x' });
  symlinkSync('/etc/passwd', join(site, 'leak.html'));
  expect(() => updateSites(sites, living(), { kind: 'branch', branch: 'main', commit: 'c', site })).toThrow(
    '"leak.html" is no regular file',
  );
  const empty = scratchFolder();
  expect(() => updateSites(sites, living(), { kind: 'branch', branch: 'main', commit: 'c', site: empty })).toThrow(
    'has no files',
  );
});

test('files arrive byte for byte, whatever git is told about them', () => {
  const { sites, living, text, files } = setUp('main');
  const site = write(scratchFolder(), {
    '.gitattributes': '* text eol=lf\n',
    '.gitignore': '*\n',
    'a.html': 'a\r\nb\r\n',
  });
  updateSites(sites, living(), { kind: 'branch', branch: 'main', commit: 'c', site });
  expect(text('branches/main/a.html')).toBe('a\r\nb\r\n');
  expect(files()).toContain('branches/main/.gitignore');
});

test('names are told as text on the page that lists the sites', () => {
  const { deploy, text } = setUp('main', `x<img'"&`);
  deploy(`x<img'"&`);
  expect(text('index.html')).not.toContain('<img');
  expect(text('index.html')).toContain('x&#60;img');
});

test('a token is for its server only, and in no argument', () => {
  const { GIT_CONFIG_KEY_0: key, GIT_CONFIG_VALUE_0: value } = loggedIn('https://git.example.org/', 'secret');
  expect(key).toBe('http.https://git.example.org/.extraheader');
  expect(Buffer.from(value?.split(' ').at(-1) ?? '', 'base64').toString()).toBe('x-access-token:secret');
});
