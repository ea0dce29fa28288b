/** `npm run edits:workspace -- [count] [seed]`: many edits, each held against a fresh build; what differs is told, and ends it with 1. */
import { rmSync } from 'node:fs';
import { Workspace } from '../../scripts/workspace/workspace.ts';
import { guideFiles } from './edited-guide.ts';
import { offline } from './fresh.ts';
import { newProject } from './project.ts';
import { series } from './series.ts';

const [count = 200, seed = 1] = process.argv.slice(2).map(Number);
const folder = newProject(guideFiles);
const workspace = new Workspace(folder, offline);
const totals = { edits: 0, breaking: 0, different: 0, checked: 0, resources: 0 };
const started = process.cpuUsage();
for await (const { name, breaks, difference, checked, of } of series(folder, workspace, guideFiles, { seed, count })) {
  totals.edits++;
  if (breaks) totals.breaking++;
  totals.checked += checked;
  totals.resources += of;
  process.stdout.write(`${totals.edits} ${name}: ${checked} of ${of}\n`);
  if (difference === '') continue;
  totals.different++;
  process.stdout.write(`  DIFFERENT ${difference}\n`);
}
await workspace.end();
rmSync(folder, { recursive: true, force: true });
const { user, system } = process.cpuUsage(started);
const { edits, breaking, different, checked, resources } = totals;
process.stdout.write(
  `${edits} edits, ${breaking} of them meant to break: ${different} different from a fresh build; ${checked} of ${resources} resources were checked again. CPU ${Math.round((user + system) / 1e6)} s.\n`,
);
process.exitCode = different === 0 && edits > 0 ? 0 : 1;
