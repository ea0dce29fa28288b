import { type Family, one, type Subject } from './family.ts';
import type { Json } from './places.ts';

const DAR = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

function extend(subject: Subject, extension: Json, name = 'extension'): boolean {
  const where = subject.places.objects.filter(
    ({ rules, property }) => rules.properties.has(name) && property?.type !== 'Narrative',
  );
  return one(where, subject, ({ value }) => {
    value[name] = [...((Array.isArray(value[name]) ? value[name] : []) as Json[]), extension];
  });
}

/** Extensions and modifier extensions. */
export const extensions: Family = {
  'extension-ok': (subject) =>
    extend(subject, { url: 'http://hl7.org/fhir/StructureDefinition/originalText', valueString: 'x' }),
  'extension-data-absent-reason': (subject) => extend(subject, { url: DAR, valueCode: 'unknown' }),
  'extension-wrong-value-type': (subject) => extend(subject, { url: DAR, valueString: 'unknown' }),
  'extension-bad-required-code': (subject) => extend(subject, { url: DAR, valueCode: 'inconnu' }),
  'extension-undefined-url': (subject) =>
    extend(subject, { url: 'http://hl7.org/fhir/StructureDefinition/n-existe-pas', valueString: 'x' }),
  'extension-foreign-url': (subject) =>
    extend(subject, {
      url: subject.random.pick([
        'http://example.org/ext',
        'https://autre.test/ext',
        'http://acme.com/x',
        'urn:oid:1.2.3',
      ]),
      valueString: 'x',
    }),
  'extension-relative-url': (subject) => extend(subject, { url: 'relatif', valueString: 'x' }),
  'extension-no-url': (subject) => extend(subject, { valueString: 'x' }),
  'extension-empty-url': (subject) => extend(subject, { url: '', valueString: 'x' }),
  'extension-no-value': (subject) => extend(subject, { url: DAR }),
  'extension-value-and-parts': (subject) =>
    extend(subject, { url: DAR, valueCode: 'unknown', extension: [{ url: 'x', valueString: 'y' }] }),
  'extension-two-values': (subject) => extend(subject, { url: DAR, valueCode: 'unknown', valueString: 'x' }),
  'extension-unknown-value-type': (subject) => extend(subject, { url: 'http://example.org/ext', valueInconnu: 'x' }),
  'extension-wrong-context': (subject) =>
    extend(
      subject,
      subject.random.pick<Json>([
        { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace', valueAddress: { city: 'Lyon' } },
        { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: '2020-01-01T10:00:00Z' },
        { url: 'http://hl7.org/fhir/StructureDefinition/humanname-own-name', valueString: 'x' },
        { url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 1 },
      ]),
    ),
  'extension-complex-unknown-part': (subject) =>
    extend(subject, {
      url: 'http://hl7.org/fhir/StructureDefinition/patient-nationality',
      extension: [
        { url: 'code', valueCodeableConcept: { text: 'FR' } },
        { url: 'inconnue', valueString: 'x' },
      ],
    }),
  'extension-complex-with-value': (subject) =>
    extend(subject, { url: 'http://hl7.org/fhir/StructureDefinition/patient-nationality', valueString: 'FR' }),
  'extension-version': (subject) => extend(subject, { url: `${DAR}|4.0.1`, valueCode: 'unknown' }),
  'extension-twice': (subject) =>
    extend(subject, { url: DAR, valueCode: 'unknown' }) && extend(subject, { url: DAR, valueCode: 'masked' }),
  'modifierExtension-unknown': (subject) =>
    extend(
      subject,
      { url: subject.random.pick(['http://example.org/mod', 'https://autre.test/mod']), valueBoolean: true },
      'modifierExtension',
    ),
  'modifierExtension-that-is-none': (subject) =>
    extend(subject, { url: DAR, valueCode: 'unknown' }, 'modifierExtension'),
  'extension-that-is-modifier': (subject) =>
    extend(subject, {
      url: 'http://hl7.org/fhir/StructureDefinition/condition-dueTo',
      valueCodeableConcept: { text: 'x' },
    }),
  'extension-url-changed': (subject) =>
    one(
      subject.places.objects.filter(({ rules }) => rules.type === 'Extension'),
      subject,
      ({ value }) => Object.assign(value, { url: `${String(value.url)}-autre` }),
    ),
  'extension-value-gone': (subject) =>
    one(
      subject.places.objects.filter(({ rules }) => rules.type === 'Extension'),
      subject,
      ({ value }) => {
        for (const key of Object.keys(value)) if (key !== 'url') delete value[key];
      },
    ),
};
