import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { cacheName } from '../../model/package-path.ts';
import { shownAddress } from '../../network/address.ts';
import type { RequestOptions } from '../../network/ask.ts';
import { newPartFile, removeAbandonedParts } from '../../network/part-file.ts';
import { requestFile } from '../../network/request-file.ts';
import { asCacheError } from '../disk/disk-fault.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { archivedPackage } from './archived-package.ts';
import type { Release } from './registry-release.ts';
import type { FoundPackage } from './source.ts';
import { readTarball } from './tarball.ts';

export interface DownloadOptions {
  /** The package cache's folder: downloads are kept below it. */
  readonly cache: string;
  readonly onBytes?: (downloading: PackageRef, received: number, total: number | undefined) => void;
}

/** Several times the largest published packages. */
const MOST_PACKED_BYTES = 512 << 20;

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
  const from = { server: release.server, resolved: shownAddress(release.tarball) };
  const file = downloadPlace(release, from.resolved, options.cache);
  removeAbandonedParts(dirname(file));
  if (isFile(file) && (await checksumFault(file, release)) === undefined) {
    const kept = await openDownload(release, file, from, request.signal);
    const integrity = (await kept.value?.integrity())?.value;
    if (integrity !== undefined && (locked ?? integrity) === integrity) return kept;
  }
  const fault = await download(release, file, options, request);
  if (fault !== undefined) return { value: undefined, issues: [fault] };
  const fresh = await openDownload(release, file, from, request.signal);
  if (fresh.value === undefined) discard(file); // so that the next run asks again
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
  const { value } = await openDownload({ id, version }, file, { server: resolved, resolved }, signal);
  return (await value?.integrity())?.value === integrity ? value : undefined;
}

/** @param resolved address without what stands behind its `?`: a signature is another one each time, for the same archive */
function downloadPlace(ref: PackageRef, resolved: string, cache: string): string {
  const address = createHash('sha256').update(resolved).digest('hex').slice(0, 12);
  return join(cache, 'downloads', cacheName(ref, `${address}.tgz`));
}

/** The archive of a release whose checksum is known, as an earlier run has downloaded it; undefined where none has. */
export async function keptArchive(release: Release, { cache }: DownloadOptions): Promise<string | undefined> {
  const file = downloadPlace(release, shownAddress(release.tarball), cache);
  return isFile(file) && (await checksumFault(file, release)) === undefined ? file : undefined;
}

/**
 * The same, downloaded where no earlier run has; nobody looks into it here.
 * @throws {RequestFailure}
 */
export async function obtainArchive(
  release: Release,
  options: DownloadOptions,
  request: RequestOptions,
): Promise<Outcome<string | undefined>> {
  const file = downloadPlace(release, shownAddress(release.tarball), options.cache);
  removeAbandonedParts(dirname(file));
  const kept = await keptArchive(release, options);
  const fault = kept === undefined ? await download(release, file, options, request) : undefined;
  return fault === undefined ? { value: file, issues: [] } : { value: undefined, issues: [fault] };
}

async function download(
  release: Release,
  file: string,
  { cache, onBytes }: DownloadOptions,
  request: RequestOptions,
): Promise<Issue | undefined> {
  const ref: PackageRef = { id: release.id, version: release.version };
  const folder = dirname(file);
  const partial = newPartFile(folder);
  try {
    mkdirSync(folder, { recursive: true });
    const options = { ...request, mostBytes: MOST_PACKED_BYTES };
    await requestFile(release.tarball.href, partial, options, (received, total) => onBytes?.(ref, received, total));
    const mismatch = await checksumFault(partial, release);
    if (mismatch !== undefined) return wrongChecksum(`${packageKey(ref)} from ${release.server}`, mismatch);
    discard(file);
    renameSync(partial, file);
    removeOthers(folder, ref);
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
  { server, resolved }: { readonly server: string; readonly resolved: string },
  signal: AbortSignal,
): Promise<Outcome<FoundPackage | undefined>> {
  const ref: PackageRef = { id, version };
  const read = () => readTarball(file, `${packageKey(ref)} from ${server}`, signal, ref);
  const { value: tarball, issues } = await read();
  if (tarball === undefined || hasErrors(issues)) return { value: undefined, issues };
  return { value: archivedPackage(file, tarball, read, { ...ref, source: 'registry', resolved }), issues };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Whatever lies there: a folder in the place of a file too. */
function discard(file: string): void {
  rmSync(file, { recursive: true, force: true });
}

/** So many archives of one package are kept, those that came last: a registry may move it. */
const KEPT = 3;

function removeOthers(folder: string, of: PackageRef): void {
  const begin = cacheName(of, '');
  const isOwn = (name: string) => name.startsWith(begin) && /^[0-9a-f]{12}\.tgz$/.test(name.slice(begin.length));
  const own = readdirSync(folder)
    .filter(isOwn)
    .map((name) => join(folder, name));
  const changed = new Map(own.map((file) => [file, statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0]));
  const byAge = own.toSorted((a, b) => (changed.get(b) ?? 0) - (changed.get(a) ?? 0));
  for (const old of byAge.slice(KEPT)) rmSync(old, { force: true });
}

/** Checksums of the packed file, as npm registries give them: sha1 in hex, or an integrity of one or more digests. */
async function checksumFault(file: string, { shasum, integrity }: Release): Promise<string | undefined> {
  const hashes = { sha1: createHash('sha1'), sha512: createHash('sha512') };
  for await (const chunk of createReadStream(file)) for (const hash of Object.values(hashes)) hash.update(chunk);
  const sha1 = hashes.sha1.digest('hex');
  if (shasum !== undefined && shasum !== '' && shasum.toLowerCase() !== sha1)
    return `its sha1 is ${sha1}, and ${shown(shasum)} was announced`;
  const announced = integrity?.split(/\s+/).find((each) => each.startsWith('sha512-'));
  if (announced === undefined) return undefined;
  const sha512 = `sha512-${hashes.sha512.digest('base64')}`;
  return announced === sha512 ? undefined : `its digest is ${sha512}, and ${shown(announced)} was announced`;
}

/** No more of what a server announces than a digest has. */
function shown(announced: string): string {
  return announced.length > 100 ? `${announced.slice(0, 97)}...` : announced;
}

function wrongChecksum(place: string, fault: string): Issue {
  const message = `The package ${place} is refused: ${fault}. Try again; if it stays so, something on the way changes it.`;
  return { severity: 'error', code: 'conflict', rule: 'package-integrity', message };
}
