import { copyFileSync, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDiskError } from '../../model/disk-fault.ts';
import { EnvironmentError, type Issue, type Outcome } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { asCacheError } from '../disk/disk-fault.ts';
import { entryKey } from '../lock/open-locked.ts';
import type { PinnedPackage } from '../lockfile.ts';
import type { PackageContent } from '../source/source.ts';
import { reasonOf } from '../source/unpack.ts';
import { type Store, temporaryFolder } from '../store/store.ts';
import { type ArchiveSet, bundleMismatch } from './fit.ts';
import type { BundleManifest } from './layout.ts';
import { type OpenBundle, openBundle } from './read.ts';
import { unpackBundled } from './unpack.ts';

export interface ImportOptions {
  /** As the project's own lockfile pins them: what a bundle says of itself proves nothing. */
  readonly packages: readonly PinnedPackage[];
  /** The archives that this program uses, and where it looks for them. */
  readonly sets: readonly ArchiveSet[];
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly onStep?: (text: string) => void;
}

/**
 * Takes the contents of a bundle into the package cache. All of them are checked first, against the lockfile and the
 * lists of archives; one that is not right, and nothing is taken.
 * @returns what the bundle holds, or one issue that says why it is refused
 */
export async function importBundle(file: string, options: ImportOptions): Promise<Outcome<BundleManifest | undefined>> {
  const { store, signal } = options;
  let bundle: OpenBundle | undefined;
  const staging = temporaryFolder(store.folder);
  try {
    bundle = await openBundle(file, signal);
    const mismatch = bundleMismatch(bundle.manifest, options.packages, options.sets);
    if (mismatch !== undefined) return { value: undefined, issues: [refused(file, mismatch)] };
    mkdirSync(staging, { recursive: true });
    const contents = await readAll(bundle, staging, options);
    await place(bundle.manifest, contents, staging, options);
    return { value: bundle.manifest, issues: [] };
  } catch (error) {
    signal.throwIfAborted();
    if (bundle === undefined && isDiskError(error))
      throw new EnvironmentError(`${file} cannot be read. Name a file of ig packages bundle export.`, { cause: error });
    const fault = asCacheError(error, store.folder);
    if (fault instanceof EnvironmentError) throw fault;
    return { value: undefined, issues: [refused(file, reasonOf(error))] };
  } finally {
    await bundle?.close();
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Brings every content to a place of its own: a package unpacked, an archive as it is. Answers what is in the packages. */
async function readAll(
  { manifest, bytes, read }: OpenBundle,
  staging: string,
  { packages, signal, onStep }: ImportOptions,
): Promise<ReadonlyMap<string, PackageContent>> {
  const contents = new Map<string, PackageContent>();
  let done = 0;
  const counted = async function* (content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      signal.throwIfAborted();
      const before = tenths(done, bytes);
      done += chunk.length;
      if (tenths(done, bytes) > before) onStep?.(`Checking the bundle, ${tenths(done, bytes) * 10} %`);
      yield chunk;
    }
  };
  await read(async ({ sha256 }, content) => {
    const bundled = manifest.packages.find((each) => each.sha256 === sha256);
    const locked = packages.find((each) => bundled !== undefined && packageKey(each) === packageKey(bundled));
    if (locked === undefined) {
      await pipeline(counted(content), createWriteStream(join(staging, sha256)), { signal });
    } else {
      const folder = join(staging, `${sha256}.package`);
      contents.set(packageKey(locked), await unpackBundled(counted(content), folder, locked));
    }
  });
  return contents;
}

function tenths(part: number, whole: number): number {
  return Math.floor((10 * part) / whole);
}

async function place(
  manifest: BundleManifest,
  contents: ReadonlyMap<string, PackageContent>,
  staging: string,
  { packages, sets, store, signal, onStep }: ImportOptions,
): Promise<void> {
  for (const locked of packages) {
    const content = contents.get(packageKey(locked));
    if (content === undefined) continue;
    const ref: PackageRef = { id: locked.id, version: locked.version };
    const key = { ...ref, key: entryKey(locked) };
    const present = store.open(key);
    if (present !== undefined && present !== 'corrupt') continue;
    onStep?.(`Installing ${packageKey(ref)}`);
    await store.write(key, content, signal);
  }
  const taken = new Set(manifest.archives.map(({ part }) => part));
  for (const { part, folder, archives } of sets) {
    if (!taken.has(part)) continue;
    for (const { name, sha256 } of archives) {
      const target = join(folder, name);
      mkdirSync(dirname(target), { recursive: true });
      const copy = join(staging, `${sha256}.copy`); // another part may want the same archive
      copyFileSync(join(staging, sha256), copy);
      renameSync(copy, target);
    }
  }
}

function refused(file: string, reason: string): Issue {
  return {
    severity: 'error',
    code: 'invalid',
    rule: 'package-bundle',
    message: `The bundle is refused, and nothing of it was taken: ${reason}.`,
    source: { file },
  };
}
