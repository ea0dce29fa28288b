import { expect, test } from 'vitest';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { heldCodes } from '../../scripts/pages/held-codes.ts';

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';

function profile(...element: object[]): StructureDefinition {
  return { resourceType: 'StructureDefinition', snapshot: { element } } as unknown as StructureDefinition;
}

test('a code is held by the children of a slice, by a pattern on a slice, and by one on the whole', () => {
  const found = heldCodes(
    profile(
      { id: 'Observation.code', patternCodeableConcept: { coding: [{ system: loinc, code: '1' }] } },
      { id: 'Observation.code.coding:B.system', fixedUri: loinc },
      { id: 'Observation.code.coding:B.code', fixedCode: '2' },
      { id: 'Observation.code.coding:C', patternCoding: { system: loinc, code: '3' } },
      { id: 'Observation.code.coding:C.system', patternUri: loinc },
      { id: 'Observation.component.code.coding.code', fixedCode: '4' },
    ),
    'Observation.code',
  );
  expect(found).toEqual(['1', '2', '3'].map((code) => ({ system: loinc, code })));
});

test('a unit is held by a quantity or by its children, with the text beside it', () => {
  const found = heldCodes(
    profile(
      { id: 'Observation.value[x]:valueQuantity', patternQuantity: { system: ucum, code: '1/(24.h)' } },
      { id: 'Observation.value[x]:valueQuantity.unit', patternString: 'steps/day' },
    ),
    'Observation.value[x]',
  );
  expect(found).toEqual([{ system: ucum, code: '1/(24.h)', unit: 'steps/day' }]);
});

test('a system alone holds no code, and neither does another element', () => {
  const elements = profile(
    { id: 'Observation.method.coding.system', fixedUri: loinc },
    { id: 'Observation.methodology.coding', patternCoding: { system: loinc, code: '1' } },
  );
  expect(heldCodes(elements, 'Observation.method')).toEqual([]);
});
