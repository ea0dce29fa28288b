import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { countUrls, siteDifferences } from '../../scripts/publish/site-differences.ts';

const METHOD = 'http://example.org/ValueSet/method';
const element = (id: string, more: object = {}) => ({ id, path: id, ...more });
const profile = (elements: object[], more: object = {}): FhirResource => ({
  resourceType: 'StructureDefinition',
  id: 'x',
  snapshot: { element: elements },
  ...more,
});
/** To the guide, METHOD without a version is 3.0.1. */
const meant = (canonical: string) => (canonical === METHOD ? `${METHOD}|3.0.1` : canonical);
const differences = (site: FhirResource, built: FhirResource) =>
  siteDifferences(site, built, (one, other) => meant(one) === meant(other)).map(({ kind, place }) => [kind, place]);
const bound = (valueSet: string) => profile([element('Observation.method', { binding: { valueSet } })]);
const AT = 'snapshot.element[Observation.method].binding.valueSet';

describe('a reference in another version', () => {
  test('two versions written', () => {
    expect(differences(bound(`${METHOD}|3.2.0`), bound(`${METHOD}|3.0.1`))).toEqual([['version', AT]]);
  });
  test('a version written that is not the one that answers', () => {
    expect(differences(bound(`${METHOD}|3.2.0`), bound(METHOD))).toEqual([['version', AT]]);
    expect(differences(bound(METHOD), bound(`${METHOD}|3.2.0`))).toEqual([['version', AT]]);
  });
  test('the version written that answers anyhow is none', () => {
    expect(differences(bound(`${METHOD}|3.0.1`), bound(METHOD))).toEqual([['written-version', AT]]);
  });
  test('a fixed value has to be equal to the letter', () => {
    const fixed = (fixedCanonical: string) => profile([element('Observation.meta.profile', { fixedCanonical })]);
    expect(differences(fixed(`${METHOD}|3.0.1`), fixed(METHOD))).toEqual([
      ['version', 'snapshot.element[Observation.meta.profile].fixedCanonical'],
    ]);
  });
  test('the version of a code system in a value set, of a resource and of a coding', () => {
    const include = (version?: string): FhirResource => ({
      resourceType: 'ValueSet',
      compose: { include: [{ system: METHOD, ...(version === undefined ? {} : { version }) }] },
    });
    expect(differences(include('3.0.1'), include())).toEqual([['written-version', 'compose.include[0].version']]);
    expect(differences(include('3.2.0'), include())).toEqual([['version', 'compose.include[0].version']]);
    const coded = (version: string): FhirResource => ({ resourceType: 'Basic', code: { coding: [{ version }] } });
    expect(differences(coded('2'), coded('1'))).toEqual([['version', 'code.coding[0].version']]);
    const patient = { resourceType: 'Patient', version: '1' };
    expect(differences({ ...patient, version: '2' }, patient)).toEqual([['version', 'version']]);
  });
  test('a dependency of the ImplementationGuide, whose alias does not matter', () => {
    const guide = (...dependsOn: object[]): FhirResource => ({ resourceType: 'ImplementationGuide', dependsOn });
    const [older, newer] = ['3.0.1', '3.2.0'].map((version) => ({ packageId: 'example.vitals', version }));
    expect(differences(guide(older ?? {}), guide(newer ?? {})).map(([kind]) => kind)).toEqual(['version', 'version']);
    const aliased = { packageId: 'vitals@npm:example.vitals', version: '3.2.0' };
    expect(differences(guide(newer ?? {}), guide(aliased)).map(([kind]) => kind)).toEqual(['guide']);
    const terminology = { packageId: 'hl7.terminology.r4', version: '7.0.1' };
    const alone: FhirResource = { resourceType: 'ImplementationGuide' };
    expect(differences(guide(terminology), alone).map(([kind]) => kind)).toEqual(['dependency']);
    expect(differences(guide(terminology, newer ?? {}), guide(newer ?? {})).map(([kind]) => kind)).toEqual([
      'dependency',
    ]);
  });
});

describe('what the Publisher changes by design', () => {
  const own = {
    constraint: [{ key: 'vs-1', expression: 'a', source: 'http://hl7.org/fhir/StructureDefinition/vitalsigns' }],
  };
  const corrected = { constraint: [{ ...own.constraint[0], expression: 'b' }] };
  const type = [{ code: 'Observation', profile: ['http://example.org/p'] }];
  for (const [kind, site, built] of [
    ['narrative', profile([], { text: { status: 'generated' } }), profile([])],
    ['metadata', profile([], { date: '2026-01-01' }), profile([])],
    ['corrected-constraint', profile([element('a', corrected)]), profile([element('a', own)])],
    [
      'entry-summary',
      profile([element('a', { type, isSummary: false })]),
      profile([element('a', { type, isSummary: true })]),
    ],
    ['white-space', profile([element('a', { short: 'x' })]), profile([element('a', { short: 'x ' })])],
  ] as const)
    test(kind, () => expect(differences(site, built).map(([each]) => each)).toEqual([kind]));

  test('a differential is sorted and begins with its root', () => {
    const differential = (...ids: string[]) => profile([], { differential: { element: ids.map((id) => element(id)) } });
    const found = differences(differential('A', 'A.a', 'A.b'), differential('A.b', 'A.a'));
    expect(found.map(([kind]) => kind)).toEqual(['order', 'order']);
  });
});

describe('what it must not change', () => {
  test('a constraint of the guide, a cardinality, an element that is missing, the order of a snapshot', () => {
    const rule = (expression: string) => ({ constraint: [{ key: 'x-1', expression, source: 'http://example.org/x' }] });
    expect(differences(profile([element('a', rule('b'))]), profile([element('a', rule('a'))]))).toEqual([
      ['content', 'snapshot.element[a].constraint[x-1].expression'],
    ]);
    expect(differences(profile([element('a', { min: 0 })]), profile([element('a', { min: 1 })]))).toEqual([
      ['content', 'snapshot.element[a].min'],
    ]);
    expect(differences(profile([element('a')]), profile([element('a'), element('b')]))).toEqual([
      ['content', 'snapshot.element[b]'],
    ]);
    expect(differences(profile([element('b'), element('a')]), profile([element('a'), element('b')]))).toEqual([
      ['content', 'snapshot.element'],
    ]);
    expect(differences(profile([]), { resourceType: 'StructureDefinition', id: 'x' })).toEqual([
      ['content', 'snapshot'],
    ]);
  });
});

test('URLs are counted but for those of narratives', () => {
  expect(countUrls({ url: METHOD, a: [{ b: `${METHOD}|1` }, 'urn:x:y', 'text'], text: { div: METHOD } })).toBe(3);
});
