import type { Random } from './random.ts';

const xhtml = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

/** Values that readers of JSON and FHIR have tripped over; made anew each time, for they are put into resources. */
const values: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => '',
  () => ' ',
  () => true,
  () => 0,
  () => -0.0,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => [],
  () => ({}),
  () => [null],
  () => [[['x']]],
  () => [[], {}],
  () => ({ extension: [{}] }),
  () => ({ id: 'x', extension: [{ url: '', valueString: '' }] }),
  () => '\ud800',
  () => '\u0000',
  () => 'e\u0301'.repeat(1_000),
  () => '\u202eabc',
  (random) => 'a'.repeat(random.below(200_000)),
  (random) => ' '.repeat(random.below(50_000)),
  (random) => `${'a'.repeat(random.below(50_000))}!`,
  (random) => `1${'0'.repeat(random.below(5_000))}.${'0'.repeat(random.below(5_000))}`,
  (random) => `${'../'.repeat(random.below(5_000))}Patient/x`,
  (random) => `#${'a'.repeat(random.below(5_000))}`,
  (random) => `http://example.org/${'a/'.repeat(random.below(5_000))}Patient/1/_history/2`,
  (random) => `urn:oid:1${'.1'.repeat(random.below(5_000))}`,
  (random) =>
    nested(random.below(700), (inner) => ({ extension: [{ url: 'http://example.org/x', valueString: inner }] })),
  (random) => nested(random.below(700), (inner) => [inner]),
  (random) => nested(random.below(400), (inner) => ({ item: [inner] })),
  (random) => xhtml('<p>'.repeat(random.below(20_000))),
  (random) => xhtml(`<a href="#${random.below(9)}" id="x">y</a>`.repeat(random.below(2_000))),
  (random) => xhtml(`<b ${'x="1" '.repeat(random.below(2_000))}>y</b>`),
  (random) => xhtml('&lt;&nope;&#x110000;'.repeat(random.below(2_000))),
  () => '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><div>&b;</div>',
  (random) =>
    random.pick([
      '2024-02-30',
      '0000-00-00',
      '2024-13-01T25:61:61Z',
      '9999-12-31T23:59:59.999999999+99:99',
      '24:00:00',
    ]),
  (random) =>
    random.pick([
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'Observation',
      'Patient/1',
      '#',
      '|',
      '||1',
    ]),
];

/** FHIRPath and regular expressions that are wrong, deep or slow. */
export const expressions: readonly string[] = [
  '',
  '(',
  "'",
  '%unknown',
  '$this.$this.$index',
  'repeat($this)',
  'repeat(children())',
  'descendants().descendants().descendants().count() > 0',
  'descendants().where(descendants().where(descendants().exists()).exists()).exists()',
  "matches('(a+)+$')",
  "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a|a)*$')",
  "'x'.replaceMatches('(x*)*y', 'z')",
  "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replaceMatches('(a+)+b', 'z') = ''",
  '(descendants() | descendants()).distinct().count() > 0',
  'resolve().resolve().resolve()',
  "extension('x').value.as(Quantity) > 5 'mg'",
  '1 / 0 = {}',
  "9999999999999999999999 + 1 = '1'",
  'iif(true, error(), 1)',
  'today() + 99999999 years > now()',
  "trace('x').all($this.trace('y').exists())",
  `${'('.repeat(500)}true${')'.repeat(500)}`,
  `true${' and true'.repeat(2_000)}`,
  `a${'.a'.repeat(2_000)}`,
];

export const patterns: readonly string[] = [
  '(a+)+$',
  '(.*)*x',
  '[',
  '(?<=a)b',
  '\\p{L}+',
  '(a|aa)+$',
  `${'(a?)'.repeat(60)}a{60}`,
  '^(([a-z])+.)+[A-Z]([a-z])+$',
];

export function hostileValue(random: Random): unknown {
  return random.chance(0.1) ? random.pick([...expressions, ...patterns]) : random.pick(values)(random);
}
