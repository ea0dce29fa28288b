import { type PackageRef, packageKey } from './package.ts';
import { isPackageId, isPackageVersion, shownName } from './package-name.ts';

/*
 * The only place where the name of a package becomes part of a path. Every name was held against the patterns of
 * package-name.ts where it came in; here it is proved once more that the path lies inside whatever it is put behind.
 */

/** Of a package in the cache: one name, in which `+` joins a scope to the package. No package's own name has a `+`. */
export function cacheName(of: PackageRef, suffix: string): string {
  return `${proved(of).replace('/', '+')}-${suffix}`;
}

/** `<id>#<version>`, as a FHIR package cache has it; of a scoped package in a folder for the scope, as npm has it. */
export function fhirCacheName(of: PackageRef): string {
  return proved(of);
}

/** `<id>`, as node_modules/ has it, and upstream/ for stand-ins. */
export function folderName(id: string): string {
  if (isPackageId(id)) return id;
  throw unchecked(id);
}

function proved(of: PackageRef): string {
  if (isPackageId(of.id) && isPackageVersion(of.version)) return packageKey(of);
  throw unchecked(packageKey(of));
}

function unchecked(name: string): Error {
  return new Error(`${shownName(name)} was to become part of a path without having been checked`);
}
