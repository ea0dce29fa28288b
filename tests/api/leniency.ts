import type { ObservationComponent } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { answered, found, judgeWith } from './guide-api.ts';
import { changed } from './sent.ts';

const judge = judgeWith();
const judged = (text: string) => judge.validate(text, { file: 'payload.json' });

const component = (code: string, rest: Partial<ObservationComponent>): ObservationComponent => ({
  code: { coding: [{ system: 'http://loinc.org', code }] },
  ...rest,
});
const noValue = 'value: Observation value quantity not provided.';
const unknown = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }] };

/** What the API has no reason to refuse is accepted, and what it accepts and nobody wants is told. */
export function testLeniency(): void {
  describe('the value of a blood pressure', () => {
    for (const [what, third] of [
      ['the cuff size', component('8358-4', { valueCodeableConcept: { text: 'Brassard large' } })],
      ['a mean pressure that is missing, with its reason', component('8478-0', { dataAbsentReason: unknown })],
      ['a mean pressure', component('8478-0', { valueQuantity: { value: 91 } })],
    ] as const)
      test(`${what} beside 121/76 is accepted`, () => {
        const result = judged(changed(({ observation }) => observation.component?.push(third), 'blood-pressure'));
        expect([answered(result), result.answer?.status]).toEqual([[], 200]);
      });

    for (const at of [0, 1])
      test(`${at === 0 ? 'the systolic' : 'the diastolic'} pressure without a number is refused`, () => {
        const text = changed(({ observation }) => {
          const [one] = observation.component?.splice(at, 1) ?? [];
          observation.component?.push({ code: one?.code ?? {}, dataAbsentReason: unknown });
        }, 'blood-pressure');
        expect(answered(judged(text))).toContain(noValue);
      });
  });

  test('a moment in words alone is refused, as the binding of the parent profile says', () => {
    const text = changed(({ observation }) => {
      const [moment] = observation.extension ?? [];
      if (moment !== undefined) moment.valueCodeableConcept = { text: 'Avant le coucher' };
    }, 'glucose-blood');
    expect(judged(text).answer?.status).toBe(422);
    expect([...found(judged(text))]).toContain('binding-required');
  });

  test('an id in upper case, as phones make it, is accepted with a warning', () => {
    const text = changed(({ observation, device }) => {
      device.id = device.id?.toUpperCase() ?? '';
      observation.device = { reference: `Device/${device.id}` };
    });
    const result = judged(text);
    expect([result.answer?.status, [...found(result)]]).toEqual([
      200,
      expect.arrayContaining(['mes-dispositif-minuscules']),
    ]);
    expect([...found(judged(changed(() => undefined)))]).not.toContain('mes-dispositif-minuscules');
  });

  describe('a device without EUI-64', () => {
    const zeros = '00-00-00-00-00-00-00-00';

    test('created on condition of zeros would be that of everybody, which is told', () => {
      const text = changed(({ device, deviceRequest }) => {
        const [system] = device.identifier ?? [];
        if (system !== undefined) system.value = zeros;
        deviceRequest.ifNoneExist = `identifier=${system?.system}|${zeros}`;
      });
      const { issues, answer } = judged(text);
      expect(answer?.status).toBe(200);
      expect(issues.find(({ constraint }) => constraint === 'mes-ifnoneexist-zeros')).toMatchObject({
        severity: 'warning',
        guideRules: [expect.objectContaining({ code: 'C8' })],
      });
    });

    test('is known by an identifier that the solution gives it', () => {
      const text = changed(({ device, deviceRequest }) => {
        const [system] = device.identifier ?? [];
        if (system !== undefined) system.value = zeros;
        device.identifier?.push({ system: 'urn:oid:2.999.250.2.17.4', value: 'PP300-0018472' });
        deviceRequest.ifNoneExist = 'identifier=urn:oid:2.999.250.2.17.4|PP300-0018472';
      });
      expect(judged(text).answer?.status).toBe(200);
      expect([...found(judged(text))]).not.toContain('mes-ifnoneexist-zeros');
    });
  });

  test('an interstitial glucose under LOINC alone is stored, and no search would find it', () => {
    const alone = changed(({ observation }) => {
      observation.code = { coding: [{ system: 'http://loinc.org', code: '99504-3' }] };
    }, 'glucose-interstitial');
    expect(judged(alone).answer?.status).toBe(200);
    expect(judged(alone).issues.find(({ constraint }) => constraint === 'mes-glycemie-recherche')?.severity).toBe(
      'warning',
    );
    expect([...found(judged(changed(() => undefined, 'glucose-interstitial')))]).not.toContain(
      'mes-glycemie-recherche',
    );
  });
}
