import { type FhirResource, isFhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';

export interface BundleEntry {
  readonly fullUrl: string | undefined;
  readonly resource: FhirResource | undefined;
  readonly path: string;
}

/** The entries of a Bundle by what a reference may call them. Each way to find them is prepared when it is first taken. */
export class BundleIndex {
  readonly resource: JsonObject;
  readonly type: string | undefined;
  readonly path: string;
  #entries: readonly BundleEntry[] | undefined;
  #byFullUrl: ReadonlyMap<string, readonly BundleEntry[]> | undefined;
  #byResource: ReadonlyMap<object, BundleEntry> | undefined;
  #byTypeAndId: ReadonlyMap<string, readonly BundleEntry[]> | undefined;

  constructor(bundle: JsonObject, path: string) {
    this.resource = bundle;
    this.type = typeof bundle.type === 'string' ? bundle.type : undefined;
    this.path = path;
  }

  get entries(): readonly BundleEntry[] {
    this.#entries ??= entriesOf(this.resource, this.path);
    return this.#entries;
  }

  get byFullUrl(): ReadonlyMap<string, readonly BundleEntry[]> {
    this.#byFullUrl ??= grouped(this.entries, ({ fullUrl }) => fullUrl);
    return this.#byFullUrl;
  }

  get byResource(): ReadonlyMap<object, BundleEntry> {
    this.#byResource ??= new Map(
      this.entries.flatMap((entry) => (entry.resource === undefined ? [] : [[entry.resource, entry]])),
    );
    return this.#byResource;
  }

  /** By `Type/id`. */
  get byTypeAndId(): ReadonlyMap<string, readonly BundleEntry[]> {
    this.#byTypeAndId ??= grouped(this.entries, ({ resource }) =>
      typeof resource?.id === 'string' ? `${resource.resourceType}/${resource.id}` : undefined,
    );
    return this.#byTypeAndId;
  }
}

class Entry implements BundleEntry {
  readonly fullUrl: string | undefined;
  readonly resource: FhirResource | undefined;
  readonly #bundle: string;
  readonly #at: number;

  constructor({ fullUrl, resource }: JsonObject, bundle: string, at: number) {
    this.fullUrl = typeof fullUrl === 'string' ? fullUrl : undefined;
    this.resource = isFhirResource(resource) ? resource : undefined;
    this.#bundle = bundle;
    this.#at = at;
  }

  get path(): string {
    return `${this.#bundle}.entry[${this.#at}]`;
  }
}

function entriesOf({ entry }: JsonObject, path: string): BundleEntry[] {
  const entries: BundleEntry[] = [];
  for (const [at, value] of (Array.isArray(entry) ? entry : []).entries())
    if (isJsonObject(value)) entries.push(new Entry(value, path, at));
  return entries;
}

function grouped(
  entries: readonly BundleEntry[],
  keyOf: (entry: BundleEntry) => string | undefined,
): Map<string, BundleEntry[]> {
  const groups = new Map<string, BundleEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [entry]);
    else known.push(entry);
  }
  return groups;
}

const restfulUrl = /^(https?:\/\/.+\/)[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `http://server/fhir/` of `http://server/fhir/Patient/1`; undefined for any other form. */
function serverBase(fullUrl: string): string | undefined {
  return restfulUrl.exec(fullUrl)?.[1];
}

const versionSuffix = /\/_history\/[^/]+$/;

/**
 * What a reference inside an entry is in full: relative references are relative to the address of their own entry.
 * Undefined when that address is missing, or is none of a server: nothing is relative to `urn:uuid:`.
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function absoluteReference(reference: string, fullUrl: string | undefined): string | undefined {
  const [unversioned = ''] = reference.replace(versionSuffix, '').split('#', 1);
  if (isAbsolute(unversioned)) return unversioned;
  const base = fullUrl === undefined ? undefined : serverBase(fullUrl);
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

/**
 * The entries that the author of `Patient/<uuid>` under a fullUrl such as `urn:uuid:<other uuid>` had in mind. It does
 * not resolve, but these are what it is held against, as by the HL7 validator: else every fault of the target, and of
 * the kind of target, would go unseen.
 */
export function entriesWithUrn(
  index: BundleIndex,
  reference: string,
  fullUrl: string | undefined,
): readonly BundleEntry[] {
  const urn = fullUrl === undefined || isAbsolute(reference) ? undefined : urnPrefix.exec(fullUrl)?.[0];
  const id = /^[A-Za-z]+\/([A-Za-z0-9\-.]{1,64})$/.exec(reference)?.[1];
  return urn === undefined || id === undefined ? [] : (index.byFullUrl.get(urn + id) ?? []);
}

const urnPrefix = /^urn:(uuid|oid):/;

export function isAbsolute(url: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(url);
}
