import { expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

const POPULATION = 'http://terminology.hl7.org/CodeSystem/measure-population';
const concept = (code: string, system = 'http://example.org/m') => ({ coding: [{ system, code }] });
const population = (code: string, count?: number) => ({
  code: concept(code, POPULATION),
  ...(count === undefined ? {} : { count }),
});

const definedGroup = (code: string) => {
  const criteria = { language: 'text/cql', expression: 'x' };
  return {
    code: concept(code),
    population: [
      { ...population('numerator'), criteria },
      { ...population('denominator'), criteria },
    ],
    stratifier: [{ code: concept('s1') }],
  };
};
const measure = (scoring = 'proportion', groups = ['g1']) => ({
  resourceType: 'Measure',
  id: 'm',
  url: 'http://example.org/Measure/m',
  status: 'active',
  scoring: concept(scoring, 'http://terminology.hl7.org/CodeSystem/measure-scoring'),
  group: groups.map(definedGroup),
});

const counts = [population('numerator', 1), population('denominator', 2)];
const right = {
  code: concept('g1'),
  population: counts,
  measureScore: { value: 0.5 },
  stratifier: [{ code: [concept('s1')] }],
};
const { code: _code, ...uncoded } = right;
const { measureScore: _score, ...unscored } = right;
const { stratifier: _stratifier, ...unstratified } = right;

const report = (
  group: readonly object[],
  { type = 'summary', of = measure() }: { type?: string; of?: object } = {},
) => ({
  resourceType: 'MeasureReport',
  id: 'r',
  text: narrative,
  contained: [of],
  status: 'complete',
  type,
  measure: '#m',
  period: { start: '2020', end: '2021' },
  ...(group.length > 0 ? { group } : {}),
});
const two = { of: measure('proportion', ['g1', 'g2']) };
const second = { ...right, code: concept('g2') };
const error = (place: string) => `error measure-report MeasureReport${place}`;
const warning = (place: string) => `warning measure-report MeasureReport${place}`;

/** As the HL7 validator 6.8.2 has them too, at the same elements, as it was seen to run. */
const cases: readonly (readonly [what: string, resource: object, found: readonly string[]])[] = [
  ['what the Measure defines', report([right]), []],
  ['a group that is the only one, without code', report([uncoded]), []],
  ['the only group with another code', report([{ ...right, code: concept('zz') }]), [error('.group[0]')]],
  ['a code without coding', report([{ ...right, code: { text: 'a' } }]), [error('.group[0]')]],
  ['no group', report([]), [error('')]],
  ['a missing population', report([{ ...right, population: [counts[0]] }]), [error('.group[0]')]],
  [
    'a population that the Measure does not have',
    report([{ ...right, population: [...counts, population('initial-population', 1)] }]),
    [error('.group[0].population[2]')],
  ],
  [
    'a population twice',
    report([{ ...right, population: [...counts, counts[0]] }]),
    [error('.group[0].population[2]')],
  ],
  [
    'a population without code',
    report([{ ...right, population: [...counts, { count: 1 }] }]),
    [error('.group[0].population[2]')],
  ],
  [
    'a population without count',
    report([{ ...right, population: [population('numerator'), counts[1]] }]),
    [warning('.group[0].population[0]')],
  ],
  ['a missing score', report([unscored]), [error('.group[0]')]],
  [
    'a score without value',
    report([{ ...right, measureScore: { comparator: '<' } }]),
    [error('.group[0].measureScore')],
  ],
  ['a proportion of two', report([{ ...right, measureScore: { value: 2 } }]), [error('.group[0].measureScore.value')]],
  [
    'a proportion with a unit',
    report([{ ...right, measureScore: { value: 0.5, unit: '%', system: 'http://unitsofmeasure.org', code: '%' } }]),
    ['unit', 'system', 'code'].map((part) => error(`.group[0].measureScore.${part}`)),
  ],
  ['a score of a cohort', report([right], { of: measure('cohort') }), [error('.group[0].measureScore')]],
  ['a ratio without unit', report([right], { of: measure('ratio') }), [warning('.group[0].measureScore')]],
  ['a continuous variable without unit', report([right], { of: measure('continuous-variable') }), []],
  ['a missing stratifier', report([unstratified]), [error('.group[0]')]],
  [
    'a stratifier that the Measure does not have',
    report([{ ...right, stratifier: [{ code: [concept('s1')] }, { code: [concept('s2')] }] }]),
    [error('.group[0].stratifier[1]')],
  ],
  [
    'a stratifier twice',
    report([{ ...right, stratifier: [{ code: [concept('s1')] }, { code: [concept('s1')] }] }]),
    [error('.group[0].stratifier[1]')],
  ],
  ['two groups', report([right, second], two), []],
  ['the second group missing', report([right], two), [error('')]],
  ['one group twice', report([right, right], two), [error('.group[1]'), error('')]],
  ['one of two groups without code', report([right, uncoded], two), [error('.group[1]'), error('')]],
  [
    'a group of another Measure',
    report([right, { ...right, code: concept('zz') }], two),
    [error('.group[1]'), error('')],
  ],
  [
    'subjects in a summary',
    report([{ ...right, population: [{ ...counts[0], subjectResults: { reference: 'List/a' } }, counts[1]] }]),
    [error('.group[0].population[0]')],
  ],
  [
    'more than the subjects counted',
    report(
      [
        {
          ...right,
          population: [
            { ...population('numerator', 3), subjectResults: { reference: 'Patient/a' } },
            { ...population('denominator', 1), subjectResults: { reference: 'Patient/a' } },
          ],
        },
      ],
      { type: 'subject-list' },
    ),
    [error('.group[0].population[0]')],
  ],
];
for (const [what, resource, found] of cases)
  test(`a MeasureReport with ${what}`, () => expect(judge(resource).sort()).toEqual([...found].sort()));

/** The HL7 validator refuses these, though R4 lets a Measure leave its codes out: its stratifier can never be met. */
test('a Measure without codes asks for none', () => {
  const of = measure();
  const group = of.group.map(({ stratifier: _, ...rest }) => ({ ...rest, stratifier: [{ description: 'by age' }] }));
  expect(judge(report([unstratified], { of: { ...of, group } }))).toEqual([]);
  expect(
    judge(report([{ ...right, stratifier: [{ stratum: [{ value: { text: 'a' } }] }] }], { of: { ...of, group } })),
  ).toEqual([]);
});
