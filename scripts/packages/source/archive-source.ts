import { copyFile } from 'node:fs/promises';
import type { Issue, Outcome } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { linkFrom, shownAddress } from '../../network/address.ts';
import type { RequestOptions } from '../../network/ask.ts';
import { RequestFailure } from '../../network/request-failure.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { resolveOpenVersion } from '../version.ts';
import { type BasePackage, basePackages } from './base-packages.ts';
import type { NpmRegistry } from './npm-registry.ts';
import { isR4CoreFile, r4CoreManifest } from './r4-core.ts';
import { type DownloadOptions, downloaded, keptArchive, obtain, obtainArchive } from './registry-download.ts';
import { findRelease, type Release } from './registry-release.ts';
import type { FoundPackage, PackageContent, PackageSourceReader } from './source.ts';
import { readTarball } from './tarball.ts';
import { LIMITS } from './unpack.ts';

export interface ArchiveOptions extends DownloadOptions {
  /** Asked when something has to be downloaded. */
  readonly npm: () => NpmRegistry;
  /** FHIR registries, for who cannot reach npm's: base addresses. */
  readonly registries?: readonly string[];
  readonly silenceMs: number;
  readonly attempts?: number;
  /** Nothing is downloaded: what earlier runs have brought is all there is. */
  readonly offline?: boolean;
  readonly base?: readonly BasePackage[];
}

const ATTEMPTS = 3;

/**
 * What npm would have installed, where it has not: the packages that every guide needs, and whatever a lockfile says came
 * from npm. They are downloaded as archives when they are first opened, and held against the digests that are pinned.
 */
export function archiveSource(options: ArchiveOptions): PackageSourceReader {
  const { base = basePackages } = options;
  return {
    kind: 'npm',
    async find({ id, version, locked, signal }) {
      const known = base.find(
        ({ manifest }) => manifest.name === id && resolveOpenVersion(version, [manifest.version]) !== undefined,
      );
      if (known !== undefined) return { value: toFound(known, options, signal), issues: [] };
      return locked === undefined ? { value: undefined, issues: [] } : findLocked(locked, options, signal);
    },
    async versions(id) {
      return base.filter(({ manifest }) => manifest.name === id).map(({ manifest }) => manifest.version);
    },
  };
}

/** The digest is known before anything is downloaded, so that a lockfile can be made without a network. */
function toFound(base: BasePackage, options: ArchiveOptions, signal: AbortSignal): FoundPackage {
  const { carrier, manifest, integrity } = base;
  return {
    id: manifest.name,
    version: manifest.version,
    source: 'npm',
    manifest,
    resolved: resolvedOf(carrier),
    integrity: async () => ({ value: integrity, issues: [] }),
    recalledIntegrity: () => integrity,
    load: async (_, loading) => {
      const { value: file, issues } = await archiveOf(base, options, loading);
      if (file === undefined) return { value: undefined, issues };
      const read = await contentOf(file, base, loading);
      return { value: read.value, issues: [...issues, ...read.issues] };
    },
    pack: async (target) => {
      const { value: file, issues } = await archiveOf(base, options, signal);
      if (file === undefined) throw new Error(issues[0]?.message ?? `${packageKey(carrier)} cannot be had`);
      await copyFile(file, target);
    },
  };
}

/** The archive on this machine, downloaded unless it was before: from npm's registry, else from a FHIR registry. */
async function archiveOf(
  { carrier, archive }: BasePackage,
  options: ArchiveOptions,
  signal: AbortSignal,
): Promise<Outcome<string | undefined>> {
  const refusals: Issue[] = [];
  const troubles: string[] = [];
  const npm = options.npm();
  const pinned: Release = { ...releaseAt(npm.server, carrier), integrity: archive };
  if (options.offline === true) {
    const kept = await keptArchive(pinned, options);
    return { value: kept, issues: kept === undefined ? [notHere(carrier)] : [] };
  }
  const places = [
    {
      server: npm.server,
      release: async () => pinned,
      request: { ...requestFor(options, signal), ...credentials(npm) },
    },
    ...(options.registries ?? []).map((server) => {
      const request = requestFor(options, signal);
      return { server, release: () => findRelease(server, carrier, request), request };
    }),
  ];
  for (const { server, release: asked, request } of places) {
    try {
      const release = await asked();
      if (release === undefined) continue;
      const outcome = await obtainArchive(release, options, request);
      if (outcome.value !== undefined) return { value: outcome.value, issues: [] };
      refusals.push(...outcome.issues);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      troubles.push(`${server}: ${error.message}`);
    }
  }
  const issues =
    troubles.length > 0 || refusals.length === 0 ? [...refusals, unreachable(carrier, troubles)] : refusals;
  return { value: undefined, issues };
}

async function contentOf(
  file: string,
  { carrier, manifest, integrity }: BasePackage,
  signal: AbortSignal,
): Promise<Outcome<PackageContent | undefined>> {
  const isCore = manifest === r4CoreManifest;
  const belongs = isCore ? isR4CoreFile : () => true;
  const { value, issues } = await readTarball(file, packageKey(carrier), signal, carrier, LIMITS, belongs);
  if (value === undefined) return { value: undefined, issues };
  if (value.integrity !== integrity) return { value: undefined, issues: [...issues, otherContent(carrier)] };
  return { value: { ...value.content, manifest: isCore ? manifest : value.manifest }, issues };
}

/** A package of npm that only this lockfile knows: it says under which name npm has it, and what is in it. */
async function findLocked(
  locked: PinnedPackage,
  options: ArchiveOptions,
  signal: AbortSignal,
): Promise<Outcome<FoundPackage | undefined>> {
  const [, name, version] = /^npm:(@?[^@]+)@(.+)$/.exec(locked.resolved ?? '') ?? [];
  if (name !== locked.id || version !== locked.version) return { value: undefined, issues: [] };
  const npm = options.npm();
  const release = releaseAt(npm.server, { id: name, version });
  const asNpm = (found: FoundPackage): FoundPackage => ({ ...found, source: 'npm', resolved: resolvedOf(release) });
  const kept = await downloaded({ ...locked, resolved: shownAddress(release.tarball) }, options, signal);
  if (kept !== undefined) return { value: asNpm(kept), issues: [] };
  if (options.offline === true) return { value: undefined, issues: [notHere(locked)] };
  try {
    const request = { ...requestFor(options, signal), ...credentials(npm) };
    const { value, issues } = await obtain(release, options, request, locked.integrity);
    return { value: value && asNpm(value), issues };
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return { value: undefined, issues: [unreachable(locked, [`${npm.server}: ${error.message}`])] };
  }
}

function credentials({ credentials: own }: NpmRegistry): Pick<RequestOptions, 'credentials'> {
  return own === undefined ? {} : { credentials: own };
}

/** Where npm's registries have an archive: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages */
function releaseAt(server: string, { id, version }: PackageRef): Release {
  const file = `${id.slice(id.lastIndexOf('/') + 1)}-${version}.tgz`;
  return { id, version, server, tarball: linkFrom(new URL(server), `${server}/${id}/-/${file}`) };
}

function requestFor({ silenceMs, attempts = ATTEMPTS }: ArchiveOptions, signal: AbortSignal): RequestOptions {
  return { silenceMs, attempts, signal };
}

function resolvedOf({ id, version }: PackageRef): string {
  return `npm:${id}@${version}`;
}

/** @param troubles with each server that was asked, as `server: what it did` */
function unreachable(asked: PackageRef, troubles: readonly string[]): Issue {
  const because = troubles.length === 0 ? '' : ` (${troubles.join('; ')})`;
  const message = `${packageKey(asked)} could not be downloaded${because}. Check the network and its proxy, name a registry in npm_config_registry, or import a kit (ig packages bundle import).`;
  return { severity: 'error', code: 'incomplete', rule: 'package-registry', message };
}

function notHere(asked: PackageRef): Issue {
  const message = `${packageKey(asked)} was not downloaded yet, and --offline forbids it. Run once without --offline, or import a kit (ig packages bundle import).`;
  return { severity: 'error', code: 'not-found', rule: 'package-missing', message };
}

function otherContent(asked: PackageRef): Issue {
  const message = `The package ${packageKey(asked)} is refused: its content is not the one that this version of ig pins. Get it from npm's own registry.`;
  return { severity: 'error', code: 'conflict', rule: 'package-integrity', message };
}
