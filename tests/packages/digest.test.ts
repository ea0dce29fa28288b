import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { describe, expect, test } from 'vitest';
import { contentDigest, folderDigest } from '../../scripts/packages/digest.ts';
import { digestMemory } from '../../scripts/packages/disk/digest-memory.ts';
import { readTarball } from '../../scripts/packages/source/tarball.ts';
import { manifestText, neverAborted, temporaryFolder, writeFiles } from './tiny-package.ts';

const files = {
  'package/package.json': manifestText({ id: 'example.a', version: '1.0.0' }),
  'package/ValueSet-é.json': '{"resourceType":"ValueSet","id":"é"}',
  'package/other/spec.internals': '{}',
};

test('is the sha512 of what sha512sum prints for the sorted files', () => {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const listing = execFileSync('sha512sum', ['ValueSet-é.json', 'other/spec.internals', 'package.json'], {
    cwd: join(folder, 'package'),
  });
  expect(folderDigest(join(folder, 'package'))).toBe(`sha512-${createHash('sha512').update(listing).digest('base64')}`);
});

test('is the same packed and unpacked, with and without what tools add', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  await create({ gzip: true, cwd: folder, file: join(folder, 'a.tgz') }, ['package']);
  const packed = await readTarball(join(folder, 'a.tgz'), 'a.tgz', neverAborted);
  writeFiles(folder, { 'package/.index.json': '{}', 'package/node_modules/x/package.json': '{}' });
  expect(packed.issues).toEqual([]);
  expect(packed.value?.integrity).toBe(folderDigest(join(folder, 'package')));
});

test('changes with a byte, a name, a file more or less', () => {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const root = join(folder, 'package');
  const before = folderDigest(root);
  writeFileSync(join(root, 'ValueSet-é.json'), '{"resourceType":"ValueSet","id":"è"}');
  expect(folderDigest(root)).not.toBe(before);
  writeFiles(folder, files);
  expect(folderDigest(root)).toBe(before);
  writeFileSync(join(root, 'more.json'), '');
  expect(folderDigest(root)).not.toBe(before);
  rmSync(join(root, 'more.json'));
  rmSync(join(root, 'other/spec.internals'));
  expect(folderDigest(root)).not.toBe(before);
});

test('does not depend on the order of the files', () => {
  const [a, b] = [
    { name: 'a', bytes: Buffer.from('1') },
    { name: 'b', bytes: Buffer.from('2') },
  ];
  expect(contentDigest([a, b])).toBe(contentDigest([b, a]));
});

describe('a remembered digest', () => {
  test('is recalled until something is installed over the folder', () => {
    const [folder, cache] = [temporaryFolder(), temporaryFolder()];
    writeFiles(folder, files);
    const root = join(folder, 'package');
    expect(digestMemory(cache).recall(root)).toBeUndefined();
    digestMemory(cache).remember(root, 'sha512-x');
    expect(digestMemory(cache).recall(root)).toBe('sha512-x');
    writeFiles(root, { 'more.json': '{}' });
    expect(digestMemory(cache).recall(root)).toBeUndefined();
    digestMemory(cache).remember(root, 'sha512-y');
    rmSync(join(root, 'package.json'));
    writeFiles(root, { 'package.json': manifestText({ id: 'example.a', version: '1.0.1' }) });
    expect(digestMemory(cache).recall(root)).toBeUndefined();
  });

  test('that was cut short or changed by a letter is computed again', () => {
    const [folder, cache] = [temporaryFolder(), temporaryFolder()];
    writeFiles(folder, files);
    const root = join(folder, 'package');
    digestMemory(cache).remember(root, 'sha512-x');
    const [name = ''] = readdirSync(join(cache, 'digests'));
    const file = join(cache, 'digests', name);
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at++) {
      writeFileSync(file, whole.subarray(0, at));
      expect(digestMemory(cache).recall(root)).toBeUndefined();
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x01, at);
      writeFileSync(file, changed);
      expect(digestMemory(cache).recall(root)).toBeUndefined();
    }
    digestMemory(cache).remember(root, 'sha512-x');
    expect(digestMemory(cache).recall(root)).toBe('sha512-x');
  });
});
