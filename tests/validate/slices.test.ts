import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition } from '../../scripts/model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { generateSnapshots } from '../../scripts/snapshot/generate.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import type { Scope } from '../../scripts/validate/scope/scope.ts';
import { needsOf, valuesAt } from '../../scripts/validate/slicing/slice-need.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { matchesPattern } from '../../scripts/validate/value/equality.ts';
import { npmPackages } from './npm-packages.ts';

/*
 * Slices are found by a value that each of them needs. Whoever belongs to a slice must be found all the same: the first
 * slice that takes an occurrence, in the order of the profile.
 */
const packages = await npmPackages();
const owner = { id: 'test.guide', version: '1.0.0' };
const SLICES = 12;

interface Variant {
  readonly name: string;
  readonly discriminators: readonly object[];
  /** What the profile says of a slice: elements below the component, by path. */
  readonly elements: (slice: number) => Readonly<Record<string, object>>;
  /** Whether a component belongs to it, by the words of the specification. */
  readonly belongs: (component: Component, slice: number) => boolean;
}

interface Component {
  readonly code: { readonly coding?: readonly object[]; readonly text?: string };
  readonly valueInteger?: number;
  readonly valueCodeableConcept?: { readonly text?: string };
}

const coding = (slice: number) => ({ system: `http://example.com/${slice % 2}`, code: `c${slice % 9}` });

const variants: readonly Variant[] = [
  {
    name: 'patterns, some of them alike',
    discriminators: [{ type: 'pattern', path: 'code' }],
    elements: (slice) => ({ code: { patternCodeableConcept: { coding: [coding(slice)] } } }),
    belongs: ({ code }, slice) => matchesPattern(code, { coding: [coding(slice)] }),
  },
  {
    name: 'patterns that ask for less and less',
    discriminators: [{ type: 'pattern', path: 'code' }],
    elements: (slice) => ({
      code: {
        patternCodeableConcept: slice % 3 === 0 ? { text: `t${slice % 4}` } : { coding: [{ code: `c${slice}` }] },
      },
    }),
    belongs: ({ code }, slice) =>
      matchesPattern(code, slice % 3 === 0 ? { text: `t${slice % 4}` } : { coding: [{ code: `c${slice}` }] }),
  },
  {
    name: 'fixed values of a part',
    discriminators: [{ type: 'value', path: 'code.text' }],
    elements: (slice) => ({ 'code.text': { fixedString: `t${slice}` } }),
    belongs: ({ code }, slice) => code.text === `t${slice}`,
  },
  {
    name: 'fixed values below what the discriminator names',
    discriminators: [{ type: 'value', path: 'code' }],
    elements: (slice) => ({ 'code.text': { fixedString: `t${slice % 5}` } }),
    belongs: ({ code }, slice) => code.text === `t${slice % 5}`,
  },
  {
    name: 'two discriminators',
    discriminators: [
      { type: 'value', path: 'code.text' },
      { type: 'pattern', path: 'code.coding' },
    ],
    elements: (slice) => ({
      'code.coding': { patternCoding: { code: `c${slice % 3}` } },
      'code.text': { fixedString: `t${slice % 2}` },
    }),
    belongs: ({ code }, slice) =>
      code.text === `t${slice % 2}` &&
      (code.coding ?? []).some((item) => matchesPattern(item, { code: `c${slice % 3}` })),
  },
  {
    name: 'some slices that need no value',
    discriminators: [{ type: 'value', path: 'value' }],
    elements: (slice) =>
      slice % 4 === 3
        ? { 'value[x]': { type: [{ code: 'CodeableConcept' }], patternCodeableConcept: { text: `t${slice}` } } }
        : { 'value[x]': { type: [{ code: 'integer' }], fixedInteger: slice } },
    belongs: ({ valueInteger, valueCodeableConcept }, slice) =>
      slice % 4 === 3 ? valueCodeableConcept?.text === `t${slice}` : valueInteger === slice,
  },
];

function validatorFor({ name, discriminators, elements }: Variant) {
  const path = 'Observation.component';
  const definition = {
    resourceType: 'StructureDefinition',
    url: `https://guide.test/StructureDefinition/${name.length}`,
    version: '1.0.0',
    name: 'Sliced',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Observation',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
    derivation: 'constraint',
    differential: {
      element: [
        { id: path, path, slicing: { discriminator: discriminators, rules: 'open' } },
        ...Array.from({ length: SLICES }, (_, slice) => [
          { id: `${path}:s${slice}`, path, sliceName: `s${slice}`, max: '1' },
          ...Object.entries(elements(slice)).map(([below, says]) => ({
            id: `${path}:s${slice}.${below}`,
            path: `${path}.${below}`,
            ...says,
          })),
        ]).flat(),
      ],
    },
  } as unknown as StructureDefinition;
  const plain = createDefinitions(packages);
  const { value: profiles } = generateSnapshots([{ resource: definition, package: owner }], {
    resolve: (canonical, from) => plain.resolve(canonical, from) as unknown as Definition<StructureDefinition>,
  });
  const resources = profiles as unknown as FhirResource[];
  const definitions = createDefinitions(packages, { package: owner, dependencies: [], resources });
  const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: owner });
  return (component: readonly Component[]) => {
    const resource = { resourceType: 'Observation', status: 'final', code: { text: 'x' }, component };
    const { issues } = validator.validateResource(resource, { file: 'x.json', profiles: [definition.url] });
    return issues.filter(({ rule }) => rule === 'slice-cardinality').map(({ message }) => message.split(' ')[0]);
  };
}

const number = fc.integer({ min: 0, max: SLICES }).map((slice) => slice % (SLICES - 3));
const components: fc.Arbitrary<readonly Component[]> = fc.array(
  fc
    .record({
      code: fc
        .record({
          coding: fc.option(
            fc.array(
              fc.oneof(
                number.map(coding),
                number.map((slice) => ({ code: `c${slice}` })),
              ),
              { maxLength: 3 },
            ),
            { nil: undefined },
          ),
          text: fc.option(
            number.map((slice) => `t${slice}`),
            { nil: undefined },
          ),
        })
        .map((code) => JSON.parse(JSON.stringify(code))),
      value: fc.oneof(
        number.map((valueInteger) => ({ valueInteger })),
        number.map((slice) => ({ valueCodeableConcept: { text: `t${slice}` } })),
      ),
    })
    .map(({ code, value }) => ({ code, ...value })),
  { minLength: 1, maxLength: 12 },
);

for (const variant of variants) {
  test(`an occurrence is found by the first slice that takes it: ${variant.name}`, () => {
    const tooMany = validatorFor(variant);
    let found = 0;
    fc.assert(
      fc.property(components, (list) => {
        const counts = Array.from({ length: SLICES }, () => 0);
        for (const component of list) {
          const slice = counts.findIndex((_, at) => variant.belongs(component, at));
          if (slice !== -1) counts[slice] = (counts[slice] ?? 0) + 1;
        }
        const wanted = counts.flatMap((count, slice) => (count > 1 ? [`Observation.component:s${slice}`] : []));
        found += wanted.length;
        expect(tooMany(list)).toEqual(wanted);
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(found).toBeGreaterThan(10);
  });
}

test('whoever has at least what a pattern has, has each value that it needs', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (found, pattern) => {
      const both = Array.isArray(pattern) ? [found, ...pattern] : pattern;
      if (!matchesPattern(both, pattern)) return;
      const node = { value: both, sibling: undefined, type: 'Element', path: 'x', rules: undefined };
      for (const need of needsOf(pattern)) expect(valuesAt(need, node, {} as Scope).has(need.value)).toBe(true);
    }),
    { seed: 7 },
  );
});
