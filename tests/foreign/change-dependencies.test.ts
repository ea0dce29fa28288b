import { expect, test } from 'vitest';
import { changeDependencies } from './change-dependencies.ts';

const config = `# of the guide
id: example.guide
dependencies:
  example.one: 1.0.0 # kept
  example.two:
    uri: http://example.org/two
    version: 2.0.0
`;

test('another version takes the place of the one that is named, in both ways to write it', () => {
  const { text, told } = changeDependencies(config, {
    replace: ['example.one=1.1.0', 'example.two=2.1.0'],
    without: [],
  });
  expect(text).toBe(config.replace('1.0.0', '1.1.0').replace('2.0.0', '2.1.0'));
  expect(told).toEqual(['example.one 1.1.0 for 1.0.0', 'example.two 2.1.0 for 2.0.0']);
});

test('a dependency is left out, and the list with the last one', () => {
  const one = changeDependencies(config, { replace: [], without: ['example.two'] });
  expect(one.text).toBe('# of the guide\nid: example.guide\ndependencies:\n  example.one: 1.0.0 # kept\n');
  expect(one.told).toEqual(['no example.two 2.0.0']);
  const none = changeDependencies(config, { replace: [], without: ['example.one', 'example.two'] });
  expect(none.text).toBe('# of the guide\nid: example.guide\n');
});

test('nothing is written anew where nothing changes, and what is not there cannot be changed', () => {
  expect(changeDependencies(config, { replace: [], without: [] })).toEqual({ text: config, told: [] });
  expect(() => changeDependencies(config, { replace: ['example.three=1.0.0'], without: [] })).toThrow(
    'The guide has no dependency "example.three".',
  );
});
