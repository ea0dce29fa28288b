import type { Observation } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';
import { byFshName, measures, measureUrl } from './guide-files.ts';

export function testMeasures(resources: readonly GuideResource[]): void {
  const observations = byFshName(resources, 'Observation');

  function observation(name: string): Observation {
    const found = observations.get(name);
    if (found === undefined) throw new Error(`The guide has no example ${name}.`);
    return found;
  }

  const beyondMinimal = ['device', 'method', 'note', 'bodySite', 'interpretation', 'referenceRange'];

  describe('examples of measures', () => {
    for (const { suffix, example } of measures) {
      test(`${suffix} has a minimal one: no device, no method, no comment`, () => {
        const minimal = observation(`${example}-minimal`);
        expect(minimal.meta?.profile).toEqual([`${measureUrl}${suffix}`]);
        expect(Object.keys(minimal).filter((key) => beyondMinimal.includes(key))).toEqual([]);
      });

      test(`${suffix} has a full one`, () => {
        const full = observation(`${example}-complet`);
        expect(full.meta?.profile).toEqual([`${measureUrl}${suffix}`]);
        expect(full).toMatchObject({
          extension: expect.any(Array),
          performer: expect.any(Array),
          interpretation: expect.any(Array),
          note: expect.any(Array),
          method: expect.any(Object),
          device: { reference: expect.stringMatching(/^Device\//) },
        });
        const ranges = [full.referenceRange, ...(full.component ?? []).map(({ referenceRange }) => referenceRange)];
        expect(ranges.flatMap((range) => range ?? []).some(({ low, high }) => low ?? high)).toBe(true);
      });
    }

    test('every example names its user by an identifier, and has a date', () => {
      for (const [name, { subject, effectiveDateTime }] of observations) {
        expect(subject?.identifier?.system, name).toMatch(/^urn:oid:2\.999\./);
        expect(subject?.identifier?.value, name).toBeDefined();
        expect(effectiveDateTime, name).toMatch(/^\d{4}-\d\d-\d\d/);
      }
    });

    test('every example has a value, for the API refuses one without', () => {
      for (const [name, { valueQuantity, component }] of observations) {
        const values = component?.map((each) => each.valueQuantity) ?? [valueQuantity];
        for (const value of values) expect(value, name).toMatchObject({ system: 'http://unitsofmeasure.org' });
      }
    });

    test('no category has a display: the releases of the parent demand different ones, and neither is the right one', () => {
      for (const [name, { category = [] }] of observations) {
        const displays = category.flatMap(({ coding = [] }) => coding).map(({ display }) => display);
        expect(displays, name).toEqual([undefined]);
      }
    });

    test('the device that a measure names is an example too', () => {
      const devices = [...byFshName(resources, 'Device').values()].map(({ id }) => `Device/${id}`);
      for (const [name, { device }] of observations) {
        if (device !== undefined) expect(devices, name).toContain(device.reference);
      }
    });
  });

  describe('blood pressure', () => {
    const mean = '8478-0';
    function hasMean(name: string): boolean {
      return (
        observation(name).component?.some(({ code }) => code.coding?.some((coding) => coding.code === mean)) ?? false
      );
    }
    test('is shown with a mean pressure', () => expect(hasMean('tension-complet')).toBe(true));
    test('and without', () => expect(hasMean('tension-minimal')).toBe(false));
  });

  test('head circumference carries both LOINC codes', () => {
    const codes = observation('perimetre-cranien-minimal').code.coding?.map(({ code }) => code);
    expect(codes?.sort()).toEqual(['8287-5', '9843-4']);
  });

  describe('glucose', () => {
    const extensions = 'https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/';
    const indicators = [
      { name: 'glycemie-minimal', code: '2345-7', unit: 'mg/dL', moment: true, days: false },
      { name: 'glycemie-complet', code: '2345-7', unit: 'mg/dL', moment: true, days: false },
      { name: 'glycemie-hba1c', code: '4548-4', unit: '%', moment: false, days: false },
      { name: 'glycemie-interstitielle', code: 'MED-969', unit: 'mg/dL', moment: false, days: true },
      { name: 'glycemie-igg', code: 'MED-972', unit: '%', moment: false, days: true },
    ];
    for (const { name, code, unit, moment, days } of indicators) {
      test(`${name}: ${code} in ${unit}, with the extensions of its indicator`, () => {
        const { code: concept, valueQuantity, extension = [] } = observation(name);
        const urls = extension.map(({ url }) => url);
        expect(concept.coding?.map((coding) => coding.code)).toContain(code);
        expect(valueQuantity?.code).toBe(unit);
        expect(urls.includes(`${extensions}mesures-moment-of-measurement`)).toBe(moment);
        expect(urls.includes(`${extensions}mesures-number-of-days`)).toBe(days);
      });
    }
  });
}
