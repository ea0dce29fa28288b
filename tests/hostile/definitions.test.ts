import {
  bound,
  canonical,
  coded,
  codeSystem,
  invariantOf,
  packageFiles,
  patient,
  profile,
  valueSet,
  withSnapshot,
} from './hostile-package.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';

const PROFILE = canonical('StructureDefinition', 'p');
const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const offline = ['validate', '--fhir-only', '--offline'];
const against = (url: string = PROFILE): readonly string[] => [
  ...offline,
  '--package',
  'pkg',
  '--profile',
  url,
  'x.json',
];
const among = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
const root = { id: 'Patient', path: 'Patient', min: 0, max: '*' };
const name = { id: 'Patient.name', path: 'Patient.name', min: 0, max: '*', type: [{ code: 'HumanName' }] };
const named = (family: string) => patient({ name: [{ family }] });
const letters = 'a'.repeat(50_000);

/** A value set that includes what it is given. */
const importing = (id: string, ...ids: string[]) =>
  valueSet(id, { include: ids.map((each) => ({ valueSet: [canonical('ValueSet', each)] })) });
const twoCodes = codeSystem('c', [{ code: 'a' }, { code: 'b' }]);
const allOfC = valueSet('all', { include: [{ system: canonical('CodeSystem', 'c') }] });

/** The profile by itself, held against a Patient. */
const broken = (input: string, definition: Parameters<typeof packageFiles>[0][number], says: RegExp): Row => ({
  input,
  files: { ...packageFiles([definition]), 'x.json': named('x') },
  args: against(),
  code: 1,
  says: [says, /hostile\.test#1\.0\.0/, /StructureDefinition-p\.json/],
});

const expression = (input: string, text: string, rest: Partial<Row> = {}): Row => ({
  input,
  files: { ...packageFiles([invariantOf('p', text)]), 'x.json': named(letters) },
  args: against(),
  code: 0,
  says: /The constraint h-1 could not be evaluated/,
  ...rest,
});

const terminology = (
  input: string,
  resources: Parameters<typeof packageFiles>[0],
  rest: Partial<Row> & Pick<Row, 'code'>,
): Row => ({
  input,
  files: { ...packageFiles([bound('v'), twoCodes, allOfC, ...resources]), 'x.json': coded('a') },
  args: against(),
  ...rest,
});

const regexRows: readonly Row[] = [
  expression(
    'replaceMatches() with a pattern that backtracks for ever',
    "name.family.replaceMatches('(a+)+b', 'x') = 'x'",
  ),
  expression('replaceMatches() with a pattern that is quadratic', "name.family.replaceMatches('a*a*b', 'x') = 'x'"),
  expression(
    'replaceMatches() that makes a text grow',
    "name.family.replaceMatches('a', name.family.first()).length() > 0",
  ),
  expression('replace() that makes a text grow', "name.family.replace('a', name.family.first()).length() > 0"),
  expression('a text that is doubled forty times', `name.family${'.select($this & $this)'.repeat(40)}.length() > 0`),
  expression('repeat() that makes a new text each time', "name.family.repeat($this & 'x').count() > 0"),
  expression(
    'matches() with a huge counted pattern on a long text',
    `name.family.matches('${'(a?){500}'.repeat(20)}b')`,
  ),
  {
    input: 'union() of tens of thousands of texts',
    files: {
      ...packageFiles([invariantOf('p', '(descendants() | descendants()).count() > 0')]),
      'x.json': patient({ name: [{ given: among(60_000).map((i) => `g${i}`) }] }),
    },
    args: against(),
    code: 0,
    says: /The constraint h-1 could not be evaluated/,
  },
  {
    input: 'descendants() of descendants() of a deep and wide resource',
    files: {
      ...packageFiles([invariantOf('p', 'descendants().descendants().descendants().count() > 0')]),
      'x.json': patient({ extension: [nested(100)] }),
    },
    args: against(),
    code: 1,
    says: /The constraint h-1 could not be evaluated/,
  },
  expression('an expression of a hundred thousand brackets', `${'('.repeat(100_000)}true${')'.repeat(100_000)}`),
  expression('an expression that is a million letters long', `name.family = '${'x'.repeat(1_000_000)}'`),
  {
    input: 'a costly invariant on each of thousands of elements',
    files: {
      ...packageFiles([
        profile('p', [
          {
            id: 'Patient.name',
            path: 'Patient.name',
            constraint: [
              {
                key: 'h-1',
                severity: 'error',
                human: 'x',
                expression: '%resource.descendants().where(%resource.descendants().exists()).exists()',
              },
            ],
          },
        ]),
      ]),
      'x.json': patient({ name: among(3_000).map((i) => ({ family: `f${i}` })) }),
    },
    args: against(),
    code: 0,
    says: /The constraint h-1 could not be evaluated/,
  },
  {
    input: 'the extension regex with a pattern that backtracks for ever',
    files: {
      ...packageFiles([
        profile('p', [
          {
            id: 'Patient.birthDate',
            path: 'Patient.birthDate',
            extension: [{ url: `${CORE}regex`, valueString: '(?:(?:a|a)+)+\\1' }],
          },
        ]),
      ]),
      'x.json': patient({ birthDate: '2000-01-01' }),
    },
    args: against(),
    code: 0,
    says: /The regular expression .* was not applied/,
  },
  terminology(
    'a value set with a regular expression that backtracks for ever',
    [
      valueSet('v', {
        include: [
          { system: canonical('CodeSystem', 'long'), filter: [{ property: 'code', op: 'regex', value: '(a|a)*\\1b' }] },
        ],
      }),
      codeSystem('long', [{ code: letters }]),
    ],
    {
      code: 0,
      says: /was not checked: the filter 'code regex/,
      files: {
        ...packageFiles([
          bound('v'),
          valueSet('v', {
            include: [
              {
                system: canonical('CodeSystem', 'long'),
                filter: [{ property: 'code', op: 'regex', value: '(a|a)*\\1b' }],
              },
            ],
          }),
          codeSystem('long', [{ code: letters }]),
        ]),
        'x.json': coded(letters, canonical('CodeSystem', 'long')),
      },
    },
  ),
];

/** Names nested so deep, each with as many extensions beside. */
function nested(depth: number): unknown {
  let inner: unknown = { url: 'x', valueString: 'y' };
  for (let level = 0; level < depth; level++)
    inner = { url: 'x', extension: [inner, ...among(40).map(() => ({ url: 'x', valueString: 'y' }))] };
  return { url: 'http://example.org/x', extension: [inner] };
}

const valueSetRows: readonly Row[] = [
  terminology(
    'value sets that import each other in a widening tree of forty levels',
    [...among(40).map((i) => importing(i === 0 ? 'v' : `v${i}`, `v${i + 1}`, `v${i + 1}`)), importing('v40', 'none')],
    { code: 0, says: /was not checked: imported value set .*none is not loaded/ },
  ),
  terminology(
    'value sets in a widening tree that lack the code',
    [
      ...among(40).map((i) => importing(i === 0 ? 'v' : `v${i}`, `v${i + 1}`, `v${i + 1}`)),
      valueSet('v40', { include: [{ system: canonical('CodeSystem', 'c'), concept: [{ code: 'b' }] }] }),
    ],
    { code: 1, says: /is not in the value set .*v, from which the code must come/ },
  ),
  terminology('a value set that includes itself', [importing('v', 'v')], { code: 0, says: /imports itself/ }),
  terminology(
    'a value set that excludes itself',
    [valueSet('v', { ...(allOfC.compose as object), exclude: [{ valueSet: [canonical('ValueSet', 'v')] }] })],
    { code: 0, says: /imports itself/ },
  ),
  terminology(
    'a chain of two thousand value sets',
    [...among(2_000).map((i) => importing(i === 0 ? 'v' : `v${i}`, `v${i + 1}`)), importing('v2000', 'all')],
    { code: 0, says: /was not checked: .* more than \d+ levels/ },
  ),
  terminology(
    'a code system of thousands of concepts in one line, and as many filters',
    [
      valueSet('v', {
        include: among(3_000).map((i) => ({
          system: canonical('CodeSystem', 'line'),
          filter: [{ property: 'concept', op: 'generalizes', value: `l${i}` }],
        })),
      }),
      codeSystem(
        'line',
        among(3_000).map((i) => ({ code: `l${i}`, property: [{ code: 'parent', valueCode: `l${i + 1}` }] })),
      ),
    ],
    {
      code: 1,
      says: /is not in the value set/,
    },
  ),
  terminology(
    'a code system whose concepts are above each other in a circle',
    [
      valueSet('v', {
        include: [{ system: canonical('CodeSystem', 'r'), filter: [{ property: 'concept', op: 'is-a', value: 'x' }] }],
      }),
      codeSystem('r', [
        { code: 'x', property: [{ code: 'parent', valueCode: 'y' }] },
        { code: 'y', property: [{ code: 'parent', valueCode: 'x' }] },
      ]),
    ],
    { code: 1, says: /is not in the value set/ },
  ),
  terminology(
    'null in compose.include',
    [valueSet('v', { include: [null, ...(allOfC.compose as { include: object[] }).include] })],
    {
      code: 1,
      says: [/compose\.include\[0\]/, /hostile\.test#1\.0\.0/, /ValueSet-v\.json/],
    },
  ),
  ...Object.entries({
    'compose that is a text': 'x',
    'include that is an object': { include: {} },
    'a filter without a value': {
      include: [{ system: canonical('CodeSystem', 'c'), filter: [{ property: 'code', op: 'in' }] }],
    },
    'a concept that is a text': { include: [{ system: canonical('CodeSystem', 'c'), concept: ['a'] }] },
    'valueSet that is a text': { include: [{ valueSet: 'x' }] },
  }).map(([what, compose]) =>
    terminology(`a value set with ${what}`, [valueSet('v', compose)], {
      code: 1,
      says: [/hostile\.test#1\.0\.0/, /ValueSet-v\.json/],
    }),
  ),
  {
    input: 'a code system with null among its concepts',
    files: {
      ...packageFiles([
        bound('v'),
        valueSet('v', { include: [{ system: canonical('CodeSystem', 'c') }] }),
        codeSystem('c', [{ code: 'a' }, null]),
      ]),
      'x.json': coded('a'),
    },
    args: against(),
    code: 1,
    says: [/concept\[1\]/, /hostile\.test#1\.0\.0/, /CodeSystem-c\.json/],
  },
  {
    input: 'codes named like members of objects',
    files: {
      ...packageFiles([
        bound('v'),
        valueSet('v', { include: [{ system: canonical('CodeSystem', 'c') }] }),
        codeSystem(
          'c',
          ['__proto__', 'constructor', 'toString'].map((code) => ({ code })),
        ),
      ]),
      'x.json': patient({
        maritalStatus: {
          coding: ['__proto__', 'constructor', 'hasOwnProperty'].map((code) => ({
            system: canonical('CodeSystem', 'c'),
            code,
          })),
        },
      }),
    },
    args: against(),
    code: 1,
    says: /has no code "hasOwnProperty"/,
    saysNot: /has no code "(?:__proto__|constructor)"/,
  },
];

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const shapeRows: readonly Row[] = [
  {
    input: 'JSON of 100,000 levels in a package that is not needed',
    files: {
      ...packageFiles([], {
        'StructureDefinition-deep.json': `{"resourceType":"StructureDefinition","x":${deep(100_000)}}`,
      }),
      'x.json': named('x'),
    },
    args: [...offline, '--package', 'pkg', 'x.json'],
    code: 0,
    says: /StructureDefinition-deep\.json of hostile\.test#1\.0\.0 .*500 levels/,
  },
  broken('a snapshot that is a text', withSnapshot('p', 'x', { baseDefinition: undefined }), /snapshot/),
  broken('a snapshot that is null, without a base', withSnapshot('p', null, { baseDefinition: undefined }), /snapshot/),
  broken('a differential that is a text', profile('p', [], { differential: 'x' }), /differential/),
  broken(
    'an element without a path',
    withSnapshot('p', { element: [root, { id: 'Patient.name', min: 1 }] }),
    /element\[1\]/,
  ),
  broken(
    'null in place of a type',
    withSnapshot('p', { element: [root, { ...name, type: [null] }] }),
    /element\[1\]\.type\[0\]/,
  ),
  broken(
    'a minimum that is a text',
    withSnapshot('p', { element: [root, { ...name, min: '1' }] }),
    /element\[1\]\.min/,
  ),
  broken(
    'a maximum that is below zero',
    withSnapshot('p', { element: [root, { ...name, max: '-1' }] }),
    /element\[1\]\.max/,
  ),
  broken(
    'a maximum that is a word',
    withSnapshot('p', { element: [root, { ...name, max: 'x' }] }),
    /element\[1\]\.max/,
  ),
  broken(
    'two elements with one id',
    withSnapshot('p', { element: [root, name, { ...name, min: 1 }] }),
    /Patient\.name/,
  ),
  broken(
    'an element whose id tells of another',
    withSnapshot('p', { element: [root, { ...name, id: 'Patient.photo', min: 1 }] }),
    /Patient\.photo/,
  ),
  broken(
    'an element that hangs nowhere',
    withSnapshot('p', { element: [root, { ...name, id: 'Patient.x.y.z', path: 'Patient.x.y.z', min: 1 }] }),
    /Patient\.x\.y\.z/,
  ),
  broken(
    'a binding of no known strength',
    withSnapshot('p', { element: [root, { ...name, binding: { strength: 'x' } }] }),
    /strength/,
  ),
  broken(
    'an element a thousand levels below the resource',
    withSnapshot('p', {
      element: [root, { ...name, id: `Patient${'.a'.repeat(1_000)}`, path: `Patient${'.a'.repeat(1_000)}` }],
    }),
    /element\[1\]/,
  ),
  broken(
    'a constraint without an expression that is a text',
    withSnapshot('p', { element: [{ ...root, constraint: [{ key: 'x', expression: 5 }] }, name] }),
    /constraint/,
  ),
  {
    input: 'a slicing without a discriminator',
    files: {
      ...packageFiles([
        withSnapshot('p', {
          element: [
            root,
            { ...name, slicing: { rules: 'open' } },
            { ...name, id: 'Patient.name:a', sliceName: 'a', min: 1 },
          ],
        }),
      ]),
      'x.json': named('x'),
    },
    args: against(),
    code: 0,
    says: /The slice "a" of Patient\.name was not checked/,
  },
  {
    input: 'names of members of objects as ids, slices and elements',
    files: {
      ...packageFiles([
        profile('p', [
          {
            id: 'Patient.name',
            path: 'Patient.name',
            slicing: { discriminator: [{ type: 'value', path: 'constructor' }], rules: 'open' },
          },
          { id: 'Patient.name:__proto__', path: 'Patient.name', sliceName: '__proto__', min: 1 },
          { id: 'Patient.toString', path: 'Patient.toString', min: 1 },
        ]),
        { ...profile('constructor', []), url: '__proto__', type: 'toString', baseDefinition: 'hasOwnProperty' },
      ]),
      'x.json': named('x'),
    },
    args: against(),
    code: 1,
    says: [/StructureDefinition-p\.json/, /has no element toString/, /cannot be evaluated for the slice "__proto__"/],
  },
  {
    input: 'definitions of every type that are of no shape at all',
    files: {
      ...packageFiles(
        [
          'ValueSet',
          'CodeSystem',
          'StructureDefinition',
          'SearchParameter',
          'ImplementationGuide',
          'Questionnaire',
          'ConceptMap',
          'CapabilityStatement',
          'NamingSystem',
          'OperationDefinition',
        ].flatMap((resourceType) => [
          {
            resourceType,
            id: 'a',
            url: 5,
            version: {},
            kind: [],
            type: null,
            snapshot: 7,
            compose: [],
            concept: 'x',
            extension: {},
          },
          {
            resourceType,
            id: 'b',
            url: canonical(resourceType, 'b'),
            content: 'supplement',
            supplements: 5,
            extension: [null],
          },
        ]),
      ),
      'x.json': patient({
        maritalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M', display: 'wrong' }],
        },
      }),
    },
    args: [...offline, '--package', 'pkg', 'x.json'],
    code: 1,
    says: /is not a display of/,
  },
  {
    input: 'a broken definition beside a sound one',
    files: {
      ...packageFiles([
        withSnapshot('q', 'x', { baseDefinition: undefined }),
        profile('p', [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }]),
      ]),
      'x.json': patient({ birthDate: '2000-01-01' }),
    },
    args: against(),
    code: 0,
    says: /1 resource valid/,
  },
];

const graphRows: readonly Row[] = [
  broken('a profile that derives from itself', profile('p', [], { baseDefinition: PROFILE }), /circle|itself/),
  broken(
    'a profile whose base is not there',
    profile('p', [], { baseDefinition: canonical('StructureDefinition', 'none') }),
    /none/,
  ),
  {
    input: 'a chain of two thousand profiles',
    files: {
      ...packageFiles(
        among(2_000).map((i) =>
          profile(i === 0 ? 'p' : `p${i}`, [], {
            baseDefinition: i === 1_999 ? `${CORE}Patient` : canonical('StructureDefinition', `p${i + 1}`),
          }),
        ),
      ),
      'x.json': named('x'),
    },
    args: against(),
    code: 1,
    says: [/StructureDefinition-p\.json/, /levels/],
  },
  {
    input: 'profiles that double in size from one to the next',
    files: {
      ...packageFiles(
        among(14).map((i) =>
          profile(
            i === 0 ? 'p' : `e${i}`,
            i === 13
              ? []
              : [
                  {
                    id: 'Extension.extension',
                    path: 'Extension.extension',
                    slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' },
                  },
                  ...['a', 'b'].flatMap((slice) => [
                    {
                      id: `Extension.extension:${slice}`,
                      path: 'Extension.extension',
                      sliceName: slice,
                      type: [{ code: 'Extension', profile: [canonical('StructureDefinition', `e${i + 1}`)] }],
                    },
                    { id: `Extension.extension:${slice}.id`, path: 'Extension.extension.id', max: '0' },
                  ]),
                ],
            { type: 'Extension', kind: 'complex-type', context: [{ type: 'element', expression: 'Element' }] },
          ),
        ),
      ),
      'x.json': patient({ extension: [{ url: PROFILE, valueString: 'x' }] }),
    },
    args: [...offline, '--package', 'pkg', 'x.json'],
    code: 1,
    says: [/StructureDefinition-p\.json/, /elements/],
  },
  {
    input: 'profiles that impose each other in a widening tree',
    files: {
      ...packageFiles(
        among(40).map((i) =>
          profile(
            i === 0 ? 'p' : `p${i}`,
            [
              {
                id: 'Patient.generalPractitioner',
                path: 'Patient.generalPractitioner',
                type: [{ code: 'Reference', targetProfile: [canonical('StructureDefinition', `p${i + 1}`)] }],
              },
            ],
            {
              extension: [1, 2].map((k) => ({
                url: `${CORE}structuredefinition-imposeProfile`,
                valueCanonical: `${canonical('StructureDefinition', `p${i + 1}`)}${k === 1 ? '' : '|1'}`,
              })),
              version: '1',
            },
          ),
        ),
      ),
      'x.json': named('x'),
    },
    args: against(),
    code: [0, 1],
    says: /resource/,
  },
  {
    input: 'a profile whose discriminator leads through itself again and again',
    files: {
      ...packageFiles([
        withSnapshot('p', {
          element: [
            root,
            {
              ...name,
              slicing: {
                discriminator: [
                  {
                    type: 'value',
                    path: among(40)
                      .map(() => 'x')
                      .join('.'),
                  },
                ],
                rules: 'open',
              },
            },
            {
              ...name,
              id: 'Patient.name:a',
              sliceName: 'a',
              min: 1,
              type: [{ code: 'HumanName', profile: [canonical('StructureDefinition', 'h')] }],
            },
          ],
        }),
        withSnapshot(
          'h',
          {
            element: [
              { id: 'HumanName', path: 'HumanName' },
              {
                id: 'HumanName.x',
                path: 'HumanName.x',
                type: [{ code: 'HumanName', profile: among(4).map(() => canonical('StructureDefinition', 'h')) }],
              },
            ],
          },
          { type: 'HumanName', kind: 'complex-type' },
        ),
      ]),
      'x.json': named('x'),
    },
    args: against(),
    code: [0, 1],
    says: /cannot be evaluated for the slice "a"/,
  },
  {
    input: 'a chain of ten thousand references, each held against the profile again',
    files: {
      ...packageFiles([
        profile('p', [
          {
            id: 'Patient.link.other',
            path: 'Patient.link.other',
            type: [{ code: 'Reference', targetProfile: [PROFILE] }],
          },
        ]),
      ]),
      'x.json': JSON.stringify({
        resourceType: 'Bundle',
        type: 'collection',
        entry: among(10_000).map((i) => ({
          fullUrl: `http://example.com/fhir/Patient/${i}`,
          resource: {
            resourceType: 'Patient',
            id: String(i),
            meta: { profile: [PROFILE] },
            ...(i === 9_999 ? {} : { link: [{ type: 'seealso', other: { reference: `Patient/${i + 1}` } }] }),
          },
        })),
      }),
    },
    args: [...offline, '--package', 'pkg', '--quiet', 'x.json'],
    code: 0,
    says: /1 resource valid/,
  },
];

const notApplied = (input: string, url: string, resources: Parameters<typeof packageFiles>[0], says: RegExp): Row => ({
  input: `--profile ${input}`,
  files: { ...packageFiles(resources), 'x.json': named('x') },
  args: against(url),
  code: 1,
  says,
});

const appliedRows: readonly Row[] = [
  notApplied('that is not there', PROFILE, [], /is not loaded/),
  notApplied(
    'of which the snapshot holds only the root',
    PROFILE,
    [withSnapshot('p', { element: [root] })],
    /only its root/,
  ),
  notApplied(
    'of which the snapshot is of another resource',
    PROFILE,
    [
      withSnapshot('p', {
        element: [
          { id: 'Device', path: 'Device' },
          { id: 'Device.udiCarrier', path: 'Device.udiCarrier', min: 1 },
        ],
      }),
    ],
    /Device/,
  ),
  notApplied(
    'of another resource type',
    PROFILE,
    [profile('p', [], { type: 'Device' })],
    /is for Device, not for Patient/,
  ),
  notApplied(
    'that is a SearchParameter',
    canonical('SearchParameter', 's'),
    [{ resourceType: 'SearchParameter', id: 's', url: canonical('SearchParameter', 's') }],
    /is of type SearchParameter/,
  ),
  notApplied(
    'that is a logical model',
    PROFILE,
    [
      profile(
        'p',
        [
          { id: 'p', path: 'p' },
          { id: 'p.x', path: 'p.x', min: 1, max: '1', short: 'x', definition: 'x', type: [{ code: 'string' }] },
        ],
        { kind: 'logical', type: PROFILE, derivation: 'specialization', baseDefinition: `${CORE}Element` },
      ),
    ],
    /is for .*, not for Patient/,
  ),
  notApplied('that is Element', `${CORE}Element`, [], /is for Element, not for Patient/),
  notApplied(
    'that has no type',
    PROFILE,
    [withSnapshot('p', { element: [root, name] }, { type: undefined, baseDefinition: undefined })],
    /type/,
  ),
  {
    input: 'meta.profile of which nothing could be compiled',
    files: {
      ...packageFiles([withSnapshot('p', { element: [root] })]),
      'x.json': patient({ meta: { profile: [PROFILE] } }),
    },
    args: [...offline, '--package', 'pkg', 'x.json'],
    code: 1,
    says: /only its root/,
  },
  {
    input: 'a type whose profile cannot be applied',
    files: {
      ...packageFiles([
        profile('p', [
          {
            id: 'Patient.name',
            path: 'Patient.name',
            type: [{ code: 'HumanName', profile: [canonical('StructureDefinition', 'h')] }],
          },
        ]),
        withSnapshot(
          'h',
          { element: [{ id: 'HumanName', path: 'HumanName' }] },
          { type: 'HumanName', kind: 'complex-type' },
        ),
      ]),
      'x.json': named('x'),
    },
    args: against(),
    code: 1,
    says: [/only its root/, /StructureDefinition-h\.json/],
  },
  {
    input: 'an extension whose definition cannot be applied',
    files: {
      ...packageFiles([
        withSnapshot(
          'p',
          { element: [{ id: 'Extension', path: 'Extension' }] },
          { type: 'Extension', kind: 'complex-type', context: [{ type: 'element', expression: 'Patient' }] },
        ),
      ]),
      'x.json': patient({ extension: [{ url: PROFILE, valueString: 'x' }] }),
    },
    args: [...offline, '--package', 'pkg', 'x.json'],
    code: 1,
    says: [/only its root/, /StructureDefinition-p\.json/],
  },
  {
    input: 'an imposed profile that is not there, and one that it says to comply with',
    files: {
      ...packageFiles([
        profile('p', [], {
          extension: [
            {
              url: `${CORE}structuredefinition-imposeProfile`,
              valueCanonical: canonical('StructureDefinition', 'none'),
            },
            {
              url: `${CORE}structuredefinition-compliesWithProfile`,
              valueCanonical: canonical('StructureDefinition', 'other'),
            },
          ],
        }),
      ]),
      'x.json': named('x'),
    },
    args: against(),
    code: 0,
    says: [/none/, /other/],
  },
];

/** A guide with one sound example and a definition under input/resources. */
const guide = (input: string, name: string, text: string, says: readonly RegExp[]): Row => ({
  input: `${input} in input/resources`,
  files: {
    'sushi-config.yaml':
      'id: hostile.guide\ncanonical: https://hostile.test/guide\nname: Hostile\nstatus: draft\nversion: 0.1.0\nfhirVersion: 4.0.1\nFSHOnly: true\n',
    'input/fsh/sound.fsh': 'Instance: sound\nInstanceOf: Patient\nUsage: #example\n* active = true\n',
    [`input/resources/${name}.json`]: text,
  },
  args: ['build'],
  code: 1,
  says,
  writes: BUILD_WRITES,
});

const guideRows: readonly Row[] = [
  guide('JSON of 100,000 levels', 'ValueSet-deep', `{"resourceType":"ValueSet","id":"deep","x":${deep(100_000)}}`, [
    /input\/resources\/ValueSet-deep\.json\s+This file nests deeper than 500 levels/,
    /1 resource valid/,
  ]),
  guide('null among the includes', 'ValueSet-v', JSON.stringify(valueSet('v', { include: [null] })), [
    /input\/resources\/ValueSet-v\.json:1:\d+ .*compose\.include\[0\]/,
    /1 of 2 resources not valid/,
  ]),
  guide(
    'a differential that is a text',
    'StructureDefinition-p',
    JSON.stringify(profile('p', [], { differential: 'x' })),
    [/There is no snapshot of the StructureDefinition .*differential must be an object/, /1 of 2 resources not valid/],
  ),
];

tryAll('definitions of a guide', guideRows);
tryAll('regular expressions and FHIRPath of packages', regexRows);
tryAll('terminology of packages', valueSetRows);
tryAll('shapes of definitions', shapeRows);
tryAll('definitions that lead to each other', graphRows);
tryAll('profiles that are asked for', appliedRows);
