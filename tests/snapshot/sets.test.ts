import { describe, expect, test } from 'vitest';
import type { Definition } from '../../scripts/model/definition/definitions.ts';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { type PackageRef, packageKey } from '../../scripts/model/package.ts';
import { generateSnapshot, type SnapshotContext } from '../../scripts/snapshot/generate.ts';
import { exampleUrl, guide, make, profile, r4Context } from './profile.ts';
import { hasShared, packageFile } from './published-packages.ts';

describe('several definitions', () => {
  test('are made after what they derive from, and returned in the order given', () => {
    const grandchild = profile([], { id: 'grandchild', base: exampleUrl('child') });
    const child = profile([{ path: 'Observation.note', max: '0' }], { id: 'child', base: exampleUrl('parent') });
    const parent = profile([{ path: 'Observation.code', short: 'of the parent' }], { id: 'parent' });
    const { snapshots, issues } = make([grandchild, child, parent]);
    expect(issues).toEqual([]);
    expect(snapshots.map(({ id }) => id)).toEqual(['grandchild', 'child', 'parent']);
    const elements = snapshots[0]?.snapshot?.element ?? [];
    expect(elements.find(({ id }) => id === 'Observation.code')?.short).toBe('of the parent');
    expect(elements.find(({ id }) => id === 'Observation.note')?.max).toBe('0');
  });

  test('that derive from each other in a circle are one issue that names the circle', () => {
    const a = profile([], { id: 'a', base: exampleUrl('b') });
    const b = profile([], { id: 'b', base: exampleUrl('c') });
    const c = profile([], { id: 'c', base: exampleUrl('a') });
    const sound = profile([], { id: 'sound' });
    const { snapshots, issues } = make([a, b, c, sound]);
    expect(snapshots.map(({ id }) => id)).toEqual(['sound']);
    const circles = issues.filter(({ rule }) => rule === 'snapshot-base-circular');
    expect(circles).toHaveLength(1);
    expect(circles[0]?.message).toContain(['a', 'b', 'c', 'a'].map(exampleUrl).join(' → '));
    expect(issues.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });

  test('may name each other as targets, in circles too', () => {
    const target = (id: string) => [{ code: 'Reference', targetProfile: [exampleUrl(id)] }];
    const a = profile([{ path: 'Observation.hasMember', type: target('b') }], { id: 'a' });
    const b = profile([{ path: 'Observation.hasMember', type: target('a') }], { id: 'b' });
    const { snapshots, issues } = make([a, b]);
    expect(issues).toEqual([]);
    expect(snapshots).toHaveLength(2);
  });

  test('an extension may contain itself', () => {
    const itself = profile(
      [
        {
          path: 'Extension.extension',
          sliceName: 'more',
          type: [{ code: 'Extension', profile: [exampleUrl('deep')] }],
        },
        { path: 'Extension.url', fixedUri: exampleUrl('deep') },
      ],
      { id: 'deep', type: 'Extension', kind: 'complex-type' },
    );
    const made = make([itself]);
    expect(made.issues).toEqual([]);
    expect(made.element('Extension.extension:more').type).toEqual([
      { code: 'Extension', profile: [exampleUrl('deep')] },
    ]);
  });
});

describe('a definition that has no base to start from', () => {
  test.each([
    ['none is named', undefined, 'Name the definition'],
    ['it is not loaded', exampleUrl('lost'), 'in no loaded package'],
  ])('is left out with an issue: %s', (_title, base, message) => {
    const { package: owner, resource } = profile([]);
    const { baseDefinition: _base, ...rest } = resource;
    const changed = base === undefined ? rest : { ...rest, baseDefinition: base };
    const { value, issues } = generateSnapshot({ package: owner, resource: changed }, r4Context);
    expect(value).toBeUndefined();
    expect(issues).toMatchObject([{ severity: 'error', rule: 'snapshot-base-missing', expression: 'Observation' }]);
    expect(issues[0]?.message).toContain(message);
  });

  test('is left out when its base is of another type', () => {
    const { value, issues } = generateSnapshot(
      profile([], { base: 'http://hl7.org/fhir/StructureDefinition/Patient' }),
      r4Context,
    );
    expect(value).toBeUndefined();
    expect(issues).toMatchObject([{ rule: 'snapshot-base-type', severity: 'error' }]);
  });
});

describe('canonicals without a version', () => {
  const older: PackageRef = { id: 'example.parents', version: '1.0.0' };
  const VALUE_SET = 'http://example.org/ValueSet/methods';
  const parent: Definition<StructureDefinition> = {
    ...profile([{ path: 'Observation.method', binding: { strength: 'required', valueSet: VALUE_SET } }], {
      id: 'parent',
    }),
    package: older,
  };
  /** Both versions of the parents' package have the value set; the guide depends on the newer one first. */
  const context: SnapshotContext = {
    resolve: (canonical, from) => (canonical === exampleUrl('parent') ? parent : r4Context.resolve(canonical, from)),
    pin: (canonical, from) => {
      if (!canonical.startsWith(VALUE_SET)) return canonical;
      return `${canonical}|${from !== undefined && packageKey(from) === packageKey(older) ? '1.0.0' : '2.0.0'}`;
    },
  };

  test('mean what they mean to the package that states them, through every generation', () => {
    const child = profile([{ path: 'Observation.method', short: 'of the child' }], {
      id: 'child',
      base: exampleUrl('parent'),
    });
    const grandchild = profile([], { id: 'grandchild', base: exampleUrl('child') });
    const made = make([child, grandchild], context);
    expect(made.element('Observation.method').binding?.valueSet).toBe(`${VALUE_SET}|1.0.0`);
  });

  test('stated anew mean what they mean to the guide', () => {
    const binding = { strength: 'required' as const, valueSet: `${VALUE_SET}/more` };
    const child = profile([{ path: 'Observation.method', binding }], { base: exampleUrl('parent') });
    const { snapshots, element } = make([child], context);
    expect(element('Observation.method').binding?.valueSet).toBe(`${VALUE_SET}/more|2.0.0`);
    const differential = snapshots[0]?.differential?.element ?? [];
    expect(differential[0]?.binding?.valueSet).toBe(`${VALUE_SET}/more`);
  });

  test('are left alone in fixed and pattern values, which data must equal', () => {
    const made = make([profile([{ path: 'Observation.meta.profile', fixedCanonical: VALUE_SET }])], context);
    expect(made.element('Observation.meta.profile').fixedCanonical).toBe(VALUE_SET);
  });
});

test('what is given is not changed, even when it is frozen', () => {
  const definition = deepFreeze(
    profile([
      { path: 'Observation.valueQuantity', min: 1 },
      { path: 'Observation.component', slicing: { discriminator: [{ type: 'value', path: 'code' }], rules: 'open' } },
      { path: 'Observation.component', sliceName: 'a', min: 1 },
    ]),
  );
  const before = JSON.stringify(definition);
  const context: SnapshotContext = {
    resolve(canonical, from) {
      const found = r4Context.resolve(canonical, from);
      return found && deepFreeze(structuredClone(found));
    },
  };
  expect(generateSnapshot(definition, context).value?.snapshot?.element.length).toBeGreaterThan(50);
  expect(JSON.stringify(definition)).toBe(before);
  expect(definition.package).toBe(guide);
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}

test.skipIf(!hasShared)('a package published without usable snapshots gets them all, without an error', () => {
  const published = packageFile('hl7.fhir.fr.core-1.1.0.tgz', { id: 'hl7.fhir.fr.core', version: '1.1.0' });
  const definitions = published.all().map((resource) => ({ resource, package: guide }));
  const { snapshots, issues } = make(definitions);
  expect(snapshots).toHaveLength(definitions.length);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
});
