/**
 * Changes resources, profiles and whole packages by chance and validates them, or FSH and configurations and compiles
 * them, looking for crashes, hangs and growing memory:
 *   npm run fuzz -- --minutes 5 --seed spring
 *   npm run fuzz -- --what projects --minutes 5
 *   npm run fuzz -- --seed spring --case 1234    (one input again; --show prints it)
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { npmPackages } from '../validate/npm-packages.ts';
import type { FuzzReport, FuzzTask } from './fuzz-worker.ts';
import { type Kind, kinds, subjectOf } from './subject.ts';

/** A thread does not inherit how its parent loads TypeScript. */
const START = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('fuzz-worker.ts', import.meta.url).href)});
});`;

const HANG_MS = 20_000;
const MAX_GROWTH_MB = 250;

const { values } = parseArgs({
  options: {
    what: { type: 'string', default: 'resources' },
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    case: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});
const { seed } = values;
const what = kinds.find((kind) => kind === values.what);
if (what === undefined) throw new Error(`--what must be ${kinds.join(' or ')}.`);
const say = (line: string) => process.stdout.write(`${line}\n`);

if (values.show) say(subjectOf(what, await npmPackages()).shown(seed, Number(values.case ?? '0')));
else await fuzz(what);

async function fuzz(kind: Kind): Promise<void> {
  const until = values.case === undefined ? Date.now() + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
  const last = values.case === undefined ? Number.MAX_SAFE_INTEGER : Number(values.case);
  const first = values.case === undefined ? 0 : last;
  let next = first;
  let findings = 0;
  const found = (number: number, what: string) => {
    findings++;
    say(`${what}\n  again: npm run fuzz -- --what ${kind} --seed ${seed} --case ${number}`);
  };
  while (next <= last && Date.now() < until)
    next = (await runFrom({ kind, seed, first: next, last, until, found })) + 1;
  say(
    `${next - first} inputs from seed ${seed}: ${findings === 0 ? 'no crash, no hang, no growth' : `${findings} findings`}`,
  );
  if (findings > 0) process.exitCode = 1;
}

interface Runner extends Omit<FuzzTask, 'running'> {
  found(number: number, what: string): void;
}

/** Runs in a thread until the end, or until an input kills or hangs it. @returns the last number that was run */
function runFrom({ found, ...task }: Runner): Promise<number> {
  const running = new SharedArrayBuffer(4);
  const current = new Int32Array(running);
  current[0] = task.first;
  const worker = new Worker(START, {
    eval: true,
    workerData: { ...task, running } satisfies FuzzTask,
    resourceLimits: { maxOldGenerationSizeMb: 2_048 },
  });
  return new Promise((resolve, reject) => {
    let ready = false;
    let [seen, since] = [-1, Date.now()];
    let lowest = Number.POSITIVE_INFINITY;
    const finish = (number: number) => {
      clearInterval(watch);
      void worker.terminate().then(() => resolve(number));
    };
    const watch = setInterval(() => {
      const number = Atomics.load(current, 0);
      if (number !== seen || !ready) [seen, since] = [number, Date.now()];
      else if (Date.now() - since > HANG_MS) {
        found(number, `HANG: nothing after ${HANG_MS / 1_000} s`);
        finish(number);
      }
    }, 500);
    worker.on('message', (report: FuzzReport) => {
      if (report.kind === 'ready') ready = true;
      else if (report.kind === 'end') finish(report.number);
      else if (report.kind === 'memory') {
        lowest = Math.min(lowest, report.number < 1_000 ? Number.POSITIVE_INFINITY : report.megabytes);
        if (report.megabytes > lowest + MAX_GROWTH_MB) {
          found(report.number, `MEMORY: ${Math.round(lowest)} MB have become ${Math.round(report.megabytes)} MB`);
          lowest = report.megabytes;
        }
      } else found(report.number, `${report.kind.toUpperCase()}: ${report.detail}`);
    });
    worker.on('error', (error) => {
      if (!ready) {
        clearInterval(watch);
        reject(error);
        return;
      }
      const number = Atomics.load(current, 0);
      found(number, `CRASH of the whole thread: ${error.message}`);
      finish(number);
    });
  });
}
