import type { Issue } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { corePackage } from '../automatic.ts';
import { LOCKFILE_NAME, type Lockfile } from '../lockfile.ts';
import { resolveOpenVersion } from '../version.ts';
import type { DeclaredPackages } from './create-lock.ts';

/**
 * Tells whether a lock still fits what the project declares; asks no source.
 * A dependency with an open version fits any locked version that it stands for.
 * @returns one error per declared package that is not locked; nothing when the lock fits
 */
export function checkLock(declared: DeclaredPackages, lock: Lockfile): Issue[] {
  const core: PackageRef = { id: corePackage(declared.fhirVersion), version: declared.fhirVersion };
  const stale = (wanted: PackageRef): string | undefined => {
    const locked = lock.packages.filter(({ id }) => id === wanted.id).map(({ version }) => version);
    if (resolveOpenVersion(wanted.version, locked) !== undefined) return undefined;
    const instead = locked.length === 0 ? 'does not have' : `has ${locked.join(', ')} instead of`;
    return `${LOCKFILE_NAME} ${instead} ${packageKey(wanted)}. Run ig packages lock.`;
  };
  const error = (message: string): Issue => ({ severity: 'error', code: 'conflict', rule: 'lockfile-stale', message });
  const coreMessage = stale(core);
  const ofCore = coreMessage === undefined ? [] : [{ ...error(coreMessage), source: { file: LOCKFILE_NAME } }];
  const ofDeclared = declared.dependencies.flatMap((dependency) => {
    const message = stale(dependency);
    return message === undefined ? [] : [{ ...error(message), source: dependency.position }];
  });
  return [...ofCore, ...ofDeclared];
}
