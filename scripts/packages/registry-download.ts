import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasErrors, type Issue, type Outcome } from '../model/issue.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { cacheName } from '../model/package-path.ts';
import { type RequestOptions, requestFile } from '../network/request.ts';
import type { PinnedPackage } from './choose-packages.ts';
import { asCacheError } from './disk-fault.ts';
import type { Release } from './registry-release.ts';
import type { FoundPackage } from './source.ts';
import { readTarball } from './tarball.ts';

export interface DownloadOptions {
  /** The package cache's folder: downloads are kept below it. */
  readonly cache: string;
  readonly onBytes?: (downloading: PackageRef, received: number, total: number | undefined) => void;
}

/**
 * Downloads a release unless it was before, and looks into it: what it says it is, and what it depends on.
 * A file that an earlier run has downloaded and that is damaged now is downloaded again.
 * @param locked the integrity that the lockfile pins; absent where nothing does
 * @throws {RequestFailure}
 */
export async function obtain(
  release: Release,
  options: DownloadOptions,
  request: RequestOptions,
  locked?: string,
): Promise<Outcome<FoundPackage | undefined>> {
  const file = downloadPlace(release, release.tarball, options.cache);
  if (isFile(file) && checksumFault(file, release) === undefined) {
    const kept = await openDownload(release, file, release, request.signal);
    const integrity = (await kept.value?.integrity())?.value;
    if (integrity !== undefined && (locked ?? integrity) === integrity) return kept;
  }
  const fault = await download(release, file, options, request);
  if (fault !== undefined) return { value: undefined, issues: [fault] };
  const fresh = await openDownload(release, file, release, request.signal);
  if (fresh.value === undefined) discard(file);
  return fresh;
}

/**
 * A locked package out of what earlier runs have downloaded, for a run that may not ask, or need not.
 * @returns undefined where there is none with that content
 */
export async function downloaded(
  { id, version, resolved, integrity }: PinnedPackage,
  { cache }: DownloadOptions,
  signal: AbortSignal,
): Promise<FoundPackage | undefined> {
  if (resolved === undefined) return undefined;
  const file = downloadPlace({ id, version }, resolved, cache);
  if (!isFile(file)) return undefined;
  const { value } = await openDownload({ id, version }, file, { server: resolved, tarball: resolved }, signal);
  return (await value?.integrity())?.value === integrity ? value : undefined;
}

function downloadPlace(ref: PackageRef, tarball: string, cache: string): string {
  const address = createHash('sha256').update(tarball).digest('hex').slice(0, 12);
  return join(cache, 'downloads', cacheName(ref, `${address}.tgz`));
}

async function download(
  release: Release,
  file: string,
  { cache, onBytes }: DownloadOptions,
  request: RequestOptions,
): Promise<Issue | undefined> {
  const ref: PackageRef = { id: release.id, version: release.version };
  const partial = join(dirname(file), `.${randomBytes(6).toString('hex')}.part`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    await requestFile(release.tarball, partial, request, (received, total) => onBytes?.(ref, received, total));
    const mismatch = checksumFault(partial, release);
    if (mismatch !== undefined) return wrongChecksum(`${packageKey(ref)} from ${release.server}`, mismatch);
    discard(file);
    renameSync(partial, file);
    return undefined;
  } catch (error) {
    throw asCacheError(error, cache);
  } finally {
    if (existsSync(partial)) rmSync(partial, { force: true });
  }
}

async function openDownload(
  { id, version }: PackageRef,
  file: string,
  { server, tarball: address }: Pick<Release, 'server' | 'tarball'>,
  signal: AbortSignal,
): Promise<Outcome<FoundPackage | undefined>> {
  const ref: PackageRef = { id, version };
  const read = () => readTarball(file, `${packageKey(ref)} from ${server}`, signal, ref);
  const { value: tarball, issues } = await read();
  if (tarball === undefined || hasErrors(issues)) return { value: undefined, issues };
  const { manifest, integrity } = tarball;
  const found: FoundPackage = {
    ...ref,
    source: 'registry',
    manifest,
    resolved: address,
    integrity: async () => ({ value: integrity, issues: [] }),
    load: async () => {
      const again = await read(); // not kept in memory between the two
      return { value: again.value?.content, issues: again.issues };
    },
    pack: (packed) => copyFile(file, packed),
  };
  return { value: found, issues };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whatever lies there: a folder in the place of a file too. */
function discard(file: string): void {
  rmSync(file, { recursive: true, force: true });
}

/** Checksums of the packed file, as npm registries give them: sha1 in hex, or an integrity of one or more digests. */
function checksumFault(file: string, { shasum, integrity }: Release): string | undefined {
  const bytes = readFileSync(file);
  const sha1 = createHash('sha1').update(bytes).digest('hex');
  if (shasum !== undefined && shasum !== '' && shasum.toLowerCase() !== sha1)
    return `its sha1 is ${sha1}, and ${shasum} was announced`;
  const announced = integrity?.split(/\s+/).find((each) => each.startsWith('sha512-'));
  if (announced === undefined) return undefined;
  const sha512 = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  return announced === sha512 ? undefined : `its digest is ${sha512}, and ${announced} was announced`;
}

function wrongChecksum(place: string, fault: string): Issue {
  const message = `The package ${place} is refused: ${fault}. Try again; if it stays so, something on the way changes it.`;
  return { severity: 'error', code: 'conflict', rule: 'package-integrity', message };
}
