import { readdirSync, readFileSync } from 'node:fs';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { secondOpinion } from '../../scripts/pipeline/second-opinion.ts';
import { cpuTime, highWaterMark } from './measure.ts';
import { recordedHl7 } from './recorded.ts';
import { median } from './statistics.ts';

export interface Hl7Figures {
  readonly warmPerSecond: number;
  readonly firstVerdictSeconds: number;
  readonly peakMebibytes: number;
  /** In words, for the reader: measured in this run, or why not. */
  readonly origin: string;
}

interface Measuring {
  readonly packages: readonly InstalledPackage[];
  /** How often the process is started for one resource. */
  readonly starts: number;
  /** How many passes over all resources follow the one that warms it up. */
  readonly passes: number;
  readonly signal: AbortSignal;
  readonly onStep: (text: string) => void;
}

/** Measures the HL7 validator where it can be run; elsewhere the figures are those that were recorded once. */
export async function hl7Figures(texts: readonly string[], one: string, measuring: Measuring): Promise<Hl7Figures> {
  try {
    const firsts: number[] = [];
    for (let start = 0; start < measuring.starts; start++) {
      const { answered, started } = await run([one], measuring);
      firsts.push(((answered[0] ?? Number.NaN) - started) / 1000);
    }
    const all = Array.from({ length: 1 + measuring.passes }, () => texts).flat();
    const { answered, peakMebibytes } = await run(all, measuring);
    const warm = Array.from({ length: measuring.passes }, (_, pass) => {
      const [from = Number.NaN, to = Number.NaN] = [1, 2].map((end) => answered[(pass + end) * texts.length - 1]);
      return (1000 * texts.length) / (to - from);
    });
    return {
      warmPerSecond: median(warm),
      firstVerdictSeconds: Math.min(...firsts),
      peakMebibytes,
      origin: 'measured in this run',
    };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return recordedFigures(`it cannot be run here: ${error.message}`);
  }
}

export function recordedFigures(why: string): Hl7Figures {
  return {
    ...recordedHl7,
    origin: `not of this run, but recorded on such a machine (tests/bench/recorded.ts): ${why}`,
  };
}

/**
 * How long the HL7 validator takes from its start to its verdict on one resource, and its CPU time.
 * @throws EnvironmentError where it cannot be run
 */
export async function hl7Verdict(text: string, asked: Pick<Asking, 'packages' | 'guide' | 'signal'>) {
  const { answered, started, cpuSeconds } = await run([text], { ...asked, onStep: () => {} });
  return { seconds: ((answered[0] ?? Number.NaN) - started) / 1000, cpuSeconds };
}

interface Asking extends Pick<Measuring, 'packages' | 'signal' | 'onStep'> {
  /** The guide's own definitions, with snapshots. */
  readonly guide?: readonly FhirResource[];
}

/** Has the HL7 validator answer, in one process, and tells when it did: by `performance.now()`. */
async function run(texts: readonly string[], { packages, guide, signal, onStep }: Asking) {
  const answered: number[] = [];
  let started = Number.NaN;
  let [peak, cpuSeconds] = [0, 0];
  const watch = setInterval(() => {
    const pid = javaProcess();
    if (pid === undefined) return;
    if (Number.isNaN(started)) started = performance.now();
    peak = Math.max(peak, highWaterMark(pid));
    cpuSeconds = Math.max(cpuSeconds, cpuTime(pid));
  }, 50);
  try {
    await secondOpinion(
      texts.map((text) => ({ text, profiles: [] })),
      {
        packages,
        ...(guide === undefined ? {} : { guide }),
        allowExampleUrls: true,
        offline: true,
        signal,
        onStep(text) {
          if (/validates, \d+ of/.test(text)) answered.push(performance.now());
          if (answered.length % 50 < 2) onStep(text);
        },
      },
    );
  } finally {
    clearInterval(watch);
  }
  return { answered, started, peakMebibytes: peak / 1024, cpuSeconds };
}

/** The process that runs the validator; `java -version` is another. */
function javaProcess(): number | undefined {
  try {
    const threads = `/proc/${process.pid}/task`;
    const children = readdirSync(threads).flatMap((thread) =>
      readFileSync(`${threads}/${thread}/children`, 'utf8')
        .split(' ')
        .filter((pid) => pid !== ''),
    );
    return children.map(Number).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('SecondOpinion'));
  } catch {
    return undefined; // no /proc here, or a process that has just ended
  }
}
