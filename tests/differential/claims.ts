import { type Family, one, type Subject } from './family.ts';
import type { Json } from './places.ts';

function meta({ resource }: Subject, more: Json): boolean {
  resource.meta = { ...(resource.meta as Json | undefined), ...more };
  return true;
}
const core = 'http://hl7.org/fhir/StructureDefinition/';

/** Ids, and what meta says. */
export const claims: Family = {
  'bad-id': ({ resource, random }) => {
    resource.id = random.pick(['a b', 'a_b', 'é', 'x'.repeat(65), 'a/b', '']);
    return true;
  },
  'id-missing': ({ resource }) => delete resource.id,
  'duplicate-element-id': (subject) => {
    const targets = subject.places.objects.filter(
      ({ property }) => property !== undefined && property.kind === 'complex',
    );
    return (
      one(targets, subject, ({ value }) => Object.assign(value, { id: 'e1' })) &&
      one(
        targets.filter(({ value }) => value.id !== 'e1'),
        subject,
        ({ value }) => Object.assign(value, { id: 'e1' }),
      )
    );
  },
  'element-id-form': (subject) =>
    one(
      subject.places.objects.filter(({ property }) => property?.kind === 'complex'),
      subject,
      ({ value }) => Object.assign(value, { id: subject.random.pick(['a b', '', 'é', 'x'.repeat(80)]) }),
    ),
  'meta-profile-unknown': (subject) =>
    meta(subject, {
      profile: [
        subject.random.pick([
          'http://example.org/StructureDefinition/inconnu',
          `${core}inconnu`,
          'https://autre.test/p|1.0',
          'relatif',
          '',
        ]),
      ],
    }),
  'meta-profile-wrong-type': (subject) =>
    meta(subject, { profile: [core + subject.random.pick(['Patient', 'Observation', 'bodyweight', 'bp', 'Device'])] }),
  'meta-profile-of-base': (subject) => meta(subject, { profile: [`${core}${String(subject.resource.resourceType)}`] }),
  'meta-profile-version': (subject) =>
    meta(subject, {
      profile: [`${core}${String(subject.resource.resourceType)}|${subject.random.pick(['4.0.1', '3.0.1'])}`],
    }),
  'meta-profile-twice': (subject) =>
    meta(subject, {
      profile: [`${core}${String(subject.resource.resourceType)}`, `${core}${String(subject.resource.resourceType)}`],
    }),
  'meta-profile-valueset': (subject) => meta(subject, { profile: ['http://hl7.org/fhir/ValueSet/observation-status'] }),
  'meta-tag-twice': (subject) =>
    meta(subject, {
      tag: [
        { system: 'http://example.org/t', code: 't' },
        { system: 'http://example.org/t', code: 't' },
      ],
    }),
  'meta-source': (subject) => meta(subject, { source: subject.random.pick(['urn:oid:1.2.3', 'a b', 'relatif', '#x']) }),
  'language-bad': ({ resource, random }) => {
    resource.language = random.pick(['français', 'fr-FR', 'xx', 'FR', 'fr_FR', '']);
    return true;
  },
  implicitRules: ({ resource, random }) => {
    resource.implicitRules = random.pick(['http://example.org/rules', 'a b']);
    return true;
  },
};
