import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** The unit in which Linux tells of CPU time, on every machine that Node.js runs on. */
const TICKS_PER_SECOND = 100;

export interface Run {
  readonly exitCode: number | null;
  readonly seconds: number;
  /** Of all its threads, to within 20 ms; 0 where /proc does not tell. */
  readonly cpuSeconds: number;
  /** The most memory that the process and its children held at once, in MiB; 0 where /proc does not tell. */
  readonly peakMebibytes: number;
}

/** Runs a program to its end, and measures the wall-clock time, the CPU time and the peak of its resident memory. */
export async function measure(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, args, { env, stdio: 'ignore' });
  let [peak, cpuSeconds] = [0, 0];
  const watch = setInterval(() => {
    peak = Math.max(peak, highWaterMark(child.pid));
    cpuSeconds = Math.max(cpuSeconds, cpuTime(child.pid));
  }, 20);
  const [exitCode] = await once(child, 'close');
  clearInterval(watch);
  return { exitCode, seconds: (performance.now() - start) / 1000, cpuSeconds, peakMebibytes: peak / 1024 };
}

/** The most memory that a process had resident, in KiB; 0 where /proc does not tell. */
export function highWaterMark(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has ended
  }
}

/** The CPU time that a process has taken, in seconds; 0 where /proc does not tell. */
export function cpuTime(pid: number | undefined): number {
  try {
    // The name of the program stands in brackets and may have any sign; user and system time are the 12th and 13th behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return 0; // it has ended
  }
}
