import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFingerprint } from '../../scripts/pipeline/store/fingerprint.ts';
import { plainConfig, temporaryProject } from '../compile/temporary-project.ts';

const config = `${plainConfig}parameters:\n  path-resource:\n    - more/*\n    - ../beside\n    - input/within\n`;

function project(files: Readonly<Record<string, string>> = {}): string {
  const outer = temporaryProject({
    'guide/sushi-config.yaml': config,
    'guide/input/fsh/a.fsh': 'Alias: A = http://a.example',
    ...files,
  });
  return join(outer, 'guide');
}

const contentOf = (folder: string) => {
  const found = projectFingerprint(folder, []);
  if (found === undefined) throw new Error('There is none.');
  return found.content;
};

/** What is done to the project, and whether another compilation may come out of it. */
const edits: Readonly<Record<string, readonly [edit: (folder: string) => void, isOther: boolean]>> = {
  'a FSH file': [(folder) => write(folder, 'input/fsh/a.fsh', 'Alias: A = http://b.example'), true],
  'a page, of which SUSHI lists the name': [(folder) => write(folder, 'input/pagecontent/new.md', 'New'), true],
  'a resource in a folder that path-resource names': [(folder) => write(folder, 'more/sub/a.json', '{}'), true],
  'a resource in such a folder outside of the project': [(folder) => write(folder, '../beside/a.json', '{}'), true],
  'what a link in input/ leads to': [
    (folder) => write(folder, '../elsewhere/linked.fsh', 'Alias: C = http://c.example'),
    true,
  ],
  'a link in input/ that leads elsewhere': [
    (folder) => {
      write(folder, '../elsewhere/other.fsh', 'Alias: D = http://d.example');
      rmSync(join(folder, 'input/fsh/linked.fsh'));
      symlinkSync(join(folder, '../elsewhere/other.fsh'), join(folder, 'input/fsh/linked.fsh'));
    },
    true,
  ],
  'a file behind a link to a folder': [
    (folder) => write(folder, '../elsewhere/folder/b.fsh', 'Alias: E = http://e.example'),
    true,
  ],
  'the settings of the IG Publisher': [(folder) => write(folder, 'ig.ini', '[IG]'), true],
  'what a build writes': [(folder) => write(folder, 'fsh-generated/resources/Patient-a.json', '{}'), false],
  'something else beside input/': [(folder) => write(folder, 'notes.txt', 'Notes'), false],
};

function write(folder: string, name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

for (const [what, [edit, isOther]] of Object.entries(edits))
  test(`${what} ${isOther ? 'changes' : 'does not change'} the fingerprint`, () => {
    const folder = project({
      'elsewhere/linked.fsh': 'Alias: B = http://b.example',
      'elsewhere/folder/b.fsh': 'Alias: F = http://f.example',
    });
    symlinkSync(join(folder, '../elsewhere/linked.fsh'), join(folder, 'input/fsh/linked.fsh'));
    symlinkSync(join(folder, '../elsewhere/folder'), join(folder, 'input/fsh/folder'));
    const before = contentOf(folder);
    expect(contentOf(folder)).toBe(before);
    edit(folder);
    if (isOther) expect(contentOf(folder)).not.toBe(before);
    else expect(contentOf(folder)).toBe(before);
  });

test('it says which folders outside of input/ it covers', () => {
  expect(projectFingerprint(project(), [])?.folders).toEqual(['more/*', '../beside']);
});
