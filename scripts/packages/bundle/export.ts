import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EnvironmentError, type Issue, type Outcome } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { asFolderError } from '../disk/disk-fault.ts';
import { findLocked } from '../lock/open-locked.ts';
import type { PinnedPackage } from '../lockfile.ts';
import type { PackageSourceReader } from '../source/source.ts';
import {
  type BundledArchive,
  type BundledPackage,
  type BundleManifest,
  type BundleMember,
  createManifest,
  END,
  encodeHeader,
  MANIFEST_NAME,
  membersOf,
  paddingOf,
} from './layout.ts';

/** An archive on this machine whose content was checked when it came here. */
export interface ArchiveFile extends BundledArchive {
  readonly path: string;
}

export interface ExportOptions {
  readonly packages: readonly PinnedPackage[];
  readonly archives: readonly ArchiveFile[];
  /** Those that may be asked for the packages. */
  readonly sources: readonly PackageSourceReader[];
  readonly signal: AbortSignal;
  readonly onStep?: (text: string) => void;
}

/**
 * Writes all that a machine without a network needs into one file, whole or not at all. Stand-ins stay out: their
 * sources are part of the project, or of this program.
 * @returns what the bundle holds; nothing where a package cannot be had as it is locked
 */
export async function exportBundle(file: string, options: ExportOptions): Promise<Outcome<BundleManifest | undefined>> {
  const folder = dirname(file);
  let staging: string | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    staging = mkdtempSync(join(folder, '.bundle-'));
    const { value: packages, issues } = await packAll(staging, options);
    if (packages === undefined) return { value: undefined, issues };
    const manifest = createManifest(packages.map(withoutPath), options.archives.map(withoutPath));
    const paths = new Map([...options.archives, ...packages].map(({ sha256, path }) => [sha256, path]));
    const staged = join(staging, 'bundle.tar');
    options.onStep?.('Writing the bundle');
    await pipeline(bytesOf(manifest, paths), createWriteStream(staged), { signal: options.signal });
    renameSync(staged, file);
    return { value: manifest, issues };
  } catch (error) {
    options.signal.throwIfAborted();
    throw asFolderError(error, `The folder ${folder}`, 'Name another file, or make room there.');
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
}

interface PackedPackage extends BundledPackage {
  readonly path: string;
}

async function packAll(
  staging: string,
  { packages, sources, signal, onStep }: ExportOptions,
): Promise<Outcome<PackedPackage[] | undefined>> {
  const packed: PackedPackage[] = [];
  const issues: Issue[] = [];
  for (const locked of packages.filter(travels)) {
    signal.throwIfAborted();
    onStep?.(`Packing ${packageKey(locked)}`);
    const source = sources.find(({ kind }) => kind === locked.source);
    const { value: found, issues: trouble } = await findLocked(locked, source, signal);
    issues.push(...trouble);
    if (found?.pack === undefined) continue;
    const { id, version, integrity } = locked;
    const path = join(staging, `${packed.length}.tgz`);
    await found.pack(path, signal);
    packed.push({ id, version, integrity, ...(await measure(path, signal)), path });
  }
  const isWhole = packed.length === packages.filter(travels).length;
  return { value: isWhole ? packed : undefined, issues };
}

/** A stand-in is made from sources that are where this program or the project is. */
export function travels({ source }: PinnedPackage): boolean {
  return source !== 'stand-in';
}

async function measure(path: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { signal })) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function* bytesOf(manifest: BundleManifest, paths: ReadonlyMap<string, string>): AsyncGenerator<Buffer> {
  const text = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
  yield encodeHeader(MANIFEST_NAME, text.length);
  yield text;
  yield Buffer.alloc(paddingOf(text.length));
  for (const member of membersOf(manifest)) {
    yield encodeHeader(member.name, member.bytes);
    yield* checked(paths.get(member.sha256) ?? '', member);
    yield Buffer.alloc(paddingOf(member.bytes));
  }
  yield END;
}

/** A file's content, if it is what it was when it was taken into the list. */
async function* checked(path: string, { bytes, sha256 }: BundleMember): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    length += chunk.length;
    hash.update(chunk);
    yield chunk;
  }
  if (length !== bytes || hash.digest('hex') !== sha256)
    throw new EnvironmentError(`${path} is damaged. Delete it, and run again: it is downloaded anew.`);
}

function withoutPath<T extends { readonly path: string }>({ path: _, ...rest }: T): Omit<T, 'path'> {
  return rest;
}
