import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cli/run-ig.ts';

/** Most that any input may cost: time on the clock and, of each process, memory. */
export const MOST_SECONDS = 60;
export const MOST_MEBIBYTES = 1536;

export interface Bounds {
  readonly seconds: number;
  readonly mebibytes: number;
}

export interface BoundedRun {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Peak of what it held in memory; undefined where the system does not tell (no /proc). */
  readonly mebibytes: number | undefined;
  readonly wasKilled: boolean;
}

export interface Launch {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array | undefined;
  /** Given the process as soon as it runs: to send it signals, or to change what it reads. */
  readonly meanwhile?: ((pid: number, said: () => string) => void | Promise<void>) | undefined;
  /** Instead of `ig` by itself: a shell's command line in which `"$IG"` is the program. */
  readonly shell?: string | undefined;
}

/** Read by the test itself: what a run prints is bounded too. */
const MOST_OUTPUT = 256 << 20;

/**
 * Runs `ig` under the shell's ulimits (data segment, file size, cores) and a clock that kills it, and measures it.
 * The data segment is what a process may write to, so that the limit holds whatever V8 has only reserved.
 */
export async function runBounded(
  args: readonly string[],
  { cwd, env, input, meanwhile, shell }: Launch,
  bounds: Bounds,
): Promise<BoundedRun> {
  const program = join(root, 'bin', 'ig.js');
  const limits = `ulimit -c 0; ulimit -d ${bounds.mebibytes * 1024}; ulimit -f ${4 * 1024 * 1024}`;
  const command = shell ?? 'exec "$NODE" "$IG" "$@"';
  const begun = performance.now();
  const child = spawn('bash', ['-c', `${limits}; ${command}`, 'ig', ...args], {
    cwd,
    env: { ...process.env, NODE: process.execPath, IG: program, NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // its own group, so that what it started goes with it
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('bash cannot be started');
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      if (text[name].length < MOST_OUTPUT) text[name] += chunk;
    });
  }
  child.stdin.on('error', () => {}); // a program that ends early does not read it
  child.stdin.end(input);

  let mebibytes: number | undefined;
  let wasKilled = false;
  const kill = () => {
    wasKilled = true;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {} // it has ended by itself
  };
  const sampling = setInterval(() => {
    const peak = peakOf(pid);
    if (peak !== undefined) mebibytes = Math.max(mebibytes ?? 0, peak);
    // ulimit counts what is written to; this counts what is resident, which is what a machine runs out of.
    if ((mebibytes ?? 0) > bounds.mebibytes) kill();
  }, 50);
  const clock = setTimeout(kill, bounds.seconds * 1000);
  const acting = meanwhile?.(pid, () => `${text.stderr}${text.stdout}`);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...ended) => resolve(ended));
  }).finally(() => {
    clearInterval(sampling);
    clearTimeout(clock);
  });
  await acting;
  return { code, signal, ...text, seconds: (performance.now() - begun) / 1000, mebibytes, wasKilled };
}

function peakOf(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync('/proc/self/status')) return undefined;
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined; // it has ended
  }
}
