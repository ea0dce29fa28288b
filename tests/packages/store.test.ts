import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import type { Repair } from '../../scripts/packages/store/entry.ts';
import { formatIndex, parseIndex, type StoreIndex } from '../../scripts/packages/store/index-of-folder.ts';
import { createStore, type Store, type StoreKey, storeKey } from '../../scripts/packages/store/store.ts';
import type { StoreContent } from '../../scripts/packages/store/write.ts';
import { works } from '../cli/rights.ts';
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

  test('takes two files, however many resources it has', async () => {
    const store = createStore(temporaryFolder());
    await store.write(of, content, neverAborted);
    expect(readdirSync(store.entryFolder(of)).sort()).toEqual(['index', 'resources.ndjson']);
  });
});

/** Changes the index and seals it again, as only somebody who knows how would. */
function forge(folder: string, change: (index: StoreIndex) => StoreIndex): void {
  const file = join(folder, 'index');
  const index = parseIndex(readFileSync(file), basename(folder));
  if (index === undefined) throw new Error('there is no index to change');
  writeFileSync(file, formatIndex(change(index), basename(folder)));
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

describe('a damaged entry is not trusted, and is made anew', () => {
  const damages: Readonly<Record<string, (folder: string) => void>> = {
    'resources cut short': (folder) => truncateSync(join(folder, 'resources.ndjson'), 20),
    'resources with something behind them': (folder) => appendFileSync(join(folder, 'resources.ndjson'), '\n'),
    'resources missing': (folder) => rmSync(join(folder, 'resources.ndjson')),
    'a folder in place of the resources': (folder) => {
      rmSync(join(folder, 'resources.ndjson'));
      mkdirSync(join(folder, 'resources.ndjson'));
    },
    'a pipe in place of the resources': (folder) => {
      rmSync(join(folder, 'resources.ndjson'));
      expect(works('mkfifo', join(folder, 'resources.ndjson'))).toBe(true);
    },
    'index cut short': (folder) => truncateSync(join(folder, 'index'), 100),
    'index emptied': (folder) => truncateSync(join(folder, 'index'), 0),
    'index missing': (folder) => rmSync(join(folder, 'index')),
    'a pipe in place of the index': (folder) => {
      rmSync(join(folder, 'index'));
      expect(works('mkfifo', join(folder, 'index'))).toBe(true);
    },
    'one letter of the index changed': (folder) =>
      edit(join(folder, 'index'), (text) => text.replace('"id":"b"', '"id":"c"')),
    'one letter of the manifest changed': (folder) =>
      edit(join(folder, 'index'), (text) => text.replace('"version":"1.0.0"', '"version":"1.0.1"')),
    'places of two resources exchanged': (folder) =>
      edit(join(folder, 'index'), (text) => {
        const [first = '', second = ''] = text.match(/"offset":\d+,"length":\d+,"digest":"\w+"/g) ?? [];
        return text.replace(first, '@').replace(second, first).replace('@', second);
      }),
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

  test('the entry of another package in its place', async () => {
    const store = createStore(temporaryFolder());
    const other = { id: 'example.b', version: '1.0.0', key: storeKey(['other']) };
    await store.write(other, { ...content, manifest: { name: 'example.b', version: '1.0.0' } }, neverAborted);
    renameSync(store.entryFolder(other), store.entryFolder(of));
    expect(store.open(of)).toBe('corrupt');
  });

  test('a link that leads nowhere in its place is replaced, and nothing is written where it led', async () => {
    const store = createStore(temporaryFolder());
    const elsewhere = join(temporaryFolder(), 'elsewhere');
    symlinkSync(elsewhere, store.entryFolder(of));
    await store.write(of, content, neverAborted);
    expect(existsSync(elsewhere)).toBe(false);
    expect(whole(store).index.entries).toHaveLength(2);
  });

  test('what a link in its place leads to is left alone', async () => {
    const store = createStore(temporaryFolder());
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'index'), 'mine');
    symlinkSync(elsewhere, store.entryFolder(of));
    expect(store.open(of)).toBe('corrupt');
    await store.write(of, content, neverAborted);
    expect(readFileSync(join(elsewhere, 'index'), 'utf8')).toBe('mine');
    expect(whole(store).index.entries).toHaveLength(2);
  });
});

describe('a resource that is not as it was written', () => {
  const damages: Readonly<Record<string, (folder: string) => void>> = {
    'with one letter changed': (folder) =>
      edit(join(folder, 'resources.ndjson'), (text) => text.replace('"id":"a"', '"id":"c"')),
    'with a bit flipped': (folder) => {
      const bytes = readFileSync(join(folder, 'resources.ndjson'));
      const at = bytes.indexOf('"id":"a"');
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(join(folder, 'resources.ndjson'), bytes);
    },
    'full of zeros': (folder) => {
      const file = join(folder, 'resources.ndjson');
      writeFileSync(file, Buffer.alloc(statSync(file).size));
    },
    'and a place that is no number': (folder) => forge(folder, (index) => moved(index, { offset: Number.NaN })),
    'and a place before the beginning': (folder) => forge(folder, (index) => moved(index, { offset: -1 })),
    'and a place behind the end': (folder) => forge(folder, (index) => moved(index, { offset: 1e9 })),
    'and a length of less than nothing': (folder) => forge(folder, (index) => moved(index, { length: -1 })),
    'and a length beyond all memory': (folder) => forge(folder, (index) => moved(index, { length: 2 ** 52 })),
    'and a place that lies in another one': (folder) => forge(folder, (index) => moved(index, { offset: 3 })),
  };
  const moved = (index: StoreIndex, place: Partial<StoreIndex['entries'][number]>): StoreIndex => ({
    ...index,
    entries: index.entries.map((entry) => (entry.id === 'a' ? { ...entry, ...place } : entry)),
  });
  const readA = ({ index, read }: ReturnType<typeof whole>) =>
    index.entries.flatMap((entry) => (entry.id === 'a' ? [read(entry)] : []));

  for (const [damage, inflict] of Object.entries(damages)) {
    test(`${damage} is never handed out, and is found by a store that checks all`, async () => {
      const folder = temporaryFolder();
      const store = createStore(folder);
      const before = readA(await store.write(of, content, neverAborted));
      expect(before).toHaveLength(1);
      inflict(store.entryFolder(of));
      expect(() => readA(whole(store))).toThrow(EnvironmentError);
      expect(() => readA(whole(store))).toThrow(
        /^ValueSet-a\.json of example\.a#1\.0\.0 is damaged in the package cache\. Delete .*: the next run makes it anew\.$/,
      );
      const strict = createStore(folder, { checksAll: true });
      expect(strict.open(of)).toBe('corrupt');
      await strict.write(of, content, neverAborted);
      expect(readA(whole(strict))).toEqual(before);
    });
  }

  /** As `ig packages repair` does, but at once: a whole entry is put into the place. */
  async function repairable() {
    const folder = temporaryFolder();
    const spare = createStore(temporaryFolder());
    await spare.write(of, content, neverAborted);
    const repair = vi.fn<Repair>((damaged) => {
      rmSync(damaged, { recursive: true });
      cpSync(spare.entryFolder(of), damaged, { recursive: true });
      return undefined;
    });
    const store = createStore(folder, { repair });
    const before = readA(await store.write(of, content, neverAborted));
    damages['with one letter changed']?.(store.entryFolder(of));
    return { store, repair, before };
  }

  test('is read from the entry that was made anew meanwhile, once for all', async () => {
    const { store, repair, before } = await repairable();
    const opened = whole(store);
    expect(readA(opened)).toEqual(before);
    expect(readA(opened)).toEqual(before);
    expect(repair.mock.calls).toEqual([[store.entryFolder(of)]]);
  });

  test('is read without a repair where another run has repaired it', async () => {
    const { store, repair, before } = await repairable();
    const opened = whole(store);
    await createStore(store.folder, { checksAll: true }).write(of, content, neverAborted);
    expect(readA(opened)).toEqual(before);
    expect(repair).not.toHaveBeenCalled();
  });

  test('is told with the reason where it cannot be made anew, which is tried once', async () => {
    const { store, repair } = await repairable();
    repair.mockImplementation(() => 'Run npm ci.');
    const opened = whole(store);
    for (let time = 0; time < 2; time++)
      expect(() => readA(opened)).toThrow(
        /^ValueSet-a\.json of example\.a#1\.0\.0 is damaged in the package cache\. Run npm ci\.$/,
      );
    expect(repair).toHaveBeenCalledTimes(1);
  });

  test('is told where the disk damages it again', async () => {
    const { store, repair } = await repairable();
    repair.mockImplementation(() => undefined);
    expect(() => readA(whole(store))).toThrow(/is damaged in the package cache\. Delete .*, or set IG_CACHE/);
  });
});

describe('two runs and killed runs', () => {
  test('may install one package at the same time', async () => {
    const folder = temporaryFolder();
    const stores = Array.from({ length: 5 }, () => createStore(folder));
    await Promise.all(stores.map((store) => store.write(of, content, neverAborted)));
    expect(readdirSync(folder)).toHaveLength(1);
    expect(stores.map((store) => whole(store).index.entries.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test('may replace one damaged entry at the same time', async () => {
    const folder = temporaryFolder();
    const stores = Array.from({ length: 5 }, () => createStore(folder, { checksAll: true }));
    const [first] = stores;
    await first?.write(of, content, neverAborted);
    edit(join(folder, readdirSync(folder)[0] ?? '', 'resources.ndjson'), (text) =>
      text.replace('"id":"b"', '"id":"c"'),
    );
    const written = await Promise.all(stores.map((store) => store.write(of, content, neverAborted)));
    for (const { index, read } of written) expect(index.entries.map(read)).toMatchObject([{ id: 'a' }, { id: 'b' }]);
    expect(readdirSync(folder)).toHaveLength(1);
    for (const store of stores) expect(store.open(of)).not.toBe('corrupt');
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
