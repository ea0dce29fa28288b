import { z } from 'zod';
import type { PackageRef } from '../../model/package.ts';
import { linkFrom } from '../../network/address.ts';
import type { RequestOptions } from '../../network/ask.ts';
import { RequestFailure } from '../../network/request-failure.ts';
import { requestJson } from '../../network/request-json.ts';
import { isExactVersion, resolveOpenVersion } from '../version.ts';

/** One version of a package on one server. */
export interface Release extends PackageRef {
  readonly server: string;
  readonly tarball: URL;
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

/**
 * Asks a registry for one version of a package.
 * @returns undefined when it does not have it
 * @throws {RequestFailure}
 */
export async function findRelease(
  server: string,
  { id, version }: PackageRef,
  request: RequestOptions,
): Promise<Release | undefined> {
  const address = `${server}/${id.replace('/', '%2f')}`; // the form of npm's registries for a scope
  const { data, error } = Versions.safeParse(await requestJson(address, request).catch(undefinedIfNotFound));
  if (data === undefined) {
    if (error.issues.every(({ path }) => path.length === 0)) return undefined;
    throw new RequestFailure(`its list of versions at ${address} cannot be read: ${error.issues[0]?.message}`);
  }
  const latest = data['dist-tags']?.latest;
  const versions = new Map(Object.entries(data.versions).filter(([each]) => isExactVersion(each)));
  const wanted =
    version === 'latest' && latest !== undefined && versions.has(latest)
      ? latest
      : resolveOpenVersion(version, [...versions.keys()]);
  if (wanted === undefined) return undefined;
  const { dist } = versions.get(wanted) ?? {};
  return {
    id,
    version: wanted,
    server,
    tarball: linkFrom(new URL(address), dist?.tarball ?? `${address}/${wanted}`),
    ...(dist?.shasum === undefined ? {} : { shasum: dist.shasum }),
    ...(dist?.integrity === undefined ? {} : { integrity: dist.integrity }),
  };
}

function undefinedIfNotFound(error: unknown): undefined {
  if (error instanceof RequestFailure && error.isNotFound) return undefined;
  throw error;
}
