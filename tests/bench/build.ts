/**
 * `ig build` beside `sushi build`, on a copy of this guide, in one run with warm caches.
 * The unit of work is one whole command, start of the process included. Ours also computes snapshots, validates every
 * resource and writes the report and the package; SUSHI's writes fsh-generated/ alone. Nothing edited is not compiled again
 * by ours; what an edited file costs is measured with one of comments.
 */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
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
  const edited = () => {
    appendFileSync(join(copy, 'input/fsh/aliases.fsh'), '// edited\n');
    return ours();
  };

  await ours(); // both read their files once before the clock counts
  await sushi();
  const results: Record<'edited' | 'unchanged' | 'sushi', Run>[] = [];
  for (let run = 0; run < runs; run++)
    results.push({ edited: await edited(), unchanged: await ours(), sushi: await sushi() });
  registry.close();

  const failed = results.filter((result) => Object.values(result).some(({ exitCode }) => exitCode !== 0));
  if (failed.length > 0) throw new Error(`${failed.length} of ${runs} rounds failed: nothing was measured.`);
  const ofEach = (pick: (run: Run) => number) => (name: 'edited' | 'unchanged' | 'sushi') =>
    median(results.map((each) => pick(each[name])));
  const seconds = ofEach((run) => run.seconds);
  const cpu = ofEach((run) => run.cpuSeconds);
  const peak = ofEach((run) => run.peakMebibytes);
  const line = (label: string, name: 'edited' | 'unchanged' | 'sushi') =>
    `${label.padEnd(28)}${seconds(name).toFixed(2)} s  CPU ${cpu(name).toFixed(2)} s  ${peak(name).toFixed(0)} MiB  ` +
    `${(seconds(name) / seconds('sushi')).toFixed(2)} × sushi's time\n`;
  process.stdout.write(
    `${runs} rounds, medians\n` +
      line('ig build, a file edited', 'edited') +
      line('ig build, nothing edited', 'unchanged') +
      line('sushi build', 'sushi') +
      `Again: npm run bench:build -- --runs ${runs}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
