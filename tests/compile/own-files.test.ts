import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findOwnFiles } from '../../scripts/compile/output/own-files.ts';
import { temporaryProject } from './temporary-project.ts';

const index = JSON.stringify([{ outputFile: 'Patient-a.json' }, { outputFile: 'Patient-b.json' }]);
const built = {
  'fsh-generated/fsh-index.txt': '',
  'fsh-generated/data/fsh-index.json': index,
  'fsh-generated/includes/menu.xml': '',
  'fsh-generated/resources/Patient-a.json': '{}',
  'fsh-generated/resources/Patient-b.json': '{}',
  'fsh-generated/resources/ImplementationGuide-x.json': '{}',
};
const next = new Map([['resources/Patient-c.json', '{}']]);
const foundIn = (files: Readonly<Record<string, string>>) => findOwnFiles(temporaryProject(files), next);

test('what an earlier build has written is nobody’s, nor what desktops leave', () => {
  expect(foundIn({})).toEqual([]);
  expect(foundIn({ ...built, 'fsh-generated/.DS_Store': '' })).toEqual([]);
  const { 'fsh-generated/data/fsh-index.json': _, ...withoutIndex } = built;
  expect(foundIn(withoutIndex)).toEqual([]);
});

test('what this build writes as well loses nothing of its own', () => {
  expect(foundIn({ ...built, 'fsh-generated/resources/Patient-c.json': '{}' })).toEqual([]);
});

test.each(['notes.md', 'resources/Patient-mine.json', 'resources/deep/Patient-a.json', 'resources/.gitignore'])(
  '%s is the user’s own, and is named',
  (name) => {
    expect(foundIn({ ...built, [`fsh-generated/${name}`]: 'mine' })).toMatchObject([
      { severity: 'error', rule: 'generated-folder', source: { file: `fsh-generated/${name}` } },
    ]);
  },
);

test('a folder elsewhere to which fsh-generated is a link is not emptied', () => {
  const project = temporaryProject({ 'mine/notes.md': 'mine' });
  symlinkSync('mine', path.join(project, 'fsh-generated'));
  expect(findOwnFiles(project, next)).toEqual([]);
});
