import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isFhirResource, isJsonObject, type JsonObject } from '../../scripts/model/fhir.ts';
import type { InstalledPackage, PackageEntry, PackageManifest } from '../../scripts/model/package.ts';

/** Makes an installed package of the resources in a folder. */
export function folderPackage(
  folder: string,
  manifest: PackageManifest,
  belongs: (name: string) => boolean = () => true,
): InstalledPackage {
  const entries = readdirSync(folder)
    .filter((name) => /^[^.].*\.json$/.test(name) && name !== 'package.json' && belongs(name))
    .flatMap((filename) => toEntry(filename, JSON.parse(readFileSync(path.join(folder, filename), 'utf8'))));
  return {
    id: manifest.name,
    version: manifest.version,
    source: 'file',
    integrity: 'sha512-',
    manifest,
    entries,
    read: (entry) => JSON.parse(readFileSync(path.join(folder, entry.filename), 'utf8')),
  };
}

/** A package of a few resources, from memory. */
export function memoryPackage(id: string, version: string, resources: readonly JsonObject[] = []): InstalledPackage {
  const files = new Map(resources.map((resource) => [`${resource.resourceType}-${resource.id}.json`, resource]));
  return {
    id,
    version,
    source: 'file',
    integrity: 'sha512-',
    manifest: { name: id, version, fhirVersions: ['4.0.1'] },
    entries: [...files].flatMap(([filename, resource]) => toEntry(filename, resource)),
    read: (entry) => structuredClone(files.get(entry.filename)),
  };
}

const impose = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-imposeProfile';
const characteristic = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-type-characteristics';

function toEntry(filename: string, resource: unknown): PackageEntry[] {
  if (!isFhirResource(resource)) return [];
  const texts = Object.fromEntries(
    ['id', 'url', 'version', 'name', 'kind', 'derivation', 'type', 'baseDefinition']
      .filter((key) => typeof resource[key] === 'string')
      .map((key) => [key, resource[key]]),
  );
  const imposeProfiles = valuesOf(resource, impose, 'valueCanonical');
  const characteristics = valuesOf(resource, characteristic, 'valueCode');
  return [
    {
      resourceType: resource.resourceType,
      filename,
      ...texts,
      ...(resource.abstract === true ? { abstract: true } : {}),
      hasSnapshot: resource.snapshot !== undefined,
      ...(imposeProfiles.length > 0 ? { imposeProfiles } : {}),
      ...(characteristics.length > 0 ? { characteristics } : {}),
      offset: 0,
      length: 0,
    },
  ];
}

function valuesOf({ extension }: JsonObject, url: string, key: string): string[] {
  const list: readonly unknown[] = Array.isArray(extension) ? extension : [];
  return list.flatMap((item) => (isJsonObject(item) && item.url === url ? [String(item[key])] : []));
}
