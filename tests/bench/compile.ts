/**
 * How a compilation grows with a guide, beside stock SUSHI in the same run: generated guides
 * (tests/compile/generated-guides.ts), each compiled in a process of its own, in turns. Of ours the CPU time of the
 * compilation counts; of SUSHI's command the CPU time of the whole process, start and definitions included.
 * Some guides alone, by a part of their names: npm run bench:compile -- --only profiles --runs 5
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { hasErrors } from '../../scripts/model/issue.ts';
import { type GuideFiles, profilesGuide, terminologyGuide } from '../compile/generated-guides.ts';
import { startRegistry, sushiEnvironment, sushiProgram, writePackageCache } from '../compile/sushi-command.ts';
import { openedPackages } from '../guide/compile-guide.ts';
import { measure } from './measure.ts';
import { median, table, times } from './statistics.ts';

interface Cost {
  readonly cpuSeconds: number;
  readonly mebibytes: number;
}

const guides: readonly { readonly name: string; readonly files: () => GuideFiles }[] = [
  { name: '100 profiles × 4 examples', files: () => profilesGuide(100, 4) },
  { name: '500 profiles × 4 examples', files: () => profilesGuide(500, 4) },
  { name: 'terminology, 2,000 concepts × 3', files: () => terminologyGuide(1, 2_000, 3) },
  { name: 'terminology, 5 × 2,000 concepts × 3', files: () => terminologyGuide(5, 2_000, 3) },
];

if (process.send !== undefined) process.send(await costOf(process.argv[2] ?? ''));
else await compare();

async function compare(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
  });
  const runs = Number(values.runs);
  const folder = mkdtempSync(join(tmpdir(), 'ig-bench-compile-'));
  const packages = await openedPackages();
  const registry = await startRegistry(packages);
  try {
    const home = join(folder, 'home');
    await writePackageCache(home, packages);
    const rows = [['guide', 'ours', 'peak', 'sushi build', 'peak', 'ratio', 'of memory']];
    for (const [index, { name, files }] of guides.filter((guide) => guide.name.includes(values.only)).entries()) {
      const project = join(folder, `guide-${index}`);
      write(project, files());
      const results: { readonly ours: Cost; readonly theirs: Cost }[] = [];
      for (let run = 0; run < runs; run++) {
        process.stderr.write(`${name}, run ${run + 1} of ${runs}\n`);
        results.push({ ours: await inOwnProcess(project), theirs: await bySushi(project, home, registry.url) });
      }
      const [ours, theirs] = [middle(results.map((each) => each.ours)), middle(results.map((each) => each.theirs))];
      const ratios = [ours.cpuSeconds / theirs.cpuSeconds, ours.mebibytes / theirs.mebibytes];
      rows.push([name, ...cells(ours), ...cells(theirs), ...ratios.map(times)]);
    }
    process.stdout.write(
      `${runs} runs each, medians of CPU time\n${table(rows)}Again: npm run bench:compile -- --runs ${runs}${values.only === '' ? '' : ` --only '${values.only}'`}\n`,
    );
  } finally {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string, files: GuideFiles): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

async function inOwnProcess(project: string): Promise<Cost> {
  const child = fork(fileURLToPath(import.meta.url), [project], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let cost: Cost | undefined;
  child.once('message', (message) => {
    cost = message as Cost;
  });
  await once(child, 'exit');
  if (cost === undefined) throw new Error(`${project} was not compiled: nothing was measured.`);
  return cost;
}

async function costOf(project: string): Promise<Cost> {
  const packages = await openedPackages();
  const before = process.cpuUsage();
  const { issues } = await compileProject(project, packages);
  const { user, system } = process.cpuUsage(before);
  if (hasErrors(issues)) throw new Error(`${project} has errors: ${issues[0]?.message}`);
  return { cpuSeconds: (user + system) / 1e6, mebibytes: process.resourceUsage().maxRSS / 1024 };
}

async function bySushi(project: string, home: string, registry: string): Promise<Cost> {
  const run = await measure(sushiProgram, ['build', project], sushiEnvironment(home, registry));
  rmSync(join(project, 'fsh-generated'), { recursive: true, force: true });
  if (run.exitCode !== 0) throw new Error(`sushi build ended with ${run.exitCode}: nothing was measured.`);
  return { cpuSeconds: run.cpuSeconds, mebibytes: run.peakMebibytes };
}

function middle(costs: readonly Cost[]): Cost {
  return {
    cpuSeconds: median(costs.map(({ cpuSeconds }) => cpuSeconds)),
    mebibytes: median(costs.map(({ mebibytes }) => mebibytes)),
  };
}

function cells({ cpuSeconds, mebibytes }: Cost): string[] {
  return [`${cpuSeconds.toFixed(1)} s`, `${mebibytes.toFixed(0)} MiB`];
}
