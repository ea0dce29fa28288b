import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { guideValidator } from '../../scripts/pipeline/check.ts';
import { openCompiledDefinitions } from '../../scripts/pipeline/store/compiled-definitions.ts';
import { memoryPackage } from '../compile/folder-package.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const root = mkdtempSync(join(tmpdir(), 'ig-compiled-'));
let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(root, 'cache-'));
  vi.stubEnv('IG_CACHE', cache);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

const profile = {
  resourceType: 'StructureDefinition',
  id: 'one',
  url: 'http://example.org/one',
  type: 'Basic',
  text: { div: '<div>Words</div>' },
  differential: { element: [{ path: 'Basic' }] },
  snapshot: {
    element: [{ path: 'Basic', definition: 'Words', min: 0, max: '*', constraint: [{ key: 'a', xpath: 'b' }] }],
  },
};

/** A package whose reads are counted. */
function counted(content: string | undefined, resource: typeof profile = profile) {
  const installed = memoryPackage('tiny', '1.0.0', [resource]);
  const read = vi.fn(installed.read);
  return { installed: { ...installed, read, ...(content === undefined ? {} : { content }) }, read };
}

function readOnce(installed: InstalledPackage): unknown {
  const { packages, keep } = openCompiledDefinitions([installed]);
  const [compact] = packages;
  const [entry] = installed.entries;
  const value = entry === undefined ? undefined : compact?.read(entry);
  keep();
  return value;
}

test('a definition is compiled once for the same content, to what validation asks for', () => {
  const { installed, read } = counted('sha512-a');
  const compact = readOnce(installed);
  expect(compact).toEqual({
    resourceType: 'StructureDefinition',
    id: 'one',
    url: 'http://example.org/one',
    type: 'Basic',
    snapshot: { element: [{ path: 'Basic', min: 0, max: '*', constraint: [{ key: 'a' }] }] },
  });
  expect(readOnce(installed)).toEqual(compact);
  expect(read).toHaveBeenCalledTimes(1);
});

test('another content is compiled anew, though the package has the same name and version', () => {
  readOnce(counted('sha512-a').installed);
  const { installed } = counted('sha512-b', { ...profile, type: 'Patient' });
  expect(readOnce(installed)).toMatchObject({ type: 'Patient' });
  expect(readdirSync(join(cache, 'compiled'))).toHaveLength(2);
});

test('a package of which nobody knows whether it is still the same is read each time', () => {
  const { installed, read } = counted(undefined);
  expect(readOnce(installed)).toEqual(profile);
  expect(readOnce(installed)).toEqual(profile);
  expect(read).toHaveBeenCalledTimes(2);
});

test('the sets of packages used last are kept, and no more', () => {
  for (let set = 0; set < 12; set++) readOnce(counted(`sha512-${set}`).installed);
  expect(readdirSync(join(cache, 'compiled'))).toHaveLength(8);
  const { installed, read } = counted('sha512-11');
  readOnce(installed);
  expect(read).not.toHaveBeenCalled();
});

test('validation finds the same with compiled definitions, new or recalled', { timeout: 120_000 }, async () => {
  const folder = new URL('../../node_modules/hl7.fhir.r4.core/', import.meta.url);
  const files = readdirSync(folder).filter((name, at) => /^[A-Z].*\.json$/.test(name) && at % 17 === 0);
  expect(files.length).toBeGreaterThan(250);
  const packages = (await npmPackages()).map((each) => ({ ...each, content: `the content of ${each.id}` }));
  const findings = (given: readonly InstalledPackage[], syntax = openCompiledDefinitions([]).syntax) => {
    const validator = guideValidator(
      { definitions: createDefinitions(given), package: { id: 'a', version: '1' } },
      { syntax },
    );
    return files.map((file) => validator.validate(readFileSync(new URL(file, folder), 'utf8'), { file }));
  };
  const plain = findings(packages);
  const fresh = openCompiledDefinitions(packages);
  expect(findings(fresh.packages, fresh.syntax)).toEqual(plain);
  fresh.keep();
  const unread = packages.map((each) => ({
    ...each,
    read: (entry: (typeof each.entries)[number]) => {
      if (entry.resourceType === 'StructureDefinition') throw new Error(`${entry.filename} was compiled before`);
      return each.read(entry);
    },
  }));
  const recalled = openCompiledDefinitions(unread);
  expect(findings(recalled.packages, recalled.syntax)).toEqual(plain);
});
