/** Honest but large resources, each of one shape and of any size: what grows in it is named, and how many of it there are. */
export interface Shape {
  readonly name: string;
  /** How many the smaller of the two sizes has; the larger has ten times as many. */
  readonly count: number;
  /** The JSON text of a resource with so many. */
  readonly text: (count: number) => string;
  /** Definitions that have to be loaded beside R4's, as JSON. */
  readonly definitions?: (count: number) => readonly object[];
  /** The canonical of one of them, against which the resource is held. */
  readonly profile?: string;
}

type Make<T = unknown> = (index: number) => T;

export function many<T>(count: number, make: Make<T>): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const XHTML = 'http://www.w3.org/1999/xhtml';
const text = { status: 'generated', div: `<div xmlns="${XHTML}">Some text</div>` };
const uuid = (index: number) => `urn:uuid:00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
const json = (resource: object) => JSON.stringify(resource);
const coding = (index: number) => ({ system: 'http://example.com/codes', code: `code-${index}` });
const canonical = (type: string, name: string) => ({
  url: `http://example.com/${type}/${name}`,
  name,
  status: 'draft',
});

/** A list of levels, each of ten, so that depth grows as the logarithm. */
function treeOf<T>(count: number, make: (index: number, below: T[]) => T): T[] {
  let index = 0;
  const level = (size: number): T[] => {
    const here = Math.min(10, size);
    const below = size - here;
    return many(here, (at) => {
      const own = Math.floor(below / here) + (at < below % here ? 1 : 0);
      return make(index++, own === 0 ? [] : level(own));
    });
  };
  return level(count);
}

/** Chains, each as deep as is read, as many as it takes. */
function chainsOf<T>(count: number, depth: number, make: (index: number, below: T[]) => T): T[] {
  return many(Math.ceil(count / depth), (chain) => {
    let below: T[] = [];
    for (let level = depth - 1; level >= 0; level--) below = [make(chain * depth + level, below)];
    return below[0] as T;
  });
}

const item = (index: number, below: object[] = []) => ({
  linkId: `item-${index}`,
  text: `Question ${index}`,
  type: below.length > 0 ? 'group' : 'string',
  ...(below.length > 0 ? { item: below } : {}),
});
const questionnaire = (items: object[]) =>
  json({ resourceType: 'Questionnaire', text, ...canonical('Questionnaire', 'Q'), item: items });

const answer = (index: number, below: object[] = []) => ({
  linkId: `item-${index}`,
  answer: [{ valueString: `Answer ${index}`, ...(below.length > 0 ? { item: below } : {}) }],
});

const patient = (id: string, more: object = {}) => ({ resourceType: 'Patient', id, text, ...more });
const organization = (id: string, more: object = {}) => ({ resourceType: 'Organization', id, name: id, ...more });
const observation = (index: number, subject: string, more: object = {}) => ({
  resourceType: 'Observation',
  id: `o${index}`,
  text,
  status: 'final',
  code: { text: 'Count' },
  subject: { reference: subject },
  performer: [{ reference: subject }],
  effectiveDateTime: '2024-02-01',
  valueInteger: index,
  ...more,
});

const server = 'http://example.com/fhir';
interface Entry {
  readonly fullUrl?: string;
  readonly resource: object;
  readonly [key: string]: unknown;
}
const bundle = (type: string, entry: readonly object[], more: object = {}) =>
  json({ resourceType: 'Bundle', type, ...more, entry });
/** One Patient and Observations about it, each with a request where the type wants one. */
function aboutOne(count: number, fullUrl: Make<string>, reference: string, more: Make<object> = () => ({})): Entry[] {
  return [
    { fullUrl: fullUrl(-1), resource: patient('o-1'), ...more(-1) },
    ...many(count, (index) => ({
      fullUrl: fullUrl(index),
      resource: observation(index, reference),
      ...more(index),
    })),
  ];
}
const onServer = (index: number) => (index < 0 ? `${server}/Patient/o-1` : `${server}/Observation/o${index}`);
const post = (index: number) => ({ request: { method: 'POST', url: index < 0 ? 'Patient' : 'Observation' } });
const urn = (index: number) => uuid(index + 1);

const codeSystem = (concept: object[], more: object = {}) =>
  json({
    resourceType: 'CodeSystem',
    text,
    ...canonical('CodeSystem', 'C'),
    content: 'complete',
    caseSensitive: true,
    ...more,
    concept,
  });
const valueSet = (more: object) => json({ resourceType: 'ValueSet', text, ...canonical('ValueSet', 'V'), ...more });
const concept = (index: number, below: object[] = []) => ({
  code: `code-${index}`,
  display: `Concept ${index}`,
  ...(below.length > 0 ? { concept: below } : {}),
});
const contains = (index: number, below: object[] = []) => ({
  ...coding(index),
  display: `Concept ${index}`,
  ...(below.length > 0 ? { contains: below } : {}),
});

const elementOf = (index: number) => ({
  id: `Basic.extension:e${index}`,
  path: 'Basic.extension',
  sliceName: `e${index}`,
  short: 'An extension',
  definition: 'An extension',
  min: 0,
  max: '1',
  base: { path: 'DomainResource.extension', min: 0, max: '*' },
  type: [{ code: 'Extension', profile: [`http://example.com/StructureDefinition/e${index}`] }],
});
function structure(count: number, views: readonly ('snapshot' | 'differential')[]): object {
  const root = {
    id: 'Basic',
    path: 'Basic',
    short: 'B',
    definition: 'B',
    min: 0,
    max: '*',
    base: { path: 'Basic', min: 0, max: '*' },
  };
  const element = [root, ...many(count, elementOf)];
  return {
    resourceType: 'StructureDefinition',
    text,
    ...canonical('StructureDefinition', 'Large'),
    kind: 'resource',
    abstract: false,
    type: 'Basic',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic',
    derivation: 'constraint',
    ...Object.fromEntries(views.map((view) => [view, { element }])),
  };
}

const componentOf = (index: number) => ({ code: { coding: [coding(index)] }, valueInteger: index });
/** An Observation profile that slices its components by their code. */
function slicedBy(discriminator: object, name: string, criterion: Make<object>) {
  return (count: number) => [
    {
      resourceType: 'StructureDefinition',
      ...canonical('StructureDefinition', name),
      kind: 'resource',
      abstract: false,
      type: 'Observation',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
      derivation: 'constraint',
      differential: {
        element: [
          {
            id: 'Observation.component',
            path: 'Observation.component',
            slicing: { discriminator: [discriminator], rules: 'open' },
          },
          ...many(count, (index) => [
            {
              id: `Observation.component:s${index}`,
              path: 'Observation.component',
              sliceName: `s${index}`,
              max: '1',
            },
            {
              id: `Observation.component:s${index}.code`,
              path: 'Observation.component.code',
              ...criterion(index),
            },
          ]).flat(),
        ],
      },
    },
  ];
}
const withComponents = (count: number) =>
  json(observation(0, 'Patient/1', { component: many(count, componentOf), valueInteger: undefined }));

const section = (index: number, below: object[] = []) => ({
  title: `Section ${index}`,
  ...(below.length > 0 ? { section: below } : { text }),
});
const composition = (sections: object[]) => ({
  resourceType: 'Composition',
  id: 'c',
  text,
  status: 'final',
  type: { text: 'Letter' },
  date: '2024-02-01',
  author: [{ display: 'A' }],
  title: 'Letter',
  section: sections,
});

const narrative = (inner: string) =>
  json({
    resourceType: 'Patient',
    text: { status: 'generated', div: `<div xmlns="${XHTML}">${inner}</div>` },
  });
const repeated = (count: number, make: Make<string>) => many(count, make).join('');
const extension = (index: number, more: object = { valueString: `${index}` }) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-streetName',
  ...more,
});
const ownExtension = (index: number) => ({ url: `http://example.com/extension/${index}`, valueInteger: index });

const slicing = { type: 'pattern', path: 'code' };
const patternOf = (index: number) => ({ patternCodeableConcept: { coding: [coding(index)] } });

export const shapes: readonly Shape[] = [
  { name: 'Questionnaire.item, flat', count: 2_000, text: (n) => questionnaire(many(n, (i) => item(i))) },
  { name: 'Questionnaire.item, a tree', count: 2_000, text: (n) => questionnaire(treeOf(n, item)) },
  { name: 'Questionnaire.item, deep', count: 2_000, text: (n) => questionnaire(chainsOf(n, 200, item)) },
  {
    name: 'Questionnaire.item, the same linkId',
    count: 2_000,
    text: (n) => questionnaire(many(n, (i) => ({ ...item(i), linkId: 'same' }))),
  },
  {
    name: 'Questionnaire.item.answerOption',
    count: 2_000,
    text: (n) =>
      questionnaire([{ linkId: '1', type: 'choice', answerOption: many(n, (i) => ({ valueCoding: coding(i) })) }]),
  },
  {
    name: 'Questionnaire.item, enabled by each other',
    count: 2_000,
    text: (n) =>
      questionnaire(
        many(n, (i) => ({
          ...item(i),
          enableWhen: [{ question: `item-${(i + 1) % n}`, operator: '=', answerString: 'a' }],
        })),
      ),
  },
  {
    name: 'QuestionnaireResponse.item, flat',
    count: 5_000,
    text: (n) =>
      json({ resourceType: 'QuestionnaireResponse', text, status: 'completed', item: many(n, (i) => answer(i)) }),
  },
  {
    name: 'QuestionnaireResponse.item, a tree',
    count: 5_000,
    text: (n) => json({ resourceType: 'QuestionnaireResponse', text, status: 'completed', item: treeOf(n, answer) }),
  },
  {
    name: 'contained, each referred to',
    count: 1_000,
    text: (n) =>
      json(
        patient('p', {
          contained: many(n, (i) => organization(`c${i}`)),
          generalPractitioner: many(n, (i) => ({ reference: `#c${i}` })),
        }),
      ),
  },
  {
    name: 'contained, a chain of references',
    count: 1_000,
    text: (n) =>
      json(
        patient('p', {
          contained: many(n, (i) => organization(`c${i}`, i === n - 1 ? {} : { partOf: { reference: `#c${i + 1}` } })),
          managingOrganization: { reference: '#c0' },
        }),
      ),
  },
  {
    name: 'contained, of one type with references to all',
    count: 1_000,
    text: (n) =>
      json(
        observation(0, 'Patient/1', {
          contained: many(n, (i) => ({ ...observation(i, 'Patient/1'), id: `c${i}`, text: undefined })),
          hasMember: many(n, (i) => ({ reference: `#c${i}`, type: 'Observation' })),
        }),
      ),
  },
  {
    name: 'contained, nothing refers to them',
    count: 1_000,
    text: (n) => json(patient('p', { contained: many(n, (i) => organization(`c${i}`)) })),
  },
  {
    name: 'contained, the same id',
    count: 1_000,
    text: (n) =>
      json(
        patient('p', {
          contained: many(n, () => organization('c')),
          generalPractitioner: many(n, () => ({ reference: '#c' })),
        }),
      ),
  },
  {
    name: 'references to what is not contained',
    count: 1_000,
    text: (n) =>
      json(
        patient('p', {
          contained: many(n, (i) => organization(`c${i}`)),
          generalPractitioner: many(n, (i) => ({ reference: `#d${i}` })),
        }),
      ),
  },
  {
    name: 'Bundle, collection, absolute references',
    count: 5_000,
    text: (n) => bundle('collection', aboutOne(n, onServer, `${server}/Patient/o-1`)),
  },
  {
    name: 'Bundle, collection, relative references',
    count: 5_000,
    text: (n) => bundle('collection', aboutOne(n, onServer, 'Patient/o-1')),
  },
  {
    name: 'Bundle, collection, without references',
    count: 10_000,
    text: (n) =>
      bundle(
        'collection',
        many(n, (i) => ({ fullUrl: uuid(i), resource: patient(`p${i}`) })),
      ),
  },
  {
    name: 'Bundle, transaction, urn:uuid references',
    count: 5_000,
    text: (n) => bundle('transaction', aboutOne(n, urn, uuid(0), post)),
  },
  {
    name: 'Bundle, batch',
    count: 5_000,
    text: (n) => bundle('batch', aboutOne(n, urn, 'Patient/elsewhere', post)),
  },
  {
    name: 'Bundle, batch-response',
    count: 10_000,
    text: (n) =>
      bundle(
        'batch-response',
        many(n, () => ({ response: { status: '201' } })),
      ),
  },
  {
    name: 'Bundle, transaction, a chain of references',
    count: 5_000,
    text: (n) =>
      bundle(
        'transaction',
        many(n, (i) => ({
          fullUrl: uuid(i),
          resource: observation(i, 'Patient/1', i === 0 ? {} : { hasMember: [{ reference: uuid(i - 1) }] }),
          ...post(i),
        })),
      ),
  },
  {
    name: 'Bundle, document',
    count: 2_000,
    text: (n) =>
      bundle(
        'document',
        [
          {
            fullUrl: uuid(n + 1),
            resource: composition([{ title: 'All', entry: many(n, (i) => ({ reference: uuid(i) })) }]),
          },
          ...many(n, (i) => ({ fullUrl: uuid(i), resource: observation(i, 'Patient/1') })),
        ],
        { identifier: { system: 'urn:ietf:rfc:3986', value: uuid(0) }, timestamp: '2024-02-01T10:00:00Z' },
      ),
  },
  {
    name: 'Bundle, document, entries without a chain to the first',
    count: 2_000,
    text: (n) =>
      bundle(
        'document',
        [
          { fullUrl: uuid(n + 1), resource: composition([{ title: 'None', text }]) },
          ...many(n, (i) => ({ fullUrl: uuid(i), resource: observation(i, 'Patient/1') })),
        ],
        { identifier: { system: 'urn:ietf:rfc:3986', value: uuid(0) }, timestamp: '2024-02-01T10:00:00Z' },
      ),
  },
  {
    name: 'Bundle, document, every entry refers to the same ten',
    count: 2_000,
    text: (n) =>
      bundle(
        'document',
        [
          {
            fullUrl: uuid(n + 1),
            resource: composition([{ title: 'All', entry: many(n, (i) => ({ reference: uuid(i) })) }]),
          },
          ...many(n, (i) => ({
            fullUrl: uuid(i),
            resource: observation(i, 'Patient/1', { derivedFrom: many(10, (at) => ({ reference: uuid(at) })) }),
          })),
        ],
        { identifier: { system: 'urn:ietf:rfc:3986', value: uuid(0) }, timestamp: '2024-02-01T10:00:00Z' },
      ),
  },
  {
    name: 'Bundle, message',
    count: 2_000,
    text: (n) =>
      bundle(
        'message',
        [
          {
            fullUrl: uuid(n + 1),
            resource: {
              resourceType: 'MessageHeader',
              text,
              eventUri: 'http://example.com/event',
              source: { endpoint: 'http://example.com' },
              focus: many(n, (i) => ({ reference: uuid(i) })),
            },
          },
          ...many(n, (i) => ({ fullUrl: uuid(i), resource: observation(i, 'Patient/1') })),
        ],
        { timestamp: '2024-02-01T10:00:00Z' },
      ),
  },
  {
    name: 'Bundle, searchset',
    count: 5_000,
    text: (n) =>
      bundle(
        'searchset',
        aboutOne(n, onServer, 'Patient/o-1', (i) => ({ search: { mode: i < 0 ? 'include' : 'match' } })),
        {
          link: [{ relation: 'self', url: `${server}/Observation?code=x` }],
        },
      ),
  },
  {
    name: 'Bundle, history, versions of one',
    count: 5_000,
    text: (n) =>
      bundle(
        'history',
        many(n, (i) => ({
          fullUrl: `${server}/Patient/p`,
          resource: patient('p', { meta: { versionId: `${i}` } }),
          request: { method: 'PUT', url: 'Patient/p' },
          response: { status: '200' },
        })),
      ),
  },
  {
    name: 'Bundle, the same fullUrl',
    count: 5_000,
    text: (n) =>
      bundle(
        'collection',
        many(n, () => ({ fullUrl: `${server}/Patient/p`, resource: patient('p') })),
      ),
  },
  {
    name: 'Bundle, references to a fullUrl that all have',
    count: 2_000,
    text: (n) =>
      bundle(
        'collection',
        many(n, (i) => ({
          fullUrl: `${server}/Observation/o1`,
          resource: observation(1, 'Patient/1', {
            meta: { versionId: `${i}` },
            hasMember: [{ reference: 'Observation/o1' }],
          }),
        })),
      ),
  },
  {
    name: 'Bundle, document, references to a fullUrl that all have',
    count: 1_000,
    text: (n) =>
      bundle(
        'document',
        [
          {
            fullUrl: uuid(1),
            resource: composition([{ title: 'All', entry: [{ reference: `${server}/Observation/o1` }] }]),
          },
          ...many(n, (i) => ({
            fullUrl: `${server}/Observation/o1`,
            resource: observation(1, 'Patient/1', {
              meta: { versionId: `${i}` },
              hasMember: [{ reference: `${server}/Observation/o1` }],
            }),
          })),
        ],
        { identifier: { system: 'urn:ietf:rfc:3986', value: uuid(0) }, timestamp: '2024-02-01T10:00:00Z' },
      ),
  },
  {
    name: 'Bundle, references to the wrong server',
    count: 2_000,
    text: (n) => bundle('collection', aboutOne(n, onServer, 'http://elsewhere.example.com/fhir/Patient/o-1')),
  },
  {
    name: 'Bundle, small entries without fullUrl',
    count: 10_000,
    text: (n) =>
      bundle(
        'collection',
        many(n, () => ({ resource: { resourceType: 'Basic', code: { text: 'x' } } })),
      ),
  },
  {
    name: 'Bundle, small entries',
    count: 10_000,
    text: (n) =>
      bundle(
        'collection',
        many(n, (i) => ({ fullUrl: uuid(i), resource: { resourceType: 'Binary', contentType: 'text/plain' } })),
      ),
  },
  {
    name: 'Bundle in Bundle, deep',
    count: 10,
    text: (n) => {
      let inner: object = patient('p');
      for (let level = 0; level < n; level++)
        inner = {
          resourceType: 'Bundle',
          type: 'collection',
          entry: [
            ...many(20, (i) => ({ fullUrl: uuid(i), resource: observation(i, uuid(level + 30)) })),
            { fullUrl: uuid(20), resource: inner },
          ],
        };
      return json(inner);
    },
  },
  {
    name: 'Bundles in a Bundle',
    count: 500,
    text: (n) =>
      bundle(
        'collection',
        many(n, (i) => ({
          fullUrl: uuid(i),
          resource: JSON.parse(bundle('collection', aboutOne(5, urn, uuid(0)))),
        })),
      ),
  },
  {
    name: 'Bundle, narratives with links between them',
    count: 1_000,
    text: (n) =>
      bundle(
        'collection',
        many(n, (i) => ({
          fullUrl: uuid(i),
          resource: {
            resourceType: 'Basic',
            text: {
              status: 'generated',
              div: `<div xmlns="${XHTML}"><p id="p${i}"><a href="#p${(i + 1) % n}">next</a></p></div>`,
            },
            code: { text: 'x' },
          },
        })),
      ),
  },
  {
    name: 'List.entry',
    count: 5_000,
    text: (n) =>
      json({
        resourceType: 'List',
        text,
        status: 'current',
        mode: 'working',
        entry: many(n, (i) => ({ item: { reference: `Patient/p${i}` } })),
      }),
  },
  {
    name: 'Group.member',
    count: 5_000,
    text: (n) =>
      json({
        resourceType: 'Group',
        text,
        type: 'person',
        actual: true,
        member: many(n, (i) => ({ entity: { reference: `Patient/p${i}` }, inactive: false })),
      }),
  },
  {
    name: 'extensions of one element',
    count: 2_000,
    text: (n) => json(patient('p', { address: [{ _line: [{ extension: many(n, (i) => extension(i)) }] }] })),
  },
  {
    name: 'extensions that no package defines',
    count: 2_000,
    text: (n) => json(patient('p', { extension: many(n, ownExtension) })),
  },
  {
    name: 'extensions, one in the other',
    count: 2_000,
    text: (n) =>
      json(
        patient('p', {
          extension: chainsOf<object>(n, 200, (i, below) => ({
            url: i % 200 === 0 ? 'http://example.com/extension/outer' : 'inner',
            ...(below.length > 0 ? { extension: below } : { valueInteger: i }),
          })),
        }),
      ),
  },
  {
    name: 'extensions of as many elements',
    count: 2_000,
    text: (n) =>
      json(
        patient('p', {
          address: many(n, (i) => ({ line: ['Street'], _line: [{ extension: [extension(i)] }] })),
        }),
      ),
  },
  { name: 'CodeSystem.concept, flat', count: 10_000, text: (n) => codeSystem(many(n, (i) => concept(i))) },
  { name: 'CodeSystem.concept, a tree', count: 5_000, text: (n) => codeSystem(treeOf(n, concept)) },
  { name: 'CodeSystem.concept, deep', count: 5_000, text: (n) => codeSystem(chainsOf(n, 200, concept)) },
  {
    name: 'CodeSystem.concept, the same code',
    count: 5_000,
    text: (n) => codeSystem(many(n, () => concept(0))),
  },
  {
    name: 'CodeSystem.concept.designation',
    count: 5_000,
    text: (n) =>
      codeSystem([{ code: 'a', designation: many(n, (i) => ({ language: 'fr', value: `Désignation ${i}` })) }]),
  },
  {
    name: 'CodeSystem.concept.property',
    count: 5_000,
    text: (n) =>
      codeSystem(
        many(n, (i) => ({ ...concept(i), property: [{ code: 'parent', valueCode: `code-${i >> 1}` }] })),
        { property: [{ code: 'parent', type: 'code' }] },
      ),
  },
  {
    name: 'ValueSet.compose.include.concept',
    count: 10_000,
    text: (n) =>
      valueSet({ compose: { include: [{ system: 'http://example.com/codes', concept: many(n, (i) => concept(i)) }] } }),
  },
  {
    name: 'ValueSet.compose.include',
    count: 2_000,
    text: (n) => valueSet({ compose: { include: many(n, (i) => ({ system: `http://example.com/codes/${i}` })) } }),
  },
  {
    name: 'ValueSet.expansion.contains, flat',
    count: 10_000,
    text: (n) => valueSet({ expansion: { timestamp: '2024-02-01', contains: many(n, (i) => contains(i)) } }),
  },
  {
    name: 'ValueSet.expansion.contains, a tree',
    count: 5_000,
    text: (n) => valueSet({ expansion: { timestamp: '2024-02-01', contains: treeOf(n, contains) } }),
  },
  {
    name: 'ConceptMap.group.element',
    count: 5_000,
    text: (n) =>
      json({
        resourceType: 'ConceptMap',
        text,
        ...canonical('ConceptMap', 'M'),
        group: [
          {
            source: 'http://example.com/a',
            target: 'http://example.com/b',
            element: many(n, (i) => ({ code: `a${i}`, target: [{ code: `b${i}`, equivalence: 'equal' }] })),
          },
        ],
      }),
  },
  { name: 'StructureDefinition.snapshot.element', count: 500, text: (n) => json(structure(n, ['snapshot'])) },
  {
    name: 'StructureDefinition.differential.element',
    count: 500,
    text: (n) => json(structure(n, ['differential'])),
  },
  {
    name: 'StructureDefinition, snapshot and differential',
    count: 500,
    text: (n) => json(structure(n, ['snapshot', 'differential'])),
  },
  { name: 'Observation.component', count: 2_000, text: withComponents },
  {
    name: 'Observation.component and as many slices by pattern',
    count: 500,
    text: withComponents,
    definitions: slicedBy(slicing, 'ByPattern', patternOf),
    profile: 'http://example.com/StructureDefinition/ByPattern',
  },
  {
    name: 'Observation.component and as many slices by fixed value',
    count: 500,
    text: (n) =>
      json(
        observation(0, 'Patient/1', {
          component: many(n, (i) => ({ code: { text: `code-${i}` }, valueInteger: i })),
          valueInteger: undefined,
        }),
      ),
    definitions: slicedBy({ type: 'value', path: 'code' }, 'ByValue', (i) => ({
      fixedCodeableConcept: { text: `code-${i}` },
    })),
    profile: 'http://example.com/StructureDefinition/ByValue',
  },
  {
    name: 'Observation.component that none of as many slices takes',
    count: 500,
    text: (n) =>
      json(
        observation(0, 'Patient/1', {
          component: many(n, (i) => componentOf(n + i)),
          valueInteger: undefined,
        }),
      ),
    definitions: slicedBy(slicing, 'ByOther', patternOf),
    profile: 'http://example.com/StructureDefinition/ByOther',
  },
  {
    name: 'Composition.section, flat',
    count: 2_000,
    text: (n) => json(composition(many(n, (i) => section(i)))),
  },
  {
    name: 'Composition.section, a tree',
    count: 2_000,
    text: (n) => json(composition(treeOf(n, section))),
  },
  {
    name: 'Composition.section, deep',
    count: 2_000,
    text: (n) => json(composition(chainsOf(n, 200, section))),
  },
  {
    name: 'Provenance.target',
    count: 5_000,
    text: (n) =>
      json({
        resourceType: 'Provenance',
        text,
        target: many(n, (i) => ({ reference: `Patient/p${i}` })),
        recorded: '2024-02-01T10:00:00Z',
        agent: [{ who: { display: 'A' } }],
      }),
  },
  {
    name: 'AuditEvent.entity',
    count: 2_000,
    text: (n) =>
      json({
        resourceType: 'AuditEvent',
        text,
        type: coding(0),
        recorded: '2024-02-01T10:00:00Z',
        agent: [{ requestor: true }],
        source: { observer: { display: 'O' } },
        entity: many(n, (i) => ({ name: `n${i}`, detail: [{ type: 't', valueString: 'v' }] })),
      }),
  },
  {
    name: 'MeasureReport.group',
    count: 1_000,
    text: (n) =>
      json({
        resourceType: 'MeasureReport',
        text,
        status: 'complete',
        type: 'summary',
        measure: 'http://example.com/Measure/M',
        period: { start: '2024' },
        group: many(n, (i) => ({
          code: { text: `${i}` },
          population: [{ count: i }],
          stratifier: [{ stratum: [{ value: { text: 'x' } }] }],
        })),
      }),
  },
  {
    name: 'Claim.item',
    count: 2_000,
    text: (n) =>
      json({
        resourceType: 'Claim',
        text,
        status: 'active',
        type: { text: 't' },
        use: 'claim',
        patient: { display: 'P' },
        created: '2024-02-01',
        provider: { display: 'P' },
        priority: { text: 'normal' },
        insurance: [{ sequence: 1, focal: true, coverage: { display: 'C' } }],
        item: many(n, (i) => ({
          sequence: i + 1,
          productOrService: { text: 'x' },
          unitPrice: { value: 1.5, currency: 'EUR' },
        })),
      }),
  },
  {
    name: 'CapabilityStatement.rest.resource',
    count: 1_000,
    text: (n) =>
      json({
        resourceType: 'CapabilityStatement',
        text,
        ...canonical('CapabilityStatement', 'S'),
        date: '2024',
        kind: 'instance',
        software: { name: 'S' },
        implementation: { description: 'S' },
        fhirVersion: '4.0.1',
        format: ['json'],
        document: many(n, (i) => ({ mode: 'consumer', profile: `http://example.com/${i}` })),
        rest: [
          {
            mode: 'server',
            resource: many(n, (i) => ({
              type: i === 0 ? 'Patient' : 'Observation',
              searchParam: [{ name: `p${i}`, type: 'string' }],
            })),
          },
        ],
      }),
  },
  {
    name: 'CapabilityStatement.rest.resource.searchParam',
    count: 2_000,
    text: (n) =>
      json({
        resourceType: 'CapabilityStatement',
        text,
        ...canonical('CapabilityStatement', 'S'),
        date: '2024',
        kind: 'instance',
        software: { name: 'S' },
        implementation: { description: 'S' },
        fhirVersion: '4.0.1',
        format: ['json'],
        rest: [
          {
            mode: 'server',
            resource: [{ type: 'Patient', searchParam: many(n, (i) => ({ name: `p${i}`, type: 'string' })) }],
          },
        ],
      }),
  },
  {
    name: 'NamingSystem.uniqueId',
    count: 2_000,
    text: (n) =>
      json({
        resourceType: 'NamingSystem',
        text,
        name: 'N',
        status: 'draft',
        kind: 'identifier',
        date: '2024',
        uniqueId: many(n, (i) => ({ type: 'uri', value: `http://example.com/${i}`, preferred: i === 0 })),
      }),
  },
  {
    name: 'ImplementationGuide.definition.resource',
    count: 2_000,
    text: (n) =>
      json({
        resourceType: 'ImplementationGuide',
        text,
        ...canonical('ImplementationGuide', 'G'),
        packageId: 'a.b',
        fhirVersion: ['4.0.1'],
        definition: {
          grouping: many(n, (i) => ({ id: `g${i}`, name: `G${i}` })),
          resource: many(n, (i) => ({
            reference: { reference: `Patient/p${i}` },
            fhirVersion: ['4.0.1'],
            exampleBoolean: true,
            groupingId: `g${i}`,
          })),
        },
      }),
  },
  {
    name: 'Measure.group.stratifier',
    count: 2_000,
    text: (n) =>
      json({
        resourceType: 'Measure',
        text,
        ...canonical('Measure', 'M'),
        group: [{ stratifier: many(n, (i) => ({ code: { text: `${i}` } })) }],
      }),
  },
  {
    name: 'Parameters.parameter',
    count: 5_000,
    text: (n) => json({ resourceType: 'Parameters', parameter: many(n, (i) => ({ name: `p${i}`, valueInteger: i })) }),
  },
  {
    name: 'Parameters.parameter.resource',
    count: 5_000,
    text: (n) =>
      json({ resourceType: 'Parameters', parameter: many(n, (i) => ({ name: 'p', resource: patient(`p${i}`) })) }),
  },
  {
    name: 'PlanDefinition.action',
    count: 2_000,
    text: (n) =>
      json({
        resourceType: 'PlanDefinition',
        text,
        ...canonical('PlanDefinition', 'P'),
        action: treeOf<object>(n, (i, below) => ({
          id: `a${i}`,
          title: `A${i}`,
          ...(below.length > 0 ? { action: below } : {}),
          ...(i > 0 ? { relatedAction: [{ actionId: `a${i - 1}`, relationship: 'after' }] } : {}),
        })),
      }),
  },
  {
    name: 'Patient.identifier',
    count: 5_000,
    text: (n) =>
      json(patient('p', { identifier: many(n, (i) => ({ system: 'http://example.com/ids', value: `${i}` })) })),
  },
  {
    name: 'meta.profile, not loaded',
    count: 2_000,
    text: (n) =>
      json(patient('p', { meta: { profile: many(n, (i) => `http://example.com/StructureDefinition/${i}`) } })),
  },
  {
    name: 'meta.tag and meta.security',
    count: 2_000,
    text: (n) => json(patient('p', { meta: { tag: many(n, coding), security: many(n, coding) } })),
  },
  {
    name: 'CodeableConcept.coding',
    count: 2_000,
    text: (n) =>
      json(observation(0, 'Patient/1', { code: { coding: many(n, coding) }, component: many(n, componentOf) })),
  },
  {
    name: 'codes that a value set does not have',
    count: 2_000,
    text: (n) => json(patient('p', { contact: many(n, (i) => ({ name: { text: 'x' }, gender: `femal${i}` })) })),
  },
  {
    name: 'codes that a large code system does not have',
    count: 300,
    text: (n) =>
      json(
        observation(0, 'Patient/1', {
          interpretation: many(n, (i) => ({
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: `ACCTRECEIVABL${i}` }],
          })),
        }),
      ),
  },
  {
    name: 'ids of elements, each its own',
    count: 5_000,
    text: (n) => json(patient('p', { address: many(n, (i) => ({ id: `a${i}`, city: 'C' })) })),
  },
  {
    name: 'ids of elements, all the same',
    count: 2_000,
    text: (n) => json(patient('p', { address: many(n, () => ({ id: 'a', city: 'C' })) })),
  },
  {
    name: 'wrong values, on one line',
    count: 5_000,
    text: (n) => json(patient('p', { address: many(n, () => ({ period: { start: 'x' } })) })),
  },
  {
    name: 'wrong values, on many lines',
    count: 5_000,
    text: (n) => JSON.stringify(patient('p', { address: many(n, () => ({ period: { start: 'x' } })) }), undefined, 2),
  },
  {
    name: 'unknown properties of one object',
    count: 5_000,
    text: (n) => json(patient('p', Object.fromEntries(many(n, (i) => [`unknown${i}`, i])))),
  },
  {
    name: 'the same property again and again',
    count: 10_000,
    text: (n) => `{"resourceType":"Patient"${repeated(n, () => ',"active":true')}}`,
  },
  {
    name: 'pairs of properties with one name',
    count: 5_000,
    text: (n) => `{"resourceType":"Patient"${repeated(n, (i) => `,"p${i}":1,"p${i}":2`)}}`,
  },
  {
    name: 'primitives with nulls and extensions beside them',
    count: 10_000,
    text: (n) =>
      json(
        patient('p', {
          name: [
            {
              given: many(n, (i) => (i % 2 === 0 ? `Given ${i}` : null)),
              _given: many(n, (i) => (i % 2 === 0 ? null : { id: `g${i}`, extension: [ownExtension(1)] })),
            },
          ],
        }),
      ),
  },
  {
    name: 'primitives, only nulls',
    count: 10_000,
    text: (n) => json(patient('p', { name: [{ given: many(n, () => null) }] })),
  },
  {
    name: 'primitives',
    count: 50_000,
    text: (n) => json(patient('p', { name: [{ given: many(n, () => 'Given') }] })),
  },
  {
    name: 'empty objects',
    count: 10_000,
    text: (n) => json(patient('p', { name: many(n, () => ({})) })),
  },
  {
    name: 'narrative, many elements',
    count: 10_000,
    text: (n) => narrative(repeated(n, (i) => `<p>Paragraph <b>${i}</b></p>`)),
  },
  {
    name: 'narrative, ids and links',
    count: 5_000,
    text: (n) => narrative(repeated(n, (i) => `<p id="p${i}"><a href="#p${n - i - 1}">${i}</a></p>`)),
  },
  {
    name: 'narrative, links that lead nowhere',
    count: 5_000,
    text: (n) => narrative(repeated(n, (i) => `<p><a href="#q${i}">${i}</a></p>`)),
  },
  {
    name: 'narrative, ids given twice',
    count: 5_000,
    text: (n) => narrative(repeated(n, (i) => `<p id="p${i}">a</p><p id="p${i}">b</p>`)),
  },
  {
    name: 'narrative, elements that are not allowed',
    count: 5_000,
    text: (n) => narrative(repeated(n, (i) => `<x${i}>a</x${i}>`)),
  },
  {
    name: 'narrative, attributes of one element',
    count: 1_000,
    text: (n) => narrative(`<p ${repeated(n, (i) => `a${i}="x" `)}>a</p>`),
  },
  {
    name: 'narrative, deep',
    count: 2_000,
    text: (n) => narrative(repeated(Math.ceil(n / 400), () => `${'<div>'.repeat(400)}x${'</div>'.repeat(400)}`)),
  },
  {
    name: 'narrative, entities',
    count: 10_000,
    text: (n) => narrative(`<p>${'&#160;&amp;'.repeat(n)}</p>`),
  },
  { name: 'narrative, one long text', count: 1_000_000, text: (n) => narrative(`<p>${'word '.repeat(n / 5)}</p>`) },
  {
    name: 'narrative, one long attribute',
    count: 500_000,
    text: (n) => narrative(`<p title="${'word '.repeat(n / 5)}">x</p>`),
  },
  {
    name: 'narrative, one long comment',
    count: 500_000,
    text: (n) => narrative(`<p>x</p><!--${'word '.repeat(n / 5)}-->`),
  },
  {
    name: 'a long string',
    count: 1_000_000,
    text: (n) => json(patient('p', { name: [{ text: 'word '.repeat(n / 5).trim() }] })),
  },
  {
    name: 'a long string of escapes',
    count: 500_000,
    text: (n) => json(patient('p', { name: [{ text: `a${'\n'.repeat(n)}b` }] })),
  },
  {
    name: 'a long string of spaces',
    count: 500_000,
    text: (n) =>
      json(
        patient('p', { name: [{ text: `a${' '.repeat(n)}b`, family: ' '.repeat(n), given: [`a${' '.repeat(n)}`] }] }),
      ),
  },
  {
    name: 'long markdown',
    count: 1_000_000,
    text: (n) =>
      json({
        resourceType: 'Questionnaire',
        text,
        ...canonical('Questionnaire', 'Q'),
        description: '# A\n\n* b\n'.repeat(n / 10).trim(),
      }),
  },
  {
    name: 'long base64',
    count: 2_000_000,
    text: (n) => json({ resourceType: 'Binary', contentType: 'text/plain', data: 'QUJD'.repeat(n / 4) }),
  },
  {
    name: 'long base64 with white space',
    count: 1_000_000,
    text: (n) =>
      json({ resourceType: 'Binary', contentType: 'text/plain', data: `${'QUJD'.repeat(16)}\r\n`.repeat(n / 66) }),
  },
  {
    name: 'long base64 that is none',
    count: 2_000_000,
    text: (n) => json({ resourceType: 'Binary', contentType: 'text/plain', data: `${'QUJD'.repeat(n / 4)}!` }),
  },
  {
    name: 'long base64 in an attachment',
    count: 1_000_000,
    text: (n) => json(patient('p', { photo: [{ contentType: 'image/png', data: 'QUJD'.repeat(n / 4), size: 1 }] })),
  },
  {
    name: 'long decimals',
    count: 100_000,
    text: (n) =>
      `{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.${'1'.repeat(n)}}}`,
  },
  {
    name: 'long integers',
    count: 100_000,
    text: (n) => `{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueInteger":${'1'.repeat(n)}}`,
  },
  {
    name: 'long uris, ids, codes and dates',
    count: 200_000,
    text: (n) =>
      json(
        patient('a'.repeat(n), {
          implicitRules: `http://example.com/${'a/'.repeat(n / 2)}`,
          language: 'a-'.repeat(n / 2),
          birthDate: '2'.repeat(n),
          gender: 'female '.repeat(n / 7),
          generalPractitioner: [{ reference: `Practitioner/${'a/'.repeat(n / 2)}` }],
          managingOrganization: { reference: `http://example.com/${'Organization/'.repeat(n / 13)}` },
          identifier: [{ system: `urn:oid:${'1.'.repeat(n / 2)}`, value: 'x' }],
          deceasedDateTime: `2024-01-01T10:00:00.${'0'.repeat(n)}Z`,
        }),
      ),
  },
  {
    name: 'decimals written as JavaScript would not',
    count: 5_000,
    text: (n) =>
      `{"resourceType":"Observation","status":"final","code":{"text":"x"},"component":[${many(n, () => '{"code":{"text":"x"},"valueQuantity":{"value":1.00}}').join()}]}`,
  },
];
