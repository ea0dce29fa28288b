import { knownToBeWellFormed, shapeFaults } from '../../model/definition/definition-shape.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { InstalledPackage, PackageEntry } from '../../model/package.ts';
import type { CheckerData, DataEntry } from './checker-data.ts';
import type { Extern } from './intern.ts';

/** The packages of a checker, as if they were installed: their resources are read when they are asked for. */
export function dataPackages({ packages, bases }: CheckerData, extern: Extern): InstalledPackage[] {
  return packages.map(({ id, version, source, integrity, canonical, dependencies, entries }) => {
    const declared = dependencies === undefined ? {} : { dependencies };
    return {
      id,
      version,
      source,
      integrity,
      manifest: { name: id, version, ...(canonical === undefined ? {} : { canonical }), ...declared },
      entries: entries.map((entry, at) => packageEntry(entry, at, version, bases)),
      read: (entry) => readEntry(entry, entries[Number(entry.filename)]?.[4], extern),
    };
  });
}

type Named = Pick<PackageEntry, 'resourceType' | 'id' | 'url' | 'version'>;
type Growing = { -readonly [K in keyof PackageEntry]: PackageEntry[K] };

/** Made at every start for 9,000 entries: one object each, in few shapes. */
function packageEntry(
  [resourceType, id, url, version, , structure]: DataEntry,
  at: number,
  whole: string,
  bases: readonly string[],
): PackageEntry {
  const entry: Growing = { resourceType, filename: `${at}`, offset: 0, length: 0 };
  if (id !== 0) entry.id = id;
  if (url !== 0) entry.url = typeof url === 'string' ? url : `${bases[url - 1]}${resourceType}/${id}`;
  if (version !== 0) entry.version = version === 1 ? whole : version;
  if (structure === undefined) return entry;
  const [kind, derivation, type, base] = structure;
  if (kind !== 0) entry.kind = kind;
  if (derivation !== 0) entry.derivation = derivation;
  if (type !== 0) entry.type = type;
  if (base !== 0) entry.baseDefinition = base;
  return entry;
}

function readEntry({ resourceType, id, url, version }: Named, line: number | undefined, extern: Extern): FhirResource {
  if (line === undefined) return knownByName({ resourceType, id, url, version });
  const resource = extern.resource(line);
  return shapeFaults(resource).length > 0 ? resource : knownToBeWellFormed(resource);
}

/** Of what was left out nobody can say what codes it has: a code system says so of itself, a value set by having nothing. */
function knownByName(name: { readonly [K in keyof Named]: Named[K] | undefined }): FhirResource {
  const said = Object.fromEntries(Object.entries(name).filter(([, text]) => text !== undefined)) as FhirResource;
  return said.resourceType === 'CodeSystem' ? { ...said, content: 'not-present' } : said;
}
