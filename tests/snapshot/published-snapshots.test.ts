import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../scripts/model/definition/definitions.ts';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { generateSnapshots, type SnapshotContext } from '../../scripts/snapshot/generate.ts';
import { compareSnapshots } from './compare-snapshots.ts';
import { type KnownDifferences, knownDifferences } from './known-differences.ts';
import {
  contextOf,
  extensions,
  hasShared,
  type PublishedPackage,
  packageFile,
  r4Core,
  shared,
  withoutSnapshots,
} from './published-packages.ts';
import { asPublished } from './transcribed-parents.ts';

const HL7 = [r4Core, extensions];

function definitionsOf({ id, version, all }: PublishedPackage): Definition<StructureDefinition>[] {
  return all().map((resource) => ({ resource, package: { id, version } }));
}

/** Makes the snapshots again from the differentials, and holds them against those published. */
function regenerate(
  name: string,
  published: readonly Definition<StructureDefinition>[],
  context: SnapshotContext,
): { differences: string[]; made: ReadonlyMap<string, StructureDefinition>; errors: string[] } {
  const profiles = published.filter(
    ({ resource }) =>
      resource.derivation === 'constraint' && resource.snapshot !== undefined && resource.snapshot.element.length > 0,
  );
  const input = profiles.map(({ resource: { snapshot: _snapshot, ...resource }, ...rest }) => ({ ...rest, resource }));
  const { value, issues } = generateSnapshots(input, context);
  const made = new Map(value.map((definition) => [definition.url, definition]));
  let [total, equal] = [0, 0];
  const differences = profiles.flatMap(({ resource }) => {
    const found = made.get(resource.url)?.snapshot?.element ?? [];
    const comparison = compareSnapshots(resource.snapshot?.element ?? [], found);
    total += comparison.total;
    equal += comparison.equal;
    return comparison.differences.map((difference) => `${resource.id} ${difference}`);
  });
  const percent = ((100 * equal) / total).toFixed(2);
  process.stderr.write(`${name}: ${equal} of ${total} elements (${percent} %) of ${profiles.length} snapshots equal\n`);
  const errors = issues.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return { differences, made, errors };
}

function unexplained(differences: readonly string[], known: readonly KnownDifferences[]): string[] {
  return differences.filter((difference) => !known.some(({ matches }) => matches.test(difference)));
}

function counts(
  differences: readonly string[],
  known: readonly KnownDifferences[],
): { reason: string; count: number }[] {
  return known.map(({ reason, matches }) => ({
    reason,
    count: differences.filter((difference) => matches.test(difference)).length,
  }));
}

function expectOnlyKnown(differences: readonly string[], known: readonly KnownDifferences[]): void {
  expect(unexplained(differences, known)).toEqual([]);
  expect(counts(differences, known)).toEqual(known.map(({ reason, count }) => ({ reason, count })));
}

/** Every field of every element; versions of canonicals and white space at the ends of texts aside. */
function comparable({ snapshot }: StructureDefinition): unknown {
  return JSON.parse(JSON.stringify(snapshot?.element), (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/\|[\w.-]+$/, '').trim() : value,
  );
}

if (!hasShared)
  process.stderr.write('tests/snapshot: ../shared is absent, published guides and fr.core are not compared\n');

describe('snapshots made from differentials equal the published ones', () => {
  test('all extensions of the extensions package, texts and mappings included', () => {
    const context = contextOf({ '': [extensions, r4Core] });
    const { differences, made, errors } = regenerate('extensions', definitionsOf(extensions), context);
    expectOnlyKnown(differences, knownDifferences['hl7.fhir.uv.extensions.r4']);
    expect(errors).toEqual([]);
    for (const published of extensions.all()) {
      const found = made.get(published.url);
      if (found !== undefined) expect(comparable(found), published.url).toEqual(comparable(published));
    }
  });

  test('the profiles and extensions of R4 itself', () => {
    const context = contextOf({ '': [r4Core] });
    const { differences, errors } = regenerate('R4', definitionsOf(r4Core), context);
    expectOnlyKnown(differences, knownDifferences['hl7.fhir.r4.core']);
    // Two differentials name slices that nothing slices: they are listed among the differences.
    expect(errors.filter((message) => !message.includes('nothing says how to tell them apart'))).toEqual([]);
  });

  for (const version of ['2.0.1', '2.1.0'] as const) {
    test.skipIf(!hasShared)(`fr.core ${version}`, () => {
      const published = packageFile(`hl7.fhir.fr.core-${version}.tgz`, { id: 'hl7.fhir.fr.core', version });
      const context = contextOf({ '': [published, ...HL7] });
      const { differences, errors } = regenerate(`fr.core ${version}`, definitionsOf(published), context);
      expectOnlyKnown(differences, knownDifferences[`hl7.fhir.fr.core ${version}`]);
      expect(errors).toEqual([]);
    });
  }

  test.skipIf(!hasShared)('a guide whose parents come from two versions of one package', () => {
    const folder = join(shared, 'published-guide');
    const guide = readdirSync(folder)
      .filter((name) => name.startsWith('StructureDefinition-'))
      .map((name) => ({
        resource: JSON.parse(readFileSync(join(folder, name), 'utf8')) as StructureDefinition,
        package: { id: 'guide', version: '0.1.0' },
      }));
    const { differences, errors } = regenerate('guide', guide, guideContext());
    expectOnlyKnown(differences, knownDifferences.guide);
    expect(errors).toEqual([]);
  });
});

/** The parents are generated too: fr.core 1.1.0 was published with snapshots of another kind of generator. */
function guideContext(): SnapshotContext {
  const frCore = (version: string) =>
    packageFile(`hl7.fhir.fr.core-${version}.tgz`, { id: 'hl7.fhir.fr.core', version });
  const mesures = (version: string) =>
    asPublished(
      withoutSnapshots(
        packageFile(`ans.fhir.fr.mesures-${version}.reference.tgz`, { id: 'ans.fhir.fr.mesures', version }),
      ),
    );
  const phd = packageFile('hl7.fhir.uv.phd-1.0.0.tgz', { id: 'hl7.fhir.uv.phd', version: '1.0.0' });
  const older = [mesures('3.0.1'), withoutSnapshots(frCore('1.1.0')), phd, ...HL7];
  const newer = [mesures('3.2.0'), frCore('2.1.0'), phd, ...HL7];
  return contextOf({
    '': [...newer, ...older],
    'ans.fhir.fr.mesures#3.0.1': older,
    'hl7.fhir.fr.core#1.1.0': older,
    'ans.fhir.fr.mesures#3.2.0': newer,
    'hl7.fhir.fr.core#2.1.0': newer,
  });
}
