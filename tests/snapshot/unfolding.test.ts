import { describe, expect, test } from 'vitest';
import { exampleUrl, idsOf, make, profile } from './profile.ts';

describe('an element whose children are constrained', () => {
  test('gets the children of its type, however deep', () => {
    const made = make([profile([{ path: 'Observation.code.coding.system', min: 1 }])]);
    expect(idsOf(made, 'Observation.code')).toEqual([
      'Observation.code',
      'Observation.code.id',
      'Observation.code.extension',
      'Observation.code.coding',
      'Observation.code.coding.id',
      'Observation.code.coding.extension',
      'Observation.code.coding.system',
      'Observation.code.coding.version',
      'Observation.code.coding.code',
      'Observation.code.coding.display',
      'Observation.code.coding.userSelected',
      'Observation.code.text',
    ]);
    expect(made.element('Observation.code.coding.system')).toMatchObject({
      min: 1,
      max: '1',
      base: { path: 'Coding.system', min: 0, max: '1' },
    });
  });

  test('gets those of the profile of its type', () => {
    const weight = profile([{ path: 'Quantity.unit', fixedString: 'kg' }], {
      id: 'weight',
      type: 'Quantity',
      kind: 'complex-type',
    });
    const made = make([
      weight,
      profile([
        { path: 'Observation.value[x]', type: [{ code: 'Quantity', profile: [exampleUrl('weight')] }] },
        { path: 'Observation.value[x].value', min: 1 },
      ]),
    ]);
    expect(made.element('Observation.value[x].unit').fixedString).toBe('kg');
    expect(made.element('Observation.value[x].value').min).toBe(1);
  });

  test('gets those of the element it refers to for its content', () => {
    const made = make([profile([{ path: 'Observation.component.referenceRange.low', min: 1 }])]);
    expect(made.element('Observation.component.referenceRange')).toMatchObject({ type: [{ code: 'BackboneElement' }] });
    expect(made.element('Observation.component.referenceRange').contentReference).toBeUndefined();
    expect(made.element('Observation.component.referenceRange.low').min).toBe(1);
    expect(made.element('Observation.component.referenceRange.high').min).toBe(0);
  });

  test('refers to content by the definition that has it when nothing below is constrained', () => {
    const made = make([
      profile([{ path: 'Questionnaire.item.item.linkId', short: 'inner' }], { type: 'Questionnaire' }),
    ]);
    expect(made.element('Questionnaire.item.item.linkId').short).toBe('inner');
    expect(made.element('Questionnaire.item.item.item').contentReference).toBe(
      'http://hl7.org/fhir/StructureDefinition/Questionnaire#Questionnaire.item',
    );
  });

  test('has only id and extensions when it may still be of several types', () => {
    const made = make([profile([{ path: 'Observation.value[x].extension', max: '0' }])]);
    expect(made.issues).toEqual([]);
    expect(idsOf(made, 'Observation.value[x].')).toEqual(['Observation.value[x].id', 'Observation.value[x].extension']);
  });

  test('of type Resource gets those of the resource that the profile names', () => {
    const made = make([
      profile(
        [
          { path: 'Bundle.entry', slicing: { discriminator: [{ type: 'type', path: 'resource' }], rules: 'open' } },
          { path: 'Bundle.entry', sliceName: 'patient', max: '1' },
          { path: 'Bundle.entry.resource', min: 1, type: [{ code: 'Patient' }] },
          { path: 'Bundle.entry.resource.active', fixedBoolean: true },
        ],
        { type: 'Bundle' },
      ),
    ]);
    expect(made.issues).toEqual([]);
    expect(made.element('Bundle.entry:patient.resource.active').fixedBoolean).toBe(true);
    expect(made.element('Bundle.entry:patient.link').contentReference).toBe(
      'http://hl7.org/fhir/StructureDefinition/Bundle#Bundle.link',
    );
  });
});

describe('a specialization', () => {
  const MODEL = 'http://example.org/StructureDefinition/Measure';

  test('adds elements of its own to those of its base, with paths that start with its type', () => {
    const model = profile(
      [
        { path: 'Measure', short: 'a measure' },
        { path: 'Measure.value', min: 1, max: '1', type: [{ code: 'Quantity' }] },
        { path: 'Measure.site', min: 0, max: '1', type: [{ code: 'BackboneElement' }] },
        { path: 'Measure.site.code', min: 1, max: '1', type: [{ code: 'CodeableConcept' }] },
      ],
      {
        type: MODEL,
        derivation: 'specialization',
        kind: 'logical',
        base: 'http://hl7.org/fhir/StructureDefinition/Element',
      },
    );
    const made = make([model]);
    expect(made.issues).toEqual([]);
    expect(made.elements.map(({ id }) => id)).toEqual([
      'Measure',
      'Measure.id',
      'Measure.extension',
      'Measure.value',
      'Measure.site',
      'Measure.site.id',
      'Measure.site.extension',
      'Measure.site.modifierExtension',
      'Measure.site.code',
    ]);
    expect(made.element('Measure.value').base).toEqual({ path: 'Measure.value', min: 1, max: '1' });
  });

  test('may start from nothing, and go on into a type that has nothing', () => {
    const base = 'http://hl7.org/fhir/StructureDefinition/Base';
    const model = profile(
      [
        { path: 'Measure' },
        { path: 'Measure.site', min: 0, max: '1', type: [{ code: 'Base' }] },
        { path: 'Measure.site.code', min: 1, max: '1', type: [{ code: 'code' }] },
      ],
      { type: MODEL, derivation: 'specialization', kind: 'logical', base },
    );
    const made = make([model]);
    expect(made.issues).toEqual([]);
    expect(made.elements.map(({ id }) => id)).toEqual(['Measure', 'Measure.site', 'Measure.site.code']);
  });

  test('may group elements without saying of what type the group is', () => {
    const model = profile(
      [
        { path: 'Measure' },
        { path: 'Measure.site', min: 0, max: '1' },
        { path: 'Measure.site.code', min: 1, max: '1', type: [{ code: 'code' }] },
      ],
      {
        type: MODEL,
        derivation: 'specialization',
        kind: 'logical',
        base: 'http://hl7.org/fhir/StructureDefinition/Element',
      },
    );
    const made = make([model]);
    expect(made.issues).toEqual([]);
    expect(idsOf(made, 'Measure.site')).toEqual(['Measure.site', 'Measure.site.code']);
  });

  test('can be profiled', () => {
    const model = profile(
      [{ path: 'Measure' }, { path: 'Measure.value', min: 0, max: '1', type: [{ code: 'Quantity' }] }],
      {
        type: MODEL,
        derivation: 'specialization',
        kind: 'logical',
        base: 'http://hl7.org/fhir/StructureDefinition/Element',
      },
    );
    const constrained = profile([{ path: 'Measure.value.unit', min: 1 }], {
      type: MODEL,
      kind: 'logical',
      base: MODEL,
    });
    const child = { ...constrained, resource: { ...constrained.resource, url: exampleUrl('weight') } };
    expect(make([child, model].reverse()).element('Measure.value.unit')).toMatchObject({
      min: 1,
      base: { path: 'Quantity.unit' },
    });
  });
});
