import { describe, expect, test } from 'vitest';
import { createListing } from '../../scripts/terminology/expand.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { given } from './given-definitions.ts';

const system = 'http://test/colours';
const colours = {
  resourceType: 'CodeSystem',
  url: system,
  content: 'complete',
  caseSensitive: true,
  concept: [
    {
      code: 'warm',
      property: [{ code: 'notSelectable', valueBoolean: true }],
      concept: [{ code: 'red', display: 'Red' }, { code: 'orange' }],
    },
    { code: 'blue', display: 'Blue' },
  ],
};
const part = { ...colours, url: 'http://test/part', content: 'fragment' };
const url = 'http://test/list';
const red = { system, code: 'red', display: 'Red' };
const owner = { id: 'test', version: '1.0.0' };

function listed(compose: object, ...others: object[]): ReturnType<ReturnType<typeof createListing>> {
  const list = { resourceType: 'ValueSet', url, compose };
  const definitions = given(colours, part, list, ...others);
  return createListing(definitions, createTerminology(definitions))(url, owner);
}

describe('the codes of a value set', () => {
  for (const [claim, compose, codes] of [
    [
      'are those that it lists, shown as it says, or as the code system says',
      { include: [{ system, concept: [{ code: 'blue', display: 'Azure' }, { code: 'red' }] }] },
      [{ system, code: 'blue', display: 'Azure' }, red],
    ],
    [
      'are all of a code system, by code, without its headings',
      { include: [{ system }] },
      [{ system, code: 'blue', display: 'Blue' }, { system, code: 'orange' }, red],
    ],
    [
      'pass a filter',
      { include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'warm' }] }] },
      [{ system, code: 'orange' }, red],
    ],
    [
      'are not those that it excludes',
      { include: [{ system }], exclude: [{ system, concept: [{ code: 'orange' }, { code: 'blue' }] }] },
      [red],
    ],
    [
      'are in each value set that one include imports',
      { include: [{ valueSet: ['http://test/warm', 'http://test/red'] }] },
      [red],
    ],
  ] as const) {
    test(claim, () => {
      const warm = {
        resourceType: 'ValueSet',
        url: 'http://test/warm',
        compose: { include: [{ system, concept: [{ code: 'red' }, { code: 'orange' }] }] },
      };
      const only = { ...warm, url: 'http://test/red', compose: { include: [{ system, concept: [{ code: 'red' }] }] } };
      expect(listed(compose, warm, only)).toEqual({ codes });
    });
  }

  for (const [claim, compose, unlisted] of [
    [
      'of a code system that is loaded in part',
      { include: [{ system: part.url }] },
      'the whole of code system http://test/part is not loaded',
    ],
    [
      'of an import that is not loaded',
      { include: [{ valueSet: ['http://test/none'] }] },
      'value set http://test/none is not loaded',
    ],
    [
      'of a value set that imports itself',
      { include: [{ valueSet: [url] }] },
      `value set ${url} is imported through too many levels`,
    ],
  ] as const) {
    test(`are not told ${claim}: why is`, () => expect(listed(compose)).toEqual({ unlisted }));
  }

  test('are not told where they are too many to read', () => {
    const concept = Array.from({ length: 1_002 }, (_, at) => ({ code: `c${at}` }));
    expect(listed({ include: [{ system, concept }] })).toEqual({
      unlisted: `value set ${url} has more than 1000 codes`,
    });
  });
});
