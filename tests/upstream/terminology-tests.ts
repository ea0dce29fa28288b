import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { packageKey } from '../../scripts/model/package.ts';
import { hasShared } from '../snapshot/published-packages.ts';
import { codeList } from './code-lists.ts';
import { resourcesByUrl } from './open-stand-ins.ts';
import { publishedTerminology } from './published-terminology.ts';

const published = [
  { id: 'ans.fr.terminologies', version: '1.4.0', file: 'ans.fr.terminologies-1.4.0.tgz', count: 16 },
  { id: 'ans.fhir.fr.mesures', version: '3.0.1', file: 'ans.fhir.fr.mesures-3.0.1.reference.tgz', count: 1 },
  { id: 'ans.fhir.fr.mesures', version: '3.2.0', file: 'ans.fhir.fr.mesures-3.2.0.reference.tgz', count: 1 },
  { id: 'hl7.fhir.uv.phd', version: '1.0.0', file: 'hl7.fhir.uv.phd-1.0.0.tgz', count: 6 },
  { id: 'hl7.fhir.fr.core', version: '1.1.0', file: 'hl7.fhir.fr.core-1.1.0.tgz', count: 28 },
  { id: 'hl7.fhir.fr.core', version: '2.1.0', file: 'hl7.fhir.fr.core-2.1.0.tgz', count: 28 },
];

/** Tests of the code lists; `opened` is asked once the tests run. */
export function testTerminology(opened: () => readonly InstalledPackage[]): void {
  describe.skipIf(!hasShared)('the terminology of a stand-in is that of the package it stands for', () => {
    for (const { file, count, ...ref } of published) {
      test(packageKey(ref), () => {
        const theirs = publishedTerminology(file);
        const installed = opened().find(({ id, version }) => id === ref.id && version === ref.version);
        const ours = installed === undefined ? new Map<string, FhirResource>() : resourcesByUrl(installed);
        const common = [...ours].filter(([url]) => theirs.has(url));
        expect(common).toHaveLength(count);
        for (const [url, resource] of common) {
          const wanted = codes(theirs.get(url), theirs);
          const found = codes(resource, ours);
          // A fragment has some of the codes, with their displays; the rest has all.
          if (resource.content === 'fragment')
            expect({ url, codes: wanted }).toEqual({ url, codes: expect.arrayContaining(found) });
          else expect({ url, codes: found }).toEqual({ url, codes: wanted });
        }
      });
    }

    test('what 1.4.0 is not known to have is as it was in 2021', () => {
      const recent = publishedTerminology('ans.fr.terminologies-1.4.0.tgz');
      const former = publishedTerminology('ans.fr.nos-0.1.0.tgz');
      const installed = opened().find(({ id }) => id === 'ans.fr.terminologies');
      const ours = installed === undefined ? new Map<string, FhirResource>() : resourcesByUrl(installed);
      const common = [...ours].filter(([url]) => former.has(url) && !recent.has(url));
      expect(common).toHaveLength(11);
      for (const [url, resource] of common) {
        expect({ url, codes: codes(resource, new Map()) }).toEqual({ url, codes: codes(former.get(url), new Map()) });
      }
    });

    test('each list of ans.fr.terminologies is of the date that the published guide was built with', () => {
      const theirs = publishedTerminology('ans.fr.terminologies-1.4.0.tgz');
      const installed = opened().find(({ id }) => id === 'ans.fr.terminologies');
      const lists = (installed?.entries ?? []).filter(({ url }) => url?.includes('/JDV_') && theirs.has(url));
      expect(lists).toHaveLength(13);
      for (const { url = '', version } of lists)
        expect({ url, version }).toEqual({ url, version: theirs.get(url)?.version });
    });
  });
}

function codes(resource: FhirResource | undefined, among: ReadonlyMap<string, FhirResource>): string[] {
  return resource === undefined ? [] : [...new Set(codeList(resource, (url) => among.get(url)))].sort();
}
