import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Report } from '../../model/report.ts';

/** Below what somebody waits for. */
const LESS_URGENT = 5;

/**
 * Checks a project from nothing in a process of its own, as `ig validate` does.
 * @param args of the watch that say what is checked, and how
 * @returns undefined where it was broken off, or came to no verdict
 */
export async function fullCheck(
  project: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Pick<Report, 'issues' | 'results'> | undefined> {
  const [, program = ''] = process.argv;
  const all = ['validate', '--project', project, '--format', 'json', '--quiet', '--fail-on', 'never', ...args];
  const child = spawn(process.execPath, [...process.execArgv, program, ...all], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  try {
    if (child.pid !== undefined) setPriority(child.pid, LESS_URGENT);
  } catch {
    // it may have ended already, and not every system lets us
  }
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve()); // it is not for the lack of a second opinion that the first is none
    child.once('close', () => resolve());
  });
  signal.removeEventListener('abort', stop);
  if (signal.aborted) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Report;
  } catch {
    return undefined;
  }
}

/** Whether two reports tell the same, in the same order. */
export function isSameReport(a: Pick<Report, 'issues' | 'results'>, b: Pick<Report, 'issues' | 'results'>): boolean {
  return JSON.stringify([a.issues, a.results]) === JSON.stringify([b.issues, b.results]);
}
