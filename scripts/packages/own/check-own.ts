import type { Issue } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { LOCKFILE_NAME, type Lockfile } from '../lockfile.ts';
import { OWN_PACKAGES, type OwnPackage, ownPackage } from './own-packages.ts';

/** Tells whether a lock still takes packages from where the project says that they are; asks no source. */
export function checkOwnLocked(own: readonly OwnPackage[], { packages }: Lockfile): Issue[] {
  return packages.flatMap((locked): Issue[] => {
    const named = ownPackage(own, locked.id, locked.version);
    if (named?.asked === locked.asked) return [];
    const message =
      named === undefined
        ? `${LOCKFILE_NAME} takes ${packageKey(locked)} from ${locked.asked}, and ${OWN_PACKAGES} does not name it. Run ig packages lock.`
        : `${OWN_PACKAGES} says where ${packageKey(locked)} is, and ${LOCKFILE_NAME} has it from ${locked.asked ?? 'elsewhere'}. Run ig packages lock.`;
    const source = named?.source ?? { file: LOCKFILE_NAME };
    return [{ severity: 'error', code: 'conflict', rule: 'lockfile-stale', message, source }];
  });
}
