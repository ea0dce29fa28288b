import { dirname, join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isPackageId,
  isPackageVersion,
  isWantedVersion,
  parseDependencyName,
} from '../../scripts/model/package-name.ts';
import { cacheName, fhirCacheName, folderName } from '../../scripts/model/package-path.ts';
import { parseProject } from '../../scripts/model/project.ts';
import { parseManifest as parseBundle } from '../../scripts/packages/bundle/layout.ts';
import { parseLockfile } from '../../scripts/packages/lockfile.ts';
import { parsePackageSpec } from '../../scripts/packages/source/file-source.ts';
import { parseManifest } from '../../scripts/packages/source/manifest.ts';
import { npmSource } from '../../scripts/packages/source/npm-source.ts';
import { findRelease } from '../../scripts/packages/source/registry-release.ts';
import { standInSource } from '../../scripts/packages/source/stand-in-source.ts';
import { createStore } from '../../scripts/packages/store/store.ts';
import { isExactVersion } from '../../scripts/packages/version.ts';
import { hostileText, soundId, soundVersion } from './hostile-text.ts';
import { serve } from './loopback-registry.ts';
import { neverAborted, temporaryFolder } from './tiny-package.ts';
import { buildOneValueSet } from './tiny-source.ts';

const FOLDER = resolve('/some/where');
const isDirectlyIn = (path: string) => dirname(path) === FOLDER;
const isBelow = (path: string) => path.startsWith(`${FOLDER}${sep}`);
const pathOrNothing = (make: () => string): string | undefined => {
  try {
    return join(FOLDER, make());
  } catch (error) {
    expect(String(error)).toMatch(/was to become part of a path without having been checked/);
    return undefined;
  }
};

describe('a name of a package', () => {
  test.each([
    'hl7.fhir.r4.core',
    'ch.fhir.ig.ch-emed',
    'a',
    'KBV'.toLowerCase(),
    'x_y',
    '@scope/x',
    '@my-org.x/hl7.fhir.fr.core',
  ])('may be %s', (id) => expect(isPackageId(id)).toBe(true));

  test.each([
    '',
    '.',
    '..',
    'a/b',
    '@a',
    '@/a',
    '@a/',
    '@a/b/c',
    '@a/../b',
    '../a',
    '-a',
    '.a',
    '_a',
    'A',
    'a b',
    'a#b',
    'a+b',
    'é',
    'a\n',
  ])('may not be %j', (id) => expect(isPackageId(id)).toBe(false));

  test('may have an alias before it', () => {
    expect(parseDependencyName('@scope/x')).toEqual({ id: '@scope/x' });
    expect(parseDependencyName('mesures@npm:@scope/x')).toEqual({ id: '@scope/x', alias: 'mesures' });
    for (const name of ['@own/x@npm:a', '../x@npm:a', 'x@npm:../y', '@npm:a', 'a@npm:', 'a@npm:b@npm:c'])
      expect(parseDependencyName(name)).toBeUndefined();
  });
});

describe('a path from a name of a package', () => {
  test('lies in its folder, whatever the name: or there is none', () => {
    const any = fc.record({ id: fc.oneof(hostileText, soundId), version: fc.oneof(hostileText, soundVersion) });
    let made = 0;
    fc.assert(
      fc.property(any, (of) => {
        const store = pathOrNothing(() => createStore('').entryFolder({ ...of, key: 'a'.repeat(20) }));
        const archive = pathOrNothing(() => cacheName(of, `${'a'.repeat(12)}.tgz`));
        for (const path of [store, archive]) {
          if (path === undefined) continue;
          made++;
          expect(isDirectlyIn(path)).toBe(true);
          expect(Buffer.byteLength(path) - FOLDER.length).toBeLessThanOrEqual(255);
        }
        for (const path of [pathOrNothing(() => fhirCacheName(of)), pathOrNothing(() => folderName(of.id))])
          if (path !== undefined) expect(isBelow(path)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(made).toBeGreaterThan(100);
  });

  test('is that of no other package', () => {
    const sound = fc.record({ id: soundId, version: soundVersion });
    fc.assert(
      fc.property(sound, sound, (a, b) => {
        const isSame = a.id === b.id && a.version === b.version;
        const key = 'b'.repeat(20); // as long for both, so that where the version ends cannot be mistaken
        expect(cacheName(a, key) === cacheName(b, key)).toBe(isSame);
      }),
    );
  });
});

describe('no door lets through what is no name', () => {
  const dependencies = fc.dictionary(fc.oneof(hostileText, soundId), fc.oneof(hostileText, soundVersion), {
    maxKeys: 3,
    noNullPrototype: true,
  });
  const manifest = fc.record({
    name: fc.oneof(hostileText, soundId),
    version: fc.oneof(hostileText, soundVersion),
    dependencies,
  });
  const expectSound = (all: Readonly<Record<string, string>> | undefined) => {
    for (const [name, version] of Object.entries(all ?? {})) {
      expect(isPackageId(parseDependencyName(name)?.id ?? '')).toBe(true);
      expect(isWantedVersion(version)).toBe(true);
    }
  };

  test('package.json', () => {
    let read = 0;
    fc.assert(
      fc.property(manifest, (said) => {
        const { value, issues } = parseManifest(JSON.stringify(said), 'package.json');
        if (value === undefined) {
          expect(issues).toHaveLength(1);
          return;
        }
        read++;
        expect(isPackageId(value.name) && isExactVersion(value.version)).toBe(true);
        expectSound(value.dependencies);
        const isWhole = Object.keys(value.dependencies ?? {}).length === Object.keys(said.dependencies).length;
        expect(issues).toHaveLength(isWhole ? 0 : 1);
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(20);
  });

  test('the lockfile', () => {
    fc.assert(
      fc.property(manifest, ({ name, version, dependencies: wanted }) => {
        const locked = {
          id: name,
          version,
          source: 'npm',
          integrity: `sha512-${'A'.repeat(86)}==`,
          dependencies: wanted,
        };
        const { value } = parseLockfile(JSON.stringify({ lockfileVersion: 1, packages: [locked] }), 'lock');
        for (const each of value?.packages ?? []) {
          expect(isPackageId(each.id) && isExactVersion(each.version)).toBe(true);
          expectSound(each.dependencies);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('sushi-config.yaml', () => {
    let read = 0;
    fc.assert(
      fc.property(dependencies, (wanted) => {
        const config = { canonical: 'https://example.org', fhirVersion: '4.0.1', dependencies: wanted };
        const { value, issues } = parseProject(JSON.stringify(config));
        if (value === undefined) {
          expect(issues.length).toBeGreaterThan(0);
          return;
        }
        read++;
        for (const { id, version } of value.dependencies)
          expect(isPackageId(id) && isWantedVersion(version)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(20);
  });

  test('what the guide calls itself', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (id, packageId, version) => {
        const config = { canonical: 'https://example.org', fhirVersion: '4.0.1', id, packageId, version };
        const { value } = parseProject(JSON.stringify(config));
        if (value !== undefined) expect(`${id}${packageId}${version}`).not.toMatch(/\.\.\/|\\|\0|\n/);
      }),
    );
  });

  test('--package', () => {
    const cwd = temporaryFolder();
    fc.assert(
      fc.property(
        fc.oneof(
          hostileText,
          fc.tuple(soundId, hostileText).map((parts) => parts.join('#')),
        ),
        (text) => {
          const { value } = parsePackageSpec(text, cwd);
          if (value !== undefined && 'ref' in value)
            expect(isPackageId(value.ref.id) && isWantedVersion(value.ref.version)).toBe(true);
        },
      ),
    );
    expect(parsePackageSpec('@scope/x#1.0.0', cwd).value).toEqual({ ref: { id: '@scope/x', version: '1.0.0' } });
  });

  test('a bundle', () => {
    const entry = { integrity: 'x', bytes: 1, sha256: '0'.repeat(64) };
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (id, version, name) => {
        const text = JSON.stringify({
          bundleVersion: 1,
          packages: [{ id, version, ...entry }],
          archives: [{ part: 'p', name, bytes: 1, sha256: '0'.repeat(64) }],
        });
        const read = parseBundle(text);
        if ('fault' in read) return;
        expect(isPackageId(id) && isExactVersion(version)).toBe(true);
        expect(isBelow(join(FOLDER, name))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a registry's document", async () => {
    let document = '';
    const server = await serve((_, response) => response.end(document));
    const request = { signal: neverAborted, silenceMs: 5_000, attempts: 1 };
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(hostileText, soundVersion), { maxLength: 3 }),
        fc.oneof(hostileText, soundVersion),
        async (versions, latest) => {
          const list = Object.fromEntries(versions.map((version) => [version, {}]));
          document = JSON.stringify({ 'dist-tags': { latest }, versions: list });
          const release = await findRelease(server, { id: 'a.b', version: 'latest' }, request);
          if (release === undefined) return;
          found++;
          expect(isExactVersion(release.version)).toBe(true);
          expect(versions).toContain(release.version);
        },
      ),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(10);
  });

  test('sources of this machine, asked past every other door', async () => {
    const folder = temporaryFolder();
    const sources = [
      npmSource([folder]),
      standInSource({ folders: [{ path: folder, isOwn: true }], build: buildOneValueSet, fingerprint: '' }),
    ];
    await fc.assert(
      fc.asyncProperty(hostileText, async (id) => {
        for (const source of sources) {
          const asked = source.find({ id, version: '1.0.0', signal: neverAborted });
          if (isPackageId(id)) expect((await asked).value).toBeUndefined();
          else await expect(asked).rejects.toThrow('without having been checked');
        }
      }),
    );
  });
});

test('a version that a package may have is no range and does not move', () => {
  for (const version of ['1.0.0', '0.1', '2026', '1.0.0-ballot+a', '4.0.1-x'])
    expect(isExactVersion(version)).toBe(true);
  for (const version of ['', 'current', 'dev', 'latest', '1.x', '1.*', '^1.0.0', '1/2', '..', '1 || 2', '1'.repeat(81)])
    expect(isExactVersion(version)).toBe(false);
  expect(isPackageVersion('current')).toBe(true); // in form; what it means is asked elsewhere
});
