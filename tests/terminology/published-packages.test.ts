import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { givenDefinitions } from './given-definitions.ts';

/** The published terminology as npm installs it: what a guide's bindings meet. */
const modules = new URL('../../node_modules/', import.meta.url);
function readPackage(name: string): { readonly resourceType: string; readonly url: string }[] {
  return readdirSync(new URL(`${name}/`, modules))
    .filter((file) => /^(?:CodeSystem|ValueSet)-/.test(file))
    .map((file) => JSON.parse(readFileSync(new URL(`${name}/${file}`, modules), 'utf8')));
}
const core = readPackage('hl7.fhir.r4.core');
const published = readPackage('hl7.terminology.r4');

const terminology = createTerminology(
  givenDefinitions(
    { id: 'hl7.fhir.r4.core', version: '4.0.1', dependsOn: ['hl7.terminology.r4#7.0.1'], resources: core },
    { id: 'hl7.terminology.r4', version: '7.0.1', resources: published },
  ),
);
const from = { id: 'hl7.fhir.r4.core', version: '4.0.1' };
const hl7 = 'http://terminology.hl7.org/CodeSystem/';
const ucum = 'http://unitsofmeasure.org';

const cases: Readonly<Record<string, readonly (readonly [string | undefined, string, string])[]>> = {
  'http://hl7.org/fhir/ValueSet/observation-status|4.0.1': [
    [undefined, 'final', 'member'],
    [undefined, 'Final', 'not-member'],
    [undefined, ' final ', 'not-member'],
    [undefined, 'finished', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/administrative-gender': [
    [undefined, 'female', 'member'],
    ['http://hl7.org/fhir/administrative-gender', 'female', 'member'],
    [undefined, 'Female', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/resource-types': [
    [undefined, 'Observation', 'member'],
    [undefined, 'Patientt', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/all-types': [
    [undefined, 'Observation', 'member'],
    [undefined, 'Quantity', 'member'],
    [undefined, 'Thing', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/ucum-bodyweight': [
    [ucum, 'kg', 'member'],
    [undefined, '[lb_av]', 'member'],
    [ucum, 'cm', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/ucum-bodylength': [
    [undefined, 'cm', 'member'],
    [undefined, '[foot_us]', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/ucum-units': [
    [ucum, 'mm[Hg]', 'member'],
    [ucum, 'mmHg', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/mimetypes': [
    [undefined, 'application/pdf', 'member'],
    [undefined, 'pdf', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/all-languages': [
    [undefined, 'fr-FR', 'member'],
    [undefined, 'fr_FR', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/languages': [
    ['urn:ietf:bcp:47', 'fr', 'member'],
    ['urn:ietf:bcp:47', 'br', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/observation-interpretation': [
    [`${hl7}v3-ObservationInterpretation`, 'H', 'member'],
    [`${hl7}v3-ObservationInterpretation`, 'TROP_HAUT', 'not-member'],
    [undefined, 'HH', 'member'],
  ],
  'http://hl7.org/fhir/ValueSet/data-absent-reason': [
    [`${hl7}data-absent-reason`, 'unknown', 'member'],
    [undefined, 'zz', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/marital-status': [
    [`${hl7}v3-MaritalStatus`, 'M', 'member'],
    [`${hl7}v3-NullFlavor`, 'UNK', 'member'],
    [`${hl7}v3-NullFlavor`, 'NI', 'not-member'],
  ],
  'http://terminology.hl7.org/ValueSet/v3-ActEncounterCode': [
    [`${hl7}v3-ActCode`, 'AMB', 'member'],
    [`${hl7}v3-ActCode`, 'ACUTE', 'member'],
    [`${hl7}v3-ActCode`, 'ABSENT', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/observation-vitalsignresult': [
    ['http://loinc.org', '8480-6', 'member'],
    ['http://loinc.org', '2339-0', 'not-member'],
  ],
  'http://hl7.org/fhir/ValueSet/body-site': [
    ['http://snomed.info/sct', '368209003', 'not-checked'],
    [`${hl7}v3-ActCode`, 'AMB', 'not-member'],
  ],
};

for (const [valueSet, questions] of Object.entries(cases)) {
  describe(valueSet, () => {
    for (const [system, code, outcome] of questions) {
      test(`${system ?? ''}#${code}: ${outcome}`, () => {
        const coding = system === undefined ? { code } : { system, code };
        expect(terminology.isMember(coding, valueSet, from)).toMatchObject({ outcome });
      });
    }
  });
}

describe('codes looked up in the published code systems', () => {
  for (const [system, code, display, outcome] of [
    [`${hl7}observation-category`, 'vital-signs', 'Vital Signs', 'known'],
    [`${hl7}observation-category`, 'vital-signs', 'vital signs', 'known'],
    [`${hl7}observation-category`, 'vital-signs', 'Signes vitaux', 'wrong-display'],
    [`${hl7}coverage-class`, 'zz-not-a-code', undefined, 'unknown-code'],
    [`${hl7}condition-category`, 'diagnostic-report-impression', undefined, 'known'], // new since R4
    [`${hl7}v2-0203`, 'SNO', undefined, 'known'],
    ['http://hl7.org/fhir/observation-status', 'final', 'Final', 'known'],
  ] as const) {
    test(`${system}#${code} ${display ?? ''}: ${outcome}`, () => {
      const coding = { system, code, ...(display === undefined ? {} : { display }) };
      expect(terminology.checkCoding(coding, from)).toMatchObject({ outcome });
    });
  }
});

test('no published value set makes it fail, and most can be answered', () => {
  const outcomes = new Map<string, number>();
  for (const resource of core) {
    if (resource.resourceType !== 'ValueSet') continue;
    const { outcome } = terminology.isMember({ code: 'zz-not-a-code' }, resource.url, from);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect(outcomes.get('unknown-value-set')).toBeUndefined();
  expect(outcomes.get('not-member') ?? 0).toBeGreaterThan(900);
  expect(outcomes.get('not-checked') ?? 0).toBeLessThan(300);
});
