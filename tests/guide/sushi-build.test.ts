import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFolder, runSushiCommand, writePackageCache } from '../compile/sushi-command.ts';
import { compiledGuide, openedPackages, projectFolder } from './compile-guide.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-sushi-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('fsh-generated/ is what SUSHI’s own command writes for this guide, byte for byte', async () => {
  const packages = await openedPackages();
  const home = join(folder, 'home');
  const copy = join(folder, 'guide');
  for (const name of ['input', 'sushi-config.yaml', 'ig.ini'])
    cpSync(join(projectFolder, name), join(copy, name), { recursive: true });
  await writePackageCache(home, packages);
  const said = await runSushiCommand(copy, home, packages);
  expect(said).toMatch(/\b0 Errors/);

  const { compiled } = await compiledGuide();
  const theirs = readFolder(join(copy, 'fsh-generated'));
  expect([...compiled.files.keys()].toSorted()).toEqual(Object.keys(theirs).toSorted());
  expect(Object.fromEntries(compiled.files)).toEqual(theirs);
}, 240_000);
