import { describe, expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from '../validate/case-definitions.ts';
import { parseCase } from '../validate/case-file.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const packages = await npmPackages();

type Discriminator = readonly [type: string, path: string];
/** What a slice says of its parts, by their paths. */
type Slice = { readonly min?: number; readonly parts?: { readonly [path: string]: object } };

interface Case {
  readonly title: string;
  readonly by: readonly Discriminator[];
  readonly rules?: 'open' | 'closed';
  readonly slices: { readonly [name: string]: Slice };
  /** Texts of Observation.category; null for one with a coding and no text. */
  readonly found: readonly (string | null)[];
  /** `rule expression` of the errors. */
  readonly ours: readonly string[];
  /** Verdict of the HL7 validator, 6.8.2. */
  readonly hl7: 'valid' | 'invalid';
  /** Why ours is another. */
  readonly why?: string;
}

const FIRST = 'Observation.category[0]';
const fixedA: Slice = { parts: { text: { fixedString: 'a' } } };
const byText: Discriminator = ['value', 'text'];

const cases: readonly Case[] = [
  {
    title: 'one slice that says nothing of its discriminator',
    by: [byText],
    slices: { a: fixedA, b: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'the same, told once for a list',
    by: [byText],
    slices: { a: fixedA, b: {} },
    found: ['c', null, 'd'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'the same without anything to slice',
    by: [byText],
    slices: { a: fixedA, b: {} },
    found: [],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'a required slice that nobody can tell, where there is nothing at all',
    by: [byText],
    slices: { b: { min: 1 } },
    found: [],
    ours: ['slice-cardinality Observation'],
    hl7: 'invalid',
  },
  {
    title: 'the closed rule holds beside it',
    by: [byText],
    rules: 'closed',
    slices: { a: fixedA, b: {} },
    found: ['a', 'c'],
    ours: [`slicing-undecidable ${FIRST}`, 'slicing-closed Observation.category[1]'],
    hl7: 'invalid',
  },
  {
    title: 'the other slices hold beside it',
    by: [byText],
    slices: { a: { min: 1, ...fixedA }, b: {} },
    found: ['c'],
    ours: [`slicing-undecidable ${FIRST}`, 'slice-cardinality Observation'],
    hl7: 'invalid',
  },
  {
    title: 'a discriminator on an element that does not exist',
    by: [['value', 'nothing']],
    slices: { b: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'a discriminator on an element that does not exist beside one that tells',
    by: [byText, ['value', 'nothing']],
    slices: { a: fixedA },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'a discriminator of which nothing is said beside one that tells',
    by: [byText, ['value', 'coding.code']],
    slices: { a: fixedA },
    found: ['a'],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'a discriminator with a function that discriminators do not have',
    by: [['value', "coding.where(code='x')"]],
    slices: { b: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'existence that is neither required nor forbidden',
    by: [['exists', 'text']],
    slices: { b: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'a minimum is no value',
    by: [byText],
    slices: { b: { parts: { text: { min: 1 } } } },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'the slice itself, of which nothing is said',
    by: [['value', '$this']],
    slices: { b: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'a part of a part, of which nothing is said',
    by: [['value', 'coding.code']],
    slices: { b: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'two slices told apart by a profile that neither names',
    by: [['profile', 'coding']],
    slices: { a: {}, b: {} },
    found: ['a', null],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'the same by the profile of a string',
    by: [['profile', 'text']],
    slices: { a: { parts: { text: { min: 1 } } }, b: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'the same without anything to slice',
    by: [['profile', 'coding']],
    slices: { a: {}, b: {} },
    found: [],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'one slice alone that names no profile takes what there is',
    by: [['profile', 'coding']],
    slices: { a: {} },
    found: ['a', null],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'no discriminator at all, and closed: nothing fits',
    by: [],
    rules: 'closed',
    slices: { a: fixedA, b: { parts: { text: { fixedString: 'b' } } } },
    found: ['a', 'c'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'the same with one slice that says nothing',
    by: [],
    rules: 'closed',
    slices: { a: {} },
    found: ['a'],
    ours: [`slicing-undecidable ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'the same without anything to slice',
    by: [],
    rules: 'closed',
    slices: { a: fixedA },
    found: [],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'no discriminator at all: nobody says that it can be evaluated',
    by: [],
    slices: { a: fixedA },
    found: ['c'],
    ours: [],
    hl7: 'valid',
  },
  {
    title: 'the slice @default needs no value',
    by: [byText],
    slices: { a: fixedA, '@default': {} },
    found: ['c'],
    ours: [],
    hl7: 'invalid',
    why: 'It takes what no other slice takes: https://hl7.org/fhir/R4/profiling.html#default-slice',
  },
  {
    title: 'an element that matches two slices',
    by: [byText],
    slices: { a: fixedA, b: { parts: { text: { patternString: 'a' } } } },
    found: ['a', 'c'],
    ours: [`slicing-overlap ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'an element that matches two slices by existence',
    by: [['exists', 'text']],
    slices: { a: { parts: { text: { min: 1 } } }, b: { parts: { text: { min: 1 } } } },
    found: ['c', null],
    ours: [`slicing-overlap ${FIRST}`],
    hl7: 'invalid',
  },
  {
    title: 'an element that matches two of many slices',
    by: [byText],
    slices: Object.fromEntries(
      'abcdefghia'.split('').map((text, i) => [`s${i}`, { parts: { text: { fixedString: text } } }]),
    ),
    found: ['b', 'a'],
    ours: ['slicing-overlap Observation.category[1]'],
    hl7: 'invalid',
  },
];

function definitionsFor({ by, rules = 'open', slices }: Case) {
  const path = 'Observation.category';
  const elements = Object.entries(slices).flatMap(([sliceName, { min = 0, parts = {} }]) => [
    { id: `${path}:${sliceName}`, path, sliceName, min },
    ...Object.entries(parts).map(([part, said]) => ({
      id: `${path}:${sliceName}.${part}`,
      path: `${path}.${part}`,
      ...said,
    })),
  ]);
  const discriminator = by.map(([type, on]) => ({ type, path: on }));
  const slicing = { rules, ...(discriminator.length === 0 ? {} : { discriminator }) };
  const profile = { name: 'sliced', type: 'Observation', elements: [{ path, slicing }, ...elements] };
  return caseDefinitions(
    packages,
    parseCase(JSON.stringify({ rule: 'x', spec: 'x', definitions: [profile], issues: [] })),
  );
}

describe('slicing: https://hl7.org/fhir/R4/profiling.html#slicing', () => {
  for (const slicingCase of cases)
    test(slicingCase.title, () => {
      const { found, ours, hl7, why } = slicingCase;
      const definitions = definitionsFor(slicingCase);
      const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: guide });
      const coding = [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'exam' }];
      const category = found.map((text) => (text === null ? { coding } : { text }));
      const observation = {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        ...(category.length === 0 ? {} : { category }),
      };
      const request = { file: 'observation.json', profiles: [canonicalOf('sliced')] };
      const { issues, valid } = validator.validate(JSON.stringify(observation), request);
      const errors = issues.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ rule, expression }) => `${rule} ${expression}`).sort()).toEqual([...ours].sort());
      expect((valid ? 'valid' : 'invalid') === hl7).toBe(why === undefined);
    });
});
