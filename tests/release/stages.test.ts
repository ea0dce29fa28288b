import { expect, test } from 'vitest';
import { checkStage, stagedVersion } from '../../scripts/release/in-stage.ts';
import { stagedConfig, stagedRequest } from '../../scripts/release/staged.ts';
import { parseStages } from '../../scripts/release/stages.ts';
import { configText, guide, stages } from './guide.ts';

const told = (text: string) => parseStages(text).issues.map(({ message, source }) => `${source?.line} ${message}`);
const stage = (lines: string) => `pilot:\n  releaseLabel: draft\n  guideStatus: draft\n  banner: b\n${lines}`;

test('words that no stage has, and words that contradict each other, are told with their line', () => {
  expect(told(stage('  colour: red\n'))[0]).toMatch(/^5 pilot: Unrecognized key: "colour"/);
  expect(told(stage('').replace('releaseLabel: draft', 'releaseLabel: final-text'))[0]).toMatch(
    /^2 pilot\.releaseLabel: Invalid option/,
  );
  expect(told(stage('  mode: milestone\n'))).toEqual([
    '1 pilot: mode and status belong together. Give both to a stage that is published, and none to one that is not.',
  ]);
  expect(told(stage('  mode: working\n  status: draft\n'))[0]).toContain('Give it a suffix, such as ballot.');
  expect(told(stage('  mode: milestone\n  status: draft\n  suffix: a\n'))[0]).toContain('Leave suffix out');
  expect(told(stage('  mode: milestone\n  status: ballot\n'))[0]).toContain('Let both say the same.');
  expect(told(`${stage('')}${stage('').replace('pilot', 'other')}`)).toEqual([
    '5 other: releaseLabel draft is that of pilot too. The label tells the stage: give each its own.',
  ]);
});

test('what is published does not call itself ci-build', () => {
  const text = stage('  mode: milestone\n  status: release\n').replace('releaseLabel: draft', 'releaseLabel: ci-build');
  expect(told(text)).toEqual([
    '1 pilot: what is published does not call itself ci-build. Choose another releaseLabel.',
  ]);
});

test('a configuration that is not as its stage has it says what to write, at its line', () => {
  const issuesOf = (settings: Readonly<Record<string, string | undefined>>) =>
    checkStage(guide(settings), stages).map(({ message, source }) => `${source?.line} ${message}`);
  expect(issuesOf({})).toEqual([]);
  expect(issuesOf({ releaseLabel: 'ci-build', status: 'draft' })).toEqual([]);
  expect(issuesOf({ releaseLabel: 'final-text' })).toEqual([
    '5 releaseLabel final-text is no stage: stages.yaml has ci-build, public-comment, release. Write one of them.',
  ]);
  expect(issuesOf({ status: 'draft' })).toEqual([
    '4 status is draft, and the stage release has active. Write status: active',
  ]);
  expect(issuesOf({ releaseLabel: 'public-comment', status: 'draft' })).toEqual([
    '3 version 1.0.0 does not belong to the stage public-comment. Write version: 1.0.0-comment',
  ]);
  expect(issuesOf({ version: '1.0.0-comment' })[0]).toContain('Write version: 1.0.0');
});

test('set up for a stage, only values are others: lines and comments stay', () => {
  const [, comment, release] = stages;
  if (comment === undefined || release === undefined) throw new Error('There are three stages.');
  const text = `# of the guide\n${configText({ version: '1.0.0 # the next one', releaseLabel: 'ci-build', status: 'draft' })}`;
  const staged = stagedConfig(text, guide(), comment, '2026-11-30');
  expect(staged.split('\n').slice(0, 7)).toEqual([
    '# of the guide',
    'id: fr.example.guide',
    'canonical: https://example.org/ig/guide',
    'version: 1.0.0-comment # the next one',
    'status: draft',
    'releaseLabel: public-comment',
    'fhirVersion: 4.0.1',
  ]);
  expect(staged).toContain('\ndate: 2026-11-30\n');
  expect(stagedVersion('1.0.0-comment.2', comment)).toBe('1.0.0-comment.2');
  expect(stagedVersion('1.0.0-comment.2', release)).toBe('1.0.0');
  expect(JSON.parse(stagedRequest('{"desc": "First", "mode": "x"}', guide(), comment))).toEqual({
    desc: 'First',
    mode: 'working',
    status: 'public-comment',
    version: '1.0.0-comment',
    path: 'https://example.org/ig/guide/1.0.0-comment',
    'package-id': 'fr.example.guide',
  });
});
