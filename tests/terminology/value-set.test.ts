import { describe, expect, test } from 'vitest';
import type { Membership } from '../../scripts/model/definition/terminology.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { given, givenDefinitions } from './given-definitions.ts';

const animals = {
  resourceType: 'CodeSystem',
  url: 'http://test/animals',
  version: '2',
  content: 'complete',
  caseSensitive: true,
  property: [
    { code: 'legs', type: 'integer' },
    { code: 'parent', type: 'code' },
  ],
  concept: [
    {
      code: 'animal',
      property: [{ code: 'notSelectable', valueBoolean: true }],
      concept: [
        {
          code: 'mammal',
          display: 'Mammal',
          concept: [
            { code: 'dog', display: 'Dog', property: [{ code: 'legs', valueInteger: 4 }] },
            { code: 'whale', display: 'Whale' },
          ],
        },
        { code: 'bird', concept: [{ code: 'owl', property: [{ code: 'legs', valueInteger: 2 }] }] },
        { code: 'dodo', property: [{ code: 'status', valueCode: 'retired' }] },
      ],
    },
    { code: 'bat', property: [{ code: 'parent', valueCode: 'mammal' }] },
  ],
};
const system = animals.url;
const loinc = 'http://loinc.org';
const include = (...parts: readonly object[]) => ({ compose: { include: parts } });
const filter = (property: string, op: string, value: string) => include({ system, filter: [{ property, op, value }] });

const member = 'member';
const no = 'not-member';
const open = 'not-checked';

/** Each row: what the value set is made of, and what of it is asked. A code without a system is a `code` element's. */
const cases: readonly (readonly [string, object, readonly (readonly [string | undefined, string, string])[]])[] = [
  [
    'listed codes',
    include({ system, concept: [{ code: 'dog' }, { code: 'owl' }] }),
    [
      [system, 'dog', member],
      [system, 'whale', no],
      ['http://test/other', 'dog', no],
      [undefined, 'owl', member],
      [undefined, 'DOG', no],
    ],
  ],
  [
    'a whole code system',
    include({ system }),
    [
      [system, 'whale', member],
      [system, 'unicorn', no],
      [undefined, 'bat', member],
      [undefined, 'unicorn', no],
    ],
  ],
  [
    'is-a',
    filter('concept', 'is-a', 'mammal'),
    [
      [system, 'mammal', member],
      [system, 'dog', member],
      [system, 'bat', member],
      [system, 'owl', no],
    ],
  ],
  [
    'descendent-of',
    filter('concept', 'descendent-of', 'mammal'),
    [
      [system, 'mammal', no],
      [system, 'dog', member],
      [system, 'bird', no],
    ],
  ],
  [
    'is-not-a',
    filter('concept', 'is-not-a', 'mammal'),
    [
      [system, 'owl', member],
      [system, 'dog', no],
      [system, 'mammal', no],
    ],
  ],
  [
    'generalizes',
    filter('concept', 'generalizes', 'dog'),
    [
      [system, 'mammal', member],
      [system, 'animal', member],
      [system, 'dog', member],
      [system, 'bird', no],
    ],
  ],
  [
    'child-of',
    filter('concept', 'child-of', 'animal'),
    [
      [system, 'mammal', member],
      [system, 'dog', no],
    ],
  ],
  [
    'descendent-leaf',
    filter('concept', 'descendent-leaf', 'animal'),
    [
      [system, 'dog', member],
      [system, 'mammal', no],
    ],
  ],
  [
    '= on a property',
    filter('legs', '=', '4'),
    [
      [system, 'dog', member],
      [system, 'owl', no],
      [system, 'whale', no],
    ],
  ],
  [
    'in',
    filter('legs', 'in', '4, 2'),
    [
      [system, 'owl', member],
      [system, 'whale', no],
    ],
  ],
  [
    'not-in',
    filter('legs', 'not-in', '4'),
    [
      [system, 'owl', member],
      [system, 'dog', no],
      [system, 'whale', member],
    ],
  ],
  [
    '= on code',
    filter('code', '=', 'owl'),
    [
      [system, 'owl', member],
      [system, 'dog', no],
    ],
  ],
  [
    '= on parent',
    filter('parent', '=', 'mammal'),
    [
      [system, 'whale', member],
      [system, 'bat', member],
      [system, 'owl', no],
    ],
  ],
  [
    'exists',
    filter('legs', 'exists', 'true'),
    [
      [system, 'owl', member],
      [system, 'bird', no],
    ],
  ],
  [
    'exists: false',
    filter('legs', 'exists', 'false'),
    [
      [system, 'bird', member],
      [system, 'owl', no],
    ],
  ],
  [
    'regex on code, of the whole code',
    filter('code', 'regex', 'd.*'),
    [
      [system, 'dog', member],
      [system, 'bird', no],
    ],
  ],
  [
    'regex on display',
    filter('display', 'regex', '(D|W).*'),
    [
      [system, 'whale', member],
      [system, 'mammal', no],
    ],
  ],
  [
    'two filters: both must hold',
    include({
      system,
      filter: [
        { property: 'concept', op: 'is-a', value: 'mammal' },
        { property: 'legs', op: '=', value: '4' },
      ],
    }),
    [
      [system, 'dog', member],
      [system, 'whale', no],
    ],
  ],
  ['a filter on a property that the code system has not', filter('wings', '=', '2'), [[system, 'owl', open]]],
  ['a regular expression that could run for ever', filter('code', 'regex', '(?:(a)|\\1)+'), [[system, 'owl', open]]],
  [
    'several includes: either will do',
    include({ system, concept: [{ code: 'dog' }] }, { system: loinc, concept: [{ code: '8480-6' }] }),
    [
      [system, 'dog', member],
      [loinc, '8480-6', member],
      [loinc, '8462-4', no],
      [undefined, '8480-6', member],
    ],
  ],
  [
    'exclude',
    { compose: { include: [{ system }], exclude: [{ system, concept: [{ code: 'dog' }] }] } },
    [
      [system, 'dog', no],
      [system, 'owl', member],
    ],
  ],
  [
    'exclude by filter',
    {
      compose: {
        include: [{ system }],
        exclude: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'bird' }] }],
      },
    },
    [
      [system, 'owl', no],
      [system, 'dog', member],
    ],
  ],
  [
    'active codes only',
    { compose: { inactive: false, include: [{ system }] } },
    [
      [system, 'dodo', no],
      [system, 'dog', member],
    ],
  ],
  ['retired codes too, unless told otherwise', include({ system }), [[system, 'dodo', member]]],
  [
    'an import',
    include({ valueSet: ['http://test/vs/mammals'] }),
    [
      [system, 'dog', member],
      [system, 'owl', no],
      [undefined, 'dog', member],
    ],
  ],
  [
    'two imports in one include: the codes in both',
    include({ valueSet: ['http://test/vs/mammals', 'http://test/vs/four-legged'] }),
    [
      [system, 'dog', member],
      [system, 'whale', no],
    ],
  ],
  [
    'two imports in two includes: the codes in either',
    include({ valueSet: ['http://test/vs/mammals'] }, { valueSet: ['http://test/vs/birds'] }),
    [
      [system, 'owl', member],
      [system, 'whale', member],
      [system, 'dodo', no],
    ],
  ],
  [
    'a system and an import: the codes in both',
    include({ system, valueSet: ['http://test/vs/four-legged'] }),
    [
      [system, 'dog', member],
      [system, 'whale', no],
    ],
  ],
  [
    'an import that is not loaded',
    include({ valueSet: ['http://test/vs/none'] }, { system, concept: [{ code: 'dog' }] }),
    [
      [system, 'dog', member],
      [system, 'owl', open],
    ],
  ],
  [
    'an import of itself',
    include({ valueSet: ['http://test/vs/asked'] }, { system, concept: [{ code: 'dog' }] }),
    [
      [system, 'dog', member],
      [system, 'owl', open],
    ],
  ],
  ['a circle of imports', include({ valueSet: ['http://test/vs/round'] }), [[system, 'owl', open]]],
  [
    'a code system that is not loaded',
    include({ system: 'http://test/none' }),
    [
      ['http://test/none', 'a', open],
      [system, 'dog', no],
    ],
  ],
  [
    'all of LOINC',
    include({ system: loinc }),
    [
      [loinc, '8480-6', open],
      [loinc, '8480-7', no],
      [system, 'dog', no],
    ],
  ],
  [
    'all units',
    include({ system: 'http://unitsofmeasure.org' }),
    [
      ['http://unitsofmeasure.org', 'kg/m2', member],
      ['http://unitsofmeasure.org', 'KG/M2', no],
    ],
  ],
  [
    'units of length',
    include({ system: 'http://unitsofmeasure.org', filter: [{ property: 'canonical', op: '=', value: 'm' }] }),
    [
      ['http://unitsofmeasure.org', 'cm', member],
      ['http://unitsofmeasure.org', 'kg', no],
    ],
  ],
  [
    'all languages',
    include({ system: 'urn:ietf:bcp:47' }),
    [
      [undefined, 'fr-FR', member],
      [undefined, 'fr_FR', no],
    ],
  ],
  [
    'all media types',
    include({ system: 'urn:ietf:bcp:13' }),
    [
      [undefined, 'image/png', member],
      [undefined, 'picture', no],
    ],
  ],
  [
    'a fragment',
    include({ system: 'http://test/part' }),
    [
      ['http://test/part', 'a', member],
      ['http://test/part', 'b', open],
    ],
  ],
  ['a version in the include', include({ system, version: '2' }), [[system, 'dog', member]]],
  ['all versions', include({ system, version: '*' }), [[system, 'dog', member]]],
  [
    'a code system without case',
    include({ system: 'http://test/any-case', concept: [{ code: 'Abc' }] }),
    [
      ['http://test/any-case', 'aBC', member],
      ['http://test/any-case', 'Abd', no],
    ],
  ],
  [
    'a filter without case',
    include({ system: 'http://test/any-case', filter: [{ property: 'concept', op: 'is-a', value: 'ABC' }] }),
    [
      ['http://test/any-case', 'abc', member],
      ['http://test/any-case', 'Below', member],
      ['http://test/any-case', 'Beside', no],
    ],
  ],
  ['an abstract code, which is a code like others', filter('concept', 'is-a', 'animal'), [[system, 'animal', member]]],
  [
    'no abstract codes',
    filter('notSelectable', 'not-in', 'true'),
    [
      [system, 'animal', no],
      [system, 'dog', member],
    ],
  ],
  [
    'a code system without codes',
    include({ system: 'http://test/empty' }),
    [
      ['http://test/empty', 'a', open],
      [system, 'dog', no],
    ],
  ],
  [
    'listed codes of a code system without codes',
    include({ system: 'http://test/empty', concept: [{ code: 'a' }] }),
    [
      ['http://test/empty', 'a', member],
      ['http://test/empty', 'b', no],
    ],
  ],
  [
    'a code system of which there is a supplement only',
    include({ system: 'http://test/supplement' }),
    [['http://test/supplement', 'a', open]],
  ],
  [
    'an exclude of what cannot be told',
    {
      compose: {
        include: [{ system, concept: [{ code: 'dog' }] }],
        exclude: [{ system, filter: [{ property: 'colour', op: '=', value: 'brown' }] }],
      },
    },
    [
      [system, 'dog', open],
      [system, 'owl', no],
    ],
  ],
  [
    'an exclude of a value set',
    {
      compose: { include: [{ system }], exclude: [{ valueSet: ['http://test/vs/mammals'] }] },
    },
    [
      [system, 'dog', no],
      [system, 'bat', no],
      [system, 'owl', member],
    ],
  ],
  [
    'an exclude of what two value sets share',
    {
      compose: {
        include: [{ system }],
        exclude: [{ valueSet: ['http://test/vs/mammals', 'http://test/vs/four-legged'] }],
      },
    },
    [
      [system, 'dog', no],
      [system, 'whale', member],
    ],
  ],
  ['a filter with a regular expression that cannot be read', filter('code', 'regex', '('), [[system, 'dog', open]]],
  ['a filter by a code that is not there', filter('concept', 'is-a', 'unicorn'), [[system, 'dog', no]]],
  [
    'nothing but an expansion',
    {
      expansion: {
        contains: [
          { system, code: 'dog', contains: [{ system, code: 'owl' }] },
          { system, code: 'animal', abstract: true },
        ],
      },
    },
    [
      [system, 'dog', member],
      [system, 'owl', member],
      [system, 'whale', no],
      [system, 'animal', no],
      [undefined, 'owl', member],
    ],
  ],
  [
    'a part of an expansion',
    { expansion: { total: 7, contains: [{ system, code: 'dog' }] } },
    [
      [system, 'dog', member],
      [system, 'owl', open],
    ],
  ],
  [
    'an expansion of what cannot be evaluated',
    { ...include({ system: loinc }), expansion: { contains: [{ system: loinc, code: '8480-6' }] } },
    [
      [loinc, '8480-6', member],
      [loinc, '8462-4', no],
    ],
  ],
  [
    'an expansion that contradicts its definition',
    { ...include({ system, concept: [{ code: 'dog' }] }), expansion: { contains: [{ system, code: 'owl' }] } },
    [
      [system, 'dog', member],
      [system, 'owl', no],
    ],
  ],
  ['nothing at all', {}, [[system, 'dog', open]]],
];

const helpers = [
  animals,
  {
    resourceType: 'CodeSystem',
    url: 'http://test/any-case',
    content: 'complete',
    caseSensitive: false,
    concept: [{ code: 'Abc', concept: [{ code: 'below' }] }, { code: 'beside' }],
  },
  { resourceType: 'CodeSystem', url: 'http://test/empty', content: 'not-present' },
  { resourceType: 'CodeSystem', url: 'http://test/supplement', content: 'supplement', concept: [{ code: 'a' }] },
  { resourceType: 'CodeSystem', url: 'http://test/part', content: 'fragment', concept: [{ code: 'a' }] },
  { resourceType: 'ValueSet', url: 'http://test/vs/mammals', ...filter('concept', 'is-a', 'mammal') },
  { resourceType: 'ValueSet', url: 'http://test/vs/birds', ...filter('concept', 'is-a', 'bird') },
  { resourceType: 'ValueSet', url: 'http://test/vs/four-legged', ...filter('legs', '=', '4') },
  { resourceType: 'ValueSet', url: 'http://test/vs/round', ...include({ valueSet: ['http://test/vs/round-2'] }) },
  { resourceType: 'ValueSet', url: 'http://test/vs/round-2', ...include({ valueSet: ['http://test/vs/round'] }) },
];

for (const [name, definition, questions] of cases) {
  describe(name, () => {
    const terminology = createTerminology(
      given(...helpers, { resourceType: 'ValueSet', url: 'http://test/vs/asked', ...definition }),
    );
    for (const [asked, code, outcome] of questions) {
      test(`${asked ?? '(a code)'} ${code}: ${outcome}`, () => {
        const coding = asked === undefined ? { code } : { system: asked, code };
        expect(terminology.isMember(coding, 'http://test/vs/asked').outcome).toBe(outcome);
        expect(terminology.isMember(coding, 'http://test/vs/asked').outcome, 'when asked again').toBe(outcome);
      });
    }
  });
}

const reasonOf = (membership: Membership) => (membership.outcome === 'not-checked' ? membership.reason : undefined);

test('the reason names what stands in the way', () => {
  const terminology = createTerminology(
    given(...helpers, {
      resourceType: 'ValueSet',
      url: 'http://test/vs/all',
      ...include({ system: 'http://test/none' }),
    }),
  );
  expect(reasonOf(terminology.isMember({ system: 'http://test/none', code: 'a' }, 'http://test/vs/all'))).toContain(
    'http://test/none',
  );
  expect(reasonOf(terminology.isMember({ system, code: 'dog' }, 'http://test/vs/round'))).toContain('imports itself');
});

test('a value set that is not loaded is told from one that lacks the code', () => {
  const terminology = createTerminology(given(animals));
  expect(terminology.isMember({ system, code: 'dog' }, 'http://test/vs/none')).toEqual({
    outcome: 'unknown-value-set',
  });
  expect(terminology.isMember({ system, code: 'dog' }, animals.url)).toEqual({ outcome: 'unknown-value-set' });
});

test('the nearest member is named for a slip, and none for nonsense', () => {
  const terminology = createTerminology(given(...helpers));
  expect(terminology.isMember({ system, code: 'whlae' }, 'http://test/vs/mammals')).toEqual({
    outcome: 'not-member',
    nearest: 'whale',
  });
  expect(terminology.isMember({ system, code: 'Dog' }, 'http://test/vs/mammals')).toEqual({
    outcome: 'not-member',
    nearest: 'dog',
  });
  expect(terminology.isMember({ system, code: 'xyzxyzxyz' }, 'http://test/vs/mammals')).toEqual({
    outcome: 'not-member',
  });
});

test('an exclusion by version spares the other versions', () => {
  const terminology = createTerminology(
    given(animals, {
      resourceType: 'ValueSet',
      url: 'http://test/vs/asked',
      compose: { include: [{ system }], exclude: [{ system, version: '1', concept: [{ code: 'dog' }] }] },
    }),
  );
  expect(terminology.isMember({ system, version: '1', code: 'dog' }, 'http://test/vs/asked').outcome).toBe(
    'not-member',
  );
  expect(terminology.isMember({ system, version: '2', code: 'dog' }, 'http://test/vs/asked').outcome).toBe('member');
});

describe('versions of a code system', () => {
  const things = (version: string, ...codes: readonly string[]) => ({
    resourceType: 'CodeSystem',
    url: 'http://test/things',
    version,
    content: 'complete',
    concept: codes.map((code) => ({ code })),
  });
  const valueSet = (url: string, version?: string) => ({
    resourceType: 'ValueSet',
    url,
    ...include({ system: 'http://test/things', ...(version === undefined ? {} : { version }) }),
  });
  const terminology = createTerminology(
    givenDefinitions(
      {
        id: 'lists',
        version: '1.0.0',
        resources: [things('1', 'old'), things('2', 'new'), valueSet('http://test/own', '9')],
      },
      {
        id: 'guide',
        version: '1.0.0',
        dependsOn: ['lists#1.0.0'],
        resources: [valueSet('http://test/any'), valueSet('http://test/two', '2'), valueSet('http://test/nine', '9')],
      },
    ),
  );
  const cases: readonly (readonly [string, string, string | undefined, string, string])[] = [
    ['the version that the include states', 'http://test/two', undefined, 'new', member],
    ['and no other', 'http://test/two', undefined, 'old', no],
    ['not that of the coding, if that is another', 'http://test/two', '1', 'new', no],
    ['the version of the coding, where the include states none', 'http://test/any', '2', 'new', member],
    ['and no other then', 'http://test/any', '1', 'new', no],
    ['a version that is not loaded, of which another has the code', 'http://test/any', '3', 'old', member],
    ['a version that is not loaded, of which no other has the code', 'http://test/any', '3', 'newer', open],
    ['an include of a version that is not loaded', 'http://test/nine', undefined, 'newer', open],
    ['unless its own package has the code system', 'http://test/own', undefined, 'newer', no],
  ];
  for (const [what, canonical, version, code, outcome] of cases) {
    test(what, () => {
      const coding = { system: 'http://test/things', code, ...(version === undefined ? {} : { version }) };
      const from = { id: 'guide', version: '1.0.0' };
      expect(terminology.isMember(coding, canonical, from).outcome).toBe(outcome);
    });
  }
});

test('in FHIR’s own package, several imports of one include mean the codes in any of them', () => {
  const both = {
    resourceType: 'ValueSet',
    url: 'http://hl7.org/fhir/ValueSet/both',
    ...include({ valueSet: ['http://test/vs/birds', 'http://test/vs/four-legged'] }),
  };
  const terminology = createTerminology(
    givenDefinitions(
      { id: 'hl7.fhir.r4.core', version: '4.0.1', resources: [both] },
      { id: 'test', version: '1', resources: helpers },
    ),
  );
  const outcomes = ['owl', 'dog', 'whale'].map((code) => terminology.isMember({ system, code }, both.url).outcome);
  expect(outcomes).toEqual([member, member, no]);
});

describe('a value set that its code system defines by URL', () => {
  const snomed = 'http://snomed.info/sct';
  const terminology = createTerminology(given(...helpers));
  const cases: readonly (readonly [string, string, string, string])[] = [
    [`${snomed}?fhir_vs`, snomed, '138875005', open],
    [`${snomed}?fhir_vs`, snomed, '138875006', no], // not its check digit
    [`${snomed}?fhir_vs=isa/73211009`, snomed, '73211009', open],
    [`${snomed}?fhir_vs=refset/723264001`, loinc, '8480-6', no],
    [`${snomed}/900000000000207008/version/20240101?fhir_vs=ecl/%3C73211009`, loinc, '8480-6', no],
    [`${snomed}?fhir_vs=nothing/1`, snomed, '138875005', 'unknown-value-set'],
    [`${loinc}/vs`, loinc, '8480-6', open],
    [`${loinc}/vs`, snomed, '138875005', no],
    [`${loinc}/vs/LL715-4`, loinc, '8480-7', no],
    [`${loinc}/vs/LL715-4`, loinc, 'LA6576-8', open],
  ];
  for (const [canonical, asked, code, outcome] of cases) {
    test(`${canonical} ${code}: ${outcome}`, () =>
      expect(terminology.isMember({ system: asked, code }, canonical).outcome).toBe(outcome));
  }
});

describe('two versions of one package', () => {
  const release = (version: string, ...codes: readonly string[]) => ({
    id: 'lists',
    version,
    dependsOn: [`lists#${version}`],
    resources: [
      {
        resourceType: 'ValueSet',
        url: 'http://test/vs/list',
        version,
        ...include({ valueSet: ['http://test/vs/inner'] }),
      },
      { resourceType: 'ValueSet', url: 'http://test/vs/inner', version, ...include({ system: 'http://test/list' }) },
      {
        resourceType: 'CodeSystem',
        url: 'http://test/list',
        version,
        content: 'complete',
        concept: codes.map((code) => ({ code })),
      },
    ],
  });
  const terminology = createTerminology(
    givenDefinitions(release('1.0.0', 'old', 'both'), release('2.0.0', 'new', 'both')),
  );
  const one = { id: 'lists', version: '1.0.0' };
  const two = { id: 'lists', version: '2.0.0' };
  for (const [code, inOne, inTwo] of [
    ['old', true, false],
    ['new', false, true],
    ['both', true, true],
  ] as const) {
    test(`${code} is in the list of ${inOne ? 'the first' : ''}${inOne && inTwo ? ' and ' : ''}${inTwo ? 'the second' : ''} alone`, () => {
      const ask = (from: { id: string; version: string }) =>
        terminology.isMember({ system: 'http://test/list', code }, 'http://test/vs/list', from).outcome;
      expect([ask(one), ask(two)]).toEqual([inOne ? 'member' : 'not-member', inTwo ? 'member' : 'not-member']);
      const look = (from: { id: string; version: string }) =>
        terminology.checkCoding({ system: 'http://test/list', code }, from).outcome;
      expect([look(one), look(two)]).toEqual([inOne ? 'known' : 'unknown-code', inTwo ? 'known' : 'unknown-code']);
    });
  }
  test('a canonical with a version means that version, whoever asks', () => {
    expect(
      terminology.isMember({ system: 'http://test/list', code: 'new' }, 'http://test/vs/list|2.0.0', one).outcome,
    ).toBe('member');
  });
});

test('HL7 Terminology speaks for its own code systems, not the copy in the core package', () => {
  const url = 'http://terminology.hl7.org/CodeSystem/thing';
  const codeSystem = (version: string, ...codes: readonly string[]) => ({
    resourceType: 'CodeSystem',
    url,
    version,
    content: 'complete',
    concept: codes.map((code) => ({ code })),
  });
  const terminology = createTerminology(
    givenDefinitions(
      { id: 'hl7.fhir.r4.core', version: '4.0.1', resources: [codeSystem('4.0.1', 'a')] },
      { id: 'hl7.terminology.r4', version: '7.0.1', resources: [codeSystem('1.1.0', 'a', 'b')] },
    ),
  );
  const core = { id: 'hl7.fhir.r4.core', version: '4.0.1' };
  expect(terminology.checkCoding({ system: url, code: 'b' }, core).outcome).toBe('known');
});

test('a deep or circular hierarchy ends', () => {
  const concept = Array.from({ length: 3_000 }, (_, at) => ({
    code: `c${at}`,
    property: [{ code: 'parent', valueCode: `c${(at + 1) % 3_000}` }],
  }));
  const terminology = createTerminology(
    given(
      { resourceType: 'CodeSystem', url: 'http://test/ring', content: 'complete', caseSensitive: true, concept },
      {
        resourceType: 'ValueSet',
        url: 'http://test/vs/ring',
        ...include({ system: 'http://test/ring', filter: [{ property: 'concept', op: 'is-a', value: 'c5' }] }),
      },
    ),
  );
  expect(terminology.isMember({ system: 'http://test/ring', code: 'c17' }, 'http://test/vs/ring').outcome).toBe(
    'member',
  );
});
