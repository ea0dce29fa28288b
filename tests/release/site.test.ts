import { expect, test } from 'vitest';
import { checkSite } from '../../scripts/release/site.ts';
import { compareVersionTexts } from '../../scripts/release/versions.ts';
import { guide } from './guide.ts';

const setup = {
  website: { url: 'https://example.org/ig', 'clone-xml-json': false },
  'layout-rules': [{ npm: 'fr.example.*', canonical: 'https://example.org/ig/{3}', destination: '/ig/{3}' }],
};
const entry = (version: string, rest: object = {}) => ({ version, path: `https://example.org/ig/guide/${version}`, status: 'trial-use', sequence: 'R1', ...rest }); // biome-ignore format: one line
const listOf = (...entries: readonly object[]) => ({
  'package-id': 'fr.example.guide',
  canonical: 'https://example.org/ig/guide',
  category: 'Health',
  list: [{ version: 'current', path: 'https://example.org/build', status: 'ci-build' }, ...entries],
});

function told(files: Readonly<Record<string, unknown>>, request: Record<string, unknown> = {}, version = '1.1.0') {
  const site = { 'publish-setup.json': setup, 'package-registry.json': { packages: [] }, ...files };
  const texts = new Map(
    Object.entries(site).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name, typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)] as const],
    ),
  );
  const { issues, isPublished } = checkSite(guide({ version }), request, {
    read: (path) => texts.get(path),
    has: (path) => texts.has(path) || [...texts.keys()].some((name) => name.startsWith(`${path}/`)),
  });
  return {
    isPublished,
    all: issues.map(({ severity, message, source }) => `${source?.file} ${severity} ${message}`).join('\n'),
  };
}

const list = 'ig/guide/package-list.json';

test('a web site that is set up, before the first version and after it', () => {
  expect(told({})).toEqual({ isPublished: false, all: '' });
  expect(told({ [list]: listOf(entry('1.0.0', { current: true })) })).toEqual({ isPublished: true, all: '' });
});

const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
  ['without its settings', { 'publish-setup.json': undefined }, /^publish-setup\.json error The web site has no publish-setup\.json/],
  ['whose settings are no JSON', { 'publish-setup.json': '{' }, /publish-setup\.json cannot be read as JSON/],
  ['without an address', { 'publish-setup.json': { ...setup, website: {} } }, /website\.url is missing[\s\S]*clone-xml-json is missing/],
  ['without a rule for the guide', { 'publish-setup.json': { ...setup, 'layout-rules': [] } }, /No layout rule of the web site is for fr\.example\.guide\. Add one to layout-rules, with npm "fr\.example\.\*"/],
  ['that gives it another canonical', { 'publish-setup.json': { ...setup, 'layout-rules': [{ npm: 'fr.example.guide', canonical: 'https://example.org/x' }] } }, /sushi-config\.yaml error The layout rule .* canonical https:\/\/example\.org\/x/],
  ['whose rule leads out of it', { 'publish-setup.json': { ...setup, 'layout-rules': [{ ...setup['layout-rules'][0], destination: '../../etc' }] } }, /leads out of it/],
  ['that is read elsewhere', { 'publish-setup.json': { ...setup, website: { ...setup.website, url: 'https://other.org' } } }, /is not below https:\/\/other\.org/],
  ['without a registry', { 'package-registry.json': undefined }, /The web site has no package-registry\.json\. Make one/],
  ['with an empty registry', { 'package-registry.json': '' }, /package-registry\.json is empty, which ends the IG Publisher/],
  ['with a registry that is no JSON', { 'package-registry.json': 'x' }, /package-registry\.json cannot be read as JSON/],
  ['that has the version', { [list]: listOf(entry('1.1.0')) }, /package-list\.json error Version 1\.1\.0 is published already/],
  ['that has a later one', { [list]: listOf(entry('1.2.0')) }, /sushi-config\.yaml error Version 1\.1\.0 is before 1\.2\.0/],
  ['that has the folder', { 'ig/guide/1.1.0/index.html': 'x' }, /has a folder ig\/guide\/1\.1\.0 already/],
  ['whose list is of another guide', { [list]: { ...listOf(), 'package-id': 'x', canonical: 'y', category: undefined } }, /package-id of the list .*"x"[\s\S]*canonical of the list[\s\S]*has no category/],
  ['whose list has no continuous build', { [list]: { ...listOf(), list: [] } }, /no entry "current"/],
  ['whose list is no JSON', { [list]: '{' }, /package-list\.json cannot be read as JSON/],
  // As a published list has them, in own values.
  ['that calls a ballot a release', { [list]: listOf(entry('1.0.0-ballot', { status: 'release' })) }, /warning The list of versions calls 1\.0\.0-ballot a "release"/],
  ['that describes a release as a ballot', { [list]: listOf(entry('1.0.0', { desc: 'Release 1.0.0-ballot' })) }, /warning The list of versions describes 1\.0\.0 as 1\.0\.0-ballot/],
  ['that has a trial in the final text', { [list]: listOf(entry('1.0.0', { sequence: 'final-text' })) }, /warning The list of versions calls 1\.0\.0 a "trial-use" in the sequence "final-text"/],
]; // biome-ignore format: one line a case

for (const [name, files, wanted] of cases) test(`a web site ${name}`, () => expect(told(files).all).toMatch(wanted));

test('a technical correction needs a current version of its sequence', () => {
  const request = { mode: 'technical-correction', sequence: 'R1' };
  expect(told({ [list]: listOf(entry('1.0.0')) }, request).all).toMatch(/There is nothing to correct/);
  const current = { [list]: listOf(entry('1.0.0', { current: true, sequence: 'R0' })) };
  expect(told(current, request).all).toMatch(/stays in the sequence "R0"/);
});

test('a path that is taken, and a sequence that is closed', () => {
  const closed = listOf(entry('1.0.0', { current: true, sequence: 'R1' }), entry('1.0.1-ballot', { sequence: 'R2' }));
  const request = { mode: 'working', sequence: 'R1', path: 'https://example.org/ig/guide/1.0.0' };
  const { all } = told({ [list]: closed }, request);
  expect(all).toMatch(/A version is published at https:\/\/example\.org\/ig\/guide\/1\.0\.0 already/);
  expect(all).toMatch(/The sequence "R1" is closed, and "R2" has begun/);
});

test('versions are ordered by their numbers, and a label comes before none', () => {
  const ordered = ['0.9.0', '1.0.0-ballot', '1.0.0-ballot.2', '1.0.0-ballot.10', '1.0.0-comment', '1.0.0', '1.10.0'];
  expect(ordered.toReversed().toSorted(compareVersionTexts)).toEqual(ordered);
});
