import { describe, expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { given } from './given-definitions.ts';

const colours = {
  resourceType: 'CodeSystem',
  url: 'http://test/colours',
  version: '2',
  content: 'complete',
  caseSensitive: true,
  concept: [
    { code: 'red', display: 'Red', designation: [{ language: 'fr', value: 'Rouge' }] },
    { code: 'blue', display: 'Deep  Blue', concept: [{ code: 'navy', display: 'Navy' }] },
    { code: 'puce', display: 'Puce', property: [{ code: 'status', valueCode: 'retired' }] },
    { code: 'nameless' },
  ],
};
const open = {
  resourceType: 'CodeSystem',
  url: 'http://test/open',
  content: 'fragment',
  concept: [{ code: 'a', display: 'A' }],
};
const anyCase = {
  resourceType: 'CodeSystem',
  url: 'http://test/any-case',
  content: 'complete',
  concept: [{ code: 'Abc' }],
};
const absent = { resourceType: 'CodeSystem', url: 'http://test/absent', content: 'not-present' };
const supplement = {
  resourceType: 'CodeSystem',
  url: 'http://test/supplement',
  content: 'supplement',
  concept: [{ code: 'a' }],
};
const colourNames = {
  resourceType: 'CodeSystem',
  url: 'http://test/colour-names',
  content: 'supplement',
  supplements: 'http://test/colours|2',
  concept: [{ code: 'blue', designation: [{ language: 'fr', value: 'Bleu profond' }] }],
};
const terminology = createTerminology(given(colours, open, anyCase, absent, supplement, colourNames));
const check = (system: string | undefined, code: string | undefined, display?: string, version?: string) =>
  terminology.checkCoding({
    ...(system === undefined ? {} : { system }),
    ...(code === undefined ? {} : { code }),
    ...(display === undefined ? {} : { display }),
    ...(version === undefined ? {} : { version }),
  });

describe('a code system that is loaded in full', () => {
  test('knows its codes, at any depth', () => {
    expect(check('http://test/colours', 'red')).toEqual({ outcome: 'known' });
    expect(check('http://test/colours', 'navy')).toEqual({ outcome: 'known' });
  });
  test('does not know others, and names the nearest', () => {
    expect(check('http://test/colours', 'rde')).toEqual({ outcome: 'unknown-code', nearest: 'red' });
    expect(check('http://test/colours', 'RED')).toEqual({ outcome: 'unknown-code', nearest: 'red' });
    expect(check('http://test/colours', 'zz-not-a-code')).toEqual({ outcome: 'unknown-code' });
  });
  test('accepts any case where it does not say that case matters', () => {
    expect(check('http://test/any-case', 'aBC')).toEqual({ outcome: 'known' });
  });
  test('says that a code is retired', () => {
    expect(check('http://test/colours', 'puce')).toEqual({ outcome: 'known', status: 'retired' });
  });
  test('says nothing of a version that is not loaded', () => {
    expect(check('http://test/colours', 'red', undefined, '1')).toEqual({ outcome: 'known' });
    expect(check('http://test/colours', 'green', undefined, '1')).toMatchObject({ outcome: 'not-checked' });
    expect(check('http://test/colours', 'green', undefined, '2')).toMatchObject({ outcome: 'unknown-code' });
  });
});

describe('a display', () => {
  test('may be the preferred one or a designation, in any case', () => {
    for (const display of ['Red', 'RED', 'rouge']) {
      expect(check('http://test/colours', 'red', display)).toEqual({ outcome: 'known' });
    }
    expect(check('http://test/colours', 'blue', 'deep  blue')).toEqual({ outcome: 'known' });
  });
  test('may not be another, and all allowed ones are named', () => {
    expect(check('http://test/colours', 'red', 'Crimson')).toEqual({
      outcome: 'wrong-display',
      displays: ['Red', 'Rouge'],
    });
    expect(check('http://test/colours', 'red', '')).toMatchObject({ outcome: 'wrong-display' });
    expect(check('http://test/colours', 'red', 'red ')).toMatchObject({ outcome: 'wrong-display' });
  });
  test('may be one that a supplement adds', () => {
    expect(check('http://test/colours', 'blue', 'bleu profond')).toEqual({ outcome: 'known' });
    expect(check('http://test/colours', 'blue', 'Bleu')).toEqual({
      outcome: 'wrong-display',
      displays: ['Deep  Blue', 'Bleu profond'],
    });
    expect(check('http://test/colours', 'red', 'Bleu profond')).toMatchObject({ outcome: 'wrong-display' });
  });
  test('is free where the code system gives none', () => {
    expect(check('http://test/colours', 'nameless', 'Whatever')).toEqual({ outcome: 'known' });
  });
});

describe('what cannot be looked up', () => {
  for (const [what, system, code, reason] of [
    ['a code missing from a fragment', 'http://test/open', 'b', /fragment/],
    ['a code system without content', 'http://test/absent', 'a', /not-present/],
    ['a supplement', 'http://test/supplement', 'a', /supplement/],
    ['a code system that is not loaded', 'http://test/unknown', 'a', /not loaded/],
    ['a coding without code', 'http://test/colours', undefined, /no code/],
    ['a coding without system', undefined, 'red', /no system/],
    ['a LOINC code of the right form', 'http://loinc.org', '8480-6', /LOINC/],
    ['a SNOMED CT code of the right form', 'http://snomed.info/sct', '138875005', /SNOMED CT/],
  ] as const) {
    test(`${what} is not checked, with the reason`, () => {
      expect(check(system, code)).toEqual({ outcome: 'not-checked', reason: expect.stringMatching(reason) });
    });
  }
  test('but the codes of a fragment are known', () => {
    expect(check('http://test/open', 'a')).toEqual({ outcome: 'known' });
    expect(check('http://test/open', 'a', 'B')).toMatchObject({ outcome: 'wrong-display' });
  });
});

test('a code that its form rules out is unknown, on the strength of form alone', () => {
  expect(check('http://loinc.org', '8480-7')).toEqual({ outcome: 'unknown-code', basis: 'form' });
  expect(check('http://unitsofmeasure.org', 'KG/M2')).toEqual({ outcome: 'unknown-code', basis: 'form' });
  expect(check('http://unitsofmeasure.org', 'kg/m2')).toEqual({ outcome: 'known', basis: 'form' });
});

test('a package that calls its LOINC codes complete has an extract all the same: no proof that a code is unknown', () => {
  const concept = [{ code: '8480-6', display: 'Systolic blood pressure' }];
  const loinc = { resourceType: 'CodeSystem', url: 'http://loinc.org', content: 'complete', concept };
  const { checkCoding } = createTerminology(given(loinc));
  expect(checkCoding({ system: loinc.url, code: '8480-6' })).toEqual({ outcome: 'known' });
  expect(checkCoding({ system: loinc.url, code: '8462-4' })).toMatchObject({
    outcome: 'unknown-code',
    basis: 'extract',
  });
});

test('data of the wrong JSON type is no reason to fail', () => {
  const malformed = { system: 5, code: true, display: {} } as unknown as { system: string };
  expect(terminology.checkCoding(malformed)).toMatchObject({ outcome: 'not-checked' });
  expect(terminology.isMember(malformed, 'http://test/none')).toEqual({ outcome: 'unknown-value-set' });
});
