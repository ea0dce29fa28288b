import { type Change, type Family, one, type Subject } from './family.ts';
import type { Json } from './places.ts';

const entriesOf = ({ resource }: Subject): Json[] =>
  resource.resourceType === 'Bundle' && Array.isArray(resource.entry) ? (resource.entry as Json[]) : [];
const onEntry =
  (change: (entry: Json, subject: Subject) => unknown): Change =>
  (subject) =>
    one(entriesOf(subject), subject, (entry) => change(entry, subject));
const onBundle =
  (change: (bundle: Json, subject: Subject) => unknown): Change =>
  (subject) => {
    if (subject.resource.resourceType !== 'Bundle') return false;
    change(subject.resource, subject);
    return true;
  };

/** The rules of Bundles. */
export const bundles: Family = {
  'bundle-type': onBundle((bundle, { random }) => {
    bundle.type = random.pick([
      'document',
      'message',
      'transaction',
      'transaction-response',
      'batch',
      'batch-response',
      'history',
      'searchset',
      'collection',
      'autre',
    ]);
  }),
  'bundle-type-missing': onBundle((bundle) => delete bundle.type),
  'bundle-total': onBundle((bundle) => Object.assign(bundle, { total: 3 })),
  'bundle-no-entries': onBundle((bundle) => delete bundle.entry),
  'bundle-link': onBundle((bundle, { random }) =>
    Object.assign(bundle, {
      link: random.pick([
        [{ relation: 'self', url: 'http://example.org/Patient?x=1' }],
        [{ relation: 'self' }],
        [{ relation: 'autre', url: 'x' }],
      ]),
    }),
  ),
  'bundle-identifier': onBundle((bundle) => Object.assign(bundle, { identifier: { value: '1' } })),
  'bundle-timestamp': onBundle((bundle) => Object.assign(bundle, { timestamp: '2020-01-01T00:00:00Z' })),
  'bundle-wrapped': ({ resource, random }) => {
    if (resource.resourceType === 'Bundle') return false;
    const inner = structuredClone(resource);
    for (const key of Object.keys(resource)) delete resource[key];
    const type = random.pick(['collection', 'transaction', 'searchset', 'batch', 'history', 'document', 'message']);
    const url = `http://example.org/fhir/${String(inner.resourceType)}/${String(inner.id)}`;
    const request =
      type === 'transaction' || type === 'batch' ? { request: { method: 'POST', url: inner.resourceType } } : {};
    Object.assign(resource, { resourceType: 'Bundle', type, entry: [{ fullUrl: url, resource: inner, ...request }] });
    return true;
  },
  'entry-no-resource': onEntry((entry) => delete entry.resource),
  'entry-empty': onEntry((entry) => {
    for (const key of Object.keys(entry)) delete entry[key];
  }),
  'entry-fullUrl-missing': onEntry((entry) => delete entry.fullUrl),
  'entry-fullUrl-form': onEntry((entry, { random }) =>
    Object.assign(entry, {
      fullUrl: random.pick([
        'Patient/1',
        'urn:uuid:1',
        'urn:oid:1.2.3',
        'http://example.org/fhir/Patient/autre',
        'http://example.org/fhir/Observation/1/_history/2',
        'x',
        '53fefa32-fcbb-4ff8-8a92-55ee120877b7',
        'urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7',
        'http://example.org/x',
      ]),
    }),
  ),
  'entry-fullUrl-id-mismatch': onEntry((entry) =>
    Object.assign(entry, {
      fullUrl: `http://example.org/fhir/${String((entry.resource as Json | undefined)?.resourceType)}/autre-id`,
    }),
  ),
  'entry-twice': (subject) =>
    one(entriesOf(subject), subject, (entry) => (subject.resource.entry as Json[]).push(structuredClone(entry))),
  'entries-reversed': onBundle((bundle) => Array.isArray(bundle.entry) && bundle.entry.reverse()),
  'entry-request': onEntry((entry, { random }) =>
    Object.assign(entry, {
      request: random.pick<unknown>([
        { method: 'PUT', url: 'Patient/1' },
        { method: 'POST' },
        { url: 'Patient' },
        { method: 'LIRE', url: 'Patient' },
        { method: 'DELETE', url: 'Patient/1' },
        {},
      ]),
    }),
  ),
  'entry-request-missing': onEntry((entry) => delete entry.request),
  'entry-response': onEntry((entry, { random }) =>
    Object.assign(entry, {
      response: random.pick<unknown>([
        { status: '200 OK' },
        { status: '201', location: 'Patient/1/_history/1', etag: 'W/"1"' },
        { location: 'x' },
      ]),
    }),
  ),
  'entry-search': onEntry((entry, { random }) =>
    Object.assign(entry, {
      search: random.pick<unknown>([
        { mode: 'match' },
        { mode: 'autre' },
        { score: 2 },
        { mode: 'include', score: 0.5 },
      ]),
    }),
  ),
  'entry-bad-nested': onEntry(
    (entry) => entry.resource !== undefined && Object.assign(entry.resource as Json, { gender: 'x' }),
  ),
  'entry-resource-id-missing': onEntry((entry) => entry.resource !== undefined && delete (entry.resource as Json).id),
  'entry-resource-of-other-type': onEntry((entry) =>
    Object.assign(entry, { resource: { resourceType: 'Patient', id: 'autre' } }),
  ),
};
