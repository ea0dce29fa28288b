import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import type { PackageEntry, PackageManifest } from '../../model/package.ts';
import { digestOf } from '../disk/spare-file.ts';

/** Raised whenever the layout of a store entry or the meaning of an index changes: old entries are then made anew. */
export const STORE_FORMAT = 4;

export const INDEX_FILE = 'index';
export const BLOB_FILE = 'resources.ndjson';
/** What entries of format 2 and before had; nothing opens one of those any more. */
export const OLD_INDEX_FILE = 'index.json';

/**
 * The index of a store entry. Its file has two lines: a digest, and this as JSON. The digest is of the entry's name and
 * of the JSON, which has the digest of each resource: so nothing in an entry is believed that was changed after it was
 * written, and no entry that was put in the place of another.
 */
export interface StoreIndex {
  readonly manifest: PackageManifest;
  /** `snapshots`: only those definitions of a package that came without a snapshot, with one made here. */
  readonly holds: 'package' | 'snapshots';
  /** What was found while installing, told again at every use. */
  readonly issues: readonly Issue[];
  /** Files of the package that are no JSON, so that nobody knows what they define; absent where there are none. */
  readonly leftOut?: readonly string[];
  readonly blob: { readonly size: number; readonly sha512: string };
  /** By file name, the order in which SUSHI reads a package. */
  readonly entries: readonly PackageEntry[];
}

/** @param name of the entry's folder, which has the key of all that it was made from */
export function formatIndex(index: StoreIndex, name: string): string {
  const text = JSON.stringify(index);
  return `${digestOf(name, text)}\n${text}`;
}

const LINE_FEED = 0x0a;

/** @returns undefined when it is not, byte by byte, what was written for the entry of that name */
export function parseIndex(bytes: Buffer, name: string): StoreIndex | undefined {
  const end = bytes.indexOf(LINE_FEED);
  const text = bytes.subarray(end + 1);
  if (end === -1 || bytes.toString('latin1', 0, end) !== digestOf(name, text)) return undefined;
  return JSON.parse(text.toString('utf8')) as StoreIndex;
}

/**
 * What the index keeps of a resource: enough for look-ups by canonical, and for SUSHI's package loader.
 * @param digest of its JSON, where the store has it
 */
export function toEntry(
  resource: FhirResource,
  filename: string,
  offset: number,
  length: number,
  digest?: string,
): PackageEntry {
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
    ...(digest === undefined ? {} : { digest }),
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
