import { join } from 'node:path';
import { list } from 'tar';
import { type FhirResource, isFhirResource } from '../../scripts/model/fhir.ts';
import { shared } from '../snapshot/published-packages.ts';

/** The value sets and code systems of a package file kept beside the project, by URL. */
export function publishedTerminology(file: string): ReadonlyMap<string, FhirResource> {
  const found = new Map<string, FhirResource>();
  list({
    file: join(shared, 'fhir-packages', file),
    sync: true,
    onReadEntry: (entry) => {
      if (!/^package\/[^./][^/]*\.json$/.test(entry.path)) return;
      const parts: Buffer[] = [];
      entry.on('data', (part) => parts.push(part));
      entry.on('end', () => {
        const text = Buffer.concat(parts)
          .toString('utf8')
          .replace(/^\uFEFF/, '');
        const resource = /"resourceType"\s*:\s*"(?:ValueSet|CodeSystem)"/.test(text) ? JSON.parse(text) : undefined;
        if (isFhirResource(resource) && typeof resource.url === 'string') found.set(resource.url, resource);
      });
    },
  });
  return found;
}
