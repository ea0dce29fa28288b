import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { registrySource } from '../../../scripts/packages/source/registry-source.ts';
import { copyOf, root, runCommand, temporaryFolder } from '../../cli/run-ig.ts';
import { packed } from '../../packages/loopback-registry.ts';
import { startArchiveRegistry } from '../archive-registry.ts';

const { signal } = new AbortController();
const tried = ['--import', 'tsx', join(root, 'tests', 'foreign', 'guide.ts')];
const tryGuide = (...args: string[]) => runCommand(process.execPath, [...tried, ...args], { cwd: root });

test('a folder of archives is a registry: versions, the newest of them, and each archive as it lies there', async () => {
  const folder = temporaryFolder();
  for (const version of ['1.9.0', '1.10.0']) {
    const archive = await packed(`example.archived#${version}`);
    writeFileSync(join(folder, `any-${version}.tgz`), archive);
  }
  const { url, close, archives } = await startArchiveRegistry(folder);
  onTestFinished(close);
  expect(archives.map(({ id, version }) => `${id}#${version}`).sort()).toEqual([
    'example.archived#1.10.0',
    'example.archived#1.9.0',
  ]);
  const source = registrySource({ servers: [url], silenceMs: 5000, cache: temporaryFolder() });
  const { value } = await source.find({ id: 'example.archived', version: 'latest', signal });
  expect(value?.version).toBe('1.10.0');
  const answer = await fetch(`${url}/example.archived/1.9.0`);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(readFileSync(join(folder, 'any-1.9.0.tgz')));
  for (const path of ['example.other', 'example.archived/2.0.0', 'example.archived/..%2f..%2fetc'])
    expect((await fetch(`${url}/${path}`)).status, path).toBe(404);
});

test('a guide is built twice, beside SUSHI, and left as it was', async () => {
  const guide = copyOf('allergies');
  const { code, stdout, stderr } = await tryGuide(guide);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const figures = JSON.parse(stdout);
  expect(figures).toMatchObject({ builds: [0, 0], sameAgain: true, errors: 0, sushi: { exit: 0, differ: [] } });
  expect(figures.sushi.files).toBeGreaterThan(1);
  expect(figures.resources).toBeGreaterThan(1);
}, 300_000);

test('what cannot be had is named, and ends the run with exit code 2', async () => {
  const guide = copyOf('allergies');
  const config = join(guide, 'sushi-config.yaml');
  writeFileSync(config, `${readFileSync(config, 'utf8')}\ndependencies:\n  example.nowhere: 1.0.0\n`);
  const { code, stdout } = await tryGuide(guide, '--row');
  expect(stdout).toContain('not built');
  expect(stdout).toContain('example.nowhere');
  expect(code).toBe(2);
});
