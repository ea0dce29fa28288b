import { beforeAll, expect, test } from 'vitest';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { guideValidator } from '../../scripts/pipeline/check.ts';
import { differenceOf } from '../../scripts/pipeline/comparison/difference.ts';
import { sharedVerdicts } from '../../scripts/pipeline/comparison/verdicts.ts';
import { exampleUrl, guide, profile, type Stated } from '../snapshot/profile.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { side } from './sides.ts';

type World = Readonly<Record<string, FhirResource>>;
type Opened = Parameters<typeof sharedVerdicts>[0];

const url = (type: string, id: string) => `http://example.org/${type}/${id}`;
const path = (name: string) => ({ id: `Observation.${name}`, path: `Observation.${name}` });
const bound = (valueSet: string): Stated => ({
  ...path('code'),
  binding: { strength: 'required', valueSet: url('ValueSet', valueSet) },
});
const structure = (id: string, stated: readonly Stated[], base?: string) =>
  profile(stated, { id, ...(base === undefined ? {} : { base: exampleUrl(base) }) }).resource as FhirResource &
    StructureDefinition;
const codes = (id: string, concepts: readonly string[]) => ({
  resourceType: 'CodeSystem',
  id,
  url: url('CodeSystem', id),
  status: 'draft',
  content: 'complete',
  concept: concepts.map((code) => ({ code, display: code.toUpperCase() })),
});
const set = (id: string, include: object) => ({
  resourceType: 'ValueSet',
  id,
  url: url('ValueSet', id),
  status: 'draft',
  compose: { include: [include] },
});
const extension = (max: string): FhirResource & StructureDefinition =>
  profile(
    [
      { id: 'Extension', path: 'Extension', max },
      { id: 'Extension.url', path: 'Extension.url', fixedUri: exampleUrl('note') },
      { id: 'Extension.value[x]', path: 'Extension.value[x]', min: 1, type: [{ code: 'string' }] },
    ],
    { id: 'note', type: 'Extension', kind: 'complex-type' },
  ).resource as FhirResource & StructureDefinition;
const unread = { ...path('value[x]'), type: [{ code: 'string' }] };

const world: World = {
  parent: structure('parent', [{ ...path('subject'), min: 0 }, bound('outer')]),
  child: structure('child', [{ ...path('note'), max: '1' }], 'parent'),
  alone: structure('alone', [unread]),
  pinned: structure('pinned', [{ ...path('code'), binding: { strength: 'required', valueSet: `${url('ValueSet', 'inner')}|1.0.0` } }]), // biome-ignore format: one condition
  outer: set('outer', { valueSet: [url('ValueSet', 'inner')] }),
  inner: set('inner', { system: url('CodeSystem', 'codes') }),
  codes: codes('codes', ['a', 'b']),
  note: extension('*'),
};

/** What another version may have otherwise. */
const edits: Readonly<Record<string, (world: World) => World>> = {
  nothing: (all) => all,
  'the parent requires a subject': (all) => ({
    ...all,
    parent: structure('parent', [{ ...path('subject'), min: 1 }, bound('outer')]),
  }),
  'the child allows no note': (all) => ({
    ...all,
    child: structure('child', [{ ...path('note'), max: '0' }], 'parent'),
  }),
  'a code is gone': (all) => ({ ...all, codes: codes('codes', ['a']) }),
  'the inner value set has one code': (all) => ({
    ...all,
    inner: set('inner', { system: url('CodeSystem', 'codes'), concept: [{ code: 'b' }] }),
  }),
  'the outer value set has one code': (all) => ({
    ...all,
    outer: set('outer', { system: url('CodeSystem', 'codes'), concept: [{ code: 'b' }] }),
  }),
  'the extension is gone': ({ note: _, ...all }) => all,
  'the code system is gone': ({ codes: _, ...all }) => all,
  'a supplement has other displays': (all) => ({
    ...all,
    more: {
      ...codes('more', ['a', 'b']),
      content: 'supplement',
      supplements: url('CodeSystem', 'codes'),
      concept: [{ code: 'a', display: 'Other' }],
    },
  }),
  'all of a type are asked for a profile': (all) => ({
    ...all,
    guide: {
      resourceType: 'ImplementationGuide',
      id: 'guide',
      url: url('ImplementationGuide', 'guide'),
      global: [{ type: 'Observation', profile: exampleUrl('alone') }],
    },
  }),
  'a naming system is new': (all) => ({
    ...all,
    names: { resourceType: 'NamingSystem', id: 'names', uniqueId: [{ type: 'uri', value: 'http://hl7.org/fhir/x' }] },
  }),
};

const observation = (id: string, profiles: readonly string[], parts: object): FhirResource => ({
  resourceType: 'Observation',
  id,
  meta: { profile: profiles.map(exampleUrl) },
  status: 'final',
  ...parts,
});
const coded = (code: string, display?: string) => ({
  coding: [{ system: url('CodeSystem', 'codes'), code, ...(display === undefined ? {} : { display }) }],
});
const versioned = { coding: [{ system: url('CodeSystem', 'codes'), version: '1.0.0', code: 'b' }] };
const subject = { display: 'Someone' };
const extended = [{ url: exampleUrl('note'), valueString: 'A note' }];

const examples: readonly FhirResource[] = [
  observation('a', ['child'], { code: coded('a'), subject }),
  observation('b', ['child'], { code: coded('b'), note: [{ text: 'One' }] }),
  observation('c', ['parent'], { code: coded('c'), subject }),
  observation('shown', ['alone'], { code: coded('a', 'A'), subject }),
  observation('other', ['alone'], { code: coded('a', 'Other') }),
  observation('stated', ['alone'], { code: versioned, valueString: 'One' }),
  observation('typed', ['parent'], { code: coded('b'), valueInteger: 1 }),
  observation('extended', ['alone'], { code: { text: 'One' }, extension: extended }),
  observation('pinned', ['pinned'], { code: coded('b') }),
  observation('by-version', ['alone|1.0.0'], { code: { text: 'One' }, valueInteger: 1 }),
];

let packages: readonly InstalledPackage[];

beforeAll(async () => {
  packages = (await npmPackages()).map((each) => ({ ...each, content: each.id }));
});

function opened(version: string, edit: (world: World) => World): Opened {
  const made = side(
    Object.values(edit(world)).map((each) => ({ ...each, version })),
    version,
  );
  const owner = { ...guide, version };
  const own = { package: owner, dependencies: [], resources: made.resources };
  return { side: made, definitions: createDefinitions([...packages], own), packages, dependencies: [], examples };
}

function valid({ definitions, side: { package: owner } }: Opened): boolean[] {
  const validator = guideValidator({ definitions, package: owner }, { allowExampleUrls: true });
  return examples.map((each) => validator.validateResource(each, { file: String(each.id) }).valid);
}

const farReaching = ['all of a type are asked for a profile', 'a naming system is new'];

for (const [name, edit] of Object.entries(edits))
  for (const [before, after] of [
    [edits.nothing, edit],
    [edit, edits.nothing],
    [edits['a code is gone'], edit],
  ] as const)
    test(`verdicts that versions share are those of each by itself: ${name}`, () => {
      if (before === undefined || after === undefined) throw new Error('There is such an edit.');
      const [old, now] = [opened('1.0.0', before), opened('1.1.0', after)];
      const shared = sharedVerdicts(old, now);
      expect(shared === undefined).toBe(farReaching.includes(name));
      if (shared === undefined) return;
      const file = ({ id }: FhirResource) => String(id);
      expect(examples.map((each) => shared.underNew(file(each), each))).toEqual(valid(now));
      expect(examples.map((each) => shared.underOld(file(each), each))).toEqual(valid(old));
      expect(examples.map((each) => shared.knownUnderNew(file(each), each))).toEqual(valid(now));
    });

test('the examples tell all edits from nothing but those of the extension’s words', () => {
  const [nothing, ...others] = Object.values(edits).map((edit) => String(valid(opened('1.0.0', edit))));
  const unseen = Object.keys(edits)
    .slice(1)
    .filter((_, at) => others[at] === nothing);
  expect(unseen).toEqual(['the extension is gone', 'a naming system is new']);
});

test('a version by itself is no difference; what asks for it by its version is', () => {
  const difference = differenceOf(opened('1.0.0', (all) => all), opened('1.1.0', (all) => all)); // biome-ignore format: one condition
  expect([...(difference?.urls ?? [])]).toEqual([]);
  expect(difference?.versioned.size).toBe(Object.keys(world).length);
});

test('versions that rest on other packages share nothing', () => {
  const [old, now] = [opened('1.0.0', (all) => all), opened('1.1.0', (all) => all)];
  const other = { id: 'example.other', version: '1.0.0' };
  expect(differenceOf(old, { ...now, dependencies: [other] })).toBeUndefined();
  const [first, ...rest] = packages;
  if (first === undefined) throw new Error('There are packages.');
  expect(differenceOf(old, { ...now, packages: [{ ...first, content: 'other' }, ...rest] })).toBeUndefined();
  expect(differenceOf(old, { ...now, packages: rest })).toBeUndefined();
  const twin = { ...first, id: guide.id, version: '0.9.0' };
  expect(differenceOf({ ...old, packages: [twin] }, { ...now, packages: [twin] })).toBeUndefined();
});
