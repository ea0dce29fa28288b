import { expect, test } from 'vitest';
import { temporaryProject } from '../compile/temporary-project.ts';
import { guideFiles } from '../workspace/edited-guide.ts';
import { watchedSeries } from './watched-series.ts';

test('what ig watch tells of edits, taken together, is what a build from nothing tells', {
  timeout: 600_000,
}, async () => {
  const steps = [];
  for await (const step of watchedSeries(temporaryProject(guideFiles), guideFiles, {
    seed: 244, // a move, a half written file of what is accepted, its undo, a deletion
    count: 4,
    confirms: 5,
  })) {
    steps.push(step);
    expect(step.difference, `${steps.map(({ name }) => name).join(', then ')}`).toBe('');
  }
  expect(steps).toHaveLength(5);
});
