import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hasErrors, type Issue, type Outcome } from '../model/issue.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { asCacheError } from './disk-fault.ts';
import { RequestFailure, type RequestOptions, requestFile, requestJson } from './registry-request.ts';
import type { FoundPackage, PackageSourceReader } from './source.ts';
import { readTarball } from './tarball.ts';
import { resolveOpenVersion } from './version.ts';

/** The public FHIR registries, in the order in which SUSHI asks them. */
const PUBLIC_REGISTRIES: readonly string[] = ['https://packages.fhir.org', 'https://packages2.fhir.org/packages'];

export interface RegistryOptions {
  /** Base addresses; the first that has a package provides it. */
  readonly servers: readonly string[];
  readonly token?: string;
  /** The package cache's folder: downloads are kept below it. */
  readonly cache: string;
  readonly silenceMs?: number;
  readonly attempts?: number;
  readonly onBytes?: (downloading: PackageRef, received: number, total: number | undefined) => void;
}

/** The registries to ask: the one that FPL_REGISTRY names (SUSHI's variable), else the public ones. */
export function registriesFrom(
  env: Readonly<Record<string, string | undefined>>,
): Pick<RegistryOptions, 'servers' | 'token'> {
  const { FPL_REGISTRY: own, FPL_REGISTRY_TOKEN: token } = env;
  if (own === undefined || own === '') return { servers: PUBLIC_REGISTRIES };
  return { servers: [own.replace(/\/+$/, '')], ...(token === undefined || token === '' ? {} : { token }) };
}

/**
 * FHIR package registries: a document of versions per package, and a packed package per version.
 * A server that cannot be asked is a warning, once per server and run, and the next one is asked.
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export function registrySource(options: RegistryOptions): PackageSourceReader {
  const down = new Set<string>();
  const found = new Map<string, FoundPackage>();
  return {
    kind: 'registry',
    async find({ id, version, signal }) {
      const known = found.get(`${id}#${version}`);
      if (known !== undefined) return { value: known, issues: [] };
      const issues: Issue[] = [];
      for (const server of options.servers.filter((each) => !down.has(each))) {
        const request = toRequest(options, signal);
        try {
          const release = await findRelease(server, { id, version }, request);
          if (release === undefined) continue;
          const outcome = await obtain(release, options, request);
          issues.push(...outcome.issues);
          if (outcome.value === undefined) continue;
          found.set(`${id}#${version}`, outcome.value);
          return { value: outcome.value, issues };
        } catch (error) {
          if (!(error instanceof RequestFailure)) throw error;
          if (error.isDown) down.add(server);
          issues.push(unreachable(server, { id, version }, error));
        }
      }
      return { value: undefined, issues };
    },
  };
}

const SILENCE_MS = 30_000;
const ATTEMPTS = 3;

function toRequest(
  { silenceMs = SILENCE_MS, attempts = ATTEMPTS, token }: RegistryOptions,
  signal: AbortSignal,
): RequestOptions {
  return { signal, silenceMs, attempts, ...(token === undefined ? {} : { token }) };
}

/** One version of a package on one server. */
interface Release extends PackageRef {
  readonly server: string;
  readonly tarball: string;
  readonly shasum?: string;
  readonly integrity?: string;
}

const Versions = z.looseObject({
  'dist-tags': z.looseObject({ latest: z.string().optional() }).optional(),
  versions: z.record(
    z.string(),
    z.looseObject({
      dist: z
        .looseObject({
          tarball: z.string().optional(),
          shasum: z.string().optional(),
          integrity: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

async function findRelease(
  server: string,
  { id, version }: PackageRef,
  request: RequestOptions,
): Promise<Release | undefined> {
  const address = `${server}/${id}`;
  const { data, error } = Versions.safeParse(await requestJson(address, request).catch(undefinedIfNotFound));
  if (data === undefined) {
    if (error.issues.every(({ path }) => path.length === 0)) return undefined;
    throw new RequestFailure(`its list of versions at ${address} cannot be read: ${error.issues[0]?.message}`);
  }
  const latest = data['dist-tags']?.latest;
  const wanted =
    version === 'latest' && latest !== undefined ? latest : resolveOpenVersion(version, Object.keys(data.versions));
  if (wanted === undefined) return undefined;
  const { dist } = data.versions[wanted] ?? {};
  return {
    id,
    version: wanted,
    server,
    tarball: dist?.tarball ?? `${address}/${wanted}`,
    ...(dist?.shasum === undefined ? {} : { shasum: dist.shasum }),
    ...(dist?.integrity === undefined ? {} : { integrity: dist.integrity }),
  };
}

function undefinedIfNotFound(error: unknown): undefined {
  if (error instanceof RequestFailure && error.isNotFound) return undefined;
  throw error;
}

/** Downloads a release unless it was before, and looks into it: what it says it is, and what it depends on. */
async function obtain(
  release: Release,
  { cache, onBytes }: RegistryOptions,
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

function unreachable(server: string, asked: PackageRef, { message: reason }: RequestFailure): Issue {
  const message = `The registry ${server} could not be asked for ${packageKey(asked)}: ${reason}.`;
  return { severity: 'warning', code: 'incomplete', rule: 'package-registry', message };
}
