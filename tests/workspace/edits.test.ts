import { expect, test } from 'vitest';
import { Workspace } from '../../scripts/workspace/workspace.ts';
import { temporaryProject } from '../compile/temporary-project.ts';
import { guideFiles } from './edited-guide.ts';
import { offline } from './fresh.ts';
import { series } from './series.ts';

test('after each of many edits the open workspace tells what a fresh build tells', { timeout: 600_000 }, async () => {
  const folder = temporaryProject(guideFiles);
  const workspace = new Workspace(folder, offline);
  const steps = [];
  for await (const step of series(folder, workspace, guideFiles, {
    seed: 13,
    count: Number(process.env.EDITS ?? 28),
  })) {
    steps.push(step);
    expect(step.difference, `${steps.map(({ name }) => name).join(', then ')}`).toBe('');
  }
  await workspace.end();
  expect(steps.filter(({ breaks }) => breaks).length).toBeGreaterThan(steps.length / 4);
  const partial = steps.filter(({ checked, of }) => checked < of / 2);
  expect(partial.length, 'most edits touch little').toBeGreaterThan(steps.length / 2);
});
