/**
 * How long an author waits for `ig watch`, on a copy of this guide: from the file's write to the verdict that it prints,
 * beside `sushi build` and the HL7 validator on the same edit, in one run. The full check behind each verdict is under way
 * when the next edit comes, as it is for an author. CPU time is that of the program that prints, in steps of 10 ms.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { startRegistry, sushiEnvironment, sushiProgram, writePackageCache } from '../compile/sushi-command.ts';
import { compiledGuide, openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { Watching } from '../watch/watching.ts';
import { hl7Verdict } from './hl7.ts';
import { cpuTime, measure } from './measure.ts';
import { recordedHl7 } from './recorded.ts';
import { median, percentile, table } from './statistics.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '12' }, 'without-others': { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const REST_MS = 400;

/** Toggled: each is made in one round and undone in the next. */
const edits = [
  { name: 'title of a profile', wanted: 300, file: 'input/fsh/profiles/mes-observation-bp.fsh', from: /^Title: "/m, to: 'Title: "1 ' },
  { name: 'its cardinality', wanted: 300, file: 'input/fsh/profiles/mes-observation-bp.fsh', from: /$/, to: '\n* bodySite 1..1\n' },
  { name: 'an example', wanted: 200, file: 'input/fsh/examples/tension.fsh', from: /(valueQuantity = )\d+/, to: '$1111' },
  { name: 'an invariant of 68', wanted: 1_500, file: 'input/fsh/invariants/mesure.fsh', from: 'Severity: #error', to: 'Severity: #warning' },
] as const; // biome-ignore format: one edit a line
/** What the HL7 validator is asked about behind each edit: the least that an author could. */
const EXAMPLE = 'Observation-tension-minimal.json';

interface Sample {
  /** Until anything of the edit's findings is printed, and until the whole verdict is. */
  readonly first: number;
  readonly whole: number;
  readonly cpu: number;
}

const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
const copy = join(folder, 'guide');
const parts = ['input', 'upstream', 'sushi-config.yaml', 'ig.ini', 'fhir-packages.lock.json', 'suppressions.yaml'];
for (const name of parts) cpSync(join(projectFolder, name), join(copy, name), { recursive: true });

try {
  const asText = await samplesOf([], async (watching) => {
    let first: number | undefined;
    while (true) {
      const line = await watching.line();
      if (line.includes('  so far ')) first = performance.now();
      if (/ \d+ still there \(/.test(line)) return { first: first ?? performance.now(), whole: performance.now() };
    }
  });
  const asEvents = await samplesOf(['--format', 'ndjson'], async (watching) => {
    while ((await watching.event()).event !== 'verdict');
    return { first: Number.NaN, whole: performance.now() };
  });
  const rows = [['file written → printed', 'first', '95 %', 'verdict', '95 %', 'CPU', '95 %', 'asked']];
  for (const { name, wanted } of edits)
    for (const [how, samples] of [['', asText], [' (ndjson)', asEvents]] as const) // biome-ignore format: two
      rows.push([`${name}${how}`, ...figuresOf(samples.get(name) ?? []), `${wanted} ms`]);
  process.stdout.write(table(rows));
  if (!values['without-others']) process.stdout.write(`\n${await others()}`);
  process.stdout.write(`Again: npm run bench:watch -- --rounds ${rounds}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param printed when what the edit does was printed, by `performance.now()` */
async function samplesOf(
  args: readonly string[],
  printed: (watching: Watching) => Promise<Pick<Sample, 'first' | 'whole'>>,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const watching = new Watching(copy, ['--frozen', ...args]);
  const samples = new Map<string, Sample[]>(edits.map(({ name }) => [name, []]));
  const save = async (file: string, text: string): Promise<Sample> => {
    const cpu = cpuTime(watching.pid);
    const written = performance.now();
    writeFileSync(join(copy, file), text);
    const { first, whole } = await printed(watching);
    const used = 1000 * (cpuTime(watching.pid) - cpu);
    await delay(REST_MS);
    return { first: first - written, whole: whole - written, cpu: used };
  };
  try {
    while (!/ resources valid$|"event":"ready"/.test(await watching.line()));
    for (let round = 0; round < rounds; round++)
      for (const { name, file, from, to } of edits) {
        const text = readFileSync(join(copy, file), 'utf8');
        const edited = text.replace(from, to);
        if (edited === text) throw new Error(`${file} has nothing to edit.`);
        const made = [await save(file, edited), await save(file, text)];
        if (round > 0) samples.get(name)?.push(...made); // the first meets code that is not compiled yet
      }
    return samples;
  } finally {
    await watching.stop('SIGKILL');
  }
}

function figuresOf(samples: readonly Sample[]): string[] {
  return (['first', 'whole', 'cpu'] as const).flatMap((name) => {
    const all = samples.map((each) => each[name]);
    return all.some(Number.isNaN)
      ? ['', '']
      : [median(all), percentile(all, 95)].map((each) => `${each.toFixed(0)} ms`);
  });
}

/** `sushi build`, and behind it the HL7 validator on one example of what was edited. */
async function others(): Promise<string> {
  const packages = await openedPackages();
  const home = join(folder, 'home');
  await writePackageCache(home, packages);
  const registry = await startRegistry(packages);
  const { resources } = await compiledGuide();
  const guide = resources.flatMap(({ resource, usage }) => (usage === 'example' ? [] : [resource]));
  const rows = [['the same edit', 'sushi build', 'HL7 validator', 'together', 'CPU']];
  const { signal } = new AbortController();
  const seconds = (number: number) => `${number.toFixed(1)} s`;
  let note = '';
  for (const { name, file, from, to } of edits) {
    const text = readFileSync(join(copy, file), 'utf8');
    writeFileSync(join(copy, file), text.replace(from, to));
    const sushi = await measure(sushiProgram, ['build', copy], sushiEnvironment(home, registry.url));
    const made = readFileSync(join(copy, 'fsh-generated', 'resources', EXAMPLE), 'utf8');
    const hl7 = await hl7Verdict(made, { packages, guide, signal }).catch((error: unknown) => {
      if (!(error instanceof EnvironmentError)) throw error;
      note = `The HL7 validator cannot be run here (${error.message}): its time is one that was recorded.\n`;
      return { seconds: recordedHl7.firstVerdictSeconds, cpuSeconds: Number.NaN };
    });
    writeFileSync(join(copy, file), text);
    const cpu = sushi.cpuSeconds + hl7.cpuSeconds;
    rows.push([name, ...[sushi.seconds, hl7.seconds, sushi.seconds + hl7.seconds, cpu].map(seconds)]);
  }
  registry.close();
  return `${table(rows)}The HL7 validator: from its start to its verdict on one example, ${EXAMPLE}.\n${note}`;
}
