import type { CapabilityStatement } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { answered, found, judgeWith, resources } from './guide-api.ts';

const judge = judgeWith();
const user = 'subject.identifier=urn:oid:2.999.250.1.4%7C7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36';
const all = `Observation?code=29463-7&${user}&date=ge2026-10-01&date=le2026-10-31`;
const last = `Observation?code=29463-7&${user}&_sort=-date&_count=1`;

const pageSize = (actual: number) => `invalid: Maximum page size allowed is 100. Actual : ${actual}`;
const sort =
  'invalid: Sort parameter must be equals to -date (date DESC) with _count equals to 1 to retrieve last observation';
const both = 'invalid: Paged search and search last cannot be requested concurrently';
const neither = 'invalid: No search mode detected';

export function testSearches(): void {
  describe('searches that are accepted', () => {
    for (const url of [
      all,
      last,
      `GET ${all}`,
      `https://api.mesures.example/fhir/${all}`,
      `/fhir/${last}`,
      `${all}&_count=1&_offset=3&_include=Observation:device`,
      `${all}&_count=100`,
      `${last}&_include=Observation:device`,
      all.replace('ge', 'gt').replace('le2', 'lt2'),
      all.replace('ge2026-10-01', 'ge2026-10-01T00:00:00%2B02:00'),
      ...['8302-2', '39156-5', '85354-9', '8310-5', '2345-7', 'MED-969', '4548-4', 'MED-972'].map((code) =>
        last.replace('29463-7', code),
      ),
      ...['72514-3', '41950-7', '8280-0', '8287-5', '8867-4'].map((code) => all.replace('29463-7', code)),
    ])
      test(url, () => {
        const result = judge.search(url);
        expect(result.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(result.answer).toMatchObject({ status: 200, reason: 'OK' });
      });

    test('the kind of search is told', () => {
      const kind = (url: string) => judge.search(url).issues.find(({ rule }) => rule === 'api-search-mode')?.message;
      expect(kind(all)).toContain('"toutes"');
      expect(kind(last)).toContain('"derniere"');
      expect(kind(`${all}&_sort=-date&_count=1`)).toBeUndefined();
    });
  });

  describe('searches that the API documents an error for', () => {
    for (const [url, errors] of [
      [`${all}&_count=101`, [pageSize(101)]],
      [
        `${all}&_count=99999999999999999999`,
        ['invalid: Maximum page size allowed is 100. Actual : 99999999999999999999'],
      ],
      [last.replace('_count=1', '_count=2'), [sort]],
      [last.replace('&_count=1', ''), [sort]],
      [last.replace('-date', 'date'), [sort]],
      [last.replace('-date', '-date,code'), [sort]],
      [`${last}&_sort=-date`, [sort]],
      [`${all}&_sort=-date&_count=1`, [both]],
      [`${all}&_sort=date`, [both]],
      [`Observation?code=29463-7&${user}`, [neither]],
      [`Observation?code=29463-7&${user}&_count=250`, [pageSize(250), neither]],
      [`Observation?code=29463-7&${user}&_count=1`, [neither]],
    ] as const)
      test(url, () => {
        const result = judge.search(url);
        expect(answered(result)).toEqual(errors);
        expect(result.answer).toMatchObject({ status: 400, reason: 'Bad Request', message: 'Request not valid' });
        expect(result.valid).toBe(false);
      });
  });

  describe('searches that are wrong in another way', () => {
    for (const [what, url, key] of [
      ['no code', all.replace('code=29463-7&', ''), 'mes-rech-code'],
      ['an empty code', all.replace('29463-7', ''), 'mes-rech-code'],
      ['a code with its system', all.replace('29463-7', 'http://loinc.org%7C29463-7'), 'mes-rech-code'],
      ['a code that is none of the measures', all.replace('29463-7', '2708-6'), 'mes-rech-code'],
      ['two codes', all.replace('29463-7', '29463-7,8302-2'), 'mes-rech-code'],
      ['code twice', `${all}&code=8302-2`, 'mes-rech-code'],
      ['no user', all.replace(`&${user}`, ''), 'mes-rech-usager'],
      ['an OID without the user', all.replace('7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36', ''), 'mes-rech-usager'],
      ['the OID alone', all.replace(/%7C7d5f[-\w]+/, ''), 'mes-rech-usager'],
      ['the bar encoded twice', all.replace('%7C', '%257C'), 'mes-rech-usager'],
      ['subject:identifier', all.replace('subject.identifier', 'subject:identifier'), 'mes-rech-usager'],
      ['one bound', all.replace('&date=le2026-10-31', ''), 'mes-rech-date'],
      ['a bare date', all.replace('date=ge2026-10-01&date=le2026-10-31', 'date=2026-10-01'), 'mes-rech-date'],
      ['two lower bounds', all.replace('le2026', 'ge2026'), 'mes-rech-date'],
      ['three bounds', `${all}&date=le2026-11-30`, 'mes-rech-date'],
      ['a French date', all.replace('ge2026-10-01', 'ge01/10/2026'), 'mes-rech-date'],
      ['a plus that is a space', all.replace('ge2026-10-01', 'ge2026-10-01T00:00:00+02:00'), 'mes-rech-date'],
      ['a page before the first', `${all}&_offset=-1`, 'mes-rech-nombre'],
      ['a count in letters', `${all}&_count=ten`, 'mes-rech-nombre'],
      ['count twice', `${all}&_count=10&_count=20`, 'mes-rech-nombre'],
      ['another include', `${all}&_include=Observation:subject`, 'mes-rech-include'],
    ] as const)
      test(what, () => {
        const result = judge.search(url);
        expect(result.answer).toMatchObject({ status: 400, message: 'Request not valid' });
        expect([...found(result)]).toContain(key);
        expect(result.issues.find(({ constraint }) => constraint === key)?.guideRules?.[0]?.code).toMatch(/^J\d/);
      });

    for (const [what, url] of [
      ['another type', all.replace('Observation', 'Patient')],
      ['one resource', 'Observation/48213'],
      ['no type', `?${all.split('?')[1]}`],
      ['nothing', ''],
      ['a fragment alone', '#x'],
    ] as const)
      test(what, () => {
        const result = judge.search(url);
        expect(result.answer?.status).toBe(400);
        expect([...found(result)]).toContain('api-search');
      });
  });

  describe('what is told of a URL', () => {
    const hints = (url: string) => judge.search(url).issues.filter(({ rule }) => rule.startsWith('api-search-'));
    const messages = (url: string) => hints(url).map(({ message }) => message);

    test('a bar that is not encoded is understood, and not safe', () => {
      const url = all.replace('%7C', '|');
      expect(judge.search(url).answer?.status).toBe(200);
      expect(messages(url)).toContainEqual(expect.stringContaining('| as %7C'));
    });

    test('what was encoded twice, what a plus is, what a bare percent sign needs', () => {
      expect(messages(all.replace('%7C', '%257C'))).toContainEqual(expect.stringContaining('encoded twice'));
      expect(messages(all.replace('ge2026-10-01', 'ge2026-10-01T00:00:00+02:00'))).toContainEqual(
        expect.stringContaining('%2B'),
      );
      expect(messages(`${all}&x=100%`)).toContainEqual(expect.stringContaining('%25'));
    });

    test('a parameter that the API does not know, and the nearest that it knows', () => {
      expect(messages(`${all}&_offest=1`)).toContainEqual(expect.stringContaining('Did you mean "_offset"?'));
      expect(messages(`${all}&patient=1`)).toContainEqual(expect.stringContaining('"patient"'));
      expect(judge.search(`${all}&patient=1`).answer?.status).toBe(200);
    });

    test('_offset has no effect on the last measure', () => {
      const result = judge.search(`${last}&_offset=1`);
      expect(result.answer?.status).toBe(200);
      expect([...found(result)]).toContain('mes-rech-offset');
    });
  });

  describe('the CapabilityStatement says the same as the profile of the request', () => {
    const capability = resources.find(({ id }) => id === 'mes-api-serveur') as unknown as CapabilityStatement;
    const observation = capability.rest?.[0]?.resource?.find(({ type }) => type === 'Observation');
    const values: Readonly<Record<string, string>> = {
      code: 'code=29463-7',
      'subject.identifier': user,
      date: 'date=ge2026-10-01&date=le2026-10-31',
      _sort: '_sort=-date',
      _count: '_count=1',
      _offset: '_offset=0',
      _include: '_include=Observation:device',
    };
    const combinations = (observation?.extension ?? [])
      .filter(({ url }) => url.endsWith('/capabilitystatement-search-parameter-combination'))
      .map(({ id, extension = [] }) => ({
        id,
        required: extension.filter(({ url }) => url === 'required').map(({ valueString = '' }) => valueString),
        optional: extension.filter(({ url }) => url === 'optional').map(({ valueString = '' }) => valueString),
      }));
    const request = (names: readonly string[]) => `Observation?${names.map((name) => values[name]).join('&')}`;

    test('there are two kinds of search', () =>
      expect(combinations.map(({ id }) => id)).toEqual(['toutes', 'derniere']));

    test('and every parameter of theirs is declared', () => {
      const declared = observation?.searchParam?.map(({ name }) => name) ?? [];
      expect([...new Set(combinations.flatMap((each) => [...each.required, ...each.optional]))].sort()).toEqual(
        declared.toSorted(),
      );
    });

    for (const { id, required, optional } of combinations) {
      test(`${id}: what is required is enough, with and without what is optional`, () => {
        expect(judge.search(request(required)).answer?.status).toBe(200);
        expect(judge.search(request([...required, ...optional])).answer?.status).toBe(200);
      });

      for (const name of required)
        test(`${id}: without ${name} it is refused`, () => {
          const rest = required.filter((each) => each !== name);
          expect(judge.search(request(rest)).answer?.status).toBe(400);
        });
    }
  });
}
