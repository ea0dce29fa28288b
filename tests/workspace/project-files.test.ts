import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProjectFiles } from '../../scripts/workspace/project-files.ts';
import { temporaryProject } from '../compile/temporary-project.ts';

const { signal } = new AbortController();
const FILE = 'input/fsh/a.fsh';
const text = `Instance: a\nInstanceOf: Patient\n${'* active = true\n'.repeat(100)}`;

test('a file that is half saved is not taken for whole', async () => {
  const folder = temporaryProject({ [FILE]: text });
  const files = new ProjectFiles(folder);
  const path = join(folder, FILE);
  const changed = files.changed(signal).then((names) => [names, readFileSync(path, 'utf8') === `${text}\n`]);
  writeFileSync(path, text.slice(0, text.length / 2));
  setTimeout(() => writeFileSync(path, `${text}\n`), 40);
  expect(await changed).toEqual([[FILE], true]);
  files.end();
});

test('what comes into a new folder, before and after that is looked at', async () => {
  const folder = temporaryProject({ [FILE]: text });
  const files = new ProjectFiles(folder);
  mkdirSync(join(folder, 'input/fsh/new'));
  writeFileSync(join(folder, 'input/fsh/new/b.fsh'), text);
  expect(await files.changed(signal)).toEqual(['input/fsh/new/b.fsh']);
  writeFileSync(join(folder, 'input/fsh/new/c.fsh'), text);
  expect(await files.changed(signal)).toEqual(['input/fsh/new/c.fsh']);
  files.end();
});

test.each([
  ['to nothing', 'input/fsh/gone.fsh', 'nowhere'],
  ['back to a folder that it lies in', 'input/fsh/loop', '..'],
])('a link %s, and that it is gone', async (_, link, target) => {
  const folder = temporaryProject({ [FILE]: text });
  const files = new ProjectFiles(folder);
  symlinkSync(target, join(folder, link));
  expect(await files.changed(signal)).toEqual([link]);
  rmSync(join(folder, link));
  expect(await files.changed(signal)).toEqual([link]);
  files.end();
});
