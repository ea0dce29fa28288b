import { packageKey } from '../../model/package.ts';
import { byIdAndVersion, type LockedPackage, type Lockfile } from '../lockfile.ts';

/** One difference between two locks. */
export type LockChange =
  | { readonly change: 'added' | 'removed'; readonly package: LockedPackage }
  | {
      readonly change: 'source' | 'version' | 'content' | 'place';
      readonly before: LockedPackage;
      readonly package: LockedPackage;
    };

/**
 * What a new lock changes: another version of a package, the same version from another source, the same version and
 * source with another content, the same content in another place that the project names. Where an id has several
 * versions, versions that go and come are paired in order.
 */
export function compareLocks(before: Lockfile | undefined, after: Lockfile): LockChange[] {
  const [old, now] = [before?.packages ?? [], after.packages];
  const changes: LockChange[] = [];
  const gone = old.filter((each) => !now.some((other) => packageKey(other) === packageKey(each)));
  for (const locked of now) {
    const same = old.find((each) => packageKey(each) === packageKey(locked));
    const replaced = same === undefined ? take(gone, locked.id) : undefined;
    if (replaced !== undefined) changes.push({ change: 'version', before: replaced, package: locked });
    else if (same === undefined) changes.push({ change: 'added', package: locked });
    else if (same.source !== locked.source) changes.push({ change: 'source', before: same, package: locked });
    else if (same.integrity !== locked.integrity) changes.push({ change: 'content', before: same, package: locked });
    else if (same.asked !== locked.asked || (locked.source === 'git' && same.resolved !== locked.resolved))
      changes.push({ change: 'place', before: same, package: locked });
  }
  const removed = gone.map((each): LockChange => ({ change: 'removed', package: each }));
  return [...changes, ...removed].sort((a, b) => byIdAndVersion(a.package, b.package));
}

function take(from: LockedPackage[], id: string): LockedPackage | undefined {
  const at = from.findIndex((each) => each.id === id);
  return at === -1 ? undefined : from.splice(at, 1)[0];
}
