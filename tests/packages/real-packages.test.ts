import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isJsonObject } from '../../scripts/model/fhir.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import { type InstalledPackage, packageKey } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { packageAt } from '../../scripts/packages/source/file-source.ts';
import { createStore, storeKey } from '../../scripts/packages/store/store.ts';
import { neverAborted, temporaryFolder, tinyPackage } from './tiny-package.ts';

const shared = join(process.cwd(), '..', 'shared');
const isThere = existsSync(shared);
if (!isThere) process.stderr.write('real-packages.test.ts is skipped: ../shared is not there\n');

async function install(file: string): Promise<InstalledPackage & { notes: readonly Issue[] }> {
  const { value: found, issues } = await packageAt(file, neverAborted);
  const loaded = await found?.load([], neverAborted);
  const integrity = (await found?.integrity())?.value ?? '';
  if (found === undefined || loaded?.value === undefined) throw new Error(JSON.stringify(issues));
  const { id, version, manifest } = found;
  const store = createStore(temporaryFolder());
  const stored = await store.write({ id, version, key: storeKey([integrity]) }, loaded.value, neverAborted);
  return {
    id,
    version,
    source: 'file',
    integrity,
    manifest,
    entries: stored.index.entries,
    read: stored.read,
    notes: stored.index.issues,
  };
}

async function installAll(folder: string): Promise<InstalledPackage[]> {
  const installed: InstalledPackage[] = [];
  for (const name of readdirSync(folder)) installed.push(await install(join(folder, name)));
  return installed;
}

describe.skipIf(!isThere)('packages as published', () => {
  test('Fr Core 1.1.0: odd headers, hidden files, examples aside, and one file that is not JSON', async () => {
    const core = await install(join(shared, 'fhir-packages/hl7.fhir.fr.core-1.1.0.tgz'));
    const { notes } = core;
    const definitions = core.entries.filter(({ resourceType }) => resourceType === 'StructureDefinition');
    expect(core.entries.every(({ filename }) => !filename.startsWith('.') && !filename.includes('/'))).toBe(true);
    expect(definitions).toHaveLength(66); // counted with tar and grep
    expect(notes.map(({ message }) => message)).toEqual([
      expect.stringMatching(/\.json of hl7\.fhir\.fr\.core#1\.1\.0 is left out because it is not JSON/),
    ]);
  });

  test('Fr Core 2.1.0: every definition has its snapshot, and every entry reads as what the index says', async () => {
    const core = await install(join(shared, 'fhir-packages/hl7.fhir.fr.core-2.1.0.tgz'));
    const definitions = core.entries.filter(({ resourceType }) => resourceType === 'StructureDefinition');
    expect(definitions.filter(({ hasSnapshot }) => hasSnapshot !== true)).toEqual([]);
    for (const entry of core.entries) {
      const { resourceType, id, url } = entry;
      expect(core.read(entry)).toMatchObject({
        resourceType,
        ...(id === undefined ? {} : { id }),
        ...(url === undefined ? {} : { url }),
      });
    }
  });
});

describe.skipIf(!isThere)('two releases of a package loaded together', () => {
  test('each canonical that a package says means what it means with one release loaded', async () => {
    const fhirCore = tinyPackage('hl7.fhir.r4.core#4.0.1', []);
    const releases = await Promise.all(
      ['3.0.1', '3.2.0'].map((release) => installAll(join(shared, 'conformance/corpusD/packages', release))),
    );
    const unique = new Map(releases.flat().map((each) => [packageKey(each), each]));
    const together = createDefinitions([fhirCore, ...unique.values()]);
    let compared = 0;
    for (const release of releases) {
      const alone = createDefinitions([fhirCore, ...release]);
      for (const from of release) {
        for (const canonical of canonicalsOf(from)) {
          const meant = alone.explain(canonical, from);
          if (meant === undefined) continue;
          compared++;
          expect([canonical, together.explain(canonical, from)?.package]).toEqual([canonical, meant.package]);
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

/** Every string of a package that could be a canonical. */
function canonicalsOf(installed: InstalledPackage): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^(https?|urn):/.test(value)) found.add(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isJsonObject(value)) Object.values(value).forEach(visit);
  };
  for (const entry of installed.entries) visit(installed.read(entry));
  return found;
}
