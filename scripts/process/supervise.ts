import { once } from 'node:events';
import type { WorkerOptions } from 'node:worker_threads';
import { killGroup } from '../machine/process-groups.ts';
import { EnvironmentError } from '../model/issue.ts';
import { atSignalledEnd, endInterrupted, heedSignals, interruption, unheard } from './signals.ts';
import { compares, startThread, staysOpen } from './start-thread.ts';

/** What a supervised thread is given. */
export interface ThreadSetup {
  readonly streams: Readonly<Record<'stdout' | 'stderr', Terminal>>;
}

/** What a thread's own standard streams do not know. */
interface Terminal {
  readonly isTTY: boolean | undefined;
  readonly columns: number | undefined;
}

/** What it says. */
export type ThreadMessage =
  | { readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** A group of processes that it started, or that has ended. */
  | { readonly group: number; readonly isRunning: boolean }
  /** It knows that it has to stop, and clears up. */
  | 'stopping';

/** A thread that is in the middle of something, such as a compilation, is not waited for: it writes nothing then. */
const GRACE_MS = 1_000;

/**
 * Runs the whole command in another thread. This one hears signals whatever that one does, and it alone writes to the
 * standard streams.
 * @throws the reason to stop, when a signal came; EnvironmentError when the thread ran out of memory
 */
export async function superviseCommand(): Promise<void> {
  const workerData: ThreadSetup = {
    streams: { stdout: terminalOf(process.stdout), stderr: terminalOf(process.stderr) },
  };
  heedSignals('Nothing was left half written.');
  const thread = startThread('command-thread.js', 'command-thread.ts', {
    argv: process.argv.slice(2),
    workerData,
    ...limitsOf(process.argv[2]),
  });
  const groups = new Set<number>();
  let isStopping = false;
  thread.on('message', (message: ThreadMessage) => {
    if (message === 'stopping') isStopping = true;
    else if ('text' in message) unheard(() => process[message.stream].write(message.text));
    else if (message.isRunning) groups.add(message.group);
    else groups.delete(message.group);
  });
  let wasEnded = false;
  const onAbort = () => {
    thread.postMessage(interruption.reason.message);
    setTimeout(() => {
      if (isStopping) return;
      wasEnded = true;
      void thread.terminate();
    }, GRACE_MS).unref();
  };
  interruption.addEventListener('abort', onAbort);
  const forget = atSignalledEnd(() => groups.forEach(killGroup));
  try {
    const [code] = (await once(thread, 'exit')) as [number]; // rejects on an error that the thread did not catch
    // What went wrong with the standard streams is known in this thread alone.
    if (!wasEnded) process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
  } catch (error) {
    throw asOutOfMemory(error);
  } finally {
    interruption.removeEventListener('abort', onAbort);
    if (wasEnded) groups.forEach(killGroup);
    forget();
  }
  if (wasEnded) throw interruption.reason;
  if (interruption.aborted && process.exitCode === 2) endInterrupted();
}

function limitsOf(command: string | undefined): Pick<WorkerOptions, 'resourceLimits'> {
  if (command === 'watch') return { resourceLimits: staysOpen };
  return command === 'compare' ? { resourceLimits: compares } : {};
}

function terminalOf({ isTTY, columns }: NodeJS.WriteStream): Terminal {
  return { isTTY, columns };
}

function asOutOfMemory(error: unknown): unknown {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isFull) return error;
  return new EnvironmentError(
    'There is not enough memory for this. Allow more with NODE_OPTIONS=--max-old-space-size=8192 (in MiB).',
  );
}
