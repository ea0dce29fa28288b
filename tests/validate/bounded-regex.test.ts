import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex, replaceMatches } from '../../scripts/model/regex/bounded-regex.ts';

describe('patterns of the specification and of profiles', () => {
  for (const [pattern, extent, text, matches] of [
    ['[A-Z]([A-Za-z0-9_]){0,254}', 'whole', 'Name_1', true],
    ['[A-Z]([A-Za-z0-9_]){0,254}', 'whole', 'Name 1', false],
    ['[A-Z]', 'part', 'a name with A', true],
    ['^[a-zA-Z0-9\\/\\-_\\[\\]\\@]+$', 'part', 'a/b[x]@c', true],
    ['([0-9]{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1]))?)?', 'whole', '2024-02-30', true],
    ['([0-9]{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1]))?)?', 'whole', '2024-13', false],
    ['(\\s*([0-9a-zA-Z\\+\\/=]){4}\\s*)+', 'whole', 'AAAA BBBB\nCCCC', true],
    ['(\\s*([0-9a-zA-Z\\+\\/=]){4}\\s*)+', 'whole', 'AAAA BBB', false],
    ['.*', 'whole', 'two\nlines', true],
    ['', 'whole', '', true],
    ['a{2,3}', 'whole', 'aaaa', false],
    ['\\u00e9+', 'whole', 'éé', true],
  ] as const) {
    test(`/${pattern}/ on ${JSON.stringify(text)}, ${extent}: ${matches}`, () => {
      expect(compileRegex(pattern, extent)?.(text)).toBe(matches);
    });
  }
});

describe('patterns that cannot be trusted', () => {
  for (const pattern of ['((', 'a**', '(?:(a)|\\1)+', '[z-a]', `${'(a*)*'.repeat(500)}`]) {
    test(`/${pattern.slice(0, 40)}/ is refused`, () => expect(compileRegex(pattern, 'whole')).toBeUndefined());
  }
  for (const [pattern, length] of [
    ['(a+)+', 20_000],
    ['(a|aa)+', 20_000],
    ['(x+x+)+y', 20_000],
    ['(.*)(.*)(.*)(.*)(.*)b', 2_000],
    ['([a-z]+)*1', 20_000],
  ] as const) {
    test(`/${pattern}/ ends soon on ${length} letters`, () => {
      const started = performance.now();
      expect(compileRegex(pattern, 'whole')?.(`${'a'.repeat(length)}!`)).toBe(false);
      expect(performance.now() - started).toBeLessThan(2_000);
    });
  }
});

test('what matches is what JavaScript says matches', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.', '^', '$');
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      atom,
      fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => left + right),
      fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(${left}|${right})`),
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?'))
        .map(([inner, times]) => `(?:${inner})${times}`),
    ),
  }));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '1'), maxLength: 7 });
  fc.assert(
    fc.property(pattern, text, fc.constantFrom('whole', 'part'), (source, subject, extent) => {
      const expected = new RegExp(extent === 'whole' ? `^(?:${source})$` : source, 's').test(subject);
      expect(compileRegex(source, extent)?.(subject)).toBe(expected);
    }),
    { numRuns: 3_000 },
  );
});

describe('replaceMatches', () => {
  for (const [text, pattern, substitution, replaced] of [
    ['a  b', '\\s+', ' ', 'a b'],
    ['2020-01', '(\\d+)-(\\d+)', '$2/$1', '01/2020'],
    ['two\nlines', '.', 'x', 'xxxxxxxxx'],
  ] as const)
    test(`/${pattern}/ in ${JSON.stringify(text)} becomes ${JSON.stringify(replaced)}`, () =>
      expect(replaceMatches(text, pattern, substitution)).toBe(replaced));

  for (const [text, pattern, substitution] of [
    ['a'.repeat(50), '(a+)+b', 'x'],
    ['a'.repeat(3_000), 'a*a*b', 'x'],
    ['a', '(?<=b)a', 'x'],
    ['a', '((', 'x'],
    ['a', 'a', 'x'.repeat(3_000)],
  ] as const)
    test(`/${pattern}/ on ${text.length} letters is not tried`, () =>
      expect(replaceMatches(text, pattern, substitution)).toBeUndefined());
});

test('optional parts side by side, and choices, are counted like repetitions', () => {
  for (const pattern of [`${'a?'.repeat(40)}${'a'.repeat(40)}`, `${'(?:a|a)'.repeat(40)}b`, '(?=a*a*a*a*b)'])
    expect(compileRegex(pattern, 'part')?.('a'.repeat(39)) ?? false).toBe(false);
});

test('a match that takes too many steps is given up', () => {
  expect(compileRegex(`${'(a?){500}'.repeat(20)}b`, 'part')?.('a'.repeat(50_000))).toBeUndefined();
});
