import { existsSync, lstatSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type FhirCacheOptions, keepIndexes, layOutFhirCache } from '../../scripts/java/fhir-cache.ts';
import { materialise } from '../../scripts/packages/disk/materialise.ts';
import { temporaryFolder, tinyPackage, valueSet } from '../packages/tiny-package.ts';

const lists = tinyPackage('example.lists#1.0.0', [valueSet('http://example.org/a')]);
const RESOURCE = 'example.lists#1.0.0/package/ValueSet-a.json';

function machine() {
  const store = join(temporaryFolder(), 'store');
  const options: FhirCacheOptions = {
    store,
    materialise,
    signal: new AbortController().signal,
    format: 'test',
    more: () => [['other/spec.internals', '{}']],
  };
  const layOut = async (more: Partial<FhirCacheOptions> = {}, packages = [lists]) => {
    const cache = join(temporaryFolder(), 'packages');
    const laidOut = await layOutFhirCache(packages, cache, { ...options, ...more });
    return { cache, laidOut };
  };
  const kept = () => readdirSync(store).filter((name) => !name.startsWith('.'));
  return { store, layOut, kept };
}

test('a cache has the packages, further files, and the version that HL7’s programs do not empty', async () => {
  const { cache } = await machine().layOut();
  expect(readFileSync(join(cache, 'packages.ini'), 'utf8')).toContain('version = 4');
  expect(JSON.parse(readFileSync(join(cache, RESOURCE), 'utf8'))).toMatchObject({ resourceType: 'ValueSet', id: 'a' });
  expect(existsSync(join(cache, 'example.lists#1.0.0/package/other/spec.internals'))).toBe(true);
});

test('what a program writes beside a package is the run’s own, until its index is kept', async () => {
  const { layOut, store, kept } = machine();
  const first = await layOut();
  const index = join(first.cache, 'example.lists#1.0.0/package/.index.db');
  writeFileSync(index, 'made by the run');
  const inStore = join(store, kept()[0] ?? '', 'example.lists#1.0.0/package/.index.db');
  expect(existsSync(inStore)).toBe(false);
  keepIndexes(first.laidOut);
  expect(readFileSync(inStore, 'utf8')).toBe('made by the run');
  const second = await layOut();
  expect(lstatSync(join(second.cache, 'example.lists#1.0.0')).isSymbolicLink()).toBe(true);
  expect(second.laidOut).toEqual([]);
});

test('a package that was cut short, or has lost a file, is written anew', async () => {
  const { layOut, store, kept } = machine();
  await layOut();
  const file = join(store, kept()[0] ?? '', RESOURCE);
  truncateSync(file, 3);
  const { cache } = await layOut();
  expect(JSON.parse(readFileSync(join(cache, RESOURCE), 'utf8')).id).toBe('a');
  expect(kept()).toHaveLength(1);
});

test('another way of writing it is another package in the store', async () => {
  const { layOut, kept } = machine();
  await layOut();
  await layOut({ more: () => [['other/spec.internals', '{"other":1}']] });
  expect(kept()).toHaveLength(2);
});

test('two runs at the same moment write the same package, and both have it', async () => {
  const { layOut, kept, store } = machine();
  const caches = await Promise.all([layOut(), layOut(), layOut()]);
  for (const { cache } of caches) expect(existsSync(join(cache, RESOURCE))).toBe(true);
  expect(kept()).toHaveLength(1);
  expect(readdirSync(store).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a package with a scope lies in a folder of the scope', async () => {
  const scoped = tinyPackage('@scope/lists#1.0.0', [valueSet('http://example.org/a')]);
  const { cache } = await machine().layOut({}, [scoped]);
  expect(existsSync(join(cache, '@scope/lists#1.0.0/package/ValueSet-a.json'))).toBe(true);
});
