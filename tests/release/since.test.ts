import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRelease } from '../../scripts/pipeline/release/check-release.ts';
import { builtGuide, canonical, scratch } from './publication/fake-guide.ts';

test('the version must follow from what changed since an older one', async () => {
  const folder = scratch();
  const old = await builtGuide(join(folder, 'old'), { version: '1.0.0', stage: 'release' });
  copyFileSync(join(old, 'build/site/package.tgz'), join(folder, 'old.tgz'));
  const guide = join(folder, 'guide');
  mkdirSync(join(guide, 'input/fsh'), { recursive: true });
  writeFileSync(join(guide, 'input/fsh/weight.fsh'), 'Profile: Weight\nParent: Basic\nId: weight\n* subject 1..1\n');
  const told = async (version: string) => {
    writeFileSync(
      join(guide, 'sushi-config.yaml'),
      `id: fr.example.guide\ncanonical: ${canonical}\nname: Guide\nstatus: active\nversion: ${version}\nfhirVersion: 4.0.1\nFSHOnly: true\n`,
    );
    const options = { since: '../old.tgz', today: '2026-11-30', signal: new AbortController().signal };
    const { issues } = await checkRelease(guide, options);
    return issues
      .filter(({ rule }) => rule === 'release-version')
      .map(({ severity, message, source }) => `${source?.file}:${source?.line} ${severity} ${message}`);
  };
  expect(await told('1.1.0')).toEqual([
    'sushi-config.yaml:5 error Version 1.1.0 is not enough for what changed since 1.0.0: 1 breaking, 1 editorial. Take at least 2.0.0; ig compare ../old.tgz has them all.',
  ]);
  expect(await told('2.0.0')).toEqual([]);
});
