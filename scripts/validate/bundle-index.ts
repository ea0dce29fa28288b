import { type FhirResource, isFhirResource, isJsonObject, type JsonObject } from '../model/fhir.ts';

export interface BundleEntry {
  readonly fullUrl: string | undefined;
  readonly resource: FhirResource | undefined;
  readonly path: string;
}

/** The entries of a Bundle by what a reference may call them. */
export interface BundleIndex {
  readonly resource: JsonObject;
  readonly type: string | undefined;
  readonly path: string;
  readonly entries: readonly BundleEntry[];
  readonly byFullUrl: ReadonlyMap<string, readonly BundleEntry[]>;
  readonly byResource: ReadonlyMap<object, BundleEntry>;
  /** By `Type/id`. */
  readonly byTypeAndId: ReadonlyMap<string, readonly BundleEntry[]>;
}

export function indexBundle(bundle: JsonObject, path: string): BundleIndex {
  const entries: BundleEntry[] = [];
  const byFullUrl = new Map<string, BundleEntry[]>();
  const byTypeAndId = new Map<string, BundleEntry[]>();
  const byResource = new Map<object, BundleEntry>();
  for (const [i, value] of (Array.isArray(bundle.entry) ? bundle.entry : []).entries()) {
    if (!isJsonObject(value)) continue;
    const resource = isFhirResource(value.resource) ? value.resource : undefined;
    const fullUrl = typeof value.fullUrl === 'string' ? value.fullUrl : undefined;
    const entry = { fullUrl, resource, path: `${path}.entry[${i}]` };
    entries.push(entry);
    if (resource !== undefined) byResource.set(resource, entry);
    if (fullUrl !== undefined) append(byFullUrl, fullUrl, entry);
    if (typeof resource?.id === 'string') append(byTypeAndId, `${resource.resourceType}/${resource.id}`, entry);
  }
  const type = typeof bundle.type === 'string' ? bundle.type : undefined;
  return { resource: bundle, type, path, entries, byFullUrl, byTypeAndId, byResource };
}

function append(map: Map<string, BundleEntry[]>, key: string, entry: BundleEntry): void {
  const entries = map.get(key);
  if (entries === undefined) map.set(key, [entry]);
  else entries.push(entry);
}

const restfulUrl = /^(https?:\/\/.+\/)[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `http://server/fhir/` of `http://server/fhir/Patient/1`; undefined for any other form. */
function serverBase(fullUrl: string): string | undefined {
  return restfulUrl.exec(fullUrl)?.[1];
}

const versionSuffix = /\/_history\/[^/]+$/;

/**
 * What a reference inside an entry is in full: relative references are relative to the address of their own entry.
 * Undefined when that address is missing.
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function absoluteReference(reference: string, fullUrl: string | undefined): string | undefined {
  const unversioned = reference.replace(versionSuffix, '').replace(/#.*$/, '');
  if (isAbsolute(unversioned)) return unversioned;
  if (fullUrl === undefined) return undefined;
  const urn = /^urn:(uuid|oid):/.exec(fullUrl)?.[0];
  if (urn !== undefined) return urn + unversioned.slice(unversioned.lastIndexOf('/') + 1);
  const base = serverBase(fullUrl);
  return base === undefined ? undefined : base + unversioned;
}

/** The entries that a reference inside an entry means. */
export function resolveInBundle(
  index: BundleIndex,
  reference: string,
  fullUrl: string | undefined,
): readonly BundleEntry[] {
  const wanted = absoluteReference(reference, fullUrl);
  return wanted === undefined ? [] : (index.byFullUrl.get(wanted) ?? []);
}

export function isAbsolute(url: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(url);
}
