import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { groupEnded, groupStarted, signalGroup } from '../machine/process-groups.ts';
import { EnvironmentError } from '../model/issue.ts';

const KILL_AFTER_MS = 5_000;

interface RunOptions {
  readonly signal: AbortSignal;
  readonly cwd?: string;
  /** The whole environment, in place of ours. */
  readonly env?: NodeJS.ProcessEnv;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}

/**
 * Runs a program to its end. Aborting stops its whole process group, then throws the reason.
 * @returns its exit code; as shells tell it, 128 and the signal's number when a signal ended it
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  { signal, cwd, env, input, onLine }: RunOptions,
): Promise<number> {
  signal.throwIfAborted();
  const child = spawn(command, args, { cwd, env, detached: true, windowsHide: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const { pid: group } = child; // undefined where it could not be started
  if (group !== undefined) groupStarted(group);
  child.stdin.on('error', () => {}); // a program that ends early does not read it
  child.stdin.end(input);
  for (const name of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[name] }).on('line', (line) => onLine(line, name));
  }
  const kill = (name: 'SIGTERM' | 'SIGKILL') => {
    if (group !== undefined) signalGroup(group, name);
  };
  let forced: NodeJS.Timeout | undefined;
  const stop = () => {
    kill('SIGTERM');
    forced = setTimeout(kill, KILL_AFTER_MS, 'SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  const [exitCode, ended] = (await once(child, 'close')
    .catch((cause) => {
      throw new EnvironmentError(`Cannot start ${command}. Is it on your PATH?`, { cause });
    })
    .finally(() => {
      clearTimeout(forced);
      if (group !== undefined) groupEnded(group);
      signal.removeEventListener('abort', stop);
    })) as [number | null, NodeJS.Signals | null];
  signal.throwIfAborted();
  return exitCode ?? 128 + (ended === null ? 0 : constants.signals[ended]);
}
