import { type Family, one, type Subject } from './family.ts';
import type { Json } from './places.ts';

const references = ({ places }: Subject) =>
  places.objects.filter(({ rules }) => rules.type === 'Reference').map(({ value }) => value);
const contained = ({ resource }: Subject): Json[] | undefined =>
  Array.isArray(resource.contained) && resource.contained.length > 0 ? (resource.contained as Json[]) : undefined;
const only = (reference: Json, value: Json) => {
  for (const key of Object.keys(reference)) delete reference[key];
  Object.assign(reference, value);
};
/** Puts a resource into the resource, and a reference to it where there is one. */
function contain(subject: Subject, inner: Json, id = 'dedans'): boolean {
  const { resource } = subject;
  if (resource.resourceType === 'Bundle') return false;
  resource.contained = [...(contained(subject) ?? []), { ...inner, id }];
  return one(references(subject), subject, (reference) => only(reference, { reference: `#${id}` }));
}

/** References and contained resources. */
export const links: Family = {
  'bad-reference-target': (subject) =>
    one(references(subject), subject, (reference) => only(reference, { reference: 'Medication/1' })),
  'reference-unknown-type': (subject) =>
    one(references(subject), subject, (reference) =>
      only(reference, { reference: subject.random.pick(['Inconnu/1', 'patient/1', 'Patients/1']) }),
    ),
  'reference-form': (subject) =>
    one(references(subject), subject, (reference) =>
      only(reference, {
        reference: subject.random.pick([
          'x',
          'Patient',
          'Patient/',
          '/Patient/1',
          'Patient/a b',
          'Patient/1/2',
          'Patient/1/_history/2',
          'Patient/1/_history/',
          '?x=1',
          'Patient?identifier=1',
          'http://',
          'urn:uuid:1',
          'urn:oid:1.2.3',
          'http://example.org/Patient/1',
          'https://example.org/x/y',
          'mailto:a',
          '',
        ]),
      }),
    ),
  'bad-reference-type-element': (subject) =>
    one(references(subject), subject, (reference) =>
      Object.assign(reference, {
        type: subject.random.pick([
          'Medication',
          'Inconnu',
          'http://hl7.org/fhir/StructureDefinition/Patient',
          'Patient',
        ]),
      }),
    ),
  'reference-identifier-only': (subject) =>
    one(references(subject), subject, (reference) =>
      only(reference, { identifier: { system: 'urn:oid:1.2.3', value: '1' } }),
    ),
  'reference-identifier-and-type': (subject) =>
    one(references(subject), subject, (reference) =>
      only(reference, {
        type: subject.random.pick(['Medication', 'Patient', 'Practitioner']),
        identifier: { value: '1' },
      }),
    ),
  'reference-display-only': (subject) =>
    one(references(subject), subject, (reference) => only(reference, { display: 'texte' })),
  'reference-extension-only': (subject) =>
    one(references(subject), subject, (reference) =>
      only(reference, {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
      }),
    ),
  'dangling-contained-reference': (subject) =>
    one(references(subject), subject, (reference) => only(reference, { reference: '#nulle-part' })),
  'reference-to-container': (subject) =>
    one(references(subject), subject, (reference) => only(reference, { reference: '#' })),
  'contained-ok': (subject) => contain(subject, { resourceType: 'Patient', active: true }),
  'contained-wrong-type-for-reference': (subject) => contain(subject, { resourceType: 'Medication' }),
  'contained-bad-content': (subject) => contain(subject, { resourceType: 'Patient', gender: 'x' }),
  'contained-unknown-type': (subject) => contain(subject, { resourceType: 'Inconnu' }),
  'contained-meta': (subject) =>
    contain(subject, {
      resourceType: 'Patient',
      meta: subject.random.pick([
        { versionId: '1' },
        { lastUpdated: '2020-01-01T00:00:00Z' },
        { security: [{ system: 'http://example.org/s', code: 's' }] },
        { profile: ['http://hl7.org/fhir/StructureDefinition/Patient'] },
      ]),
    }),
  'contained-text': (subject) =>
    contain(subject, {
      resourceType: 'Patient',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
    }),
  'contained-nested': (subject) =>
    contain(subject, { resourceType: 'Patient', contained: [{ resourceType: 'Organization', id: 'o', name: 'x' }] }),
  'contained-orphan': (subject) => {
    if (subject.resource.resourceType === 'Bundle') return false;
    subject.resource.contained = [...(contained(subject) ?? []), { resourceType: 'Patient', id: 'seul' }];
    return true;
  },
  'contained-without-id': (subject) => {
    if (subject.resource.resourceType === 'Bundle') return false;
    subject.resource.contained = [...(contained(subject) ?? []), { resourceType: 'Patient', active: true }];
    return true;
  },
  'contained-id-bad': (subject) =>
    contain(subject, { resourceType: 'Patient' }, subject.random.pick(['a b', '#dedans', 'x'.repeat(70)])),
  'contained-duplicate-id': (subject) => {
    const list = contained(subject);
    if (list === undefined)
      return contain(subject, { resourceType: 'Patient' }) && contain(subject, { resourceType: 'Patient' });
    list.push(structuredClone(list[0] ?? {}));
    return true;
  },
  'contained-id-gone': (subject) => one(contained(subject) ?? [], subject, (inner) => delete inner.id),
  'contained-unreferenced': (subject) =>
    one(contained(subject) ?? [], subject, (inner) => Object.assign(inner, { id: 'autre' })),
};
