import { knownToBeWellFormed, shapeFaults } from '../../model/definition/definition-shape.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { InstalledPackage, PackageEntry } from '../../model/package.ts';
import type { CheckerData, DataEntry } from './checker-data.ts';
import type { Extern } from './intern.ts';

/** The packages of a checker, as if they were installed: their resources are read when they are asked for. */
export function dataPackages({ packages, bases }: CheckerData, extern: Extern): InstalledPackage[] {
  return packages.map(({ id, version, source, integrity, canonical, dependencies, entries }) => {
    const contents = new Map<PackageEntry, unknown>();
    const indexed = entries.map((entry, at) => {
      const content = entry[4];
      const known = {
        ...named(entry, version, bases),
        ...structure(entry, extern),
        filename: `${at}`,
        offset: 0,
        length: 0,
      };
      contents.set(known, content);
      return known;
    });
    const declared = dependencies === undefined ? {} : { dependencies };
    return {
      id,
      version,
      source,
      integrity,
      manifest: { name: id, version, ...(canonical === undefined ? {} : { canonical }), ...declared },
      entries: indexed,
      read: (entry) => readEntry(entry, contents.get(entry), extern),
    };
  });
}

type Named = Pick<PackageEntry, 'resourceType' | 'id' | 'url' | 'version'>;

function named([resourceType, id, url, version]: DataEntry, whole: string, bases: readonly string[]): Named {
  const canonical = typeof url === 'string' ? url : `${bases[url - 1]}${resourceType}/${id}`;
  return {
    resourceType,
    ...(id === 0 ? {} : { id }),
    ...(url === 0 ? {} : { url: canonical }),
    ...(version === 0 ? {} : { version: version === 1 ? whole : version }),
  };
}

const STRUCTURE = ['kind', 'derivation', 'type', 'baseDefinition'] as const;

/** What look-ups ask of a type or profile without reading it. */
function structure([resourceType, , , , content]: DataEntry, extern: Extern): Partial<PackageEntry> {
  return resourceType === 'StructureDefinition' && content !== undefined ? extern.texts(content, STRUCTURE) : {};
}

function readEntry({ resourceType, id, url, version }: Named, content: unknown, extern: Extern): FhirResource {
  if (content === undefined) return knownByName({ resourceType, id, url, version });
  const resource = extern.resource(content);
  return shapeFaults(resource).length > 0 ? resource : knownToBeWellFormed(resource);
}

/** Of what was left out nobody can say what codes it has: a code system says so of itself, a value set by having nothing. */
function knownByName(name: { readonly [K in keyof Named]: Named[K] | undefined }): FhirResource {
  const said = Object.fromEntries(Object.entries(name).filter(([, text]) => text !== undefined)) as FhirResource;
  return said.resourceType === 'CodeSystem' ? { ...said, content: 'not-present' } : said;
}
