import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { findTooDeep, parseYaml } from '../../scripts/model/yaml-text.ts';

function faultOf(text: string): string {
  const parsed = parseYaml(text);
  return 'fault' in parsed ? `${parsed.line}:${parsed.column} ${parsed.fault}` : 'no fault';
}

const laughs = (lines: number) =>
  [
    'a0: &a0 [x,x,x,x,x,x,x,x,x,x]',
    ...Array.from({ length: lines }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(',')}]`),
  ].join('\n');

describe('a text that is refused: the place, and what it is', () => {
  const cases: readonly (readonly [claim: string, text: string, fault: RegExp])[] = [
    [
      'a billion laughs',
      laughs(9),
      /^5:\d+ unfolds by its aliases to more than 50000 values, at the latest by \*a3\.$/,
    ],
    [
      'merged laughs',
      `a: &a {b: 1}\n${'c: {<<: [*a, *a, *a, *a, *a, *a]}\n'.replace('c', 'd').repeat(1)}${laughs(9)}`,
      /unfolds by its aliases/,
    ],
    ['an alias in what it stands for', 'x: 1\na: &a\n  - *a\n', /^3:5 has \*a in what &a stands for/],
    [
      'flow lists that nest',
      `x: 1\ny: ${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      /^2:204 nests deeper than 200 levels\.$/,
    ],
    ['block lists that nest on a line', `x: 1\ny:\n${'- '.repeat(100_000)}z`, /^3:1 nests deeper/],
    [
      'settings that nest by indentation',
      Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      /^201:1 nests deeper/,
    ],
    ['a tag of some program', 'x: 1\ny: !!js/function "x"\n', /^2:4 is not well-formed YAML: Unresolved tag/],
    ['a key twice', 'x: 1\nx: 2\n', /^2:1 is not well-formed YAML: Map keys must be unique/],
    ['a list as a key', 'x: 1\n? [a, b]\n: c\n', /^2:3 has a list or a group of settings as a name/],
    ['a merge of what is no map', 'x: 1\n<<: 5\n', /^2:1 has "<<" before something that is no alias/],
    ['an alias without an anchor', 'x: *a\n', /^1:4 has \*a, and nothing before it is marked &a/],
    ['a NUL character', 'x: 1\ny: a\0b\n', /^2:5 has a NUL character here/],
    ['UTF-16', Buffer.from('\ufeffx: 1\n', 'utf16le').toString('utf8'), /^1:1 is in UTF-16/],
    ['Latin-1', Buffer.from('x: 1\ny: caf\u00e9\n', 'latin1').toString('utf8'), /^2:7 is not in UTF-8/],
  ];
  for (const [claim, text, fault] of cases) test(claim, () => expect(faultOf(text)).toMatch(fault));
});

describe('a text that is taken', () => {
  const cases: readonly (readonly [claim: string, text: string, value: unknown])[] = [
    ['a byte order mark', '\ufeffx: 1\n', { x: 1 }],
    ['anchors and merges in use', 'a: &a {x: 1}\nb: {<<: *a, y: 2}\n', { a: { x: 1 }, b: { x: 1, y: 2 } }],
    [
      'an anchor that is used often',
      `a: &a 1\nb: [${Array(1_000).fill('*a').join(',')}]`,
      { a: 1, b: Array(1_000).fill(1) },
    ],
    ['many brackets in a text', `a: "${'['.repeat(1_000)}"\n`, { a: '['.repeat(1_000) }],
    ['__proto__ as a key', '__proto__: {x: 1}\n', JSON.parse('{"__proto__":{"x":1}}')],
  ];
  for (const [claim, text, value] of cases) {
    test(claim, () => {
      const parsed = parseYaml(text);
      expect('value' in parsed ? parsed.value() : parsed).toEqual(value);
    });
  }

  test('whatever is written as YAML reads as the library reads it', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', ':', ' ', '-', '#', 'é'), minLength: 1 });
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        key,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('tree')),
        fc.dictionary(key, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const text = stringify(value);
        const parsed = parseYaml(text);
        expect('value' in parsed ? parsed.value() : parsed.fault).toEqual(parse(text));
      }),
    );
  });
});

test('whatever the text, it is told or taken, and nothing is thrown', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '- ',
    '? ',
    ': ',
    '*a',
    '&a ',
    '!b ',
    '|\n',
    '\n',
    '  ',
    '<<',
    '"',
    "'",
    '#',
    '%',
    '\t',
    'x',
    ',',
    '---\n',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const parsed = parseYaml(pieces.join(''));
      if ('value' in parsed) parsed.value();
      else expect(parsed.line).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});

test('depth is counted, not brackets', () => {
  expect(findTooDeep('[]'.repeat(10_000))).toBe(undefined);
  expect(findTooDeep('['.repeat(201))).toBe(200);
});
