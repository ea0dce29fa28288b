import { z } from 'zod';
import { type FhirResource, isJsonObject } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import type { PackageEntry } from '../model/package.ts';

/** Raised whenever the layout of a store entry or the meaning of an index changes: old entries are then made anew. */
export const STORE_FORMAT = 2;

export const INDEX_FILE = 'index.json';
export const BLOB_FILE = 'resources.ndjson';

/** `index.json` of a store entry. */
export interface StoreIndex {
  readonly format: number;
  /** `snapshots`: only those definitions of a package that came without a snapshot, with one made here. */
  readonly holds: 'package' | 'snapshots';
  /** What was found while installing, told again at every use. */
  readonly issues: readonly Issue[];
  readonly blob: { readonly size: number; readonly sha512: string };
  /** By file name, the order in which SUSHI reads a package. */
  readonly entries: readonly PackageEntry[];
}

const IndexHead = z.object({
  format: z.literal(STORE_FORMAT),
  holds: z.enum(['package', 'snapshots']),
  issues: z.array(z.object({ severity: z.string(), code: z.string(), rule: z.string(), message: z.string() })),
  blob: z.object({ size: z.number(), sha512: z.string() }),
  entries: z.array(z.unknown()),
});

/**
 * Reads an index back. Its entries are taken as they were written: 9,000 of them are opened at every start, and a
 * half-written index does not parse at all. `verify` compares them one by one with the resources.
 */
export function parseIndex(text: string): StoreIndex | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!IndexHead.safeParse(data).success) return undefined;
  const index = data as StoreIndex;
  const bytes = index.entries.reduce((sum, { length }) => sum + length + 1, 0); // each line ends in a line feed
  return bytes === index.blob.size ? index : undefined;
}

/** What the index keeps of a resource: enough for look-ups by canonical, and for SUSHI's package loader. */
export function toEntry(resource: FhirResource, filename: string, offset: number, length: number): PackageEntry {
  const text = (name: string) => {
    const value = resource[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const entry = {
    resourceType: resource.resourceType,
    filename,
    ...text('id'),
    ...text('url'),
    ...text('version'),
    ...text('name'),
    offset,
    length,
  };
  if (resource.resourceType !== 'StructureDefinition') return entry;
  const imposeProfiles = extensionValues(resource, IMPOSE_PROFILE, 'valueCanonical');
  const characteristics = [
    ...extensionValues(resource, TYPE_CHARACTERISTICS, 'valueCode'),
    ...extensionValues(resource, LOGICAL_TARGET, 'valueBoolean').map(() => 'can-be-target'),
  ];
  return {
    ...entry,
    ...text('kind'),
    ...text('derivation'),
    ...text('type'),
    ...text('baseDefinition'),
    abstract: resource.abstract === true,
    hasSnapshot: hasSnapshot(resource),
    ...(imposeProfiles.length === 0 ? {} : { imposeProfiles }),
    ...(characteristics.length === 0 ? {} : { characteristics }),
  };
}

function hasSnapshot(resource: FhirResource): boolean {
  const { snapshot } = resource;
  return isJsonObject(snapshot) && Array.isArray(snapshot.element) && snapshot.element.length > 0;
}

const IMPOSE_PROFILE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile';
const TYPE_CHARACTERISTICS = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-type-characteristics';
// Stood in for the characteristic can-be-target before the value set of characteristics had it.
const LOGICAL_TARGET = 'http://hl7.org/fhir/tools/StructureDefinition/logical-target';

function extensionValues(resource: FhirResource, url: string, valueName: string): string[] {
  if (!Array.isArray(resource.extension)) return [];
  return resource.extension
    .filter((extension) => isJsonObject(extension) && extension.url === url)
    .map((extension) => extension[valueName])
    .filter((value) => typeof value === 'string' || value === true)
    .map(String);
}
