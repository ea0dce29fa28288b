import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly exitCode: number | null;
  readonly seconds: number;
  /** The most memory that the process and its children held at once, in MiB; 0 where /proc does not tell. */
  readonly peakMebibytes: number;
}

/** Runs a program to its end, and measures the wall-clock time and the peak of its resident memory. */
export async function measure(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, args, { env, stdio: 'ignore' });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, highWaterMark(child.pid));
  }, 20);
  const [exitCode] = await once(child, 'close');
  clearInterval(watch);
  return { exitCode, seconds: (performance.now() - start) / 1000, peakMebibytes: peak / 1024 };
}

/** The most memory that a process had resident, in KiB; 0 where /proc does not tell. */
export function highWaterMark(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it has ended
  }
}
