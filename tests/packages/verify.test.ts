import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPartCache } from '../../scripts/packages/disk/part-cache.ts';
import { digestOf, writeSealed } from '../../scripts/packages/disk/spare-file.ts';
import { createLock } from '../../scripts/packages/lock/create-lock.ts';
import { openLocked } from '../../scripts/packages/lock/open-locked.ts';
import { verifyPackages } from '../../scripts/packages/lock/verify.ts';
import type { LockedPackage } from '../../scripts/packages/lockfile.ts';
import { formatIndex, parseIndex, toEntry } from '../../scripts/packages/store/index-of-folder.ts';
import { createStore, type Store } from '../../scripts/packages/store/store.ts';
import { packed } from './loopback-registry.ts';
import { neverAborted, temporaryFolder, valueSet } from './tiny-package.ts';
import { CORE, declares, npmProject, tinySources, writeStandIns } from './tiny-source.ts';

let project: string;
let store: Store;
let packages: LockedPackage[];

beforeEach(async () => {
  const resources = ['a', 'b', 'c'].map((id) => valueSet(`http://example.org/ValueSet/${id}`, '1.0.0'));
  project = npmProject({ ...CORE, 'example.lists#1.0.0': { resources } });
  writeStandIns(project, { 'example.standin#1.0.0': {} });
  store = createStore(temporaryFolder());
  const sources = tinySources(project);
  const { value } = await createLock(declares('example.lists#1.0.0', 'example.standin#1.0.0'), {
    sources,
    signal: neverAborted,
  });
  packages = value?.packages ?? [];
  await openLocked(packages, { store, sources, signal: neverAborted });
});

async function messages(sources = tinySources(project)): Promise<string[]> {
  const issues = await verifyPackages(packages, { store, sources, signal: neverAborted });
  return issues.map(({ severity, message }) => `${severity}: ${message}`);
}

function entryOf(id: string): string {
  const name = readdirSync(store.folder).find((each) => each.startsWith(`${id}#`));
  return join(store.folder, name ?? '');
}

test('nothing is said of packages that are as they were locked', async () => {
  expect(packages).toHaveLength(3);
  expect(await messages()).toEqual([]);
});

describe('an npm package', () => {
  const inPackage = (name: string) => join(project, 'node_modules/example.lists', name);
  const mismatch =
    /^error: example\.lists#1\.0\.0 in node_modules \(npm:example\.lists@1\.0\.0\) has the content .* Run npm ci/;

  test('tampered with: which file was changed', async () => {
    writeFileSync(
      inPackage('ValueSet-b.json'),
      JSON.stringify({ ...valueSet('http://example.org/ValueSet/b', '1.0.0'), status: 'retired' }),
    );
    expect(await messages()).toEqual([
      expect.stringMatching(mismatch),
      'error: example.lists#1.0.0: ValueSet-b.json was changed. Run npm ci to install it again.',
    ]);
  });

  test('half unpacked: which files are missing and which is cut short', async () => {
    rmSync(inPackage('ValueSet-c.json'));
    truncateSync(inPackage('ValueSet-b.json'), 10);
    expect(await messages()).toEqual([
      expect.stringMatching(mismatch),
      'error: example.lists#1.0.0: ValueSet-b.json is cut short or damaged. Run npm ci to install it again.',
      'error: example.lists#1.0.0: ValueSet-c.json is missing. Run npm ci to install it again.',
    ]);
  });

  test('gone', async () => {
    rmSync(inPackage('package.json'));
    expect(await messages()).toEqual([
      expect.stringMatching(/example\.lists#1\.0\.0 is locked to node_modules.*does not have it\. Run npm ci/),
    ]);
  });
});

test('a stand-in whose sources were edited', async () => {
  writeFileSync(join(project, 'upstream/example.standin/1.0.0/input/fsh/a.fsh'), 'ValueSet: B\n');
  expect(await messages()).toEqual([
    expect.stringMatching(/example\.standin#1\.0\.0 in upstream\/example\.standin\/1\.0\.0 has the content/),
  ]);
});

test('a source that may not be asked is said: the cache alone was checked', async () => {
  const [npm] = tinySources(project);
  expect(await messages(npm === undefined ? [] : [npm])).toEqual([
    expect.stringMatching(/^information: example\.standin#1\.0\.0 was checked in the package cache only/),
  ]);
});

describe('a copy in the cache', () => {
  const remedy = () => `Delete ${entryOf('example.lists')}: the next run makes it anew.`;

  test('with a single byte changed', async () => {
    const file = join(entryOf('example.lists'), 'resources.ndjson');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ValueSet/b', 'ValueSet/x'));
    expect(await messages()).toEqual([
      `error: The package cache's copy of example.lists#1.0.0 is damaged: resources.ndjson is not the file that was written. ${remedy()}`,
    ]);
  });

  test('with one letter of the index changed', async () => {
    const file = join(entryOf('example.lists'), 'index');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('"http://example.org/ValueSet/b"', '"http://example.org/ValueSet/x"'),
    );
    expect(await messages()).toEqual([
      `error: The package cache's copy of example.lists#1.0.0 is damaged: index is not the file that was written for this entry. ${remedy()}`,
    ]);
  });

  test('with an index that was made to say something else than the resources', async () => {
    const folder = entryOf('example.lists');
    const file = join(folder, 'index');
    const index = parseIndex(readFileSync(file), basename(folder));
    if (index === undefined) throw new Error('no index');
    const entries = index.entries.map((entry) =>
      entry.id === 'b' ? { ...entry, url: 'http://example.org/ValueSet/x' } : entry,
    );
    writeFileSync(file, formatIndex({ ...index, entries }, basename(folder)));
    expect(await messages()).toEqual([
      `error: The package cache's copy of example.lists#1.0.0 is damaged: index says something else of ValueSet-b.json than its resource does. ${remedy()}`,
    ]);
  });

  test('that was forged: whole in itself, but not what is locked', async () => {
    const folder = entryOf('example.lists');
    const file = join(folder, 'resources.ndjson');
    const text = readFileSync(file, 'utf8').replace('ValueSet/b', 'ValueSet/x');
    writeFileSync(file, text);
    const index = parseIndex(readFileSync(join(folder, 'index')), basename(folder));
    if (index === undefined) throw new Error('no index');
    const entries = index.entries.map(({ filename, offset, length }) => {
      const json = text.slice(offset, offset + length);
      return toEntry(JSON.parse(json), filename, offset, length, digestOf(json));
    });
    const sha512 = createHash('sha512').update(text).digest('hex');
    const forged = { ...index, entries, blob: { ...index.blob, sha512 } };
    writeFileSync(join(folder, 'index'), formatIndex(forged, basename(folder)));
    expect(await messages()).toEqual([
      `error: The package cache's copy of example.lists#1.0.0 is damaged: it is not what the locked package has. ${remedy()}`,
    ]);
  });

  test('cut short', async () => {
    truncateSync(join(entryOf('example.lists'), 'index'), 20);
    expect(await messages()).toEqual([
      expect.stringMatching(/copy of example\.lists#1\.0\.0 is damaged: index is not the file that was written/),
    ]);
  });

  test('that an earlier version has left is none of these', async () => {
    const old = `${entryOf('example.lists').slice(0, -20)}${'0'.repeat(20)}`;
    mkdirSync(old);
    writeFileSync(join(old, 'index.json'), '{"format":2}');
    expect(await messages()).toEqual([]);
  });
});

describe('what the cache has beside packages', () => {
  const key = '0123456789abcdef0123456789abcdef';
  const files = () => {
    const parts = openPartCache(join(store.folder, 'compiled', key), 8);
    parts.add('a', { a: 1 });
    parts.add('b', { b: 1 });
    parts.keep();
    for (const file of [`guides/${key}.json`, `compilations/${key}.json`, `digests/${key}`])
      writeSealed(join(store.folder, file), '{"a":1}\n', 8);
    return ['compiled', 'guides', 'compilations', 'digests'].map((folder) => {
      const [name = ''] = readdirSync(join(store.folder, folder));
      return join(store.folder, folder, name);
    });
  };

  test('is whole, and what is being written or is of an earlier version is passed over', async () => {
    for (const file of files()) writeFileSync(`${file}.1234`, '');
    writeFileSync(join(store.folder, 'digests', key.slice(0, 20)), '1 2 3\nsha512-x');
    expect(await messages()).toEqual([]);
  });

  const damages: Readonly<Record<string, (file: string) => void>> = {
    'cut short': (file) => truncateSync(file, readFileSync(file).length - 1),
    emptied: (file) => truncateSync(file, 0),
    'changed by a letter': (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/"a":1/, '"c":1')),
    'continued with something else': (file) => appendFileSync(file, 'x'),
    'a folder now': (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  };
  for (const [damage, inflict] of Object.entries(damages)) {
    test(`${damage} is named with its file`, async () => {
      const all = files();
      for (const file of all) inflict(file);
      expect(await messages()).toEqual(
        all.map(
          (file) => `error: The package cache's file ${file} is damaged. Delete it: it is made anew when it is needed.`,
        ),
      );
    });
  }

  test('a download that is damaged', async () => {
    const tgz = await packed('example.lists#1.0.0');
    const file = join(store.folder, 'downloads', 'example.lists#1.0.0-0123456789ab.tgz');
    mkdirSync(join(store.folder, 'downloads'));
    writeFileSync(file, tgz);
    expect(await messages()).toEqual([]);
    writeFileSync(file, tgz.subarray(0, 50));
    expect(await messages()).toEqual([expect.stringContaining(`The package cache's file ${file} is damaged.`)]);
  });
});
