import { Readable } from 'node:stream';
import type { Issue, Outcome } from '../../model/issue.ts';
import type { FoundPackage, PackageSourceReader } from './source.ts';
import { readPacked } from './tarball.ts';
import type { TarballLimits } from './unpack.ts';

/**
 * Where the package of a guide has the stand-ins that it was built with, each an archive of its own. No registry has
 * what is in them: without them the package by itself would refuse what the guide accepts.
 */
export const CARRIED = 'other/stand-ins';

/** Several times what a stand-in needs. A package may come from anywhere, and what it has with it is read at each run. */
const LIMITS: TarballLimits = {
  entries: 5_000,
  entryBytes: 32 << 20,
  totalBytes: 128 << 20,
  ratio: 200,
  ratioFromBytes: 8 << 20,
};
const MOST = 32;

/** Where it has what the guide lives with, each with its reason: its suppressions.yaml. */
export const SUPPRESSIONS_CARRIED = 'other/suppressions.yaml';

export function isCarried(name: string): boolean {
  return name.startsWith(`${CARRIED}/`) && name.endsWith('.tgz');
}

/**
 * Reads the packages that another one has with it. Those that these have with them are left alone.
 * @param archives by their names in the package's folder
 * @param carrier the package that has them, as issues name it
 */
export async function carriedPackages(
  archives: ReadonlyMap<string, Buffer>,
  carrier: string,
  signal: AbortSignal,
): Promise<Outcome<FoundPackage[]>> {
  const found: FoundPackage[] = [];
  const issues: Issue[] = [];
  for (const [name, bytes] of [...archives].slice(0, MOST)) {
    const { value, issues: trouble } = await readPacked(Readable.from([bytes]), `${carrier}: ${name}`, signal, {
      limits: LIMITS,
    });
    issues.push(...trouble);
    if (value === undefined) continue;
    const { manifest, integrity, content } = value;
    found.push({
      id: manifest.name,
      version: manifest.version,
      source: 'stand-in',
      manifest,
      integrity: async () => ({ value: integrity, issues: [] }),
      load: async () => ({ value: content, issues: [] }),
    });
  }
  return { value: found, issues };
}

/** Those packages as a source of stand-ins: what is pinned with another content is none of them. */
export function carriedSource(packages: readonly FoundPackage[]): PackageSourceReader {
  return {
    kind: 'stand-in',
    async find({ id, version, locked }) {
      const found = packages.find((each) => each.id === id && each.version === version);
      const isOther = locked !== undefined && (await found?.integrity())?.value !== locked.integrity;
      return { value: isOther ? undefined : found, issues: [] };
    },
    async versions(id) {
      return packages.filter((each) => each.id === id).map(({ version }) => version);
    },
  };
}
