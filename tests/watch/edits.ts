/**
 * `npm run edits:watch -- [count] [seed]`: many edits through a real `ig watch`, each verdict held against a fresh build
 * and the end against `ig build`; what differs is told, and ends it with 1.
 */
import { rmSync } from 'node:fs';
import { guideFiles } from '../workspace/edited-guide.ts';
import { newProject } from '../workspace/project.ts';
import { watchedSeries } from './watched-series.ts';

const [count = 200, seed = 1] = process.argv.slice(2).map(Number);
const folder = newProject(guideFiles);
const totals = { edits: 0, breaking: 0, different: 0, confirmed: 0 };
for await (const step of watchedSeries(folder, guideFiles, { seed, count, confirms: 5 })) {
  totals.edits++;
  if (step.breaks) totals.breaking++;
  if (step.isConfirmed) totals.confirmed++;
  process.stdout.write(`${totals.edits} ${step.name}${step.isConfirmed ? ', confirmed' : ''}\n`);
  if (step.difference === '') continue;
  totals.different++;
  process.stdout.write(`  DIFFERENT ${step.difference}\n`);
}
rmSync(folder, { recursive: true, force: true });
const { edits, breaking, different, confirmed } = totals;
process.stdout.write(
  `${edits - 1} edits, ${breaking} of them meant to break, and the end: ${different} different from a fresh build. ${confirmed} full checks were waited for, and agreed where nothing else is said.\n`,
);
process.exitCode = different === 0 && edits > count ? 0 : 1;
