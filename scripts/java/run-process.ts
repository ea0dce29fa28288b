import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { EnvironmentError } from '../model/issue.ts';

const KILL_AFTER_MS = 5_000;

interface RunOptions {
  readonly signal: AbortSignal;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** Runs a program to its end and returns its exit code. Aborting stops its whole process group, then throws the reason. */
export async function runProcess(
  command: string,
  args: readonly string[],
  { signal, input, onLine }: RunOptions,
): Promise<number> {
  signal.throwIfAborted();
  const child = spawn(command, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {}); // a program that ends early does not read it
  child.stdin.end(input);
  for (const name of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[name] }).on('line', (line) => onLine(line, name));
  }
  const kill = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // the group is gone
    }
  };
  let forced: NodeJS.Timeout | undefined;
  const stop = () => {
    kill('SIGTERM');
    forced = setTimeout(kill, KILL_AFTER_MS, 'SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  const [exitCode] = await once(child, 'close')
    .catch((cause) => {
      throw new EnvironmentError(`Cannot start ${command}. Is it on your PATH?`, { cause });
    })
    .finally(() => {
      clearTimeout(forced);
      signal.removeEventListener('abort', stop);
    });
  signal.throwIfAborted();
  return exitCode ?? 1;
}
