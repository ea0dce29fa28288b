import { describe, expect, test } from 'vitest';
import { exampleUrl, idsOf, make, profile } from './profile.ts';

const byCode = { discriminator: [{ type: 'pattern' as const, path: 'code' }], rules: 'open' as const };
const component = { path: 'Observation.component', slicing: byCode };
const BACKBONE = ['id', 'extension', 'modifierExtension'];

describe('slices', () => {
  test('stand after the children of the element they slice, in the order of the differential, each with its children', () => {
    const made = make([
      profile([
        component,
        { path: 'Observation.component', sliceName: 'systolic' },
        { path: 'Observation.component', sliceName: 'diastolic' },
      ]),
    ]);
    const names = [...BACKBONE, 'code', 'value[x]', 'dataAbsentReason', 'interpretation', 'referenceRange'];
    const expected = ['', ':systolic', ':diastolic'].flatMap((slice) => {
      const id = `Observation.component${slice}`;
      return [id, ...names.map((name) => `${id}.${name}`)];
    });
    expect(idsOf(made, 'Observation.component')).toEqual(expected);
    expect(made.element('Observation.component').slicing).toEqual(byCode);
    expect(made.element('Observation.component:systolic').slicing).toBeUndefined();
  });

  test('need not occur unless they say so, whatever the minimum of the element they slice', () => {
    const made = make([
      profile([
        { ...component, min: 2 },
        { path: 'Observation.component', sliceName: 'systolic' },
        { path: 'Observation.component', sliceName: 'diastolic', min: 1, max: '1' },
      ]),
    ]);
    expect(made.element('Observation.component').min).toBe(2);
    expect(made.element('Observation.component:systolic')).toMatchObject({ min: 0, max: '*' });
    expect(made.element('Observation.component:diastolic')).toMatchObject({ min: 1, max: '1' });
  });

  test('occur no more often than the element they slice', () => {
    const made = make([
      profile([
        { ...component, max: '3' },
        { path: 'Observation.component', sliceName: 'systolic' },
      ]),
    ]);
    expect(made.element('Observation.component:systolic').max).toBe('3');
  });

  test('take what the differential says of all slices, and their own word where both speak', () => {
    const made = make([
      profile([
        component,
        { path: 'Observation.component.value[x]', min: 1, short: 'any value' },
        { path: 'Observation.component', sliceName: 'systolic' },
        { path: 'Observation.component', sliceName: 'diastolic' },
        { path: 'Observation.component.value[x]', short: 'diastolic pressure' },
      ]),
    ]);
    expect(made.element('Observation.component:systolic.value[x]')).toMatchObject({ min: 1, short: 'any value' });
    expect(made.element('Observation.component:diastolic.value[x]')).toMatchObject({
      min: 1,
      short: 'diastolic pressure',
    });
  });

  test('take the slices inside them that the differential demands of all', () => {
    const system = { discriminator: [{ type: 'value' as const, path: 'system' }], rules: 'open' as const };
    const made = make([
      profile([
        component,
        { path: 'Observation.component.code.coding', slicing: system },
        { path: 'Observation.component.code.coding', sliceName: 'loinc', max: '1', short: 'LOINC' },
        { path: 'Observation.component', sliceName: 'systolic' },
        { path: 'Observation.component', sliceName: 'diastolic' },
        { path: 'Observation.component.code.coding', sliceName: 'loinc', min: 1 },
      ]),
    ]);
    const loinc = 'code.coding:loinc';
    expect(made.element(`Observation.component:systolic.${loinc}`)).toMatchObject({ min: 0, max: '1', short: 'LOINC' });
    expect(made.element(`Observation.component:diastolic.${loinc}`)).toMatchObject({
      min: 1,
      max: '1',
      short: 'LOINC',
    });
  });

  test('of a base are kept in its order, and new ones follow', () => {
    const parent = profile(
      [
        component,
        { path: 'Observation.component', sliceName: 'a', min: 1 },
        { path: 'Observation.component', sliceName: 'b' },
      ],
      { id: 'parent' },
    );
    const child = profile(
      [
        { path: 'Observation.component', sliceName: 'c' },
        { path: 'Observation.component', sliceName: 'b', max: '1' },
      ],
      { base: exampleUrl('parent') },
    );
    const made = make([parent, child]);
    const slices = made.elements.filter(({ path, sliceName }) => path === 'Observation.component' && sliceName);
    expect(slices.map(({ sliceName, min, max }) => `${sliceName} ${min}..${max}`)).toEqual([
      'a 1..*',
      'b 0..1',
      'c 0..*',
    ]);
    expect(made.element('Observation.component').slicing).toEqual(byCode);
  });

  test('can be sliced inside', () => {
    const made = make([
      profile([
        component,
        { path: 'Observation.component', sliceName: 'systolic' },
        {
          path: 'Observation.component.code.coding',
          slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' },
        },
        { path: 'Observation.component.code.coding', sliceName: 'loinc', min: 1 },
        { path: 'Observation.component.code.coding.system', fixedUri: 'http://loinc.org' },
      ]),
    ]);
    expect(made.element('Observation.component:systolic.code.coding:loinc.system')).toMatchObject({
      path: 'Observation.component.code.coding.system',
      fixedUri: 'http://loinc.org',
    });
    expect(idsOf(made, 'Observation.component.code.coding')).toEqual([]);
  });

  test('that slice a slice again start from that slice', () => {
    const made = make([
      profile([
        { ...component, min: 1 },
        { path: 'Observation.component', sliceName: 'pressure', min: 1, max: '4', short: 'a pressure' },
        { path: 'Observation.component.value[x]', min: 1 },
        { path: 'Observation.component', sliceName: 'pressure/systolic', max: '1' },
      ]),
    ]);
    expect(made.element('Observation.component:pressure/systolic')).toMatchObject({
      min: 0,
      max: '1',
      short: 'a pressure',
    });
    expect(made.element('Observation.component:pressure/systolic.value[x]').min).toBe(1);
  });

  test('are found by id when the differential lists children out of order', () => {
    const made = make([
      profile([
        { id: 'Observation.component', ...component },
        { id: 'Observation.component:a', path: 'Observation.component', sliceName: 'a' },
        { id: 'Observation.component:b', path: 'Observation.component', sliceName: 'b' },
        { id: 'Observation.component:a.code', path: 'Observation.component.code', short: 'code of a' },
      ]),
    ]);
    expect(made.element('Observation.component:a.code').short).toBe('code of a');
    expect(made.element('Observation.component:b.code').short).not.toBe('code of a');
  });

  test('of which more must occur than of the element they slice are reported', () => {
    const { issues } = make([
      profile([
        component,
        { path: 'Observation.component', sliceName: 'a', min: 1 },
        { path: 'Observation.component', sliceName: 'b', min: 1 },
      ]),
    ]);
    expect(issues).toMatchObject([
      { severity: 'warning', rule: 'snapshot-slices-min', expression: 'Observation.component' },
    ]);
    expect(issues[0]?.message).toContain('State a minimum of 2');
  });

  test('inherited with such a minimum are worth a word', () => {
    const vitalSign = profile([{ path: 'Observation.note', max: '0' }], {
      base: 'http://hl7.org/fhir/StructureDefinition/bodyweight',
    });
    expect(make([vitalSign]).issues).toMatchObject([
      { severity: 'information', rule: 'snapshot-slices-min', expression: 'Observation.code.coding' },
    ]);
  });
});

describe('slices of extensions', () => {
  const birthPlace = {
    path: 'Patient.extension',
    sliceName: 'birthPlace',
    type: [{ code: 'Extension', profile: ['http://hl7.org/fhir/StructureDefinition/patient-birthPlace'] }],
  };

  test('are told apart by url without saying so, and raise the minimum', () => {
    const made = make([profile([{ ...birthPlace, min: 1 }], { type: 'Patient' })]);
    expect(made.issues).toEqual([]);
    expect(made.element('Patient.extension')).toMatchObject({
      min: 1,
      slicing: { discriminator: [{ type: 'value', path: 'url' }], ordered: false, rules: 'open' },
    });
  });

  test('are described by the extension, and bound by how often it may occur', () => {
    const made = make([profile([birthPlace], { type: 'Patient' })]);
    expect(made.element('Patient.extension:birthPlace')).toMatchObject({
      short: 'Place of Birth for patient',
      max: '1',
    });
  });

  test('go on into the extension', () => {
    const made = make([profile([birthPlace, { path: 'Patient.extension.value[x]', min: 1 }], { type: 'Patient' })]);
    expect(made.element('Patient.extension:birthPlace.value[x]')).toMatchObject({
      min: 1,
      type: [{ code: 'Address' }],
    });
    expect(made.element('Patient.extension:birthPlace.url').fixedUri).toBe(
      'http://hl7.org/fhir/StructureDefinition/patient-birthPlace',
    );
  });
});

describe('slices of a choice of types', () => {
  const byType = { discriminator: [{ type: 'type', path: '$this' }], ordered: false };

  test('are made by a path that names the type', () => {
    const made = make([
      profile([
        { path: 'Observation.valueQuantity', short: 'kg' },
        { path: 'Observation.valueQuantity.unit', min: 1 },
      ]),
    ]);
    expect(made.issues).toEqual([]);
    expect(made.element('Observation.value[x]').slicing).toEqual({ ...byType, rules: 'closed' });
    expect(made.element('Observation.value[x]:valueQuantity')).toMatchObject({
      path: 'Observation.value[x]',
      sliceName: 'valueQuantity',
      short: 'kg',
      type: [{ code: 'Quantity' }],
    });
    expect(made.element('Observation.value[x]').type).toEqual([{ code: 'Quantity' }]);
    expect(made.element('Observation.value[x]:valueQuantity.unit').min).toBe(1);
  });

  test('are no slices where the path that names the type is below another slice: it restricts the element itself', () => {
    const made = make([
      profile([
        { path: 'Observation.component', slicing: { discriminator: [{ type: 'value', path: 'code' }], rules: 'open' } },
        { id: 'Observation.component:a', path: 'Observation.component', sliceName: 'a' },
        { id: 'Observation.component:a.valueQuantity', path: 'Observation.component.valueQuantity', short: 'kg' },
        {
          id: 'Observation.component:a.valueQuantity.unit',
          path: 'Observation.component.valueQuantity.unit',
          min: 1,
        },
      ]),
    ]);
    expect(made.issues).toEqual([]);
    const value = made.element('Observation.component:a.value[x]');
    expect(value).toMatchObject({ short: 'kg', type: [{ code: 'Quantity' }] });
    expect(value).not.toHaveProperty('slicing');
    expect(made.element('Observation.component:a.value[x].unit').min).toBe(1);
  });

  test('close the slicing when they cover every type left', () => {
    const made = make([
      profile([
        { path: 'Observation.value[x]', type: [{ code: 'Quantity' }] },
        { path: 'Observation.value[x]', sliceName: 'valueQuantity', type: [{ code: 'Quantity' }] },
      ]),
    ]);
    expect(made.element('Observation.value[x]').slicing).toEqual({ ...byType, rules: 'closed' });
  });

  test('leave no other type when one of them must occur', () => {
    const made = make([
      profile([
        { path: 'Observation.value[x]', slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' } },
        { path: 'Observation.value[x]', sliceName: 'valueQuantity', type: [{ code: 'Quantity' }], min: 1 },
      ]),
    ]);
    expect(made.element('Observation.value[x]')).toMatchObject({ min: 1, type: [{ code: 'Quantity' }] });
  });

  test('keep the targets of a reference that the path names', () => {
    const extension = profile([{ path: 'MedicationRequest.medicationReference', short: 'by reference' }], {
      type: 'MedicationRequest',
    });
    expect(make([extension]).element('MedicationRequest.medication[x]:medicationReference').type).toEqual([
      { code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Medication'] },
    ]);
  });

  test('are not made when the choice has one type left and only its children are constrained', () => {
    const made = make([
      profile([
        { path: 'Observation.value[x]', type: [{ code: 'Quantity' }] },
        { path: 'Observation.valueQuantity.unit', min: 1 },
      ]),
    ]);
    expect(made.element('Observation.value[x].unit').min).toBe(1);
    expect(made.element('Observation.value[x]').slicing).toBeUndefined();
  });
});
