import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { temporaryProject } from './temporary-project.ts';
import { corePackage, guidePackages } from './test-packages.ts';

interface Fault {
  readonly name: string;
  readonly fsh: string;
  readonly line: number;
  readonly rule: string;
  readonly says: string;
  /** An error, where nothing is said. */
  readonly severity?: string;
}

const faults: readonly Fault[] = parse(readFileSync(new URL('faults.yaml', import.meta.url), 'utf8'));

let packages: InstalledPackage[] = [];
beforeAll(() => {
  packages = guidePackages(corePackage());
});

describe('a fault in FSH is named, with its line and what to do', () => {
  for (const { name, fsh, line, rule, says, severity = 'error' } of faults) {
    test(name, async () => {
      const project = temporaryProject({ 'input/fsh/fault.fsh': fsh });
      const { issues } = await compileProject(project, packages);
      const named = issues.filter((issue) => issue.rule === rule);
      expect(named).toContainEqual(
        expect.objectContaining({
          severity,
          message: expect.stringContaining(says),
          source: expect.objectContaining({ file: 'input/fsh/fault.fsh', line }),
        }),
      );
      for (const { message } of issues) expect(message).not.toMatch(/\n|File:|Line:|ig-project-/);
      expect(issues.map((issue) => issue.rule)).not.toContain('fsh-compile');
    });
  }
});
