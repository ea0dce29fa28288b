import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { npmSource } from '../../scripts/packages/source/npm-source.ts';
import type { PackageContent } from '../../scripts/packages/source/source.ts';
import { readTarball } from '../../scripts/packages/source/tarball.ts';
import { toEntry } from '../../scripts/packages/store/index-of-folder.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const { signal } = new AbortController();
const wanted = /^(?:StructureDefinition|ValueSet|CodeSystem|NamingSystem|SearchParameter)-/;
const ids = [
  { id: 'hl7.fhir.r4.core', version: '4.0.1' },
  { id: 'hl7.terminology.r4', version: '7.0.1' },
  { id: 'hl7.fhir.uv.extensions.r4', version: '5.3.0-ballot-tc1' },
];

/** R4 core, terminology and extensions as npm installed them, without a cache. */
export async function npmPackages(): Promise<InstalledPackage[]> {
  const source = npmSource([project]);
  return Promise.all(
    ids.map(async (ref) => {
      const { value: found } = await source.find({ ...ref, signal });
      const { value: content } = (await found?.load([], signal)) ?? {};
      if (content === undefined) throw new Error(`${ref.id}#${ref.version} is not among the npm dependencies`);
      return inMemory(content);
    }),
  );
}

/** All packages in the `.tgz` files of a folder. */
export async function packedPackages(folder: URL): Promise<InstalledPackage[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  return Promise.all(
    files.map(async (name) => {
      const { value } = await readTarball(fileURLToPath(new URL(name, folder)), name, signal);
      if (value === undefined) throw new Error(`${name} is no package`);
      return inMemory(value.content);
    }),
  );
}

function inMemory({ manifest, files }: PackageContent): InstalledPackage {
  const definitions = [...files()].filter(({ name }) => wanted.test(name));
  const resources = definitions.map(({ text }) => JSON.parse(text) as FhirResource);
  const entries = resources.map((resource, i) => toEntry(resource, definitions[i]?.name ?? '', i, 1));
  const { name: id, version } = manifest;
  return { id, version, source: 'npm', integrity: '', manifest, entries, read: ({ offset }) => resources[offset] };
}
