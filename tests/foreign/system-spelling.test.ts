import { describe, expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

const observation = (parts: object) => ({
  resourceType: 'Observation',
  id: 'x',
  text: narrative,
  status: 'final',
  code: { text: 'x' },
  subject: { display: 'x' },
  performer: [{ display: 'x' }],
  effectiveDateTime: '2020-01-01',
  ...parts,
});
const coded = (system: string) => judge(observation({ code: { coding: [{ system, code: 'exam' }] } }));
const measured = (system: string) =>
  judge(observation({ valueQuantity: { value: 1, unit: 'mg', system, code: 'mg' } }));
const spelling = ' system-spelling Observation.code.coding[0].system';

describe('the system of a code is compared to the letter', () => {
  /** HL7, 6.8.2: all valid, the code not looked up. A code in a system that nobody has is no use, so ours warns. */
  for (const system of [
    'http://loinc.org/',
    'https://loinc.org',
    'https://loinc.org/',
    'http://www.loinc.org',
    'HTTP://LOINC.ORG',
    'http://loinc.org#',
    'http://snomed.info/sct/',
    'https://snomed.info/sct',
    'http://unitsofmeasure.org/',
    'https://www.nlm.nih.gov/research/umls/rxnorm',
    'http://www.whocc.no/atc/',
    'https://terminology.hl7.org/CodeSystem/observation-category',
    'http://snomed.info/sct|2020',
    'http://snomed.info/sct/900000000000207008',
  ])
    test(system, () => expect(coded(system)).toEqual([`warning${spelling}`]));

  /** HL7: nothing either; nothing is near, or it is no address. */
  for (const system of [
    'http://unitsofmeasure.example/',
    'http://snomed.info',
    'urn:oid:2.16.840.1.113883.6.1',
    'https://example.org/loinc.org',
    `http://loinc.org${'/'.repeat(5_000)}`,
  ])
    test(system.slice(0, 60), () => expect(coded(system)).toEqual([]));

  test("an address of HL7's own that nobody defines", () => {
    // HL7: error Observation.code.coding[0].system: No definition could be found for URL value
    expect(coded('http://terminology.hl7.org/CodeSystem/observation-category/')).toEqual([
      'error system-unknown Observation.code.coding[0].system',
    ]);
  });
});

describe('the system of a Coding outside of a CodeableConcept', () => {
  const tagged = (system: string) =>
    judge({ resourceType: 'Patient', id: 'x', text: narrative, meta: { tag: [{ system, code: 'exam' }] } });
  const found = (severity: string) => [`${severity} system-spelling Patient.meta.tag[0].system`];
  /** HL7: error Patient.meta.tag[0]: Invalid System URI, or "wrongly starts with https: not http:". */
  for (const system of [
    'http://loinc.org/',
    'https://loinc.org',
    'http://snomed.info/sct|2020',
    'http://snomed.info/sct/900000000000207008',
    'http://www.nlm.nih.gov/research/umls/rxnorm#',
  ])
    test(system, () => expect(tagged(system)).toEqual(found('error')));
  /** HL7: nothing. */
  test('another system', () => expect(tagged('http://www.whocc.no/atc/')).toEqual(found('warning')));
  test('a host that only begins so', () => {
    // HL7: error Patient.meta.tag[0]: Invalid System URI; it compares beginnings
    expect(tagged('http://loinc.organic.example/x')).toEqual([]);
  });
});

describe('the system of a unit', () => {
  /** HL7: error Observation.value: Invalid System URI, or "wrongly starts with https: not http:". */
  for (const system of ['http://unitsofmeasure.org/', 'https://unitsofmeasure.org', 'http://unitsofmeasure.org#'])
    test(system, () => expect(measured(system)).toEqual(['error system-spelling Observation.value.system']));

  test('with www', () => {
    // HL7: warning Observation.value.system: No definition could be found for URL value
    expect(measured('http://www.unitsofmeasure.org')).toEqual(['warning system-spelling Observation.value.system']);
  });
  test('as it is', () => expect(measured('http://unitsofmeasure.org')).toEqual([]));
});
