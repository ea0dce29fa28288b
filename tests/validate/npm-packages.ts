import { fileURLToPath } from 'node:url';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { npmSource } from '../../scripts/packages/npm-source.ts';
import { toEntry } from '../../scripts/packages/store-index.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const wanted = /^(?:StructureDefinition|ValueSet|CodeSystem)-/;
const ids = [
  { id: 'hl7.fhir.r4.core', version: '4.0.1' },
  { id: 'hl7.terminology.r4', version: '7.0.1' },
  { id: 'hl7.fhir.uv.extensions.r4', version: '5.3.0-ballot-tc1' },
];

/** R4 core, terminology and extensions as npm installed them, without a cache. */
export async function npmPackages(): Promise<InstalledPackage[]> {
  const { signal } = new AbortController();
  return Promise.all(
    ids.map(async (ref) => {
      const { value: found } = await npmSource([project]).find({ ...ref, signal });
      if (found === undefined) throw new Error(`${ref.id}#${ref.version} is not among the npm dependencies`);
      const { value: content } = await found.load([], signal);
      const files = [...(content?.files() ?? [])].filter(({ name }) => wanted.test(name));
      const resources = files.map(({ text }) => JSON.parse(text) as FhirResource);
      const entries = resources.map((resource, i) => toEntry(resource, files[i]?.name ?? '', i, 1));
      return {
        ...ref,
        source: 'npm',
        integrity: '',
        manifest: found.manifest,
        entries,
        read: ({ offset }) => resources[offset],
      } satisfies InstalledPackage;
    }),
  );
}
