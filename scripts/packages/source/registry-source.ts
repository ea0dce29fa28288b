import { EnvironmentError, type Issue } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { faultOfAddress } from '../../network/address.ts';
import type { RequestOptions } from '../../network/ask.ts';
import { bearer } from '../../network/bearer.ts';
import { RequestFailure } from '../../network/request-failure.ts';
import { type DownloadOptions, downloaded, obtain } from './registry-download.ts';
import { findRelease } from './registry-release.ts';
import type { FoundPackage, PackageSourceReader } from './source.ts';

/** The public FHIR registries, in the order in which SUSHI asks them. */
const PUBLIC_REGISTRIES: readonly string[] = ['https://packages.fhir.org', 'https://packages2.fhir.org/packages'];

export interface RegistryOptions extends DownloadOptions {
  /** Base addresses; the first that has a package provides it. */
  readonly servers: readonly string[];
  /** Of the first of them; it goes to its origin alone. */
  readonly token?: string;
  /** The header `Authorization` for one of them, where no token is named; it goes to its origin alone. */
  readonly authorizationOf?: (server: string) => string | undefined;
  /** The registry that alone is asked for a package, where its scope has one. */
  readonly registryOf?: (id: string) => string | undefined;
  readonly silenceMs: number;
  readonly attempts?: number;
}

/** The registries to ask: those that FPL_REGISTRY names (SUSHI's variable, which has one), else the public ones. */
export function registriesFrom(
  env: Readonly<Record<string, string | undefined>>,
): Pick<RegistryOptions, 'servers' | 'token'> {
  const { FPL_REGISTRY: own, FPL_REGISTRY_TOKEN: token } = env;
  if (own === undefined || own === '') return { servers: PUBLIC_REGISTRIES };
  const servers = own.split(/[\s,]+/).filter((server) => server !== '');
  return {
    servers: servers.map((server) => server.replace(/\/+$/, '')),
    ...(token === undefined || token === '' ? {} : { token }),
  };
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
    async find({ id, version, locked, signal }) {
      const known = found.get(`${id}#${version}`) ?? (locked && (await downloaded(locked, options, signal)));
      if (known !== undefined) {
        found.set(`${id}#${version}`, known);
        return { value: known, issues: [] };
      }
      const issues: Issue[] = [];
      const own = options.registryOf?.(id);
      const servers = own === undefined ? options.servers : [own];
      for (const server of servers.filter((each) => !down.has(each))) {
        const request = toRequest(server, options, signal);
        try {
          const release = await findRelease(server, { id, version }, request);
          if (release === undefined) continue;
          const outcome = await obtain(release, options, request, locked?.integrity);
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

/** What was downloaded before, for a run that may not ask a registry: packages that are locked, with that content. */
export function downloadedSource(cache: string): PackageSourceReader {
  return { ...registrySource({ servers: [], cache, silenceMs: 0 }), isOffline: true };
}

const ATTEMPTS = 3;

/** @throws EnvironmentError for an address that is none; it was given by the user */
function toRequest(
  server: string,
  { silenceMs, attempts = ATTEMPTS, servers, token, authorizationOf }: RegistryOptions,
  signal: AbortSignal,
): RequestOptions {
  const fault = faultOfAddress(server);
  if (fault !== undefined)
    throw new EnvironmentError(
      `FPL_REGISTRY must be the http or https address of a FHIR package registry, with its token in FPL_REGISTRY_TOKEN; found ${fault}.`,
    );
  const patience = { signal, silenceMs, attempts, tokenName: 'FPL_REGISTRY_TOKEN' };
  const own = token !== undefined && server === servers[0] ? bearer(token, 'FPL_REGISTRY_TOKEN') : undefined;
  const authorization = own ?? authorizationOf?.(server);
  if (authorization === undefined) return patience;
  return { ...patience, credentials: { origin: new URL(server).origin, authorization } };
}

function unreachable(server: string, asked: PackageRef, { message: reason }: RequestFailure): Issue {
  const message = `The registry ${server} could not be asked for ${packageKey(asked)}: ${reason}.`;
  return { severity: 'warning', code: 'incomplete', rule: 'package-registry', message };
}
