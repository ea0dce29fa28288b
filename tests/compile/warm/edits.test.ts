import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { compileProject } from '../../../scripts/compile/compile-project.ts';
import { openCompiler } from '../../../scripts/compile/warm/compiler.ts';
import type { CompileTrace } from '../../../scripts/compile/warm/kept.ts';
import { openedPackages, projectFolder } from '../../guide/compile-guide.ts';
import { editsOfKinds, generatedEdits, quietKinds } from './generated-edits.ts';
import { differenceOf } from './same.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** Of the kinds of edits every second one; `npm run edits` makes each of them several times. */
const KINDS = 39;

const project = mkdtempSync(join(tmpdir(), 'ig-edits-'));
for (const name of ['input', 'sushi-config.yaml', 'ig.ini'])
  cpSync(join(projectFolder, name), join(project, name), { recursive: true });
afterAll(() => rmSync(project, { recursive: true, force: true }));

const packages = await openedPackages();
const clean = await compileProject(project, packages);
const compiler = openCompiler(project, packages);
const first = await compiler.compile();

describe('after an edit, and after it is taken back, what stays warm gives what a fresh compile gives', () => {
  const traces: CompileTrace[] = [];
  const edits = generatedEdits(project, KINDS, 'summer').filter((_, i) => i % 2 === 0);

  test('before any edit', () => {
    expect(differenceOf(first, clean)).toBeUndefined();
    expect(first.trace.kind).toBe('full');
  });

  for (const edit of edits)
    test(edit.name, async () => {
      edit.apply();
      try {
        const warm = await compiler.compile();
        expect(differenceOf(warm, await compileProject(project, packages))).toBeUndefined();
        traces.push(warm.trace);
      } finally {
        edit.undo();
      }
      expect(differenceOf(await compiler.compile(), clean)).toBeUndefined();
    });

  test('50 in a row, none taken back, and no compile in full among them', async () => {
    const inRow = editsOfKinds(project, quietKinds, 50, 'autumn');
    expect(inRow).toHaveLength(50);
    for (const [i, edit] of inRow.entries()) {
      edit.apply();
      const warm = await compiler.compile();
      expect(warm.trace.kind, edit.name).not.toBe('full');
      if (i % 10 === 9) expect(differenceOf(warm, await compileProject(project, packages))).toBeUndefined();
    }
  });

  test('most of them without compiling everything', () => {
    expect(traces).toHaveLength(edits.length);
    expect(traces.filter(({ kind }) => kind === 'partial').length).toBeGreaterThan(edits.length / 2);
    expect(edits.filter(({ breaks }) => breaks).length).toBeGreaterThan(edits.length / 2);
  });
});
