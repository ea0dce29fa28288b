import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isFhirResource, isJsonObject, type JsonObject } from '../../scripts/model/fhir.ts';
import type { InstalledPackage, PackageEntry, PackageManifest } from '../../scripts/model/package.ts';

/** Makes an installed package of an unpacked one: a folder that holds package/package.json. */
export function folderPackage(folder: string): InstalledPackage {
  const content = path.join(folder, 'package');
  const manifest: PackageManifest = JSON.parse(readFileSync(path.join(content, 'package.json'), 'utf8'));
  const entries = readdirSync(content)
    .filter((name) => /^[^.].*\.json$/.test(name) && name !== 'package.json')
    .flatMap((filename) => toEntry(filename, parseOrSkip(readFileSync(path.join(content, filename), 'utf8'))));
  return {
    id: manifest.name,
    version: manifest.version,
    source: 'file',
    integrity: 'sha512-',
    manifest,
    entries,
    read: (entry) => JSON.parse(readFileSync(path.join(content, entry.filename), 'utf8')),
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

/** SUSHI passes over a file that is no JSON, and so does the real index. */
function parseOrSkip(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
