import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageKey } from '../../scripts/model/package.ts';
import { addPackages } from '../../scripts/packages/lock/add-packages.ts';
import { openLocked } from '../../scripts/packages/lock/open-locked.ts';
import type { PinnedPackage } from '../../scripts/packages/lockfile.ts';
import { addToPackage } from '../../scripts/packages/source/pack.ts';
import { createStore } from '../../scripts/packages/store/store.ts';
import { packed } from './loopback-registry.ts';
import { manifestText, neverAborted, packageRef, temporaryFolder, writeFiles } from './tiny-package.ts';
import { CORE, npmProject, tinySources, writeStandIns } from './tiny-source.ts';

async function add(specs: readonly string[], cwd: string, present: readonly PinnedPackage[] = []) {
  const sources = tinySources(cwd);
  const { value, issues } = await addPackages(specs, cwd, present, { sources, signal: neverAborted });
  const opened = await openLocked(value.packages, {
    store: createStore(temporaryFolder()),
    sources: value.sources,
    signal: neverAborted,
  });
  return {
    issues: [...issues, ...opened.issues],
    opened: opened.value.map((each) => `${packageKey(each)} ${each.source}`),
  };
}

describe('--package takes', () => {
  test('an archive, with what it depends on', async () => {
    const project = npmProject(CORE);
    writeStandIns(project, { 'example.base#1.0.0': {} });
    writeFileSync(join(project, 'a.tgz'), await packed('example.a#1.0.0', { 'example.base': '1.0.0' }));
    const { issues, opened } = await add(['a.tgz'], project);
    expect(issues).toEqual([]);
    expect(opened).toEqual(['example.base#1.0.0 stand-in', 'example.a#1.0.0 file']);
  });

  test('a folder: of npm, or of a FHIR package cache', async () => {
    const project = npmProject(CORE);
    writeFiles(project, {
      'plain/package.json': manifestText(packageRef('example.plain#1.0.0')),
      'cache/example.cached#2.0.0/package/package.json': manifestText(packageRef('example.cached#2.0.0')),
    });
    const { issues, opened } = await add(['plain', 'cache/example.cached#2.0.0'], project);
    expect(issues).toEqual([]);
    expect(opened).toEqual(['example.plain#1.0.0 file', 'example.cached#2.0.0 file']);
  });

  test('the id and version of a package that a source has', async () => {
    const project = npmProject({ ...CORE, 'example.a#1.0.0': {} });
    expect((await add(['example.a#1.0.0'], project)).opened).toEqual(['example.a#1.0.0 npm']);
  });

  test('a file in place of a locked package, which is told', async () => {
    const project = npmProject(CORE);
    writeFileSync(join(project, 'a.tgz'), await packed('example.a#1.0.0'));
    const present: PinnedPackage[] = [{ ...packageRef('example.a#1.0.0'), source: 'stand-in', integrity: 'x' }];
    const { issues, opened } = await add(['a.tgz'], project, present);
    expect(opened).toEqual(['example.a#1.0.0 file']);
    expect(issues.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'information: --package gives example.a#1.0.0; it is used in place of the locked one.',
    ]);
  });
});

describe('what an archive has with it', () => {
  const carrier = async (project: string, ...carried: readonly [string, Uint8Array][]) => {
    writeFileSync(join(project, 'a.tgz'), await packed('example.a#1.0.0', { 'example.base': '1.0.0' }));
    await addToPackage(
      join(project, 'a.tgz'),
      new Map(carried.map(([name, bytes]) => [`other/stand-ins/${name}.tgz`, bytes])),
    );
  };

  test('is taken where no source has it, as the stand-in that it is', async () => {
    const project = npmProject(CORE);
    await carrier(project, ['base', await packed('example.base#1.0.0')], ['more', await packed('example.more#1.0.0')]);
    const { issues, opened } = await add(['a.tgz'], project);
    expect(issues).toEqual([]);
    expect(opened).toEqual(['example.base#1.0.0 stand-in', 'example.a#1.0.0 file']);
  });

  test('and not in place of what a source has', async () => {
    const project = npmProject({ ...CORE, 'example.base#1.0.0': {} });
    await carrier(project, ['base', await packed('example.base#1.0.0', { 'example.none': '1.0.0' })]);
    const { issues, opened } = await add(['a.tgz'], project);
    expect(issues).toEqual([]);
    expect(opened).toEqual(['example.base#1.0.0 npm', 'example.a#1.0.0 file']);
  });

  test('is refused by its name where it is no package', async () => {
    const project = npmProject(CORE);
    await carrier(project, ['base', Buffer.from('no archive')]);
    const { issues } = await add(['a.tgz'], project);
    expect(issues.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/a\.tgz: other\/stand-ins\/base\.tgz is refused: it is not packed with gzip/),
    );
  });
});

describe('--package refuses', () => {
  for (const [claim, spec, message] of [
    [
      'what is neither a place nor a package',
      'nowhere.tgz',
      /nowhere\.tgz is neither a file or folder that exists nor a package/,
    ],
    ['a folder without package.json', 'empty', /empty has no package\.json/],
    ['an archive that is none', 'bad.tgz', /bad\.tgz is refused: it is not packed with gzip/],
    ['a package that no source has', 'example.none#1.0.0', /example\.none#1\.0\.0, which no source has/],
  ] as const) {
    test(claim, async () => {
      const project = npmProject(CORE);
      writeFiles(project, { 'empty/readme.txt': '', 'bad.tgz': 'no archive' });
      const { issues } = await add([spec], project);
      expect(issues.map(({ message: text }) => text)).toEqual([expect.stringMatching(message)]);
    });
  }
});
