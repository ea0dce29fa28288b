import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiskBasedPackageCache } from 'fhir-package-loader';
import { expect, test } from 'vitest';
import { materialise } from '../../scripts/packages/disk/materialise.ts';
import { neverAborted, temporaryFolder, tinyPackage, valueSet } from './tiny-package.ts';

const lists = tinyPackage('example.lists#1.0.0', [
  valueSet('http://example.org/a', '1.0.0'),
  valueSet('http://example.org/b'),
]);

test('SUSHI’s own package cache finds what was written', async () => {
  const folder = temporaryFolder();
  await materialise([lists], folder, neverAborted);
  const cache = new DiskBasedPackageCache(folder);
  expect(cache.isPackageInCache('example.lists', '1.0.0')).toBe(true);
  const names = cache.getPotentialResourcePaths('example.lists', '1.0.0');
  const written = names
    .map((name) => cache.getResourceAtPath(name))
    .filter(({ resourceType }) => resourceType !== undefined);
  expect(written).toEqual(lists.entries.map((entry) => lists.read(entry)));
  expect(JSON.parse(readFileSync(join(folder, 'example.lists#1.0.0/package/package.json'), 'utf8'))).toEqual(
    lists.manifest,
  );
});

test('a package that is there stays, and an abort leaves no half one', async () => {
  const folder = temporaryFolder();
  await materialise([lists], folder, neverAborted);
  const controller = new AbortController();
  controller.abort(new Error('Ctrl-C'));
  const more = tinyPackage('example.more#1.0.0', [valueSet('http://example.org/c')]);
  await expect(materialise([lists, more], folder, controller.signal)).rejects.toThrow('Ctrl-C');
  expect(readdirSync(folder)).toEqual(['example.lists#1.0.0']);
});
