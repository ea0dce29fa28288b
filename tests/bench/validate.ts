/**
 * `ig validate` on 400 official R4 examples and on generated NDJSON, beside recorded figures of the HL7 validator.
 * The unit of warm throughput is one resource, from its bytes to its result; packages are in the cache throughout.
 */
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Payload } from '../../scripts/commands/read-payloads.ts';
import { validateInThreads } from '../../scripts/commands/validate-files.ts';
import { validatePayload } from '../../scripts/commands/validate-payload.ts';
import { ValidationThreads } from '../../scripts/commands/validation-threads.ts';
import { prepareValidator } from '../../scripts/pipeline/validation.ts';
import { patientLine } from '../commands/patients.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { measure } from './measure.ts';
import { recordedHl7 } from './recorded.ts';

const { values } = parseArgs({ options: { passes: { type: 'string', default: '7' } } });
const passes = Number(values.passes);
/** Each thread compiles its own machine code, and sees but its share of the resources. */
const WARM_UP = 20;
const examples = join(projectFolder, 'node_modules', 'hl7.fhir.r4.core');
const list = join(projectFolder, '..', 'shared', 'conformance', 'bench-400.txt');
const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
const { signal } = new AbortController();
const setup = { project: folder, options: { fhirOnly: true, allowExampleUrls: true, offline: true }, profiles: [] };

try {
  const payloads = exampleNames().map((file): Payload => ({ file, bytes: readFileSync(join(examples, file)) }));
  const one = await warmOnOneThread(payloads);
  const two = await warmOnThreads(payloads, 2);
  print(`${payloads.length} examples, median of ${passes} passes after ${WARM_UP} to warm up`);
  print(`one thread    ${perSecond(one)}   ${ratio(one / recordedHl7.warmPerSecond)} HL7's`);
  print(`two threads   ${perSecond(two)}   ${ratio(two / recordedHl7.warmPerSecond)} HL7's, ${ratio(two / one)} one's`);

  const observation = join(examples, 'Observation-example.json');
  const starts: number[] = [];
  for (let run = 0; run < passes; run++) starts.push((await ig(observation)).seconds);
  const start = Math.min(...starts);
  print(`first verdict ${start.toFixed(2)} s at best, ${median(starts).toFixed(2)} s median`);
  print(`              ${ratio(recordedHl7.firstVerdictSeconds / start)} sooner than HL7's best`);

  const fivefold = await written('fivefold.ndjson', function* () {
    for (let pass = 0; pass < 5; pass++)
      for (const { bytes } of payloads) yield `${JSON.stringify(JSON.parse(String(bytes)))}\n`;
  });
  const { peakMebibytes: peak } = await ig(fivefold, '--jobs', '1');
  print(
    `peak memory   ${peak.toFixed(0)} MiB, five times the list   ${ratio(peak / recordedHl7.peakMebibytes)} HL7's\n`,
  );

  print('NDJSON of small resources, one thread, the start of the process included');
  for (const count of [1_000, 10_000, 100_000]) {
    const file = await written(`${count}.ndjson`, function* () {
      for (let number = 0; number < count; number++) yield `${patientLine(number)}\n`;
    });
    const { seconds, peakMebibytes } = await ig(file, '--jobs', '1');
    print(`${String(count).padStart(7)}  ${seconds.toFixed(2).padStart(6)} s  peak ${peakMebibytes.toFixed(0)} MiB`);
  }
  print('\nThe figures of the HL7 validator are recorded (tests/bench/recorded.ts), not measured in this run.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The examples that the list names; where the list is not at hand, some four hundred spread over all of them. */
function exampleNames(): string[] {
  if (existsSync(list))
    return readFileSync(list, 'utf8')
      .split('\n')
      .filter((name) => name !== '');
  print('The list of the 400 examples is not at hand: others are taken, and the ratios do not count.');
  const names = readdirSync(examples).filter((name) => /^[A-Z].*\.json$/.test(name));
  return names.filter((_, index) => index % 13 === 0);
}

async function warmOnOneThread(all: readonly Payload[]): Promise<number> {
  const { value: ready } = await prepareValidator(setup.project, { ...setup.options, signal });
  if (ready === undefined) throw new Error('The packages cannot be opened: nothing was measured.');
  return warm(all, async () => {
    for (const payload of all) validatePayload(payload, ready.validator, setup.profiles);
  });
}

async function warmOnThreads(all: readonly Payload[], jobs: number): Promise<number> {
  const threads = new ValidationThreads(jobs, setup, signal);
  const rate = await warm(all, async () => {
    for await (const _ of validateInThreads(Readable.from(all), threads, jobs));
  });
  await threads.close();
  return rate;
}

/** Resources a second, once the program is warm. */
async function warm(all: readonly Payload[], pass: () => Promise<void>): Promise<number> {
  const seconds: number[] = [];
  for (let run = -WARM_UP; run < passes; run++) {
    const start = performance.now();
    await pass();
    if (run >= 0) seconds.push((performance.now() - start) / 1000);
  }
  return all.length / median(seconds);
}

async function ig(file: string, ...more: readonly string[]) {
  const args = ['validate', '--fhir-only', '--quiet', '--format', 'ndjson', '--fail-on', 'never', ...more, file];
  const run = await measure(process.execPath, [join(projectFolder, 'bin', 'ig.js'), ...args], process.env);
  if (run.exitCode !== 0) throw new Error('A run failed: nothing was measured.');
  return run;
}

async function written(name: string, lines: () => Iterable<string>): Promise<string> {
  const file = join(folder, name);
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return file;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function perSecond(rate: number): string {
  return `${rate.toFixed(0).padStart(6)} resources/s`;
}

function ratio(times: number): string {
  return `${times.toFixed(times < 10 ? 2 : 0)} ×`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
