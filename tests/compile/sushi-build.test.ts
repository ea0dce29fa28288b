import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { readFolder, runSushiCommand, writePackageCache } from './sushi-command.ts';
import { corePackage, treePackages } from './test-packages.ts';

const fixtures = fileURLToPath(new URL('../fixtures/compile/', import.meta.url));
let packages: InstalledPackage[] = [];
let home = '';

beforeAll(async () => {
  packages = treePackages(corePackage());
  home = mkdtempSync(path.join(os.tmpdir(), 'ig-sushi-home-'));
  await writePackageCache(home, packages);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('fsh-generated/ is what the command "sushi build" writes, byte for byte', () => {
  for (const name of ['guide', 'two-versions', 'fsh-only']) {
    test(name, async () => {
      const project = path.join(home, name);
      cpSync(path.join(fixtures, name), project, { recursive: true });
      const result = await compileProject(project, packages);
      expect(existsSync(path.join(project, 'fsh-generated'))).toBe(false);

      const printed = await runSushiCommand(project, home, packages);
      expect(printed).toContain('SUSHI RESULTS');
      expect(Object.fromEntries(result.files)).toEqual(readFolder(path.join(project, 'fsh-generated')));
      for (const [file, text] of result.inputFiles) expect(readFileSync(path.join(project, file), 'utf8')).toBe(text);
    });
  }
});
