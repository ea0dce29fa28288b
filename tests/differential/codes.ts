import { isJsonObject } from '../../scripts/model/fhir.ts';
import { type Family, one, type Subject } from './family.ts';
import { type Json, type Place, put } from './places.ts';

const codings = ({ places }: Subject) =>
  places.objects.filter(({ rules }) => rules.type === 'Coding').map(({ value }) => value);
const concepts = ({ places }: Subject) =>
  places.objects.filter(({ rules }) => rules.type === 'CodeableConcept').map(({ value }) => value);
const boundCodes = ({ places }: Subject) =>
  places.values.filter(
    ({ property, value }: Place) =>
      property.type === 'code' && property.element.definition.binding !== undefined && typeof value === 'string',
  );
const boundConcepts = (subject: Subject) =>
  subject.places.values.filter(
    ({ property, value }) =>
      property.element.definition.binding?.strength === 'required' &&
      isJsonObject(value) &&
      property.kind === 'complex',
  );
const ofHl7 = (subject: Subject) =>
  codings(subject).filter(
    ({ system }) => typeof system === 'string' && system.startsWith('http://terminology.hl7.org/'),
  );

/** Codes, their systems and displays. */
export const codes: Family = {
  'bad-required-code': (subject) => one(boundCodes(subject), subject, (place) => put(place, 'pas-un-code')),
  'bad-case-required-code': (subject) =>
    one(boundCodes(subject), subject, (place) => {
      const text = String(place.value);
      put(place, text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase());
    }),
  'bad-required-concept': (subject) =>
    one(boundConcepts(subject), subject, (place) =>
      put(place, {
        coding: [{ system: subject.random.pick(['http://example.org/cs', 'http://loinc.org']), code: 'x' }],
      }),
    ),
  'required-concept-text-only': (subject) =>
    one(boundConcepts(subject), subject, (place) => put(place, { text: 'texte' })),
  'bad-code-in-hl7-system': (subject) =>
    one(ofHl7(subject), subject, (coding) => Object.assign(coding, { code: 'inconnu' })),
  'case-of-code-in-hl7-system': (subject) =>
    one(ofHl7(subject), subject, (coding) => Object.assign(coding, { code: String(coding.code).toUpperCase() })),
  'bad-display-in-hl7-system': (subject) =>
    one(ofHl7(subject), subject, (coding) => Object.assign(coding, { display: 'Un autre libellé' })),
  'version-of-hl7-system': (subject) =>
    one(ofHl7(subject), subject, (coding) =>
      Object.assign(coding, { version: subject.random.pick(['9.9.9', '1.0.0']) }),
    ),
  'bad-loinc': (subject) =>
    one(
      codings(subject).filter(({ system }) => system === 'http://loinc.org'),
      subject,
      (coding) =>
        Object.assign(coding, { code: subject.random.pick(['29463-8', 'x', '0', '12345-6', 'LA123-4', 'LP1-2']) }),
    ),
  'bad-snomed': (subject) =>
    one(
      codings(subject).filter(({ system }) => system === 'http://snomed.info/sct'),
      subject,
      (coding) => Object.assign(coding, { code: subject.random.pick(['1', 'abc', '123456789', '73211009']) }),
    ),
  'coding-without-system': (subject) => one(codings(subject), subject, (coding) => delete coding.system),
  'coding-without-code': (subject) => one(codings(subject), subject, (coding) => delete coding.code),
  'coding-other-system': (subject) =>
    one(codings(subject), subject, (coding) =>
      Object.assign(coding, {
        system: subject.random.pick([
          'http://example.org/cs',
          'http://hl7.org/fhir/inconnu',
          'relatif',
          'urn:oid:1.2.3',
          'http://loinc.org/',
          'http://hl7.org/fhir/ValueSet/observation-status',
          'http://terminology.hl7.org/CodeSystem/inconnu',
        ]),
      }),
    ),
  'coding-display-without-code': (subject) =>
    one(codings(subject), subject, (coding) => {
      for (const key of Object.keys(coding)) delete coding[key];
      coding.display = 'texte';
    }),
  'coding-twice': (subject) =>
    one(
      concepts(subject).filter(({ coding }) => Array.isArray(coding)),
      subject,
      (concept) => (concept.coding as unknown[]).push(structuredClone((concept.coding as unknown[])[0])),
    ),
  'second-coding': (subject) =>
    one(concepts(subject), subject, (concept) => {
      const list = (Array.isArray(concept.coding) ? concept.coding : []) as Json[];
      concept.coding = [...list, { system: 'http://example.org/cs', code: 'y' }];
    }),
  'second-coding-first': (subject) =>
    one(concepts(subject), subject, (concept) => {
      const list = (Array.isArray(concept.coding) ? concept.coding : []) as Json[];
      concept.coding = [{ system: 'http://example.org/cs', code: 'y' }, ...list];
    }),
  'concept-text-only': (subject) =>
    one(concepts(subject), subject, (concept) => {
      for (const key of Object.keys(concept)) delete concept[key];
      concept.text = 'texte';
    }),
  'bad-quantity-code': (subject) =>
    one(
      subject.places.objects.filter(({ value }) => value.system === 'http://unitsofmeasure.org'),
      subject,
      ({ value }) =>
        Object.assign(value, {
          code: subject.random.pick(['[in_i', 'kilo', 'mmHg', 'm m', '{x}', '1', 'KG', 'g%%', '']),
        }),
    ),
  'quantity-part-missing': (subject) =>
    one(
      subject.places.objects.filter(({ value }) => value.system === 'http://unitsofmeasure.org'),
      subject,
      ({ value }) => delete value[subject.random.pick(['code', 'system', 'unit', 'value'])],
    ),
};
