/**
 * `ig publish --offline` beside the bare IG Publisher on the very copy that ours ran on, in one run with warm caches.
 * The unit of work is one whole command, start of the process included. Ours also builds the guide, validates every
 * resource, reads the QA and puts the site into its place.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { obtainPublisher } from '../../scripts/pipeline/publishing/publisher-archives.ts';
import { runsFolder } from '../../scripts/pipeline/publishing/publisher-run.ts';
import { heapFor } from '../../scripts/publish/memory.ts';
import { availableMemory } from '../../scripts/publish/preflight.ts';
import { javaArguments } from '../../scripts/publish/run-publisher.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { measure, type Run } from './measure.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
try {
  const copy = join(folder, 'guide');
  for (const name of readdirSync(projectFolder))
    if (!['.git', 'node_modules', 'build', 'dist'].includes(name))
      cpSync(join(projectFolder, name), join(copy, name), { recursive: true });
  const { jars } = await obtainPublisher({ offline: true, signal: new AbortController().signal });
  const command = [join(projectFolder, 'bin', 'ig.js'), 'publish', copy, '--offline', '--quiet'];
  const ours = (...more: string[]) => measure(process.execPath, [...command, ...more], process.env);

  // What the bare Publisher reads: the copy that ours has made, with all indexes.
  const first = await ours('--keep');
  if (first.exitCode !== 0) throw new Error(`The first run ended with ${first.exitCode}: nothing was measured.`);
  const kept = join(newestFolder(join(runsFolder(), 'kept')), 'first');
  const bare = async (): Promise<Run> => {
    const run = join(folder, 'bare');
    rmSync(run, { recursive: true, force: true });
    cpSync(kept, run, { recursive: true, verbatimSymlinks: true });
    for (const made of ['output', 'temp']) rmSync(join(run, 'ig', made), { recursive: true, force: true });
    return measure('java', javaArguments({ run, jars, heap: heapFor(availableMemory()), offline: true }), process.env);
  };
  const results: { readonly ours: Run; readonly bare: Run }[] = [];
  for (let run = 0; run < runs; run++) results.push({ bare: await bare(), ours: await ours() });
  const failed = results.filter((each) => each.ours.exitCode !== 0 || each.bare.exitCode !== 0);
  if (failed.length > 0) throw new Error(`${failed.length} of ${runs} runs failed: nothing was measured.`);
  const [our, their] = [
    median(results.map((each) => each.ours.seconds)),
    median(results.map((each) => each.bare.seconds)),
  ];
  process.stdout.write(
    `${runs} runs each, medians\n` +
      `ig publish --offline  ${our.toFixed(1)} s  (${results.map((each) => each.ours.seconds.toFixed(1)).join(', ')})\n` +
      `bare IG Publisher     ${their.toFixed(1)} s  (${results.map((each) => each.bare.seconds.toFixed(1)).join(', ')})\n` +
      `difference            ${(our - their).toFixed(1)} s\n` +
      `Again: npm run bench:publish -- --runs ${runs}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function newestFolder(parent: string): string {
  const folders = readdirSync(parent).map((name) => join(parent, name));
  const newest = folders.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest === undefined) throw new Error(`Nothing was kept in ${parent}.`);
  return newest;
}
