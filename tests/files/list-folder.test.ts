import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { listFolder } from '../../scripts/files/list-folder.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: readonly string[], links: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'ig-list-'));
  made.push(folder);
  for (const name of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
  return folder;
}

const names = (folder: string) => listFolder(folder).files.map(({ name }) => name);

test('files below the folder, with their sizes, in the order of their names', () => {
  const folder = folderWith(['b.fsh', 'a/c.fsh', 'a/b/d.fsh']);
  const { files, faults } = listFolder(folder);
  expect({ files: files.map(({ stats: _, ...rest }) => rest), faults }).toEqual({
    files: [
      { name: 'a/b/d.fsh', size: 9, isLink: false },
      { name: 'a/c.fsh', size: 7, isLink: false },
      { name: 'b.fsh', size: 5, isLink: false },
    ],
    faults: [],
  });
});

test('of a link, what is told of its times is that of the file that it leads to', () => {
  const folder = folderWith(['a.fsh'], { 'b.fsh': 'a.fsh' });
  const [itself, link] = listFolder(folder).files.map(({ stats: { ino, ctimeMs } }) => ({ ino, ctimeMs }));
  expect(link).toEqual(itself);
  expect(itself?.ino).toBe(statSync(join(folder, 'a.fsh')).ino);
});

test('a folder that is not there has no files', () => {
  expect(listFolder(join(tmpdir(), 'ig-none', 'none'))).toEqual({ files: [], faults: [] });
});

test('links are followed, each folder once', () => {
  const folder = folderWith(['real/x.fsh'], { again: 'real', file: 'real/x.fsh' });
  expect(names(folder)).toEqual(['again/x.fsh', 'file']);
});

test('a link back, to nothing, in a circle, and a pipe are faults', () => {
  const folder = folderWith(['a/x.fsh'], { 'a/up': '..', here: '.', root: '/', gone: 'nowhere', self: 'self' });
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const { files, faults } = listFolder(folder);
  expect(files.map(({ name }) => name)).toEqual(['a/x.fsh']);
  expect(Object.fromEntries(faults.map(({ name, reason }) => [name, reason]))).toEqual({
    'a/up': 'it is a link back to a folder that it lies in',
    here: 'it is a link back to a folder that it lies in',
    root: 'it is a link back to a folder that it lies in',
    gone: 'it is a link to something that does not exist',
    self: 'its links lead in a circle',
    pipe: 'it is a pipe, not a file',
  });
});

test('what nobody wants is no fault, and neither is an editor’s lock', () => {
  const folder = folderWith(['x.fsh'], { 'gone.txt': 'nowhere', '.#x.fsh': 'somebody@example.org.1' });
  expect(listFolder(folder, { wants: (name) => name.endsWith('.fsh') })).toMatchObject({ faults: [] });
});

test('however folders link to each other, the listing ends, and each file is in it once', () => {
  const link = fc.tuple(fc.nat(5), fc.nat(5));
  fc.assert(
    fc.property(fc.array(link, { maxLength: 20 }), (links) => {
      const folder = folderWith(Array.from({ length: 6 }, (_, index) => `${index}/file`));
      links.forEach(([from, to], index) => {
        symlinkSync(`../${to}`, join(folder, String(from), `link${index}`));
      });
      const { files, faults } = listFolder(folder);
      expect(files.length).toBe(6);
      expect(faults.every(({ reason }) => reason.includes('link back'))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
