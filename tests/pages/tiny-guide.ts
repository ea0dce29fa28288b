import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { PageSource } from '../../scripts/pages/fragment.ts';
import type { RenderedGuide } from '../../scripts/pages/render-template.ts';

const patient: FhirResource = { resourceType: 'Patient', id: 'p-1', active: false };
const colours: FhirResource = {
  resourceType: 'CodeSystem',
  id: 'colours',
  url: 'http://example.org/CodeSystem/colours',
  title: 'Colours',
  extension: [{ url: 'http://example.org/hue', valueBoolean: false }],
  concept: [
    {
      code: 'red',
      property: [
        { code: 'hue', valueInteger: 0 },
        { code: 'note', valueString: 'a|b' },
      ],
    },
  ],
};
const guide: FhirResource = {
  resourceType: 'ImplementationGuide',
  id: 'tiny',
  definition: {
    resource: [{ reference: { reference: 'Patient/p-1' }, name: 'A patient', description: 'Not active.' }],
  },
};

const owner = { id: 'tiny', version: '1.0.0' };

export const tinyGuide: RenderedGuide = {
  package: owner,
  resources: [patient, colours, guide].map((resource) => ({ resource, file: `${resource.id}.json`, usage: 'example' })),
  listCodes: (canonical) =>
    canonical === 'http://example.org/ValueSet/all'
      ? { codes: [{ system: 'http://example.org/CodeSystem/colours', code: 'red', display: 'Red' }] }
      : { unlisted: `value set ${canonical} is not loaded` },
  moved: async () => ({ moved: [], changes: [] }),
  data: { cases: [{ run: ['--search', "it's|a"] }] },
  definitions: {
    resolve: (canonical) => (canonical === colours.url ? { resource: colours, package: owner } : undefined),
    explain: (canonical) =>
      canonical === colours.url ? { package: owner, reason: 'same-package', others: [] } : undefined,
    list: () => [],
  },
};

export const template = (name: string, text: string): PageSource => ({
  file: `input/pages-source/includes/${name}.liquid`,
  text,
});
