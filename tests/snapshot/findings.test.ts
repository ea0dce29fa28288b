import { expect, test } from 'vitest';
import { type SnapshotRule, snapshotRules } from '../../scripts/snapshot/element/rules.ts';
import { exampleUrl, make, profile, type Stated } from './profile.ts';

interface Mistake {
  readonly title: string;
  readonly stated: readonly Stated[];
  /** Of a profile that the mistaken one derives from. */
  readonly parent?: readonly Stated[];
  readonly rule: SnapshotRule;
  readonly at: string;
  /** What the message must name, so that the reader can mend it. */
  readonly names: readonly string[];
}

const byCode = { discriminator: [{ type: 'value' as const, path: 'code' }], rules: 'open' as const };

const mistakes: readonly Mistake[] = [
  {
    title: 'an element that the base does not have',
    stated: [{ path: 'Observation.colour', min: 1 }],
    rule: 'snapshot-path-unknown',
    at: 'Observation.colour',
    names: ['Observation.colour', 'status'],
  },
  {
    title: 'a path that starts with another type',
    stated: [{ path: 'Observaton.code', min: 1 }],
    rule: 'snapshot-path-unknown',
    at: 'Observaton.code',
    names: ['Observaton.code', 'start with Observation'],
  },
  {
    title: 'a slice that only the id names',
    stated: [{ id: 'Observation.category:lab', path: 'Observation.category', min: 1 }],
    rule: 'snapshot-slice-unnamed',
    at: 'Observation.category:lab',
    names: ['sliceName', 'Observation.category'],
  },
  {
    title: 'a type on the root',
    stated: [{ path: 'Observation', type: [{ code: 'Observation' }] }],
    rule: 'snapshot-root-constrained',
    at: 'Observation',
    names: ['has a type'],
  },
  {
    title: 'elements in another order than the base',
    stated: [
      { path: 'Observation.code', min: 1 },
      { path: 'Observation.status', min: 1 },
    ],
    rule: 'snapshot-order',
    at: 'Observation.status',
    names: ['after Observation.code'],
  },
  {
    title: 'an element after what is below it',
    stated: [
      { path: 'Observation.code.text', min: 1 },
      { path: 'Observation.code', mustSupport: true },
    ],
    rule: 'snapshot-order',
    at: 'Observation.code',
    names: ['below it'],
  },
  {
    title: 'a type slice after a mandatory one',
    stated: [
      { path: 'Observation.value[x]', sliceName: 'valueQuantity', type: [{ code: 'Quantity' }], min: 1 },
      { path: 'Observation.value[x]', sliceName: 'valueString', type: [{ code: 'string' }] },
    ],
    rule: 'snapshot-slices-type',
    at: 'Observation.value[x]',
    names: ['valueQuantity', 'valueString cannot occur'],
  },
  {
    title: 'slices of an element that cannot repeat',
    stated: [
      { path: 'Observation.method', slicing: { discriminator: [{ type: 'value', path: 'text' }], rules: 'open' } },
      { path: 'Observation.method', sliceName: 'a' },
    ],
    rule: 'snapshot-slicing-single',
    at: 'Observation.method',
    names: ['cannot repeat'],
  },
  {
    title: 'a slice that is sliced by another discriminator',
    stated: [
      { path: 'Observation.component', slicing: byCode },
      {
        path: 'Observation.component',
        sliceName: 'a',
        slicing: { discriminator: [{ type: 'type', path: 'value' }], rules: 'open' },
      },
      { path: 'Observation.component', sliceName: 'a/b' },
    ],
    rule: 'snapshot-reslice-discriminator',
    at: 'Observation.component:a',
    names: ['slicing of its own'],
  },
  {
    title: 'a choice of a type that the base does not offer',
    stated: [{ path: 'Observation.valueAddress', min: 1 }],
    rule: 'snapshot-path-unknown',
    at: 'Observation.valueAddress',
    names: ['valueAddress', 'value[x]'],
  },
  {
    title: 'a child that the type does not have',
    stated: [{ path: 'Observation.code.coding.colour', min: 1 }],
    rule: 'snapshot-path-unknown',
    at: 'Observation.code.coding.colour',
    names: ['colour', 'userSelected'],
  },
  {
    title: 'a minimum below the base’s',
    stated: [{ path: 'Observation.status', min: 0 }],
    rule: 'snapshot-min-widened',
    at: 'Observation.status',
    names: ['is 0', 'has 1'],
  },
  {
    title: 'a minimum of a slice below that of the same slice in the base',
    parent: [
      { path: 'Observation.component', slicing: byCode, min: 1 },
      { path: 'Observation.component', sliceName: 'systolic', min: 1 },
    ],
    stated: [{ path: 'Observation.component', sliceName: 'systolic', min: 0 }],
    rule: 'snapshot-min-widened',
    at: 'Observation.component:systolic',
    names: ['is 0', 'has 1'],
  },
  {
    title: 'a maximum above the base’s',
    stated: [{ path: 'Observation.status', max: '*' }],
    rule: 'snapshot-max-widened',
    at: 'Observation.status',
    names: ['is *', 'has 1'],
  },
  {
    title: 'a minimum above the maximum',
    stated: [{ path: 'Observation.note', min: 3, max: '2' }],
    rule: 'snapshot-min-above-max',
    at: 'Observation.note',
    names: ['3', '2'],
  },
  {
    title: 'a type that the base does not allow',
    stated: [{ path: 'Observation.effective[x]', type: [{ code: 'date' }] }],
    rule: 'snapshot-type-not-allowed',
    at: 'Observation.effective[x]',
    names: ['date', 'dateTime', 'Period'],
  },
  {
    title: 'a target that the base does not allow',
    stated: [
      {
        path: 'Observation.subject',
        type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Practitioner'] }],
      },
    ],
    rule: 'snapshot-target-not-allowed',
    at: 'Observation.subject',
    names: ['Practitioner', 'Patient'],
  },
  {
    title: 'a profile on another type',
    stated: [
      {
        path: 'Observation.code',
        type: [{ code: 'CodeableConcept', profile: ['http://hl7.org/fhir/StructureDefinition/SimpleQuantity'] }],
      },
    ],
    rule: 'snapshot-type-not-allowed',
    at: 'Observation.code',
    names: ['SimpleQuantity', 'CodeableConcept'],
  },
  {
    title: 'a pattern of another type',
    stated: [{ path: 'Observation.code', patternCoding: { code: 'x' } }],
    rule: 'snapshot-type-not-allowed',
    at: 'Observation.code',
    names: ['Coding', 'patternCodeableConcept'],
  },
  {
    title: 'a profile that is not loaded',
    stated: [{ path: 'Observation.code', type: [{ code: 'CodeableConcept', profile: [exampleUrl('lost')] }] }],
    rule: 'snapshot-profile-unresolved',
    at: 'Observation.code',
    names: [exampleUrl('lost')],
  },
  {
    title: 'slices without slicing',
    stated: [{ path: 'Observation.component', sliceName: 'systolic' }],
    rule: 'snapshot-slicing-missing',
    at: 'Observation.component',
    names: ['systolic', 'discriminator'],
  },
  {
    title: 'other discriminators than the base',
    parent: [{ path: 'Observation.component', slicing: byCode }],
    stated: [
      {
        path: 'Observation.component',
        slicing: { discriminator: [{ type: 'type', path: 'value' }], rules: 'open' },
      },
    ],
    rule: 'snapshot-slicing-changed',
    at: 'Observation.component',
    names: ['type:value'],
  },
  {
    title: 'a new slice where the base closed the slicing',
    parent: [{ path: 'Observation.component', slicing: { ...byCode, rules: 'closed' } }],
    stated: [{ path: 'Observation.component', sliceName: 'late' }],
    rule: 'snapshot-slicing-closed',
    at: 'Observation.component',
    names: ['late'],
  },
  {
    title: 'a slice name used twice',
    stated: [
      { path: 'Observation.component', slicing: byCode },
      { path: 'Observation.component', sliceName: 'systolic' },
      { path: 'Observation.component', sliceName: 'systolic' },
    ],
    rule: 'snapshot-element-duplicate',
    at: 'Observation.component',
    names: ['systolic'],
  },
  {
    title: 'fewer slices allowed than demanded',
    stated: [
      { path: 'Observation.component', slicing: byCode },
      { path: 'Observation.component', sliceName: 'systolic', min: 1 },
    ],
    rule: 'snapshot-slices-min',
    at: 'Observation.component',
    names: ['minimum of 1'],
  },
  {
    title: 'more slices demanded than allowed',
    stated: [
      { path: 'Observation.value[x]', sliceName: 'valueQuantity', type: [{ code: 'Quantity' }], min: 1 },
      { path: 'Observation.value[x]', sliceName: 'valueString', type: [{ code: 'string' }], min: 1 },
    ],
    rule: 'snapshot-slices-max',
    at: 'Observation.value[x]',
    names: ['at most 1', 'demand 2'],
  },
  {
    title: 'a required binding made weaker',
    stated: [
      { path: 'Observation.status', binding: { strength: 'extensible', valueSet: 'http://example.org/status' } },
    ],
    rule: 'snapshot-binding-weakened',
    at: 'Observation.status',
    names: ['extensible'],
  },
  {
    title: 'must-support taken back',
    parent: [{ path: 'Observation.code', mustSupport: true }],
    stated: [{ path: 'Observation.code', mustSupport: false }],
    rule: 'snapshot-must-support-removed',
    at: 'Observation.code',
    names: ['must-support'],
  },
  {
    title: 'children of an element of a type that is not loaded',
    stated: [{ path: 'Observation.id.value', min: 1 }],
    rule: 'snapshot-profile-unresolved',
    at: 'Observation.id',
    names: ['System.String'],
  },
];

for (const { title, stated, parent, rule, at, names } of mistakes) {
  test(`${title} is reported once, and the snapshot made all the same`, () => {
    const parents = parent === undefined ? [] : [profile(parent, { id: 'parent' })];
    const options = parent === undefined ? {} : { base: exampleUrl('parent') };
    const made = make([...parents, profile(stated, options)]);
    expect(made.issues.map((issue) => [issue.rule, issue.expression])).toEqual([[rule, at]]);
    for (const name of names) expect(made.issues[0]?.message).toContain(name);
    expect(made.issues[0]?.profile).toBe(exampleUrl('example'));
    expect(made.elements.length).toBeGreaterThan(40);
  });
}

test('every rule about elements has a case above', () => {
  const tested = new Set<string>(mistakes.map(({ rule }) => rule));
  const isOfTheWhole = (rule: string) => /^snapshot-(?:base|definition)-/.test(rule);
  expect(Object.keys(snapshotRules).filter((rule) => !tested.has(rule) && !isOfTheWhole(rule))).toEqual([]);
});

test('a differential with a part that cannot be read has no snapshot, and what rests on it says so', () => {
  const parent = profile([{ path: 'Observation.code', min: '1' } as unknown as Stated], { id: 'parent' });
  const { snapshots, issues } = make([profile([], { base: exampleUrl('parent') }), parent]);
  expect(snapshots).toEqual([]);
  expect(issues.map(({ rule }) => rule)).toEqual(['snapshot-definition-broken', 'snapshot-base-missing']);
  expect(issues[0]?.message).toContain('differential.element[0].min must be a whole number from 0 on');
});

test('profiles that rest on each other through hundreds of levels are given up, whatever their order', () => {
  const chain = Array.from({ length: 300 }, (_, i) =>
    profile([], { id: `p${i}`, ...(i === 0 ? {} : { base: exampleUrl(`p${i - 1}`) }) }),
  );
  const sets = [chain, chain.toReversed()].map((profiles) => make(profiles));
  for (const { snapshots, issues } of sets) {
    expect(snapshots.length).toBe(100);
    expect(new Set(issues.map(({ rule }) => rule))).toEqual(new Set(['snapshot-definition-broken']));
  }
});

test('profiles in a circle of hundreds are given up', () => {
  const circle = Array.from({ length: 300 }, (_, i) =>
    profile([], { id: `p${i}`, base: exampleUrl(`p${(i + 1) % 300}`) }),
  );
  expect(make(circle).snapshots).toEqual([]);
});
