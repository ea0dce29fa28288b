import type { CurrentBuildClient, PackageCache, RegistryClient } from 'fhir-package-loader';
import { type InstalledPackage, packageKey } from '../../model/package.ts';
import { entryPath, packagePath } from './package-path.ts';
import { compareVersions } from './version-order.ts';

const manifestName = 'package.json';

/** Reads resources by index entry, from the given packages alone. */
export function createPackageCache(packages: readonly InstalledPackage[]): PackageCache {
  const installed = new Map(packages.map((pkg) => [packageKey(pkg), pkg]));
  const readers = new Map<string, () => unknown>();
  for (const pkg of packages) {
    readers.set(entryPath(pkg, { filename: manifestName }), () => structuredClone(pkg.manifest));
    for (const entry of pkg.entries) readers.set(entryPath(pkg, entry), () => pkg.read(entry));
  }
  const find = (id: string, version: string) => installed.get(packageKey({ id, version }));
  return {
    isPackageInCache: (name, version) => find(name, version) !== undefined,
    getPackagePath(name, version) {
      const pkg = find(name, version);
      return pkg && packagePath(pkg);
    },
    getPackageJSONPath(name, version) {
      const pkg = find(name, version);
      return pkg && entryPath(pkg, { filename: manifestName });
    },
    // The package database registers a package's resources from its index, so there is nothing left to read here.
    getPotentialResourcePaths: () => [],
    getResourceAtPath(resourcePath) {
      const read = readers.get(resourcePath);
      if (read === undefined) throw new Error(`No resource in the installed packages at ${resourcePath}`);
      return read();
    },
    cachePackageTarball: (name, version) => refuse(name, version),
  };
}

/** Answers every version look-up from the given packages: `latest` is the newest of them. */
export function createRegistryClient(packages: readonly InstalledPackage[]): RegistryClient {
  return {
    resolveVersion(name, version) {
      const resolved = resolveVersion(packages, name, version);
      return resolved === undefined ? refuse(name, version) : Promise.resolve(resolved);
    },
    download: (name, version) => refuse(name, version),
  };
}

/** Never reached: the registry client answers `current` and `dev` with an installed version. */
export const noCurrentBuilds: CurrentBuildClient = {
  downloadCurrentBuild: (name) => refuse(name, 'current'),
  getCurrentBuildDate: (name) => refuse(name, 'current'),
};

/** The installed version that a dependency's version means; undefined when none does. */
export function resolveVersion(
  packages: readonly InstalledPackage[],
  name: string,
  version: string,
): string | undefined {
  const versions = packages.filter(({ id }) => id === name).map((pkg) => pkg.version);
  if (versions.includes(version)) return version;
  return versions
    .filter((candidate) => fits(candidate, version))
    .sort(compareVersions)
    .at(-1);
}

/** Whether a version names what the authors of a package are building: of HL7's build server, or of this machine. */
export function isBuildInProgress(version: string): boolean {
  return /^(current(\$.+)?|dev)$/.test(version);
}

function fits(candidate: string, wanted: string): boolean {
  if (wanted === 'latest' || isBuildInProgress(wanted)) return true;
  return wanted.endsWith('.x') && candidate.startsWith(wanted.slice(0, -1));
}

function refuse(name: string, version: string): Promise<never> {
  return Promise.reject(new Error(`${name}#${version} is not among the installed packages`));
}
