import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ElementDefinition } from '../../scripts/model/fhir.ts';
import { exampleUrl, make, profile, type Stated } from './profile.ts';
import { r4Core } from './published-packages.ts';

const observation = r4Core.find('http://hl7.org/fhir/StructureDefinition/Observation')?.snapshot?.element ?? [];
const repeating = ['category', 'performer', 'interpretation', 'note', 'component'];

/** A narrowing of an element that every element of Observation can bear. */
const narrowing: fc.Arbitrary<Stated> = fc
  .record({
    element: fc.constantFrom(
      ...observation.filter(({ path }) => path.split('.').length === 2 && path !== 'Observation.contained'),
    ),
    short: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    mustSupport: fc.option(fc.constant(true), { nil: undefined }),
    forbids: fc.boolean(),
    below: fc.boolean(),
  })
  .map(({ element, short, mustSupport, forbids, below }): Stated => {
    const path = below ? `${element.path}.extension` : element.path;
    const isFree = (element.min ?? 0) === 0 || below;
    return {
      path: element.path.endsWith('.id') ? element.path : path,
      ...(short === undefined ? {} : { short }),
      ...(mustSupport === undefined ? {} : { mustSupport }),
      ...(forbids && isFree ? { max: '0' } : {}),
    };
  });

const slicing: fc.Arbitrary<Stated[]> = fc
  .record({
    name: fc.constantFrom(...repeating),
    slices: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 4 }),
    min: fc.nat({ max: 1 }),
  })
  .map(({ name, slices, min }) => {
    const path = `Observation.${name}`;
    return [
      { path, min: slices.length, slicing: { discriminator: [{ type: 'value', path: '$this' }], rules: 'open' } },
      ...slices.map((sliceName) => ({ path, sliceName, min })),
    ];
  });

/** A differential in the order of the base, each element once. */
const differential: fc.Arbitrary<Stated[]> = fc
  .tuple(
    fc.uniqueArray(narrowing, { selector: ({ path }) => path, maxLength: 8 }),
    fc.option(slicing, { nil: undefined }),
  )
  .map(([narrowings, slices = []]) => {
    const sliced = slices[0]?.path;
    const rest = narrowings.filter(({ path }) => sliced === undefined || !path.startsWith(sliced));
    const rank = ({ path }: Stated) =>
      observation.findIndex((element) => `${path}.`.startsWith(`${element.path}.`) && element.path !== 'Observation');
    return [...rest, ...slices]
      .map((stated, index) => ({ stated, index }))
      .sort((a, b) => rank(a.stated) - rank(b.stated) || a.index - b.index)
      .map(({ stated }) => stated);
  });

function ids(elements: readonly ElementDefinition[]): (string | undefined)[] {
  return elements.map(({ id }) => id);
}

test('every id is there once, and after its parent', () => {
  fc.assert(
    fc.property(differential, (stated) => {
      const { elements, issues } = make([profile(stated)]);
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      const seen = new Set<string>();
      for (const { id = '', path } of elements) {
        expect(seen.has(id)).toBe(false);
        if (path.includes('.')) expect(seen.has(id.slice(0, id.lastIndexOf('.')))).toBe(true);
        seen.add(id);
      }
    }),
    { numRuns: 60 },
  );
});

test('what the differential does not speak of stays as the base has it', () => {
  fc.assert(
    fc.property(differential, (stated) => {
      const untouched = make([profile([])]).elements;
      const made = new Map(make([profile(stated)]).elements.map((element) => [element.id, element]));
      for (const element of untouched) {
        const isSpokenOf = stated.some(({ path }) => path === element.path || path.startsWith(`${element.path}.`));
        if (!isSpokenOf) expect(made.get(element.id)).toEqual(element);
      }
    }),
    { numRuns: 60 },
  );
});

test('saying the same again changes nothing', () => {
  fc.assert(
    fc.property(differential, (stated) => {
      const parent = profile(stated, { id: 'parent' });
      const again = profile(stated, { base: exampleUrl('parent') });
      const [first, second] = make([parent, again]).snapshots;
      expect(ids(second?.snapshot?.element ?? [])).toEqual(ids(first?.snapshot?.element ?? []));
      expect(withoutSources(second?.snapshot?.element ?? [])).toEqual(withoutSources(first?.snapshot?.element ?? []));
    }),
    { numRuns: 60 },
  );
});

/** An inherited constraint names its source, and one stated in the differential need not. */
function withoutSources(elements: readonly ElementDefinition[]): unknown[] {
  return elements.map(({ constraint, ...element }) => ({ ...element, constraint: constraint?.map(({ key }) => key) }));
}

/** Elements that no tool would write, and somebody may. */
const nonsense: fc.Arbitrary<Stated[]> = fc.array(
  fc.record(
    {
      path: fc.oneof(
        fc.constantFrom(...observation.map(({ path }) => path)),
        fc.constantFrom(
          '',
          'Observation.',
          'Observation..code',
          'Observation.value',
          'Observation.valueQuantity',
          'Patient',
        ),
        fc
          .tuple(
            fc.constantFrom(...observation.map(({ path }) => path)),
            fc.constantFrom('coding', 'extension', 'x', 'id', 'low.unit'),
          )
          .map((parts) => parts.join('.')),
      ),
      id: fc.constantFrom('Observation', 'Observation.code:a/b', ':', 'Observation.value[x]:valueQuantity'),
      sliceName: fc.constantFrom('a', 'a/b', '/', 'valueQuantity', ''),
      min: fc.constantFrom(0, 1, 7, -1),
      max: fc.constantFrom('0', '1', '*', 'many'),
      type: fc.constantFrom([], [{ code: 'Quantity' }], [{ code: 'None' }, { code: 'Extension', profile: ['urn:x'] }]),
      slicing: fc.constantFrom({ rules: 'open' as const }, { rules: 'closed' as const, discriminator: [] }),
      contentReference: fc.constantFrom('#Observation.referenceRange', '#nowhere'),
      fixedString: fc.constant('x'),
    },
    { requiredKeys: ['path'] },
  ),
  { maxLength: 6 },
);

test('a differential that makes no sense is reported, and nothing is thrown', () => {
  fc.assert(
    fc.property(nonsense, nonsense, (first, second) => {
      const parent = profile(first, { id: 'parent' });
      const { snapshots, issues } = make([profile(second, { base: exampleUrl('parent') }), parent]);
      const isBroken = issues.some(({ rule }) => rule === 'snapshot-definition-broken');
      expect(isBroken ? 2 : snapshots.length).toBe(2);
    }),
    { numRuns: 150 },
  );
});

test('an element without a path is reported', () => {
  const { issues, elements } = make([profile([{ min: 1 } as unknown as Stated])]);
  expect(issues).toMatchObject([{ rule: 'snapshot-path-unknown', expression: 'Observation' }]);
  expect(elements.length).toBeGreaterThan(40);
});
