import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { type ArchiveFile, exportBundle } from '../../scripts/packages/bundle/export.ts';
import type { ArchiveSet } from '../../scripts/packages/bundle/fit.ts';
import { importBundle } from '../../scripts/packages/bundle/import.ts';
import { createLock } from '../../scripts/packages/lock/create-lock.ts';
import { openLocked } from '../../scripts/packages/lock/open-locked.ts';
import type { Lockfile } from '../../scripts/packages/lockfile.ts';
import { createStore } from '../../scripts/packages/store/store.ts';
import { neverAborted as signal, temporaryFolder, valueSet, writeFiles } from './tiny-package.ts';
import { CORE, declares, npmProject, tinySources, writeStandIns } from './tiny-source.ts';

const sets = (folder: string): ArchiveSet[] => [
  { part: 'hl7', label: 'the HL7 validator', folder: join(folder, 'hl7'), archives: archives.map(plain) },
  { part: 'other', label: 'another program', folder: join(folder, 'other'), archives: archives.slice(0, 1).map(plain) },
];
const archives = ['first archive', 'second, longer archive'].map((text, at) => ({
  part: 'hl7',
  name: `a-${at}.jar`,
  bytes: text.length,
  sha256: createHash('sha256').update(text).digest('hex'),
  text,
}));
const plain = ({ name, bytes, sha256 }: (typeof archives)[number]) => ({ name, bytes, sha256 });

const url = 'http://example.org/ValueSet/a';
/** A project with packages from npm, a stand-in, and archives of two programs. */
async function project(resources = [valueSet(url)], id = 'example.a') {
  const folder = npmProject({ ...CORE, [`${id}#1.0.0`]: { resources } });
  writeStandIns(folder, { 'example.b#2.0.0': {} });
  const sources = tinySources(folder);
  const { value: lock } = await createLock(declares(`${id}#1.0.0`, 'example.b#2.0.0'), { sources, signal });
  if (lock === undefined) throw new Error('The project cannot be locked.');
  writeFiles(folder, Object.fromEntries(archives.map(({ name, text }) => [`jars/${name}`, text])));
  const files = [...archives, ...archives.slice(0, 1).map((each) => ({ ...each, part: 'other' }))].map(
    ({ text: _, ...each }): ArchiveFile => ({ ...each, path: join(folder, 'jars', each.name) }),
  );
  return { folder, sources, lock, files };
}

async function exported({ lock, files, sources }: Awaited<ReturnType<typeof project>>, file?: string) {
  const target = file ?? join(temporaryFolder(), 'kit.tar');
  const outcome = await exportBundle(target, { packages: lock.packages, archives: files, sources, signal });
  return { file: target, ...outcome };
}

async function imported(file: string, lock: Lockfile, cache = temporaryFolder()) {
  const options = { packages: lock.packages, sets: sets(cache), store: createStore(cache), signal };
  return { cache, ...(await importBundle(file, options)) };
}

test('what was exported is found in the cache after import, without the sources that it came from', async () => {
  const made = await project();
  const { file, value, issues } = await exported(made);
  expect(issues).toEqual([]);
  expect(value?.packages.map(({ id }) => id)).toEqual(['example.a', 'hl7.fhir.r4.core']);
  expect(readdirSync(join(file, '..'))).toEqual(['kit.tar']);

  const { cache, issues: trouble } = await imported(file, made.lock);
  expect(trouble).toEqual([]);
  expect(readdirSync(join(cache, 'hl7'))).toEqual(['a-0.jar', 'a-1.jar']);
  expect(readFileSync(join(cache, 'other', 'a-0.jar'), 'utf8')).toBe('first archive');
  expect(readdirSync(cache).filter((name) => name.startsWith('.'))).toEqual([]);

  const standIns = made.sources.filter(({ kind }) => kind === 'stand-in');
  const opened = await openLocked(made.lock.packages, { store: createStore(cache), sources: standIns, signal });
  expect(opened.issues).toEqual([]);
  const found = opened.value.find(({ id }) => id === 'example.a');
  expect(found?.entries.map((entry) => found.read(entry))).toEqual([valueSet(url)]);
});

test('a package with a scope travels too', async () => {
  const made = await project([valueSet(url)], '@scope/a');
  const { file, value } = await exported(made);
  expect(value?.packages.map(({ id }) => id)).toEqual(['@scope/a', 'hl7.fhir.r4.core']);
  const { cache, issues } = await imported(file, made.lock);
  expect(issues).toEqual([]);
  expect(readdirSync(cache).filter((name) => name.includes('scope'))).toEqual([
    expect.stringMatching(/^@scope\+a#1\.0\.0-[0-9a-f]{20}$/),
  ]);
});

test('the same contents give the same bytes', async () => {
  const [one, other] = [await exported(await project()), await exported(await project())];
  expect(readFileSync(one.file).equals(readFileSync(other.file))).toBe(true);
});

test('a second import changes nothing', async () => {
  const made = await project();
  const { file } = await exported(made);
  const { cache } = await imported(file, made.lock);
  const before = readdirSync(cache, { recursive: true });
  expect((await imported(file, made.lock, cache)).issues).toEqual([]);
  expect(readdirSync(cache, { recursive: true })).toEqual(before);
});

test('a package that is not as locked is not exported, and a bundle that was there stays', async () => {
  const made = await project();
  const { file } = await exported(made);
  const before = readFileSync(file);
  writeFiles(made.folder, { 'node_modules/example.a/ValueSet-a.json': JSON.stringify(valueSet(url, '9')) });
  const { value, issues } = await exported(made, file);
  expect(value).toBeUndefined();
  expect(issues).toMatchObject([{ severity: 'error', rule: 'package-integrity' }]);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(join(file, '..'))).toEqual(['kit.tar']);
});

test('an archive that was damaged on this machine is not exported', async () => {
  const made = await project();
  writeFiles(made.folder, { 'jars/a-1.jar': 'second, longer archivE' });
  const file = join(temporaryFolder(), 'kit.tar');
  await expect(exported(made, file)).rejects.toThrow(/a-1\.jar is damaged\. Delete it/);
  expect(existsSync(file)).toBe(false);
});

describe('refused with one message, and nothing taken', () => {
  type Change = (bytes: Buffer, made: Awaited<ReturnType<typeof project>>) => Buffer | Promise<Buffer>;
  /** The bundle with its bundle.json rewritten, at the same length. */
  const withManifest = (bytes: Buffer, change: (text: string) => string): Buffer => {
    const length = Number.parseInt(bytes.subarray(124, 136).toString('latin1'), 8);
    const text = change(bytes.subarray(512, 512 + length).toString('utf8'));
    if (text.length !== length) throw new Error('The test changes the length.');
    return Buffer.concat([bytes.subarray(0, 512), Buffer.from(text), bytes.subarray(512 + length)]);
  };
  const flipped = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  /** A bundle that is right in itself, of a project that differs. */
  const ofAnother = async (): Promise<Buffer> =>
    readFileSync((await exported(await project([valueSet(url, '9')]))).file);
  const other = async (pick: (made: Awaited<ReturnType<typeof project>>) => Partial<typeof made>): Promise<Buffer> => {
    const made = await project();
    return readFileSync((await exported({ ...made, ...pick(made) })).file);
  };
  const cases: Readonly<Record<string, readonly [change: Change, message: RegExp]>> = {
    'cut short': [(bytes) => bytes.subarray(0, bytes.length - 700), /ends in the middle: it has \d+ bytes of \d+/],
    'cut short in its first file': [(bytes) => bytes.subarray(0, 600), /ends in the middle/],
    'an empty file': [() => Buffer.alloc(0), /no file that ig packages bundle export has made/],
    'another file': [() => randomBytes(5000), /no file that ig packages bundle export has made/],
    'a packed package': [() => gzipSync(randomBytes(5000)), /no file that ig packages bundle export has made/],
    'something behind its end': [(bytes) => Buffer.concat([bytes, Buffer.alloc(512)]), /has 512 bytes more/],
    'a changed bit in the last archive': [
      (bytes) => flipped(bytes, bytes.length - 1024 - 512),
      /the content of sha256\/\w+ was changed/,
    ],
    'a changed bit in a header': [(bytes) => flipped(bytes, bytes.length - 1024 - 1024), /there is something else/],
    'a changed bit at its end': [(bytes) => flipped(bytes, bytes.length - 5), /changed at its end/],
    'a manifest that is not JSON': [
      (bytes) => withManifest(bytes, (text) => text.replace('{', '[')),
      /bundle\.json is not JSON/,
    ],
    'a manifest of a later version': [
      (bytes) => withManifest(bytes, (text) => text.replace('"bundleVersion": 1', '"bundleVersion": 9')),
      /bundleVersion must be 1/,
    ],
    'a manifest that announces what the file cannot hold': [
      (bytes) => withManifest(bytes, (text) => text.replace(/"bytes": \d\d/, '"bytes": 99')),
      /ends in the middle/,
    ],
    'another package under the name of a locked one': [ofAnother, /its example\.a#1\.0\.0 has another content/],
    'the same, with the locked digest written over its own': [
      async (_, { lock }) =>
        withManifest(await ofAnother(), (text) => {
          const { integrity = '' } = lock.packages.find(({ id }) => id === 'example.a') ?? {};
          return text.replace(/sha512-[^"]+/, integrity);
        }),
      /the content of its example\.a#1\.0\.0 is not the one that is locked/,
    ],
    'a package that is not locked': [
      (bytes) => withManifest(bytes, (text) => text.replace('"example.a"', '"example.z"')),
      /it has example\.z#1\.0\.0, which fhir-packages\.lock\.json does not pin here/,
    ],
    'a package too few': [
      () =>
        other(({ lock }) => ({ lock: { ...lock, packages: lock.packages.filter(({ id }) => id !== 'example.a') } })),
      /it does not have example\.a#1\.0\.0, which fhir-packages\.lock\.json pins/,
    ],
    'an archive too few': [
      () => other(({ files }) => ({ files: files.filter(({ name }) => name !== 'a-1.jar') })),
      /it does not have a-1\.jar, which the HL7 validator needs/,
    ],
    'archives of an unknown program': [
      () => other(({ files }) => ({ files: files.map((file) => ({ ...file, part: 'new' })) })),
      /it has archives for 'new', which this version of ig does not know/,
    ],
    'an archive under a name that climbs out': [
      () => other(({ files }) => ({ files: files.map((file) => ({ ...file, name: '../../evil.jar' })) })),
      /archives\.0\.name must be a name inside a folder/,
    ],
    'a hostile archive in the place of a package': [
      async (_, { lock, files }) => {
        const folder = temporaryFolder();
        writeFiles(folder, { 'package/package.json': '{}' });
        const path = join(folder, 'evil.tgz');
        const { id, version, integrity } =
          lock.packages.find((each) => each.id === 'example.a') ?? lock.packages[0] ?? {};
        await create({ gzip: true, cwd: folder, file: path, prefix: '../../..' }, ['package/package.json']);
        const found = {
          id: `${id}`,
          version: `${version}`,
          source: 'npm' as const,
          manifest: { name: `${id}`, version: `${version}` },
          integrity: async () => ({ value: integrity, issues: [] }),
          load: async () => ({ value: undefined, issues: [] }),
          pack: async (file: string) => writeFileSync(file, readFileSync(path)),
        };
        const made = await project();
        const [npm] = made.sources;
        const source = {
          kind: 'npm' as const,
          find: async (request: { id: string; version: string; signal: AbortSignal }) =>
            request.id === id ? { value: found, issues: [] } : (npm?.find(request) ?? { value: undefined, issues: [] }),
        };
        return readFileSync((await exported({ ...made, lock, files, sources: [source] })).file);
      },
      /its example\.a#1\.0\.0 is not right: its entry \.\.\/.* points outside the package/,
    ],
  };
  for (const [claim, [change, message]] of Object.entries(cases)) {
    test(claim, async () => {
      const made = await project();
      const { file } = await exported(made);
      writeFileSync(file, await change(readFileSync(file), made));
      const { cache, value, issues } = await imported(file, made.lock);
      expect(value).toBeUndefined();
      expect(issues).toMatchObject([{ severity: 'error', rule: 'package-bundle', source: { file } }]);
      expect(issues[0]?.message).toMatch(message);
      expect(readdirSync(cache)).toEqual([]);
    });
  }
});

test('a file that is not there is named', async () => {
  const { lock } = await project();
  const error: unknown = await imported('/nowhere/kit.tar', lock).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EnvironmentError);
  expect(String(error)).toContain('/nowhere/kit.tar cannot be read');
});

test('an import that is interrupted leaves nothing', async () => {
  const made = await project();
  const { file } = await exported(made);
  const cache = temporaryFolder();
  const stop = new AbortController();
  const running = importBundle(file, {
    packages: made.lock.packages,
    sets: sets(cache),
    store: createStore(cache),
    signal: stop.signal,
    onStep: () => stop.abort(new EnvironmentError('Stopped.')),
  });
  await expect(running).rejects.toThrow('Stopped.');
  expect(readdirSync(cache)).toEqual([]);
});
