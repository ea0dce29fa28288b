import path from 'node:path';
import { type PackageEntry, type PackageRef, packageKey } from '../../model/package.ts';

/** The name under which SUSHI asks for a package's resource again. Nothing lies there: it is a key, not a file. */
export function entryPath(pkg: PackageRef, { filename }: Pick<PackageEntry, 'filename'>): string {
  return path.join(packagePath(pkg), filename);
}

/** SUSHI resolves this against the working directory, so it has to be absolute. */
export function packagePath(pkg: PackageRef): string {
  return path.resolve('/', packageKey(pkg));
}
