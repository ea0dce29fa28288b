import { describe, expect, test } from 'vitest';
import type { CodingValue } from '../../scripts/model/definition/terminology.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { askingTerminology } from '../../scripts/terminology-server/asking-terminology.ts';
import type { Question } from '../../scripts/terminology-server/question.ts';
import { Questions, type Reply } from '../../scripts/terminology-server/questions.ts';
import { readValueSet } from '../../scripts/terminology-server/sent-value-set.ts';
import { given } from '../terminology/given-definitions.ts';

const loinc = 'http://loinc.org';
const colours = {
  resourceType: 'CodeSystem',
  url: 'http://test/colours',
  content: 'complete',
  concept: [{ code: 'red', display: 'Red' }],
};
const heights = {
  resourceType: 'ValueSet',
  url: 'http://test/heights',
  version: '1',
  compose: {
    include: [
      { system: loinc, filter: [{ property: 'CLASS', op: '=', value: 'BDYHGT.ATOM' }] },
      { system: 'http://test/colours' },
    ],
  },
};
const loaded = createTerminology(given(colours, heights));

function asking(replies: readonly (readonly [Question, Reply])[] = []) {
  const questions = new Questions();
  questions.learn(
    replies.map(([question]) => question),
    replies.map(([, reply]) => reply),
  );
  return { questions, terminology: askingTerminology(loaded, questions) };
}

describe('a server is asked', () => {
  const cases: readonly (readonly [string, CodingValue, boolean])[] = [
    ['not about a code that is loaded', { system: colours.url, code: 'red', display: 'Green' }, false],
    ['not about a code that is not in what is loaded', { system: colours.url, code: 'green' }, false],
    ['about LOINC', { system: loinc, code: '8302-2' }, true],
    ['about LOINC, whatever the check digit says', { system: loinc, code: '8302-3' }, true],
    ['not about a unit', { system: 'http://unitsofmeasure.org', code: 'kg' }, false],
    ['about the display of a unit', { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kilo' }, true],
    ['not about what is no coding', { system: loinc, code: 7 as unknown as string }, false],
    ['not about a code without a system', { code: 'a' }, false],
  ];
  for (const [what, coding, isAsked] of cases) {
    test(what, () => {
      const { questions, terminology } = asking();
      const { isServed, ...verdict } = terminology.checkCoding(coding);
      expect(verdict).toEqual(loaded.checkCoding(coding)); // until there is an answer
      expect(isServed === true).toBe(isAsked);
      expect(questions.takeOpen()).toHaveLength(isAsked ? 1 : 0);
      expect(questions.takeOpen()).toEqual([]);
    });
  }

  test('about members that the packages cannot tell, and no others', () => {
    const { questions, terminology } = asking();
    const ask = (system: string | undefined, code: string, valueSet = 'http://test/heights') =>
      terminology.isMember({ ...(system === undefined ? {} : { system }), code }, valueSet).outcome;
    expect(ask(colours.url, 'red')).toBe('member');
    expect(ask(colours.url, 'green')).toBe('not-member');
    expect(ask('http://test/other', 'a')).toBe('not-member');
    expect(questions.takeOpen()).toEqual([]);
    expect(ask(loinc, '8302-2')).toBe('not-checked');
    expect(ask(undefined, '8302-2')).toBe('not-checked');
    expect(ask(loinc, '8302-2', 'http://test/nowhere|2')).toBe('unknown-value-set');
    const owner = { id: 'test', version: '1.0.0' };
    expect(questions.takeOpen()).toEqual([
      { kind: 'member', valueSet: 'http://test/heights|1', package: owner, system: loinc, code: '8302-2' },
      { kind: 'member', valueSet: 'http://test/heights|1', package: owner, code: '8302-2' },
      { kind: 'member', valueSet: 'http://test/nowhere|2', system: loinc, code: '8302-2' },
    ]);
  });
});

describe('an answer', () => {
  const question = { kind: 'code', system: loinc, code: '8302-3', display: 'Height', language: 'en' } as const;
  const coding = { system: loinc, code: '8302-3', display: 'Height', language: 'en' };
  const cases: readonly (readonly [Reply, object])[] = [
    [{ outcome: 'known' }, { outcome: 'known' }],
    [
      { outcome: 'known', status: 'retired' },
      { outcome: 'known', status: 'retired' },
    ],
    [{ outcome: 'unknown-code' }, { outcome: 'unknown-code' }],
    [
      { outcome: 'wrong-display', displays: ['Body height'], isMinor: true },
      { outcome: 'wrong-display', displays: ['Body height'], isMinor: true },
    ],
    // A malformed code stays one when the server does not know better.
    [
      { outcome: 'undecided', reason: 'no LOINC' },
      { outcome: 'unknown-code', basis: 'form' },
    ],
    [
      { outcome: 'unanswered', reason: 'down' },
      { outcome: 'unknown-code', basis: 'form' },
    ],
  ];
  for (const [reply, verdict] of cases) {
    test(`${JSON.stringify(reply)} is told`, () => {
      const { questions, terminology } = asking([[question, reply]]);
      expect(terminology.checkCoding(coding)).toEqual({ ...verdict, isServed: true });
      expect(questions.takeOpen()).toEqual([]);
    });
  }

  test('in another language is to another question', () => {
    const { questions, terminology } = asking([[question, { outcome: 'known' }]]);
    terminology.checkCoding({ ...coding, language: 'fr' });
    expect(questions.takeOpen()).toEqual([{ ...question, language: 'fr' }]);
  });

  test('counts as used once a check has all of its answers, and once', () => {
    const other = { kind: 'code', system: loinc, code: '1-8' } as const;
    const { questions, terminology } = asking([[question, { outcome: 'known' }]]);
    terminology.checkCoding(coding);
    terminology.checkCoding({ system: loinc, code: '1-8' });
    expect(questions.takeOpen()).toHaveLength(1);
    expect(questions.takeUsed()).toEqual([]); // the check is to be run again
    questions.learn([other], [{ outcome: 'unanswered', reason: 'down' }]);
    for (const used of [1, 0]) {
      terminology.checkCoding(coding);
      terminology.checkCoding({ system: loinc, code: '1-8' });
      expect(questions.takeOpen()).toEqual([]);
      expect(questions.takeUsed()).toHaveLength(used); // what was not answered is no basis
    }
  });
});

describe('the definition that goes along', () => {
  const importing = (definition: object) =>
    createTerminology(
      given(
        colours,
        { ...heights, ...definition },
        {
          resourceType: 'ValueSet',
          url: 'http://test/importing',
          status: 'active',
          compose: { include: [{ valueSet: ['http://test/heights'] }] },
        },
      ),
    ).valueSet;
  const question = { valueSet: 'http://test/importing', package: { id: 'test', version: '1.0.0' } };
  const digestOf = (definition: object) => readValueSet(question, importing(definition))?.digest;

  test('has another digest when what it imports is another', () => {
    expect(digestOf({})).toBeDefined();
    expect(digestOf({ title: 'Heights', text: {} })).toBe(digestOf({}));
    expect(digestOf({ version: '2' })).not.toBe(digestOf({}));
    expect(digestOf({ compose: { include: [{ system: loinc }] } })).not.toBe(digestOf({}));
  });

  test('has of each value set what speaks of the code system, and never nothing', () => {
    const sent = readValueSet(question, importing({}))?.sent(colours.url);
    expect(sent?.valueSet.compose?.include).toEqual([{ valueSet: ['http://test/heights'] }]);
    expect(sent?.imported.map(({ compose }) => compose?.include)).toEqual([[{ system: 'http://test/colours' }]]);
    const other = readValueSet(question, importing({}))?.sent('http://test/other');
    expect(other?.imported[0]?.compose?.include).toHaveLength(2);
  });

  test('of value sets that import each other ends', () => {
    const round = (url: string, other: string) => ({
      resourceType: 'ValueSet',
      url,
      compose: { include: [{ valueSet: [other] }] },
    });
    const { valueSet } = createTerminology(given(round('http://a', 'http://b'), round('http://b', 'http://a')));
    const sent = readValueSet({ valueSet: 'http://a', package: { id: 'test', version: '1.0.0' } }, valueSet);
    expect(sent?.sent(undefined).imported.map(({ url }) => url)).toEqual(['http://b']);
  });
});
