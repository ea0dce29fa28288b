/**
 * `ig validate` beside the HL7 validator and @medplum/core, in one run, as ratios.
 * The unit of warm throughput is one resource, from its JSON text to its findings, in a process that has validated all
 * of them before. Packages are in the cache throughout.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createProgress } from '../../scripts/commands/output/progress.ts';
import { validatePayload } from '../../scripts/commands/payload/validate-payload.ts';
import { ValidationThreads } from '../../scripts/commands/threads/validation-threads.ts';
import { validateInThreads } from '../../scripts/commands/validation/validate-files.ts';
import { prepareValidator } from '../../scripts/pipeline/validation.ts';
import { isAbsent } from '../conformance/corpus.ts';
import { type Contender, secondsOfPasses } from './contender.ts';
import { examplePayloads, hasList, r4Folder } from './examples.ts';
import { hl7Figures, recordedFigures } from './hl7.ts';
import { isValidForMedplum, loadMedplum, medplumName } from './medplum.ts';
import { ndjsonRuns, runIg, written } from './ndjson.ts';
import { judge, seededResources } from './seeded.ts';
import { median, percent, table, times } from './statistics.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, 'without-hl7': { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
const { signal } = new AbortController();
const setup = { project: folder, options: { fhirOnly: true, allowExampleUrls: true, offline: true }, profiles: [] };
const progress = createProgress({ quiet: false });

try {
  const payloads = examplePayloads();
  const texts = payloads.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  const { value: ready } = await prepareValidator(setup.project, { ...setup.options, signal });
  if (ready === undefined) throw new Error('The packages cannot be opened: nothing was measured.');
  const { validator, packages } = ready;
  const threads = new ValidationThreads(2, setup, signal);
  loadMedplum();

  const one: Contender = {
    name: 'ig, one thread',
    warmUp: 20,
    pass(count) {
      for (let pass = 0; pass < count; pass++)
        for (const payload of payloads) validatePayload(payload, validator, setup.profiles);
    },
  };
  const two: Contender = {
    name: 'ig, two threads',
    warmUp: 40,
    async pass(count) {
      const all = Array.from({ length: count }, () => payloads).flat();
      for await (const _ of validateInThreads(Readable.from(all), threads, 2));
    },
  };
  const medplum: Contender = {
    name: medplumName,
    warmUp: 8,
    pass(count) {
      for (let pass = 0; pass < count; pass++) for (const text of texts) isValidForMedplum(text);
    },
  };
  const seconds = await secondsOfPasses([one, two, medplum], rounds, progress.step);
  await threads.close();
  const rate = (contender: Contender) => payloads.length / median(seconds.get(contender) ?? []);

  const observation = join(r4Folder, 'Observation-example.json');
  const starts: number[] = [];
  for (let run = 0; run < rounds; run++) {
    progress.step(`First verdict, start ${run + 1} of ${rounds}`);
    starts.push((await runIg(observation)).seconds);
  }
  progress.step('Peak memory');
  const fivefold = await written(join(folder, 'fivefold.ndjson'), function* () {
    for (let pass = 0; pass < 5; pass++) for (const text of texts) yield `${JSON.stringify(JSON.parse(text))}\n`;
  });
  const { peakMebibytes: peak } = await runIg(fivefold, '--jobs', '1');

  const measuring = { packages, starts: 2, passes: 2, signal, onStep: progress.step };
  const hl7 = values['without-hl7']
    ? recordedFigures('--without-hl7 was given')
    : await hl7Figures(texts, readFileSync(observation, 'utf8'), measuring);
  progress.end();

  print(`${payloads.length} R4 examples, warm; median of ${rounds} rounds`);
  if (!hasList) print('The list of the 400 examples is not at hand: others are taken, and the ratios do not count.');
  const throughput = (name: string, perSecond: number) => [
    name,
    `${perSecond.toFixed(0)} resources/s`,
    `${times(perSecond / hl7.warmPerSecond)} HL7's`,
    `${times(perSecond / rate(medplum))} @medplum/core's`,
  ];
  print(
    table([
      ...[one, two, medplum].map((contender) => throughput(contender.name, rate(contender))),
      throughput('HL7 validator', hl7.warmPerSecond),
    ]),
  );
  print(`Two threads do ${times(rate(two) / rate(one))} what one does.\n`);

  print('First verdict on one Observation, from the start of the process, and peak memory');
  print(
    table([
      [
        'ig',
        `${Math.min(...starts).toFixed(2)} s at best, ${median(starts).toFixed(2)} s median`,
        `${peak.toFixed(0)} MiB`,
      ],
      ['HL7 validator', `${hl7.firstVerdictSeconds.toFixed(1)} s at best`, `${hl7.peakMebibytes.toFixed(0)} MiB`],
      ['ratio', `${times(hl7.firstVerdictSeconds / Math.min(...starts))} sooner`, `${times(peak / hl7.peakMebibytes)}`],
    ]),
  );
  print(`The figures of the HL7 validator are ${hl7.origin}\n`);

  if (!isAbsent('the share of seeded errors')) {
    const seeded = seededResources('corpusB');
    print(`Seeded errors: ${seeded.faulty.length} faulty resources, ${seeded.valid.length} valid ones`);
    const isValid = (text: string) => validator.validate(text, { file: 'seeded.json' }).valid;
    const row = (name: string, { caught, refused }: ReturnType<typeof judge>) => [
      name,
      `${percent(caught)} of the faulty are caught`,
      `${percent(refused)} of the valid are refused`,
    ];
    print(table([row('ig', judge(seeded, isValid)), row(medplumName, judge(seeded, isValidForMedplum))]));
  }

  const runs = await ndjsonRuns(folder, progress.step);
  progress.end();
  print('NDJSON of small resources, one thread, the start of the process included');
  print(table(runs));
  print(`Again: npm run bench:validate -- --rounds ${rounds}${values['without-hl7'] ? ' --without-hl7' : ''}`);
} finally {
  progress.end();
  rmSync(folder, { recursive: true, force: true });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
