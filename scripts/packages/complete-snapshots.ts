import { type FhirResource, isFhirResource } from '../model/fhir.ts';
import type { Issue, Outcome } from '../model/issue.ts';
import type { InstalledPackage, PackageEntry } from '../model/package.ts';
import type { StoredPackage } from './store.ts';
import type { StoreContent } from './store-write.ts';

/**
 * Makes the snapshots that a package came without. Handed in, because snapshots are another stage.
 * @param incomplete StructureDefinitions without snapshot, by file name
 * @param owner the package they are from, with all its resources
 * @param dependencies all it rests on, in load order
 * @returns the completed ones by the same file names; what could not be completed is left out, with an issue
 */
export type CompleteSnapshots = (
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

/** The content of a package with its missing snapshots filled in, for an entry of its own in the store. */
export function withSnapshots(
  stored: StoredPackage,
  owner: InstalledPackage,
  dependencies: readonly InstalledPackage[],
  { complete }: SnapshotCompletion,
): StoreContent & { readonly issues: readonly Issue[] } {
  const incomplete = new Map<string, FhirResource>();
  for (const entry of owner.entries.filter(isIncomplete)) {
    const resource = owner.read(entry);
    if (isFhirResource(resource)) incomplete.set(entry.filename, resource);
  }
  const { value: completed, issues } = complete(incomplete, owner, dependencies);
  return {
    manifest: stored.manifest,
    issues: [...stored.index.issues, ...issues],
    generatedSnapshots: [...completed.keys()].sort(),
    *files() {
      for (const entry of owner.entries) {
        const resource = completed.get(entry.filename) ?? owner.read(entry);
        yield { name: entry.filename, text: JSON.stringify(resource) };
      }
    },
  };
}

function isIncomplete({ resourceType, hasSnapshot }: PackageEntry): boolean {
  return resourceType === 'StructureDefinition' && hasSnapshot !== true;
}
