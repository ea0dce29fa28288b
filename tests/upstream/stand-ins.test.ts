import { beforeAll, describe, expect, test } from 'vitest';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import type { Outcome } from '../../scripts/model/issue.ts';
import { type InstalledPackage, packageKey } from '../../scripts/model/package.ts';
import { compareSnapshots } from '../snapshot/compare-snapshots.ts';
import { hasShared } from '../snapshot/published-packages.ts';
import { explains, readKnownDifferences } from './known-differences.ts';
import { openStandIns, resourcesByUrl, standInRefs } from './open-stand-ins.ts';
import { type Oracle, oracles } from './oracles.ts';
import { testTerminology } from './terminology-tests.ts';

if (!hasShared) process.stderr.write('tests/upstream: ../shared is absent, stand-ins are not compared\n');

let opened: Outcome<InstalledPackage[]>;
beforeAll(async () => {
  opened = await openStandIns();
}, 300_000);

function standIn({ id, version }: { id: string; version: string }): InstalledPackage {
  const found = opened.value.find((each) => each.id === id && each.version === version);
  if (found === undefined) throw new Error(`${id}#${version} was not opened`);
  return found;
}

describe('every stand-in', () => {
  test('compiles with no error and no warning', () => {
    const grave = opened.issues.filter(({ severity }) => severity !== 'information');
    expect(grave.map(({ message }) => message)).toEqual([]);
  });

  for (const ref of standInRefs()) {
    const key = packageKey(ref);

    test(`${key} says that it is one`, () => {
      expect(standIn(ref).manifest).toMatchObject({ name: ref.id, version: ref.version, standIn: true });
    });

    test(`${key} has an ImplementationGuide, a version on each resource and a snapshot of each profile`, () => {
      const { entries } = standIn(ref);
      expect(entries.filter(({ resourceType }) => resourceType === 'ImplementationGuide')).toHaveLength(1);
      expect(entries.filter(({ version }) => version === undefined)).toEqual([]);
      const profiles = entries.filter(({ resourceType }) => resourceType === 'StructureDefinition');
      expect(profiles.filter(({ hasSnapshot }) => hasSnapshot !== true)).toEqual([]);
    });
  }
});

describe.skipIf(!hasShared)('the snapshots of a stand-in are those of the package it stands for', () => {
  const known = readKnownDifferences();

  for (const oracle of hasShared ? oracles() : []) {
    const key = packageKey(oracle);
    const ofPackage = known.filter(({ package: owner }) => owner === key);

    test(key, () => {
      const { differences, figures } = compare(standIn(oracle), oracle);
      process.stderr.write(`${key}: ${figures}\n`);
      const unknown = differences.filter(
        ([profile, difference]) => !ofPackage.some((each) => explains(each, profile, difference)),
      );
      expect(unknown.map((parts) => parts.join(' '))).toEqual([]);
      const found = ofPackage.map((each) => ({
        ...each,
        count: differences.filter(([profile, difference]) => explains(each, profile, difference)).length,
      }));
      expect(found).toEqual(ofPackage);
    });
  }

  test('each known difference is of a package that is compared', () => {
    const compared = oracles().map(packageKey);
    expect(known.filter(({ package: owner }) => !compared.includes(owner))).toEqual([]);
  });
});

testTerminology(() => opened.value);

function compare(
  installed: InstalledPackage,
  oracle: Oracle,
): { differences: (readonly [profile: string, difference: string])[]; figures: string } {
  let [profiles, total, equal] = [0, 0, 0];
  const differences = [...resourcesByUrl(installed).values()].filter(isStructureDefinition).flatMap((profile) => {
    const expected = oracle.expected(profile);
    if (expected === undefined) return [[profile.id ?? '', `${profile.type}: unknown`] as const];
    const comparison = compareSnapshots(expected, profile.snapshot?.element ?? []);
    profiles++;
    total += comparison.total;
    equal += comparison.equal;
    return comparison.differences.map((difference) => [profile.id ?? '', difference] as const);
  });
  const percent = ((100 * equal) / total).toFixed(2);
  return { differences, figures: `${equal} of ${total} elements (${percent} %) of ${profiles} snapshots equal` };
}

function isStructureDefinition(resource: FhirResource): resource is FhirResource & StructureDefinition {
  return resource.resourceType === 'StructureDefinition';
}
