import type { Bundle, ObservationComponent, StructureDefinition } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { answered, found, judgeWith, resources } from './guide-api.ts';
import { changed, shared } from './sent.ts';

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

  test('a date that is none is told once, and nobody is told what else it cannot be held against', () => {
    const text = changed(({ observation }) => {
      observation.effectiveDateTime = '2025-02-29';
    });
    expect([...found(judged(text))]).toContain('primitive-format');
    const told = judged(text).issues.filter(({ message }) => message.includes('mes-vrai-date'));
    expect(told).toEqual([]);
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
  describe("searches that stand in the API's own document, or that make no sense", () => {
    const user = 'subject.identifier=urn:oid:2.999.250.1.4%7C7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36';
    const from = 'Observation?code=29463-7';
    const all = `${from}&${user}&date=ge2026-10-01&date=le2026-10-31`;
    const warningsOf = (url: string) =>
      judge
        .search(url)
        .issues.flatMap(({ severity, constraint, rule }) => (severity === 'warning' ? [constraint ?? rule] : []));

    for (const [what, url, key] of [
      ['an include with a dot', `${all}&_include=Observation.device`, 'mes-rech-include-point'],
      ['a user without the OID', all.replace('urn:oid:2.999.250.1.4%7C', ''), 'mes-rech-usager-systeme'],
      ['no measures on a page', `${all}&_count=0`, 'mes-rech-nombre-zero'],
      ['an end before the beginning', all.replace('le2026-10-31', 'le2026-09-30'), 'api-search-date'],
      ['the end of a day before its beginning', all.replace('ge2026-10-01', 'gt2026-10-31'), 'api-search-date'],
      [
        'an hour that is before, in another zone',
        `${from}&${user}&date=ge2026-10-01T10:00:00Z&date=le2026-10-01T11:59:00%2B02:00`,
        'api-search-date',
      ],
    ] as const)
      test(`${what} is accepted, with a warning`, () => {
        expect(judge.search(url).answer).toMatchObject({ status: 200 });
        expect(warningsOf(url)).toEqual([key]);
      });

    for (const [what, dates] of [
      ['one day', 'date=ge2026-10-01&date=le2026-10-01'],
      ['a leap day', 'date=ge2024-02-29&date=lt2024-03-01'],
      ['a year', 'date=ge2026&date=le2026'],
      ['a month', 'date=gt2026-09&date=lt2026-11'],
      ['an hour', 'date=ge2026-10-01T10:00:00%2B02:00&date=le2026-10-01T09:00:00Z'],
      ['a zone on one side alone', 'date=ge2026-10-02T10:00:00%2B12:00&date=le2026-10-01'],
    ] as const)
      test(`${what} is a period`, () => {
        const url = `${from}&${user}&${dates}`;
        expect(judge.search(url).answer).toMatchObject({ status: 200 });
        expect(warningsOf(url)).toEqual([]);
      });

    for (const [date, said] of [
      ['2026-13-01', 'no month 13'],
      ['2026-02-29', '2026-02 has 28 days'],
      ['1900-02-29', '1900-02 has 28 days'],
      ['2026-09-31', '2026-09 has 30 days'],
      ['2026-10-00', '2026-10 has 31 days'],
      ['2026-10-01T24:00:00', 'no time 24:00:00'],
      ['2026-10-01T10:00:00%2B15:00', 'no time zone +15:00'],
    ] as const)
      test(`${date} is no date`, () => {
        const { issues, answer } = judge.search(all.replace('ge2026-10-01', `ge${date}`));
        expect(answer?.status).toBe(400);
        expect(issues.find(({ rule }) => rule === 'api-search-date')?.message).toContain(said);
      });

    for (const url of [
      'Observation/48213',
      'GET https://api.mesures.example/fhir/Device/3f1c?_format=json',
      'Observation/48213/_history/1',
    ])
      test(`${url} is a read, which the API has not`, () => {
        const { issues, answer } = judge.search(url);
        expect(answer?.status).toBe(400);
        const told = issues.find(({ rule }) => rule === 'api-search')?.message;
        expect(told).toMatch(/^The API has no read: \w+\/\w+ cannot/);
      });
  });
  describe('what a server sends', () => {
    const warningsOf = (name: string, change: (sent: Bundle) => void) => {
      const bundle: Bundle = JSON.parse(shared(name));
      change(bundle);
      const { issues, valid } = judge.validateResource(bundle as unknown as FhirResource, { file: `${name}.json` });
      const told = issues.flatMap(({ severity, constraint = '' }) =>
        severity === 'warning' && constraint.startsWith('mes-') ? [constraint] : [],
      );
      return [valid, [...new Set(told)].sort()];
    };

    for (const [what, name, change, told] of [
      ['an answer as documented', 'response', () => undefined, []],
      ['200 OK', 'response', (sent: Bundle) => setStatus(sent, 1, '200 OK'), ['mes-reponse-statut-texte']],
      ['201 alone', 'response', (sent: Bundle) => setStatus(sent, 0, '201'), ['mes-reponse-statut-texte']],
      ['a page as documented', 'page', () => undefined, []],
      ['no total', 'page', (sent: Bundle) => Reflect.deleteProperty(sent, 'total'), ['mes-recherche-total-present']],
      ['no link', 'page', (sent: Bundle) => Reflect.deleteProperty(sent, 'link'), ['mes-recherche-liens']],
      [
        'entries without a mode',
        'page',
        (sent: Bundle) => {
          for (const entry of sent.entry ?? []) Reflect.deleteProperty(entry, 'search');
        },
        ['mes-recherche-mode'],
      ],
      [
        'links to the first and the last page',
        'page',
        (sent: Bundle) => sent.link?.push({ relation: 'first', url: 'https://api.mesures.example/fhir?page=1' }),
        ['mes-recherche-liens'],
      ],
    ] as const)
      test(`${what} is read`, () => expect(warningsOf(name, change)).toEqual([true, told]));

    test('a status that is neither 200 nor 201, and a measure that was there before, are not', () => {
      expect(warningsOf('response', (sent) => setStatus(sent, 0, '202 Accepted'))[0]).toBe(false);
      expect(warningsOf('response', (sent) => setStatus(sent, 0, '200 Success'))[0]).toBe(false);
    });

    test('a refusal of the gravity fatal is read, one that is a warning is told', () => {
      const outcome = (severity: string) =>
        judge.validateResource(
          { ...JSON.parse(shared('refusal')), issue: [{ severity, code: 'invalid' }] },
          { file: 'o' },
        );
      expect([outcome('fatal').valid, [...found(outcome('fatal'))]]).toEqual([
        true,
        expect.not.arrayContaining(['mes-refus-gravite']),
      ]);
      expect([outcome('warning').valid, [...found(outcome('warning'))]]).toEqual([
        true,
        expect.arrayContaining(['mes-refus-gravite']),
      ]);
    });
  });

  describe('the structure of a transaction', () => {
    const profile = resources.find(({ id }) => id === 'MESBundleAlimentation') as unknown as StructureDefinition;
    const element = (id: string) => profile.snapshot?.element.find((each) => each.id === `Bundle.${id}`);

    test('is in the structure of its profile', () => {
      expect(element('entry:mesure')).toMatchObject({ min: 1, max: '1' });
      expect(element('entry:dispositif')).toMatchObject({ min: 0, max: '1' });
      for (const [slice, type] of [
        ['mesure', 'Observation'],
        ['dispositif', 'Device'],
      ]) {
        expect(element(`entry:${slice}.request.method`)?.patternCode).toBe('POST');
        expect(element(`entry:${slice}.request.url`)?.patternUri).toBe(type);
      }
      expect(element('entry:mesure.fullUrl')?.min).toBe(1);
      expect(element('entry:dispositif.request.ifNoneExist')?.min).toBe(1);
    });

    test('another method is answered once, with the text of the API', () => {
      const put = changed(({ bundle }) => Object.assign(bundle.entry?.[0]?.request ?? {}, { method: 'PUT' }));
      expect(answered(judged(put))).toEqual([
        'not-supported: Resource of type Observation is not acceptable with method PUT.',
      ]);
    });
  });
}

function setStatus(sent: Bundle, at: number, status: string): void {
  const response = sent.entry?.[at]?.response;
  if (response === undefined) throw new Error(`The answer has no entry ${at}.`);
  response.status = status;
}
