import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import type { FhirResource } from '../model/fhir.ts';
import type { PackageManifest } from '../model/package.ts';
import { listFiles } from './digest.ts';

export interface PackedResource {
  readonly resource: FhirResource;
  /** Examples go to a folder of their own, which loaders of definitions leave alone. */
  readonly isExample: boolean;
}

/** When every file of an archive was made: the same content must give the same archive, byte for byte. */
const NO_TIME = new Date(0);

/**
 * Writes a package's folder: `package.json`, `.index.json`, one file per resource, examples below `example/`.
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export function writePackageFolder(
  folder: string,
  manifest: PackageManifest,
  resources: readonly PackedResource[],
): void {
  mkdirSync(join(folder, 'example'), { recursive: true });
  const write = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
  write('package.json', manifest);
  for (const isExample of [false, true]) {
    const files = resources
      .filter((each) => each.isExample === isExample)
      .map(({ resource }) => ({ filename: `${resource.resourceType}-${resource.id}.json`, resource }))
      .toSorted((a, b) => (a.filename < b.filename ? -1 : 1));
    const place = isExample ? 'example/' : '';
    for (const { filename, resource } of files) write(`${place}${filename}`, resource);
    write(`${place}.index.json`, { 'index-version': 2, files: files.map(indexEntry) });
  }
}

/** Packs the folder `package` in the given folder into a FHIR package archive. */
export async function packFolder(parent: string, file: string): Promise<void> {
  const names = (readdirSync(join(parent, 'package'), { recursive: true, withFileTypes: true }) as PackageItem[])
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(parent.length + 1))
    .toSorted();
  await create({ cwd: parent, file, gzip: { level: 9 }, portable: true, mtime: NO_TIME }, names);
}

/** Packs the files of an installed package, which lie in the folder itself; the same files give the same archive. */
export async function packFiles(root: string, file: string): Promise<void> {
  const options = { cwd: root, file, prefix: 'package', gzip: { level: 6 }, portable: true, mtime: NO_TIME };
  await create(options, listFiles(root));
}

interface PackageItem {
  readonly name: string;
  readonly parentPath: string;
  isFile(): boolean;
}

function indexEntry({ filename, resource }: { filename: string; resource: FhirResource }): object {
  const { resourceType, id, url, version, kind, type, derivation, supplements, content } = resource;
  const isDefinition = resourceType === 'StructureDefinition';
  return {
    filename,
    resourceType,
    id,
    url: typeof url === 'string' ? url : undefined,
    version: typeof version === 'string' ? version : undefined,
    kind: isDefinition ? kind : undefined,
    type: isDefinition ? type : undefined,
    derivation: isDefinition ? derivation : undefined,
    ...(resourceType === 'CodeSystem' ? { supplements, content } : {}),
  };
}
