import type { FindResourceInfoOptions, PackageDB, ResourceInfo } from 'fhir-package-loader';
import { BasePackageLoader, byLoadOrder, byType, createSQLJSPackageDB } from 'fhir-package-loader';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPackageDatabase } from '../../scripts/compile/sushi/package-database.ts';
import {
  createPackageCache,
  createRegistryClient,
  noCurrentBuilds,
} from '../../scripts/compile/sushi/package-loading.ts';
import { type InstalledPackage, packageKey } from '../../scripts/model/package.ts';
import { corePackage, treePackages } from './test-packages.ts';

let packages: InstalledPackage[] = [];
let stock: PackageDB;
let ours: PackageDB;

beforeAll(async () => {
  packages = treePackages(corePackage(['StructureDefinition', 'ValueSet', 'CodeSystem']));
  stock = await createSQLJSPackageDB();
  ours = createPackageDatabase(packages);
  const cache = createPackageCache(packages);
  // The stock loader reads each resource and notes its facts itself; ours takes them from the index.
  const reading = {
    ...cache,
    getPotentialResourcePaths: (name: string, version: string) => {
      const pkg = packages.find((candidate) => packageKey(candidate) === packageKey({ id: name, version }));
      const folder = cache.getPackagePath(name, version);
      return (pkg?.entries ?? []).map(({ filename }) => `${folder}/${filename}`).sort();
    },
  };
  const client = createRegistryClient(packages);
  for (const { id, version } of packages) {
    await new BasePackageLoader(stock, reading, client, noCurrentBuilds).loadPackage(id, version);
    await new BasePackageLoader(ours, cache, client, noCurrentBuilds).loadPackage(id, version);
  }
  for (const database of [stock, ours]) {
    database.saveResourceInfo({
      resourceType: 'Patient',
      id: 'Observation',
      packageName: 'local',
      packageVersion: '1',
    });
    database.saveResourceInfo({
      resourceType: 'Unknown',
      packageName: 'local',
      packageVersion: '1',
      resourcePath: 'x',
    });
  }
});

/** The stock database gives null for what a resource does not have, and its own row number. */
function comparable(infos: readonly (ResourceInfo | undefined)[]): unknown[] {
  return infos.map((info) => {
    const facts = Object.entries(info ?? {}).filter(([key, value]) => key !== 'rowid' && value !== null);
    return Object.fromEntries(facts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const fishingOrder = byType('Resource', 'Logical', 'Type', 'Profile', 'Extension', 'ValueSet', 'CodeSystem');
const options: readonly FindResourceInfoOptions[] = [
  {},
  { sort: [fishingOrder, byLoadOrder(false)] },
  { sort: [byLoadOrder(true)] },
  { type: ['Profile', 'Type'], sort: [fishingOrder, byLoadOrder(false)] },
  { type: ['ValueSet'], sort: [byLoadOrder(false)] },
  { type: ['CodeSystem', 'Resource', 'Extension'], sort: [byLoadOrder(false)] },
  { type: ['StructureDefinition'], limit: 3 },
  { scope: 'example.fhir.trees', sort: [byLoadOrder(false)] },
  { scope: 'example.fhir.trees|1.0.0' },
  { scope: 'local', sort: [byLoadOrder(true)] },
];

describe("the package database gives the answers of SUSHI's own", () => {
  for (const [i, option] of options.entries()) {
    test(`for any key, with ${JSON.stringify(option)}`, () => {
      const all = stock.findResourceInfos('*');
      // Some resources by all their names; others for each option.
      const sample = all.filter((_, row) => row % 61 === i);
      const names = sample.flatMap(({ id, name, url, version }) => [id, name, url, `${url}|${version}`, `${id}|0.0.0`]);
      const keys = [
        ...new Set(names),
        '*',
        '',
        '*|4.0.1',
        'tree',
        'tree|1.0.0',
        'Tree|2.0.0',
        'Observation',
        'no-such',
      ];
      let found = 0;
      for (const key of keys) {
        if (key === undefined || key === null) continue;
        const wanted = comparable(stock.findResourceInfos(key, option));
        found += wanted.length;
        expect(comparable(ours.findResourceInfos(key, option)), key).toEqual(wanted);
        expect(comparable([ours.findResourceInfo(key, option)]), key).toEqual(
          comparable([stock.findResourceInfo(key, option)]),
        );
      }
      expect(found).toBeGreaterThan(0);
    });
  }

  test('for packages', () => {
    const names = ['*', 'hl7.fhir.r4.core', 'example.fhir.trees', 'no.such'];
    const facts = (database: PackageDB) =>
      names.map((name) => database.findPackageInfos(name).map(({ name: id, version }) => ({ id, version })));
    expect(facts(ours)).toEqual(facts(stock));
    for (const { id, version } of packages) {
      expect(ours.getPackageStats(id, version)).toEqual(stock.getPackageStats(id, version));
    }
    expect(ours.getPackageStats('no.such', '1.0.0')).toBeUndefined();
  });

  test('and none once it is cleared', () => {
    const database = createPackageDatabase(packages);
    database.savePackageInfo({ name: 'example.fhir.trees', version: '1.0.0' });
    expect(database.findResourceInfos('*')).toHaveLength(2);
    database.clear();
    expect(database.findResourceInfos('*')).toEqual([]);
    expect(database.findPackageInfos('*')).toEqual([]);
  });
});

describe('versions are resolved from the installed packages alone', () => {
  const client = createRegistryClient(
    ['1.0.0', '1.10.0', '1.9.0', '2.0.0-ballot', '2.0.0-ballot10', '2.0.0-ballot.2'].map(
      (version): InstalledPackage => ({
        id: 'example.fhir.x',
        version,
        source: 'file',
        integrity: '',
        manifest: { name: 'example.fhir.x', version },
        entries: [],
        read: () => undefined,
      }),
    ),
  );

  test('the newest is the highest by semantic versioning', async () => {
    expect(await client.resolveVersion('example.fhir.x', 'latest')).toBe('2.0.0-ballot10');
    expect(await client.resolveVersion('example.fhir.x', '1.x')).toBe('1.10.0');
    expect(await client.resolveVersion('example.fhir.x', 'current')).toBe('2.0.0-ballot10');
    expect(await client.resolveVersion('example.fhir.x', '1.9.0')).toBe('1.9.0');
  });

  test('a package or version that is not there is refused', async () => {
    await expect(client.resolveVersion('example.fhir.x', '3.0.0')).rejects.toThrow('example.fhir.x#3.0.0');
    await expect(client.resolveVersion('example.fhir.y', 'latest')).rejects.toThrow('example.fhir.y#latest');
    await expect(client.download('example.fhir.x', '1.0.0')).rejects.toThrow('not among the installed packages');
  });
});
