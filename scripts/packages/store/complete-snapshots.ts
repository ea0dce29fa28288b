import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import type { Outcome } from '../../model/issue.ts';
import type { InstalledPackage, PackageEntry } from '../../model/package.ts';
import { jsonOf } from '../../model/written-digits.ts';
import type { StoredPackage } from './entry.ts';
import type { StoreContent } from './write.ts';

/**
 * Makes the snapshots that a package came without. Handed in, because snapshots are another stage.
 * @param incomplete StructureDefinitions without snapshot, by file name
 * @param owner the package they are from, with all its resources
 * @param dependencies all it rests on, in load order
 * @returns the completed ones by the same file names; what could not be completed is left out, with an issue
 */
type CompleteSnapshots = (
  incomplete: ReadonlyMap<string, FhirResource>,
  owner: InstalledPackage,
  dependencies: readonly InstalledPackage[],
) => Outcome<ReadonlyMap<string, FhirResource>>;

export interface SnapshotCompletion {
  readonly complete: CompleteSnapshots;
  /** Changes whenever `complete` may give another result for the same input. */
  readonly fingerprint: string;
}

export function lacksSnapshots(entries: readonly PackageEntry[]): boolean {
  return entries.some(isIncomplete);
}

/** The definitions that a package came with incomplete, completed: the content of a store entry of its own. */
export function snapshotContent(
  owner: InstalledPackage,
  dependencies: readonly InstalledPackage[],
  { complete }: SnapshotCompletion,
): StoreContent {
  const incomplete = new Map<string, FhirResource>();
  for (const entry of owner.entries.filter(isIncomplete)) {
    const resource = owner.read(entry);
    if (isFhirResource(resource)) incomplete.set(entry.filename, resource);
  }
  const { value: completed, issues } = complete(incomplete, owner, dependencies);
  return {
    manifest: owner.manifest,
    holds: 'snapshots',
    issues,
    *files() {
      for (const [name, resource] of completed) yield { name, text: jsonOf(resource) };
    },
  };
}

/** A package with its completed definitions in the place of those that it came with. */
export function withSnapshots(owner: InstalledPackage, snapshots: StoredPackage): InstalledPackage {
  const completed = new Map(snapshots.index.entries.map((entry) => [entry.filename, entry]));
  const own = new Set(snapshots.index.entries);
  return {
    ...owner,
    content: `${owner.content} ${snapshots.index.blob.sha512}`,
    entries: owner.entries.map((entry) => completed.get(entry.filename) ?? entry),
    read: (entry) => (own.has(entry) ? snapshots.read(entry) : owner.read(entry)),
  };
}

function isIncomplete({ resourceType, hasSnapshot }: PackageEntry): boolean {
  return resourceType === 'StructureDefinition' && hasSnapshot !== true;
}
