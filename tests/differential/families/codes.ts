import { isJsonObject } from '../../../scripts/model/fhir.ts';
import { atObject, atValue, type Families, type Json, setAt, type ValuePlace, valueAt } from '../subject.ts';

const bindingOf = ({ property }: ValuePlace) => property.element.definition.binding?.strength;
const isConcept = (place: ValuePlace) => place.property.type === 'CodeableConcept' && isJsonObject(valueAt(place));
const codings = (concept: unknown): Json[] => {
  const list = (concept as Json).coding;
  return Array.isArray(list) ? list.filter(isJsonObject).map((coding) => coding as Json) : [];
};

const hl7Systems = [
  'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  'http://terminology.hl7.org/CodeSystem/observation-category',
  'http://terminology.hl7.org/CodeSystem/v2-0203',
  'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  'http://hl7.org/fhir/administrative-gender',
  'http://hl7.org/fhir/observation-status',
];
const foreignSystems = [
  'http://loinc.org',
  'http://snomed.info/sct',
  'http://unitsofmeasure.org',
  'http://www.nlm.nih.gov/research/umls/rxnorm',
  'urn:iso:std:iso:3166',
  'urn:ietf:bcp:47',
  'http://example.org/codes',
  'http://hl7.org/fhir/sid/icd-10',
  'http://foreign.test/codes',
  'urn:iso:std:iso:11073:10101',
  'urn:oid:2.16.840.1.113883.6.96',
];
const oddSystems = [
  'relative/system',
  'http://hl7.org/fhir/ValueSet/observation-status',
  'http://loinc.org/',
  'HTTP://LOINC.ORG',
  'http://hl7.org/fhir/no-such-system',
  'http://terminology.hl7.org/CodeSystem/no-such',
  '',
  'urn:oid:1.02.3',
  'http://snomed.info/sct|2020',
  'loinc',
];
const isCoding = ({ rules }: { readonly rules: { readonly type: string } }) => rules.type === 'Coding';

/** Codes, displays and systems, right and wrong. */
export const codeFamilies: Families = {
  'bad-required-code': atValue(
    (place) => place.property.type === 'code' && bindingOf(place) === 'required',
    (place) => setAt(place, 'not-a-code'),
  ),
  'bad-case-required-code': atValue(
    (place) => place.property.type === 'code' && bindingOf(place) === 'required',
    (place) => {
      const value = String(valueAt(place));
      setAt(place, value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase());
      return true;
    },
  ),
  'bad-required-concept': atValue(
    (place) => isConcept(place) && bindingOf(place) === 'required',
    (place, random) => {
      const [first] = codings(valueAt(place));
      if (first === undefined) return false;
      if (random.chance(0.5)) first.code = 'not-a-code';
      else first.system = random.pick([...foreignSystems, ...oddSystems]);
      return true;
    },
  ),
  'other-code': atObject(isCoding, (coding, _, random) => {
    coding.code = random.pick([
      'zzz',
      'final',
      'vital-signs',
      '8480-6',
      '12345-6',
      '8867-4',
      '271649006',
      '1',
      'kg',
      'a b',
      ' x',
    ]);
    return true;
  }),
  'other-system': atObject(isCoding, (coding, _, random) => {
    coding.system = random.pick([...hl7Systems, ...foreignSystems, ...oddSystems]);
    return true;
  }),
  'bad-code-in-hl7-system': atObject(isCoding, (coding, _, random) => {
    coding.system = random.pick(hl7Systems);
    coding.code = 'zzNoSuch';
    delete coding.display;
    return true;
  }),
  'good-code-in-hl7-system': atObject(isCoding, (coding, _, random) => {
    Object.assign(
      coding,
      random.pick([
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'laboratory',
          display: 'Laboratory',
        },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
        { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR', display: 'Medical record number' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK', display: 'unknown' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'unk' },
      ]),
    );
    return true;
  }),
  'wrong-display': atObject(
    ({ rules, object }) => rules.type === 'Coding' && object.system !== undefined,
    (coding, _, random) => {
      coding.display = random.pick([
        'Certainly wrong',
        '',
        ' ',
        String(coding.display ?? 'x').toUpperCase(),
        `${coding.display} `,
      ]);
      return true;
    },
  ),
  'coding-without-system': atObject(isCoding, (coding) => delete coding.system),
  'coding-without-code': atObject(isCoding, (coding) => delete coding.code),
  'coding-with-version': atObject(isCoding, (coding, _, random) => {
    coding.version = random.pick(['1.0', '99', '4.0.1', '2.74', '']);
    return true;
  }),
  'user-selected': atObject(isCoding, (coding, _, random) => {
    coding.userSelected = random.pick([true, 'true', false]);
    return true;
  }),
  'extra-coding': atValue(isConcept, (place, random) => {
    const concept = valueAt(place) as Json;
    concept.coding = [
      ...codings(concept),
      { system: random.pick([...hl7Systems, ...foreignSystems]), code: random.pick(['zz', 'extra']), display: 'Extra' },
    ];
    return true;
  }),
  'coding-first': atValue(isConcept, (place) => {
    const concept = valueAt(place) as Json;
    concept.coding = [{ system: 'http://example.org/local', code: 'first' }, ...codings(concept)];
    return true;
  }),
  'text-only': atValue(isConcept, (place) => setAt(place, { text: 'words' })),
  'concept-empty-coding': atValue(isConcept, (place) => setAt(place, { coding: [{}] })),
  'mime-type': atValue(
    ({ property, path }) => property.type === 'code' && /contentType|mimeType/.test(path),
    (place, random) => setAt(place, random.pick(['application/pdf', 'text', 'nonsense', 'text/plain; charset=utf-8'])),
  ),
  language: atValue(
    ({ property, path }) => property.type === 'code' && /language/i.test(path),
    (place, random) => setAt(place, random.pick(['fr', 'fr-FR', 'xx', 'french', 'en-US-x', 'de'])),
  ),
  'resource-language': (subject, random) => {
    subject.resource.language = random.pick(['fr', 'fr-FR', 'xx', 'not a language', 'en-us', 'tlh']);
    return `${subject.resource.resourceType}.language`;
  },
  'meta-coding': (subject, random) => {
    subject.resource.meta ??= {};
    const meta = subject.resource.meta as Json;
    meta[random.pick(['tag', 'security'])] = [
      random.pick([
        { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'ZZ' },
        { system: 'http://example.org/tags', code: 'x' },
        { code: 'alone' },
        {},
      ]),
    ];
    return `${subject.resource.resourceType}.meta`;
  },
};
