import { expect, test } from 'vitest';
import { checkRequest } from '../../scripts/release/request.ts';
import { guide, stages } from './guide.ts';

const whole = {
  'package-id': 'fr.example.guide',
  version: '1.0.0',
  path: 'https://example.org/ig/guide/1.0.0',
  mode: 'milestone',
  status: 'trial-use',
  sequence: 'R1',
  desc: 'The first release.',
  changes: 'change-log.html',
  first: true,
  category: 'Health',
  title: 'A guide',
  introduction: 'What it is about.',
  'ci-build': 'https://example.org/build/guide',
};

interface Case {
  readonly request?: object;
  readonly settings?: Readonly<Record<string, string | undefined>>;
  readonly isPublished?: boolean;
  readonly files?: Readonly<Record<string, string>>;
  readonly inStage?: boolean;
}

function told({ request = {}, settings = {}, isPublished, files = {}, inStage = false }: Case): string[] {
  const facts = guide(settings);
  const stage = inStage ? stages.find(({ releaseLabel }) => releaseLabel === facts.releaseLabel) : undefined;
  const text = JSON.stringify({ ...whole, ...request }, undefined, 2);
  return checkRequest(text, { guide: facts, stage, isPublished, read: (path) => files[path] }).map(
    ({ severity, message, source }) => `${source?.file}:${source?.line} ${severity} ${message}`,
  );
}

test('a request that is whole has no finding, in its stage and without stages', () => {
  expect(told({})).toEqual([]);
  expect(told({ inStage: true })).toEqual([]);
});

const cases: readonly (readonly [name: string, Case, wanted: RegExp])[] = [
  ['another package', { request: { 'package-id': 'x' } }, /:2 error package-id is "x"\. Write "fr\.example\.guide"/],
  ['another version', { request: { version: '0.9.0' } }, /:3 error version is "0\.9\.0"\. Write "1\.0\.0"/],
  ['no version of semver', { settings: { version: '"1.0"' }, request: { version: '1.0', path: 'https://example.org/ig/guide/1.0' } }, /sushi-config\.yaml:3 error Version "1\.0" is no version/],
  ['no path', { request: { path: undefined } }, /error path is missing\. Write "https:\/\/example\.org\/ig\/guide\/1\.0\.0"/],
  ['a path elsewhere', { request: { path: 'https://example.com/1.0.0' } }, /:4 error path .* is not one folder below the canonical/],
  ['a path that leads out', { request: { path: 'https://example.org/ig/guide/../x' } }, /error path .* is not one folder below/],
  ['a path that names something else', { request: { path: 'https://example.org/ig/guide/final' } }, /:4 warning path .* names neither the version nor the sequence/],
  ['no mode', { request: { mode: undefined } }, /error mode is missing\. Write working, milestone, technical-correction/],
  ['an unknown mode', { request: { mode: 'final' } }, /:5 error mode is "final"/],
  ['a milestone with a label', { settings: { version: '1.0.0-ballot' }, request: { version: '1.0.0-ballot', path: 'https://example.org/ig/guide/1.0.0-ballot' } }, /:5 error A release of mode milestone has no label .* Take 1\.0\.0/],
  ['a working release without one', { request: { mode: 'working' } }, /:5 error A working release has a label in its version, such as 1\.0\.0-ballot/],
  ['a technical correction', { request: { mode: 'technical-correction' } }, /:5 warning The IG Publisher does not publish technical corrections/],
  ['no status', { request: { status: undefined } }, /error status is missing/],
  ['an unknown status', { request: { status: 'final-text' } }, /:6 error status is "final-text"\. Write one of release, trial-use/],
  ['no sequence', { request: { sequence: '' } }, /error sequence is missing/],
  ['a sequence that is a kind of release', { request: { sequence: 'final-text' } }, /:7 warning sequence is "final-text", which is the word for a kind/],
  ['no description', { request: { desc: undefined } }, /error desc is missing/],
  ['a long description alone', { request: { desc: undefined, descmd: 'All of it.' } }, /warning desc is missing/],
  ['a description in no file', { request: { descmd: '@notes.md' } }, /error descmd names the file notes\.md, which the guide does not have/],
  ['quotation marks in a description', { request: { descmd: '@notes.md' }, files: { 'notes.md': "the guide's" } }, /error descmd has quotation marks/],
  ['changes elsewhere', { request: { changes: 'https://example.org/x' } }, /:9 error changes is "https/],
  ['a date', { request: { date: '2026-11-30' } }, /error date is set when it is published\. Remove it/],
  ['a canonical', { request: { canonical: 'x' } }, /error canonical is set when it is published/],
  ['first, when there is a version', { isPublished: true }, /:10 error first is true, and the web site has a version already/],
  ['not first, when there is none', { isPublished: false, request: { first: undefined } }, /error The web site has no version .* Write "first": true/],
  ['a first version without its category', { request: { category: undefined } }, /error category is missing, which the first version has to tell/],
  ['a later version with a category', { request: { first: undefined }, isPublished: true }, /:10 error category is only told with the first version/],
  ['another mode than the stage', { inStage: true, request: { mode: 'technical-correction' } }, /:5 error mode is "technical-correction", and the stage release has "milestone"/],
  ['another status than the stage', { inStage: true, request: { status: 'release' } }, /:6 error status is "release", and the stage release has "trial-use"/],
]; // biome-ignore format: one line a case

for (const [name, given, wanted] of cases)
  test(`a request with ${name}`, () => expect(told(given).join('\n')).toMatch(wanted));

test('a request that is no JSON, or not there', () => {
  const context = { guide: guide(), read: () => undefined };
  expect(checkRequest('{', context)[0]?.message).toMatch(/^It cannot be read as JSON/);
  expect(checkRequest('[]', context)[0]?.message).toMatch(/it is no object/);
  expect(checkRequest(undefined, context)[0]?.message).toMatch(/^There is no publication-request\.json/);
});

// Faults of requests that were released so, in own values.
test('a milestone that calls itself ci-build, as two releases did', () => {
  const settings = { releaseLabel: 'ci-build', status: 'draft' };
  const issues = told({ settings, request: { status: 'release' } });
  expect(issues.join('\n')).toMatch(/sushi-config\.yaml:5 error What is published would call itself ci-build/);
  expect(issues.join('\n')).toMatch(
    /sushi-config\.yaml:4 warning A release of status "release" has artefacts that are drafts/,
  );
});

test('a placeholder that was left in, and a label that no template knows', () => {
  expect(told({ request: { desc: '[todo]' } }).join('\n')).toMatch(
    /:8 error desc is "\[todo\]", which is a placeholder/,
  );
  expect(told({ settings: { releaseLabel: 'final-text' } }).join('\n')).toMatch(
    /sushi-config\.yaml:5 warning releaseLabel is "final-text", which no template knows/,
  );
});
