import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Guide } from '../../scripts/pipeline/guide/guide.ts';
import { openGuideStore } from '../../scripts/pipeline/store/guide-store.ts';
import { temporaryProject } from '../compile/temporary-project.ts';

const sushi = vi.hoisted(() => ({ version: '3.21.0' }));
vi.mock('../../scripts/pipeline/guide/toolchain.ts', async (original) => ({
  ...(await original<object>()),
  programFingerprint: () => 'the same bundle',
  toolchainFingerprint: () => sushi.version,
}));

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'ig-kept-'));
  vi.stubEnv('IG_CACHE', cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
  sushi.version = '3.21.0';
  rmSync(cache, { recursive: true, force: true });
});

const guide = {
  package: { id: 'example.kept', version: '1.0.0' },
  resources: [],
  compiled: { resources: [], files: new Map([['a', 'b']]), inputFiles: new Map(), issues: [] },
  issues: [],
} as unknown as Guide;

const recalled = (folder: string) => openGuideStore(folder, [])?.recall([])?.compiled.files.get('a');

test('what was compiled is recalled while nothing has changed', () => {
  const folder = temporaryProject({ 'input/fsh/a.fsh': 'Alias: A = http://a.example' });
  expect(recalled(folder)).toBeUndefined();
  openGuideStore(folder, [])?.keep(guide);
  expect(recalled(folder)).toBe('b');
});

test('another version of SUSHI compiles again, though the bundle of the program is the same', () => {
  const folder = temporaryProject({ 'input/fsh/a.fsh': 'Alias: A = http://a.example' });
  openGuideStore(folder, [])?.keep(guide);
  sushi.version = '3.22.0';
  expect(recalled(folder)).toBeUndefined();
});

test('what was edited while it was compiled is not kept', () => {
  const folder = temporaryProject({ 'input/fsh/a.fsh': 'Alias: A = http://a.example' });
  const kept = openGuideStore(folder, []);
  writeFileSync(join(folder, 'input/fsh/a.fsh'), 'Alias: B = http://b.example');
  kept?.keep(guide);
  expect(recalled(folder)).toBeUndefined();
});

test('nor is what was edited and put back while it was compiled', async () => {
  const folder = temporaryProject({ 'input/fsh/a.fsh': 'Alias: A = http://a.example' });
  const kept = openGuideStore(folder, []);
  await setTimeout(20); // the clock of a file system ticks in milliseconds
  writeFileSync(join(folder, 'input/fsh/a.fsh'), 'Alias: B = http://b.example');
  writeFileSync(join(folder, 'input/fsh/a.fsh'), 'Alias: A = http://a.example');
  kept?.keep(guide);
  expect(recalled(folder)).toBeUndefined();
});

test.each([
  ['input/more', true],
  ['input/more/*', true],
  ['fsh-generated/resources', true],
  ['elsewhere', false],
  ['input/../elsewhere', false],
  ['input/../../elsewhere/*', false],
  ['./input/more', true],
  ['inputs', false],
])('resources of path-resource %s: kept %s', (value, isKept) => {
  const folder = temporaryProject({ 'input/fsh/a.fsh': 'Alias: A = http://a.example' });
  const facts = { parameters: [{ code: 'path-resource', value }] };
  openGuideStore(folder, [])?.keep({ ...guide, compiled: { ...guide.compiled, guide: facts } } as unknown as Guide);
  expect(recalled(folder)).toBe(isKept ? 'b' : undefined);
});
