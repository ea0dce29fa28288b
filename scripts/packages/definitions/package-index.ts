import type { DefinitionInfo } from '../../model/definition/definitions.ts';
import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import type { InstalledPackage, PackageEntry, PackageRef } from '../../model/package.ts';
import { isCore } from '../automatic.ts';

/** One conformance resource among all that are loaded, without its content. */
export interface IndexedResource extends DefinitionInfo {
  /** The resource's own version, else its package's: a package version is one version of all that is in it. */
  readonly effectiveVersion: string;
  /** A type that FHIR itself defines: no other package can define it anew. */
  readonly isBaseType: boolean;
}

export interface PackageIndex {
  withUrl(url: string): readonly IndexedResource[];
  withType(resourceType: string): readonly IndexedResource[];
}

/** Puts the entries of all packages in order by canonical and by type; reads no resource. */
export function indexPackages(packages: readonly InstalledPackage[]): PackageIndex {
  const remembered = rememberResources();
  return index(
    packages.flatMap((installed) => {
      const owner: PackageRef = { id: installed.id, version: installed.version };
      return installed.entries.map((entry): Located => ({ owner, entry, read: () => remembered(installed, entry) }));
    }),
  );
}

/** The guide's own resources, which are in memory already. */
export function indexResources({ id, version }: PackageRef, resources: readonly FhirResource[]): PackageIndex {
  const owner: PackageRef = { id, version };
  return index(resources.map((resource): Located => ({ owner, entry: knownFields(resource), read: () => resource })));
}

type Known = 'id' | 'url' | 'version' | 'kind' | 'derivation' | 'type' | 'baseDefinition' | 'filename';

type KnownFields = Pick<PackageEntry, 'resourceType'> & { readonly [Name in Known]?: string | undefined };

interface Located {
  readonly owner: PackageRef;
  readonly entry: KnownFields;
  readonly read: () => FhirResource;
}

/** Made at every start for 9,000 entries: what a look-up hands out is built when it is asked for. */
function index(all: readonly Located[]): PackageIndex {
  const byUrl = groupBy(all, ({ entry }) => entry.url);
  const byType = groupBy(all, ({ entry }) => entry.resourceType);
  const built = new Map<Located, IndexedResource>();
  const build = (located: Located): IndexedResource => {
    const known = built.get(located) ?? toIndexed(located);
    built.set(located, known);
    return known;
  };
  return {
    withUrl: (url) => (byUrl.get(url) ?? []).map(build),
    withType: (resourceType) => (byType.get(resourceType) ?? []).map(build),
  };
}

function toIndexed({ owner, entry, read }: Located): IndexedResource {
  const { resourceType, id, url, version, kind, derivation, type, baseDefinition, filename } = entry;
  return {
    package: owner,
    resourceType,
    ...(id === undefined ? {} : { id }),
    ...(url === undefined ? {} : { url }),
    ...(version === undefined ? {} : { version }),
    ...(kind === undefined ? {} : { kind }),
    ...(derivation === undefined ? {} : { derivation }),
    ...(type === undefined ? {} : { type }),
    ...(baseDefinition === undefined ? {} : { baseDefinition }),
    ...(filename === undefined ? {} : { filename }),
    effectiveVersion: version ?? owner.version,
    isBaseType: isCore(owner.id) && resourceType === 'StructureDefinition' && derivation !== 'constraint',
    read,
  };
}

function knownFields(resource: FhirResource): KnownFields {
  const { resourceType, id, url, version, kind, derivation, type, baseDefinition } = resource;
  return {
    resourceType,
    id: textIn(id),
    url: textIn(url),
    version: textIn(version),
    kind: textIn(kind),
    derivation: textIn(derivation),
    type: textIn(type),
    baseDefinition: textIn(baseDefinition),
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Strongly held resources, in bytes of their JSON; a parsed snapshot takes several times as much. */
const REMEMBERED_BYTES = 32 << 20;

/**
 * Parses a resource once for as long as anybody holds it, so that equal definitions are the same object.
 * The ones used last are held here too.
 */
function rememberResources(): (owner: InstalledPackage, entry: PackageEntry) => FhirResource {
  const alive = new WeakMap<PackageEntry, WeakRef<FhirResource>>();
  const recent = new Map<PackageEntry, FhirResource>(); // in order of use
  let bytes = 0;
  return (owner, entry) => {
    const resource = recent.get(entry) ?? alive.get(entry)?.deref() ?? readResource(owner, entry);
    if (recent.delete(entry)) bytes -= entry.length;
    else alive.set(entry, new WeakRef(resource));
    recent.set(entry, resource);
    bytes += entry.length;
    for (const oldest of recent.keys()) {
      if (bytes <= REMEMBERED_BYTES || oldest === entry) break;
      recent.delete(oldest);
      bytes -= oldest.length;
    }
    return resource;
  };
}

function readResource(owner: InstalledPackage, entry: PackageEntry): FhirResource {
  const resource = owner.read(entry);
  if (!isFhirResource(resource))
    throw new Error(`${entry.filename} of ${owner.id} is indexed as a resource and is none`);
  return resource;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
