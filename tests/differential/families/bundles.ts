import { isJsonObject } from '../../../scripts/model/fhir.ts';
import type { Random } from '../../fuzz/random.ts';
import type { Families, Json, Mutation } from '../subject.ts';

const types = [
  'document',
  'message',
  'transaction',
  'transaction-response',
  'batch',
  'batch-response',
  'history',
  'searchset',
  'collection',
  'wrong',
];
const uuid = 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520';

const bundle =
  (change: (bundle: Json, entries: Json[], random: Random) => unknown): Mutation =>
  ({ resource }, random) => {
    if (resource.resourceType !== 'Bundle') return undefined;
    const entries = Array.isArray(resource.entry) ? (resource.entry.filter(isJsonObject) as Json[]) : [];
    return change(resource, entries, random) === false ? undefined : 'Bundle';
  };

const entry = (change: (entry: Json, random: Random, entries: Json[]) => unknown): Mutation =>
  bundle((_, entries, random) => (entries.length === 0 ? false : change(random.pick(entries), random, entries)));

const set = (values: readonly Json[]) => (one: Json, random: Random) => {
  Object.assign(one, structuredClone(random.pick(values)));
  for (const key of Object.keys(one)) if (one[key] === null) delete one[key];
  return true;
};

/** What Bundles ask of their entries and entries of their Bundle. */
export const bundleFamilies: Families = {
  'bundle-type': bundle((it, _, random) => {
    it.type = random.pick(types);
  }),
  'bundle-type-missing': bundle((it) => delete it.type),
  'bundle-parts': bundle((it, _, random) =>
    set([
      { total: 3 },
      { total: -1 },
      { timestamp: '2020' },
      { timestamp: '2020-01-01T00:00:00Z' },
      { link: [{ relation: 'self', url: 'http://example.org' }] },
      {
        link: [
          { relation: 'self', url: 'http://example.org' },
          { relation: 'self', url: 'http://example.org' },
        ],
      },
      { link: [{ relation: 'wrong', url: 'x' }] },
      { link: [{ relation: 'next' }] },
      { link: [{ relation: 'search', url: 'http://example.org' }] },
      { identifier: { value: 'x' } },
      { identifier: { system: 'http://example.org', value: 'x' }, timestamp: '2020-01-01T00:00:00Z' },
      { entry: [] },
      { entry: null },
      { signature: { type: [{ code: 'x' }], when: '2020-01-01T00:00:00Z', who: { display: 'x' } } },
    ])(it, random),
  ),
  'bundle-fullUrl': entry(
    set([
      { fullUrl: null },
      { fullUrl: 'relative/1' },
      { fullUrl: 'Patient/1' },
      { fullUrl: uuid },
      { fullUrl: 'urn:uuid:not' },
      { fullUrl: 'urn:uuid:C757873D-EC9A-4326-A141-556F43239520' },
      { fullUrl: 'http://example.org/fhir/Patient/other' },
      { fullUrl: 'http://example.org/fhir/Observation/1/_history/1' },
      { fullUrl: 'http://example.org/whatever' },
      { fullUrl: 'urn:oid:1.2.3' },
      { fullUrl: 'c757873d-ec9a-4326-a141-556f43239520' },
      { fullUrl: '' },
      { fullUrl: 'http://example.org/fhir/Patient/a b' },
    ]),
  ),
  'bundle-fullUrl-twice': entry((one, random, entries) => {
    one.fullUrl = random.pick(entries).fullUrl ?? uuid;
  }),
  'bundle-request': entry(
    set([
      { request: null },
      { request: { method: 'POST', url: 'Patient' } },
      { request: { method: 'PUT', url: 'Patient/1' } },
      { request: { method: 'GET', url: 'Patient' } },
      { request: { method: 'DELETE', url: 'Patient/1' } },
      { request: { method: 'WRONG', url: 'x' } },
      { request: { method: 'POST' } },
      { request: { url: 'Patient' } },
      { request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=x', ifMatch: 'x' } },
      { request: {} },
      { request: { method: 'post', url: 'Patient' } },
      { request: { method: 'HEAD', url: 'Patient' } },
      { request: { method: 'POST', url: 'a b' } },
    ]),
  ),
  'bundle-response': entry(
    set([
      { response: { status: '200' } },
      { response: { status: '200 OK', etag: 'W/"1"', lastModified: '2020-01-01T00:00:00Z', location: 'x' } },
      { response: {} },
      { response: { status: '200', outcome: { resourceType: 'OperationOutcome', issue: [] } } },
      { response: { status: '200', lastModified: '2020' } },
      { response: null },
      { response: { status: '200', outcome: { resourceType: 'Patient' } } },
    ]),
  ),
  'bundle-search': entry(
    set([
      { search: { mode: 'match' } },
      { search: { mode: 'wrong' } },
      { search: {} },
      { search: null },
      { search: { mode: 'outcome' } },
      { search: { score: 2 } },
      { search: { mode: 'include', score: 0.5 } },
    ]),
  ),
  'bundle-no-resource': entry((one) => delete one.resource),
  'bundle-entry-link': entry(
    set([{ link: [{ relation: 'self', url: 'x' }] }, { link: [{}] }, { link: [{ relation: 'self', url: 'a b' }] }]),
  ),
  'bundle-order': bundle((_, entries, random) => {
    if (entries.length < 2) return false;
    const [a, b] = [random.pick(entries), random.pick(entries)];
    const copy = { ...a };
    for (const key of Object.keys(a)) delete a[key];
    Object.assign(a, b);
    for (const key of Object.keys(b)) delete b[key];
    Object.assign(b, copy);
    return a !== b;
  }),
  'bundle-entry-removed': bundle((it, entries, random) => {
    if (entries.length === 0) return false;
    (it.entry as unknown[]).splice(random.below(entries.length), 1);
    if ((it.entry as unknown[]).length === 0) delete it.entry;
    return true;
  }),
  'bundle-entry-added': bundle((it, entries, random) => {
    it.entry = [
      ...entries,
      random.pick<Json>([
        { resource: { resourceType: 'Patient', id: 'added' } },
        { fullUrl: uuid, resource: { resourceType: 'Patient' } },
        {
          fullUrl: 'http://example.org/fhir/Patient/added',
          resource: { resourceType: 'Patient', id: 'added', gender: 'x' },
        },
        {
          fullUrl: uuid,
          resource: {
            resourceType: 'Observation',
            status: 'final',
            code: { text: 'x' },
            subject: { reference: 'Patient/none' },
          },
        },
        {},
        { resource: { resourceType: 'Foo' } },
        {
          resource: {
            resourceType: 'Bundle',
            type: 'collection',
            entry: [{ resource: { resourceType: 'Patient', gender: 'x' } }],
          },
        },
        { resource: { id: 'typeless' } },
      ]),
    ];
    return true;
  }),
  'bundle-entry-doubled': bundle((it, entries, random) => {
    if (entries.length === 0) return false;
    it.entry = [...entries, structuredClone(random.pick(entries))];
    return true;
  }),
  'bundle-inner-id': entry((one, random) => {
    if (!isJsonObject(one.resource)) return false;
    (one.resource as Json).id = random.pick(['changed', 'a b', '', 'x1']);
    return true;
  }),
  'bundle-inner-id-removed': entry((one) => isJsonObject(one.resource) && delete (one.resource as Json).id),
};
