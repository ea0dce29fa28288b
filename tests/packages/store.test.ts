import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { createStore, type Store, type StoreKey, storeKey } from '../../scripts/packages/store.ts';
import type { StoreContent } from '../../scripts/packages/store-write.ts';
import { neverAborted, temporaryFolder } from './tiny-package.ts';

const of: StoreKey = { id: 'example.a', version: '1.0.0', key: storeKey(['test']) };
const texts: Readonly<Record<string, string>> = {
  'ValueSet-b.json': '\uFEFF{"resourceType":"ValueSet","id":"b","url":"http://example.org/b","title":"é – 漢字"}',
  'ValueSet-a.json': '{\n  "resourceType": "ValueSet",\n  "id": "a"\n}',
  'notes.json': '{"not": "a resource"}',
  'broken.json': '{"resourceType": ',
};
const content: StoreContent = {
  manifest: { name: 'example.a', version: '1.0.0' },
  *files() {
    for (const [name, text] of Object.entries(texts)) yield { name, text };
  },
};

function whole(store: Store) {
  const opened = store.open(of);
  if (opened === undefined || opened === 'corrupt') throw new Error(`expected a whole entry, found ${opened}`);
  return opened;
}

describe('an installed package', () => {
  test('gives back its resources one by one, in the order of their file names', async () => {
    const store = createStore(temporaryFolder());
    await store.write(of, content, neverAborted);
    const { index, read, manifest } = whole(store);
    expect(manifest).toEqual(content.manifest);
    expect(index.entries.map(({ filename }) => filename)).toEqual(['ValueSet-a.json', 'ValueSet-b.json']);
    expect(index.entries.map(read)).toEqual([
      { resourceType: 'ValueSet', id: 'a' },
      { resourceType: 'ValueSet', id: 'b', url: 'http://example.org/b', title: 'é – 漢字' },
    ]);
  });

  test('tells at every use which of its files are not JSON', async () => {
    const store = createStore(temporaryFolder());
    await store.write(of, content, neverAborted);
    const [issue, ...more] = whole(store).index.issues;
    expect(more).toEqual([]);
    expect(issue?.message).toMatch(/^broken\.json of example\.a#1\.0\.0 is left out because it is not JSON/);
  });

  test('takes three files, however many resources it has', async () => {
    const store = createStore(temporaryFolder());
    await store.write(of, content, neverAborted);
    expect(readdirSync(store.entryFolder(of)).sort()).toEqual(['index.json', 'package.json', 'resources.ndjson']);
  });
});

describe('a damaged entry is not trusted, and is made anew', () => {
  const damages: Readonly<Record<string, (folder: string) => void>> = {
    'resources cut short': (folder) => truncateSync(join(folder, 'resources.ndjson'), 20),
    'resources missing': (folder) => rmSync(join(folder, 'resources.ndjson')),
    'index cut short': (folder) => truncateSync(join(folder, 'index.json'), 100),
    'index of an older format': (folder) => {
      const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
      writeFileSync(join(folder, 'index.json'), JSON.stringify({ ...index, format: 0 }));
    },
    'manifest missing': (folder) => rmSync(join(folder, 'package.json')),
    'an empty folder': (folder) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
    'a file in its place': (folder) => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, '');
    },
  };
  for (const [damage, inflict] of Object.entries(damages)) {
    test(damage, async () => {
      const store = createStore(temporaryFolder());
      await store.write(of, content, neverAborted);
      inflict(store.entryFolder(of));
      expect(store.open(of)).toBe('corrupt');
      await store.write(of, content, neverAborted);
      expect(whole(store).index.entries).toHaveLength(2);
      expect(readdirSync(store.folder)).toHaveLength(1);
    });
  }
});

describe('two runs and killed runs', () => {
  test('may install one package at the same time', async () => {
    const folder = temporaryFolder();
    const stores = Array.from({ length: 5 }, () => createStore(folder));
    await Promise.all(stores.map((store) => store.write(of, content, neverAborted)));
    expect(readdirSync(folder)).toHaveLength(1);
    expect(stores.map((store) => whole(store).index.entries.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test('an entry being read stays readable when it is replaced', async () => {
    const store = createStore(temporaryFolder());
    const { index, read } = await store.write(of, content, neverAborted);
    const [first] = index.entries;
    if (first === undefined) throw new Error('no entries');
    read(first);
    rmSync(store.entryFolder(of), { recursive: true });
    expect(read(first)).toEqual({ resourceType: 'ValueSet', id: 'a' });
  });

  test('a run killed in the middle leaves nothing that is taken for a package', async () => {
    const folder = temporaryFolder();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./install-forever.ts', import.meta.url)), folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data'); // it has begun to write
    child.kill('SIGKILL');
    await once(child, 'close');
    const store = createStore(folder);
    expect(readdirSync(folder)).toHaveLength(1); // the half-written one, under a name that nothing looks for
    expect(store.open(of)).toBeUndefined();

    const [left = ''] = readdirSync(folder);
    utimesSync(join(folder, left), 0, 0); // the next run may clear it away once it is old
    await store.write(of, content, neverAborted);
    expect(existsSync(join(folder, left))).toBe(false);
    expect(whole(store).index.entries).toHaveLength(2);
  });

  test('an aborted run leaves nothing at all', async () => {
    const store = createStore(temporaryFolder());
    const controller = new AbortController();
    const endless: StoreContent = {
      ...content,
      *files() {
        for (let at = 0; ; at++) {
          if (at === 100) controller.abort(new Error('enough'));
          yield { name: `ValueSet-${at}.json`, text: '{"resourceType":"ValueSet"}' };
        }
      },
    };
    await expect(store.write(of, endless, controller.signal)).rejects.toThrow('enough');
    expect(readdirSync(store.folder)).toEqual([]);
  });
});

test('a cache that cannot be written is said with what to do', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const writing = createStore(join(file, 'cache')).write(of, content, neverAborted);
  await expect(writing).rejects.toThrow(EnvironmentError);
  await expect(writing).rejects.toThrow(/cannot be used: part of the path is a file\. Set IG_CACHE/);
});
