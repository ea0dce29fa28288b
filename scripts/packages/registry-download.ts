import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrors, type Issue, type Outcome } from '../model/issue.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { asCacheError } from './disk-fault.ts';
import type { Release } from './registry-release.ts';
import { type RequestOptions, requestFile } from './registry-request.ts';
import type { FoundPackage } from './source.ts';
import { readTarball } from './tarball.ts';

export interface DownloadOptions {
  /** The package cache's folder: downloads are kept below it. */
  readonly cache: string;
  readonly onBytes?: (downloading: PackageRef, received: number, total: number | undefined) => void;
}

/**
 * Downloads a release unless it was before, and looks into it: what it says it is, and what it depends on.
 * @throws {RequestFailure}
 */
export async function obtain(
  release: Release,
  { cache, onBytes }: DownloadOptions,
  request: RequestOptions,
): Promise<Outcome<FoundPackage | undefined>> {
  const ref: PackageRef = { id: release.id, version: release.version };
  const folder = join(cache, 'downloads');
  const address = createHash('sha256').update(release.tarball).digest('hex').slice(0, 12);
  const file = join(folder, `${packageKey(ref)}-${address}.tgz`);
  const place = `${packageKey(ref)} from ${release.server}`;
  if (!existsSync(file)) {
    const partial = join(folder, `.${randomBytes(6).toString('hex')}.part`);
    try {
      mkdirSync(folder, { recursive: true });
      await requestFile(release.tarball, partial, request, (received, total) => onBytes?.(ref, received, total));
      const mismatch = checksumFault(partial, release);
      if (mismatch !== undefined) return { value: undefined, issues: [wrongChecksum(place, mismatch)] };
      renameSync(partial, file);
    } catch (error) {
      throw asCacheError(error, cache);
    } finally {
      if (existsSync(partial)) rmSync(partial, { force: true });
    }
  }
  const read = () => readTarball(file, place, request.signal, ref);
  const { value: tarball, issues } = await read();
  if (tarball === undefined || hasErrors(issues)) {
    rmSync(file, { force: true }); // so that the next run asks again
    return { value: undefined, issues };
  }
  const { manifest, integrity } = tarball;
  const found: FoundPackage = {
    ...ref,
    source: 'registry',
    manifest,
    resolved: release.tarball,
    integrity: async () => ({ value: integrity, issues: [] }),
    load: async () => {
      const again = await read(); // not kept in memory between the two
      return { value: again.value?.content, issues: again.issues };
    },
    pack: (packed) => copyFile(file, packed),
  };
  return { value: found, issues };
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
