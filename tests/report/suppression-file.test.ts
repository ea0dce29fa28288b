import { describe, expect, test } from 'vitest';
import { parseIgnoreWarnings } from '../../scripts/report/gate/ignore-warnings.ts';
import { parseSuppressions } from '../../scripts/report/gate/suppression-file.ts';
import { suppressionTexts } from '../../scripts/report/gate/suppression-text.ts';

const file = `# What we live with.
- message: '%dom-6: %'
  reason: >-
    Narrative is made
    with the site.
  owner: Ada
  expires: 2027-06-30
- message: [a whole message, 'begins so: %']
  rule: publisher:UNKNOWN_ID
  reason: Théâtre.
  owner: Blaise
  expires: never
  for: publisher
- message: 'The %.'
  reason: SUSHI says so.
  owner: Blaise
  expires: never
  for: [sushi]
`;

test('an entry has messages or rules, its reason on one line, an owner, a last day and whom it is for', () => {
  const { value, issues } = parseSuppressions(file);
  expect(issues).toEqual([]);
  expect(value.slice(0, 2)).toEqual([
    {
      messages: ['%dom-6: %'],
      rules: [],
      reason: 'Narrative is made with the site.',
      owner: 'Ada',
      expires: '2027-06-30',
      finders: ['ig', 'publisher'],
      source: { file: 'suppressions.yaml', line: 2 },
    },
    {
      messages: ['a whole message', 'begins so: %'],
      rules: ['publisher:UNKNOWN_ID'],
      reason: 'Théâtre.',
      owner: 'Blaise',
      finders: ['publisher'],
      source: { file: 'suppressions.yaml', line: 8 },
    },
  ]);
});

test('an empty file suppresses nothing', () => {
  for (const text of ['', '# only a comment\n', '[]\n'])
    expect(parseSuppressions(text)).toEqual({ value: [], issues: [] });
});

describe('what is not as it should be is an error with its line, and the other entries hold', () => {
  const whole = { message: 'm', reason: 'r', owner: 'o', expires: 'never' };
  const entry = (change: Readonly<Record<string, unknown>>) =>
    `- { message: n, reason: r, owner: o, expires: never }\n-\n${Object.entries({ ...whole, ...change })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`)
      .join('')}`;
  const cases: Readonly<Record<string, readonly [text: string, line: number, message: RegExp]>> = {
    'no reason': [entry({ reason: undefined }), 3, /Its reason: /],
    'an empty reason': [entry({ reason: '  ' }), 4, /Its reason: must not be empty/],
    'no owner': [entry({ owner: undefined }), 3, /Its owner: /],
    'no last day': [entry({ expires: undefined }), 3, /Its expires: /],
    'a day of no calendar': [entry({ expires: '2027-02-30' }), 6, /Its expires: /],
    'neither message nor rule': [entry({ message: undefined }), 3, /It: must have a message or a rule/],
    'a pattern for everything': [entry({ message: '%' }), 3, /Its message: /],
    'a mistyped property': [entry({ reasons: 'x' }), 3, /It: .*reasons/],
    'an unknown finder': [entry({ for: 'jekyll' }), 7, /Its for: /],
  };
  for (const [claim, [text, line, message]] of Object.entries(cases)) {
    test(claim, () => {
      const { value, issues } = parseSuppressions(text);
      expect(value.map(({ messages }) => messages)).toEqual([['n']]);
      expect(issues).toMatchObject([{ severity: 'error', rule: 'suppressions', source: { line } }]);
      expect(issues[0]?.message).toMatch(message);
    });
  }

  test('no YAML, and no list', () => {
    for (const [text, line] of [
      ['- message: "open\n', 2],
      ['message: m\n', 1],
    ] as const) {
      const { value, issues } = parseSuppressions(text);
      expect(value).toEqual([]);
      expect(issues).toMatchObject([{ severity: 'error', rule: 'suppressions', source: { line } }]);
    }
  });
});

describe('the files that are made from it', () => {
  const { value } = parseSuppressions(file);
  const texts = suppressionTexts(value);

  test("the IG Publisher's: a line of reason above each message, as it takes the last one only", () => {
    expect(texts.get('input/ignoreWarnings.txt')).toBe(`== Suppressed Messages ==
# Made from suppressions.yaml: change that, then run ig suppressions write.

# Narrative is made with the site. (Ada, until 2027-06-30)
%dom-6: %

# Théâtre. (Blaise)
a whole message
begins so: %
UNKNOWN_ID
`);
  });

  test('read back by hand, it means the same to us', () => {
    const back = parseIgnoreWarnings(texts.get('input/ignoreWarnings.txt') ?? '');
    expect(back.issues).toEqual([]);
    expect(back.value.flatMap(({ messages }) => messages)).toEqual([
      '%dom-6: %',
      'a whole message',
      'begins so: %',
      'UNKNOWN_ID',
    ]);
  });

  test("SUSHI's: messages to the letter, or a regular expression", () => {
    expect(
      texts.get('input/sushi-ignoreWarnings.txt'),
    ).toBe(`# Made from suppressions.yaml: change that, then run ig suppressions write.

# SUSHI says so. (Blaise)
The %.
`);
    const patterns = (message: string) =>
      suppressionTexts(value.slice(2).map((each) => ({ ...each, messages: [message] })))
        .get('input/sushi-ignoreWarnings.txt')
        ?.split('\n')
        .at(-2);
    expect(patterns('%a.b (c)%')).toBe(String.raw`/a\.b \(c\)/`);
    expect(patterns('a|b%')).toBe(String.raw`/^a\|b/`);
    expect(patterns('%end')).toBe('/end$/');
    expect(patterns('/not one/')).toBe('/^/not one/$/');
  });

  test('without one for it, SUSHI gets no file and the IG Publisher an empty list', () => {
    const none = suppressionTexts([]);
    expect(none.get('input/sushi-ignoreWarnings.txt')).toBeUndefined();
    expect(none.get('input/ignoreWarnings.txt')).toMatch(/^== Suppressed Messages ==\n#.*\n$/);
  });

  test('what has expired is left out on a day after it', () => {
    expect(suppressionTexts(value, '2027-06-30').get('input/ignoreWarnings.txt')).toContain('dom-6');
    expect(suppressionTexts(value, '2027-07-01').get('input/ignoreWarnings.txt')).not.toContain('dom-6');
  });
});
