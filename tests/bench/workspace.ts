/**
 * What an edit of this guide costs where the guide stays open, on a copy of it, beside `sushi build` and the HL7 validator
 * on the same edit. The unit of work is one change of the workspace: from the saved file to the whole verdict on all
 * resources, what had to be compiled and checked again included. Memory is that of the process, after a collection.
 * With --profiles 500, a generated guide of so many profiles and four examples for each stays open beside it.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Workspace, type WorkspaceOptions } from '../../scripts/workspace/workspace.ts';
import { profilesGuide } from '../compile/generated-guides.ts';
import { startRegistry, sushiEnvironment, sushiProgram, writePackageCache } from '../compile/sushi-command.ts';
import { writeProject } from '../compile/temporary-project.ts';
import { openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { measure, type Run } from './measure.ts';
import { recordedHl7 } from './recorded.ts';
import { median, percentile, table } from './statistics.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    sushi: { type: 'string', default: '3' },
    profiles: { type: 'string', default: '0' },
  },
});
// What lives shortly gets as much room as in a thread that stays open (scripts/process/start-thread.ts), by package.json.
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));

interface Edit {
  readonly name: string;
  readonly file: string;
  readonly from: RegExp | string;
  readonly to: string;
}

/** Toggled: each is made in one round and undone in the next. */
const edits: readonly Edit[] = [
  { name: 'leaf profile', file: 'input/fsh/profiles/mes-observation-bp.fsh', from: /^Title: "/m, to: 'Title: "1 ' },
  { name: 'its cardinality', file: 'input/fsh/profiles/mes-observation-bp.fsh', from: /$/, to: '\n* bodySite 0..0\n' },
  { name: 'example', file: 'input/fsh/examples/tension.fsh', from: /(valueQuantity = )\d+/, to: '$1111' },
  {
    name: 'invariant of 68',
    file: 'input/fsh/invariants/mesure.fsh',
    from: 'Severity: #error',
    to: 'Severity: #warning',
  },
];

/** Of a generated guide. */
const largeEdits: readonly Edit[] = [
  { name: `leaf of ${values.profiles} profiles`, file: 'input/fsh/measure-11.fsh', from: 'Title: "', to: 'Title: "1 ' },
];

interface Sample {
  readonly milliseconds: number;
  readonly cpu: number;
  /** Until what was edited was held against the examples as they stood; the whole, where nothing else was made anew. */
  readonly first: number;
  readonly exported: number | 'all';
  readonly checked: number;
}

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function residentMebibytes(): number {
  collect();
  return process.memoryUsage().rss / 1024 / 1024;
}

interface Series {
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  readonly count: number;
  /** MiB after 50 changes, and after all. */
  readonly early: number;
  readonly late: number;
}

async function seriesOn(project: string, all: readonly Edit[], options: WorkspaceOptions): Promise<Series> {
  const workspace = new Workspace(project, { ...options, offline: true, writes: false });
  await workspace.known(signal);
  const samples = new Map<string, Sample[]>(all.map(({ name }) => [name, []]));
  let count = 0;
  let early = 0;
  const change = async (file: string, text: string): Promise<Sample> => {
    writeFileSync(join(project, file), text);
    const before = cpuMilliseconds();
    let first: number | undefined;
    const { milliseconds, trace } = await workspace.change({ files: [file] }, signal, (told) => {
      first = told.milliseconds;
    });
    if (++count === 50) early = residentMebibytes();
    const exported = trace.compile?.kind === 'partial' ? trace.compile.exported.length : 'all';
    return {
      milliseconds,
      cpu: cpuMilliseconds() - before,
      first: first ?? milliseconds,
      exported,
      checked: trace.checked.length,
    };
  };
  for (let round = 0; round < Number(values.rounds); round++)
    for (const { name, file, from, to } of all) {
      const text = readFileSync(join(project, file), 'utf8');
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`${file} has nothing to edit.`);
      const made = [await change(file, edited), await change(file, text)];
      if (round > 0) samples.get(name)?.push(...made); // the first meets code that is not compiled yet
    }
  const late = residentMebibytes();
  await workspace.end();
  return { samples, count, early, late };
}

async function largeSeries(profiles: number): Promise<Series> {
  const project = writeProject(profilesGuide(profiles, 4));
  try {
    return await seriesOn(project, largeEdits, {});
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

try {
  const copy = join(folder, 'guide');
  for (const name of [
    'input',
    'upstream',
    'sushi-config.yaml',
    'ig.ini',
    'fhir-packages.lock.json',
    'suppressions.yaml',
  ])
    cpSync(join(projectFolder, name), join(copy, name), { recursive: true });
  const { samples, count, early, late } = await seriesOn(copy, edits, { frozen: true });
  const profiles = Number(values.profiles);
  const large = profiles > 0 ? await largeSeries(profiles) : undefined;

  const packages = await openedPackages();
  const home = join(folder, 'home');
  await writePackageCache(home, packages);
  const registry = await startRegistry(packages);
  const runs: Run[] = [];
  for (let run = 0; run < Number(values.sushi); run++)
    runs.push(await measure(sushiProgram, ['build', copy], sushiEnvironment(home, registry.url)));
  registry.close();

  const row = (name: string, all: readonly Sample[]) => {
    const [wall, cpu] = [all.map((each) => each.milliseconds), all.map((each) => each.cpu)];
    const last = all.at(-1);
    return [
      name,
      ...[
        median(all.map((each) => each.first)),
        median(wall),
        percentile(wall, 95),
        median(cpu),
        percentile(cpu, 95),
      ].map((each) => `${each.toFixed(0)} ms`),
      String(last?.exported),
      String(last?.checked),
    ];
  };
  const sushi = median(runs.map(({ seconds }) => 1000 * seconds));
  const sushiCpu = median(runs.map(({ cpuSeconds }) => 1000 * cpuSeconds));
  process.stdout.write(
    table([
      ['edit', 'first verdict', 'whole', '95 %', 'CPU', 'CPU 95 %', 'exported', 'checked'],
      ...[...samples, ...(large?.samples ?? [])].map(([name, all]) => row(name, all)),
      ['sushi build', '', `${sushi.toFixed(0)} ms`, '', `${sushiCpu.toFixed(0)} ms`, '', 'all', 'none'],
    ]) +
      `The HL7 validator, recorded: ${(1000 * recordedHl7.firstVerdictSeconds).toFixed(0)} ms to its first verdict, behind SUSHI's build.\n` +
      `Memory after 50 changes ${early.toFixed(0)} MiB, after ${count}: ${late.toFixed(0)} MiB (${((late / early - 1) * 100).toFixed(1)} % more)\n` +
      `Again: npm run bench:workspace -- --rounds ${values.rounds} --profiles ${values.profiles}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
