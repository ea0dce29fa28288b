/**
 * `ig build` beside `sushi build`, on a copy of this guide, in one run with warm caches.
 * The unit of work is one whole command, start of the process included. Ours also computes snapshots, validates every
 * resource and writes the report and the package; SUSHI's writes fsh-generated/ alone.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRegistry, sushiEnvironment, sushiProgram, writePackageCache } from '../compile/sushi-command.ts';
import { openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { measure, type Run } from './measure.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
try {
  const copy = join(folder, 'guide');
  for (const name of ['input', 'upstream', 'sushi-config.yaml', 'ig.ini', 'fhir-packages.lock.json'])
    cpSync(join(projectFolder, name), join(copy, name), { recursive: true });
  const packages = await openedPackages();
  const home = join(folder, 'home');
  await writePackageCache(home, packages);
  const registry = await startRegistry(packages);
  const sushi = () => measure(sushiProgram, ['build', copy], sushiEnvironment(home, registry.url));
  const ours = () =>
    measure(process.execPath, [join(projectFolder, 'bin', 'ig.js'), 'build', copy, '--frozen', '--quiet'], process.env);

  await ours(); // both read their files once before the clock counts
  await sushi();
  const results: { readonly ours: Run; readonly sushi: Run }[] = [];
  for (let run = 0; run < runs; run++) results.push({ ours: await ours(), sushi: await sushi() });
  registry.close();

  const failed = results.filter((result) => result.ours.exitCode !== 0 || result.sushi.exitCode !== 0);
  if (failed.length > 0) throw new Error(`${failed.length} of ${runs} runs failed: nothing was measured.`);
  const [our, their] = [
    median(results.map((each) => each.ours.seconds)),
    median(results.map((each) => each.sushi.seconds)),
  ];
  const peak = Math.max(...results.map((each) => each.ours.peakMebibytes));
  const theirPeak = Math.max(...results.map((each) => each.sushi.peakMebibytes));
  process.stdout.write(
    `${runs} runs each, medians\n` +
      `ig build     ${our.toFixed(2)} s  peak ${peak.toFixed(0)} MiB\n` +
      `sushi build  ${their.toFixed(2)} s  peak ${theirPeak.toFixed(0)} MiB\n` +
      `ratio        ${(our / their).toFixed(2)}        ${(peak / theirPeak).toFixed(2)}\n` +
      `Again: npm run bench:build -- --runs ${runs}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
