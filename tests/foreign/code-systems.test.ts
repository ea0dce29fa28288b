import { expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

/** HL7's validator 6.8.2, as seen to run: "Unknown code 'a' in the CodeSystem 'http://hl7.org/fhir/StructureDefinition/…'", an error. */
test('a profile or a type is no code system', () => {
  for (const name of ['Patient', 'patient-birthPlace', 'vitalsigns']) {
    const coding = [{ system: `http://hl7.org/fhir/StructureDefinition/${name}`, code: 'a' }];
    expect(judge({ resourceType: 'Basic', id: 'b', text: narrative, code: { coding } }), name).toEqual([
      'error system-value-set Basic.code.coding[0]',
    ]);
  }
});
