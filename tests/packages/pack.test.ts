import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchiveFiles } from '../../scripts/packages/source/archive-files.ts';
import { addToPackage, packFolder, writePackageFolder } from '../../scripts/packages/source/pack.ts';
import { temporaryFolder } from './tiny-package.ts';

const patient = { resourceType: 'Patient', id: 'a' };

async function packedPatient(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'package'));
  writePackageFolder(join(folder, 'package'), { name: 'a.test', version: '1.0.0' }, [
    { resource: patient, isExample: false },
  ]);
  const archive = join(folder, 'package.tgz');
  await packFolder(folder, archive);
  return archive;
}

test('files that are added to a package stand beside what it had, the same each time', async () => {
  const [one, two] = [await packedPatient(), await packedPatient()];
  const before = await readArchiveFiles(one);
  const added = new Map([['other/set.zip', Buffer.from('whole')]]);
  for (const archive of [one, two]) await addToPackage(archive, added);
  expect(readFileSync(one)).toEqual(readFileSync(two));
  const after = await readArchiveFiles(one);
  expect(String(after.get('package/other/set.zip'))).toBe('whole');
  for (const [name, content] of before) expect(after.get(name), name).toEqual(content);
  expect(after.size).toBe(before.size + 1);
  expect(readdirSync(join(one, '..')).sort()).toEqual(['package', 'package.tgz']);
});

test('an archive that cannot be read stays as it was, and nothing is left beside it', async () => {
  const folder = temporaryFolder();
  const archive = join(folder, 'package.tgz');
  writeFileSync(archive, 'no archive');
  await expect(addToPackage(archive, new Map([['other/a', Buffer.from('a')]]))).rejects.toThrow();
  expect(readFileSync(archive, 'utf8')).toBe('no archive');
  expect(readdirSync(folder)).toEqual(['package.tgz']);
});
