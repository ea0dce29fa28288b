import { describe, expect, test } from 'vitest';
import { compareVersions, matchesVersion, resolveOpenVersion } from '../../scripts/packages/version.ts';

describe('the newer version', () => {
  for (const [older, newer] of [
    ['3.0.1', '3.2.0'],
    ['3.9.0', '3.10.0'],
    ['5.3.0-ballot-tc1', '5.3.0'],
    ['5.2.0', '5.3.0-ballot-tc1'],
    ['1.0.0-ballot', '1.0.0-ballot2'],
    ['1.0.0-beta.2', '1.0.0-beta.10'],
    ['20240726120000', '20250131120000'],
    ['2018-08-12', '2019-01-01'],
    ['2.9', '2.10'],
    ['4.0', '4.0.1'],
  ] as const) {
    test(`of ${older} and ${newer} is ${newer}`, () => {
      expect([newer, older].toSorted(compareVersions)).toEqual([older, newer]);
      expect(compareVersions(newer, newer)).toBe(0);
    });
  }
});

test('a partial version stands for all that begin with it, part by part', () => {
  expect(matchesVersion('4.0.1', '4.0')).toBe(true);
  expect(matchesVersion('4.0.1', '4')).toBe(true);
  expect(matchesVersion('4.01.1', '4.0')).toBe(false);
  expect(matchesVersion('4.0.1', '4.0.1')).toBe(true);
  expect(matchesVersion('4.0.1', '4.0.10')).toBe(false);
});

test('an open version is the newest release it stands for, and a pre-release only where there is no release', () => {
  const available = ['4.0.0', '4.0.1', '4.1.0', '4.0.2-ballot', '5.0.0-ballot'];
  expect(resolveOpenVersion('4.0.x', available)).toBe('4.0.1');
  expect(resolveOpenVersion('4.x', available)).toBe('4.1.0');
  expect(resolveOpenVersion('latest', available)).toBe('4.1.0');
  expect(resolveOpenVersion('5.0.x', available)).toBe('5.0.0-ballot');
  expect(resolveOpenVersion('4.0.7', available)).toBeUndefined();
  expect(resolveOpenVersion('4.0.1', available)).toBe('4.0.1');
});

test('for what its authors are building stands the newest version, a pre-release too', () => {
  const available = ['1.0.0', '1.10.0-ballot', '1.9.0'];
  for (const version of ['current', 'current$main', 'dev'])
    expect(resolveOpenVersion(version, available)).toBe('1.10.0-ballot');
  expect(resolveOpenVersion('currently', available)).toBeUndefined();
});
